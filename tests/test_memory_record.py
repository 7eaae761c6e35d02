"""The ledger as a whole: per refresh, since a day, for machines; and where changed figures have been used."""

import csv

import pytest
from world import NORBERG, PROGRAM, source

from norberg import agenda_files, ledger
from norberg.__main__ import main
from norberg.agenda import Agenda
from norberg.commentfile import INDICATOR, Entry, Subject
from norberg.comments import Said
from norberg.errors import NorbergError
from norberg.memory import events, mentions, record, told
from norberg.memory.events import Event
from norberg.store import Change

EARLY, LATE = "2026-01-02T08:00:00+00:00", "2026-06-01T09:30:00+00:00"
CHANGED = Change("N15428", NORBERG, 2019, "T", 72.9, 74.1, "changed")
FAR = Change("N15428", "0180", 2019, "T", 80.0, 81.0, "changed")
TITLE = Event("N00957", "", "=Ohälsotal", "Ohälsotal, dagar", "title")


@pytest.fixture
def folder(tmp_path):
    """Two refreshes."""
    ledger.write(tmp_path / "ledger", [CHANGED, FAR], EARLY)
    ledger.write(tmp_path / "ledger", [Change("N00404", NORBERG, 2024, "T", None, 200.0, "added")], LATE)
    ledger.write(events.folder(tmp_path), [TITLE, Event("N00404", "0180", "", "", "first")], LATE)
    return tmp_path


def test_refreshes_are_told_newest_first(folder):
    """Figures of all areas are counted, the own ones are rows, ids and first readings stand beside."""
    (late, early), faults = record.refreshes(folder / "ledger", [NORBERG])
    assert faults == []
    assert (early.seen, early.counts, len(early.own), early.identity, early.first) == (EARLY, {"changed": 2}, 1, (), 0)
    assert (late.seen, late.counts, [one.kind for one in late.identity], late.first) == (
        LATE,
        {"added": 1},
        ["title"],
        1,
    )


@pytest.mark.parametrize(
    ("since", "left"), [("2026-01-02", 2), ("2026-01-03", 1), ("2026-06-01", 1), ("2026-06-02", 0)]
)
def test_day_itself_is_included(folder, since, left):
    """Since the last meeting: what was read on its day may have come after it."""
    assert len(record.refreshes(folder / "ledger", [NORBERG], since)[0]) == left


def test_broken_file_hides_nothing_else(folder):
    """It is named."""
    (folder / "ledger" / "2026-03-01T080000.csv").write_text("nonsens\n1")
    (events.folder(folder) / "2026-03-01T080000.csv").write_text("nonsens\n1")
    found, faults = record.refreshes(folder / "ledger", [NORBERG])
    assert len(found) == 2
    assert [one.split(" ")[1] for one in faults] == ["2026-03-01T080000.csv", "identity/2026-03-01T080000.csv"]


def test_refresh_in_words(folder):
    """What is changed is a row with old and new, what has come a count with its year, an id both titles."""
    (late, early), _ = record.refreshes(folder / "ledger", [NORBERG])
    now, then = (told.part(one, source(folder), {}) for one in (late, early))
    (line,) = then.lines
    assert (line.title, line.address, line.when, line.old, line.new) == (
        "Behöriga till yrkesprogram, åk 9 (N15428)",
        "1",
        "2019",
        "72,90",
        "74,10",
    )
    assert then.title == "2026-01-02 kl. 08.00"
    assert then.summary.replace("\u00a0", " ") == "Norberg: 1 värde ändrades. Alla områden: 2 värden ändrades."
    assert now.added[0].replace("\u00a0", " ") == "Antibiotikarecept (N00404): 1 värde tillkom, 2024."
    assert now.identity == ("Ohälsotal (N00957) heter på ett annat sätt: ”=Ohälsotal” blev ”Ohälsotal, dagar”.",)
    assert "1\u00a0serie lästes för första gången" in now.summary


def test_many_rows_are_cut_and_counted(folder):
    """The page stays readable: the newest years of each nyckeltal, and how many rows there are."""
    kpis = PROGRAM.kpis[:10]
    many = [Change(kpi, NORBERG, 1990 + at, "T", 1.0, 2.0, "changed") for at in range(30) for kpi in kpis]
    ledger.write(folder / "ledger", many, "2026-07-01T08:00:00+00:00")
    part = told.part(record.refreshes(folder / "ledger", [NORBERG])[0][0], source(folder), {})
    assert (len(part.lines), part.total) == (told.MOST, 300)
    assert [one.when for one in part.lines[: told.EACH]] == ["2019", "2018", "2017", "2016", "2015", "2014"]
    assert len({one.title for one in part.lines}) > told.MOST / told.EACH


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event("N00957", "", "Ohälsotal", "", "ended"), "finns inte längre i Koladas lista. Titeln var ”Ohälsotal”."),
        (Event("N00957", "", "yes", "no", "gender_split"), "delas inte längre upp på kvinnor och män."),
        (Event("N00957", "", "a", "b", "unit"), "har en annan enhet: ”a” blev ”b”."),
        (Event("N00957", "", "a", "b", "question"), "kan vara en annan fråga: ”a” blev ”b”."),
        (Event("", "G33626", "1962 1904", "1962 1982", "members"), "nya Fagersta; borta Skinnskatteberg."),
    ],
)
def test_what_happened_to_an_id_in_words(tmp_path, event, words):
    """Ids and groups by their names."""
    ledger.write(events.folder(tmp_path), [event], LATE)
    (found,), _ = record.refreshes(tmp_path / "ledger", [NORBERG])
    assert told.part(found, source(tmp_path), {}).identity[0].endswith(words)


def test_machines_get_every_row_in_order(folder, monkeypatch, capsys):
    """Figures, ids and first readings, oldest first; a title is no formula."""
    monkeypatch.setenv("NORBERG_DATA", str(folder))
    assert main(["changes", str(folder / "ut.csv")]) == 0
    assert "Skrev 5\u00a0ändringar" in capsys.readouterr().out
    rows = list(csv.DictReader((folder / "ut.csv").read_text("utf-8").splitlines()))
    assert list(rows[0]) == ["kpi", "municipality", "period", "gender", "old", "new", "kind", "seen"]
    assert [row["kind"] for row in rows] == ["changed", "changed", "added", "title", "first"]
    assert rows[3]["old"] == "'=Ohälsotal"
    assert main(["changes", str(folder / "ut.csv"), "--since", "2026-06-01"]) == 0
    assert len((folder / "ut.csv").read_text("utf-8").splitlines()) == 1 + 3


def test_no_ledger_is_an_empty_file_and_nonsense_a_sentence(tmp_path):
    """Nothing has changed yet; a day that is none is named."""
    assert record.save(tmp_path / "ut.csv", tmp_path / "ledger") == 0
    with pytest.raises(NorbergError, match="”i går” är inget datum"):
        record.save(tmp_path / "ut.csv", tmp_path / "ledger", "i går")


def test_changed_figure_in_an_agenda_or_a_comment_is_pointed_out(folder):
    """Only where it was used before it changed, and only Norberg's own."""
    early = record.refreshes(folder / "ledger", [NORBERG])[0][1]
    saved = [
        agenda_files.Saved(name, Agenda((1, 12), name, 2026, created=day), "")
        for name, day in (("Före", "2025-12-01"), ("Efter", "2026-02-01"))
    ]
    wrote = Entry("1", Subject(INDICATOR, 1), "", "2025-12-24T10:00:00+01:00", "Anna Ek", "Bra.")
    other = Entry("2", Subject(INDICATOR, 12), "", "2025-12-24T10:00:00+01:00", "Bo Ek", "Bra.")
    found = mentions.of(early, PROGRAM, saved, [Said(wrote), Said(other)])
    assert found == {1: ("dagordningen ”Före” från 2025-12-01", "en kommentar av Anna Ek 2025-12-24")}


@pytest.mark.parametrize(("made", "told"), [("2025-12-01", 1), ("2026-01-02", 1), ("2026-02-01", 0), ("", 0)])
def test_saved_agenda_names_what_changed_after_it_was_made(folder, made, told):
    """With the day; of one without a day nothing is claimed."""
    found = record.refreshes(folder / "ledger", [NORBERG])[0]
    named = mentions.since(Agenda((12, 1), "", 2026, created=made), found, PROGRAM)
    assert named == ("Behöriga till yrkesprogram, åk 9 (2026-01-02)",) * told
