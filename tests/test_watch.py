"""The watch list: files that people can write by hand, hostile names, what it does to the wall and to a refresh."""

import re

import pytest
import streamlit as st
from apptest import go, opened, texts
from world import NORBERG, PROGRAM, publish, source

from norberg import refresh
from norberg.errors import NorbergError
from norberg.watch import entry, files, row
from norberg.watch.entry import Entry

ONE = Entry("N11103", "Invånare 65+, andel (%)", "2026-11-26", "Nämnden frågade.\n\nTill våren.", "N11103.txt")
KNOWN = row.known(PROGRAM)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder of the list, under a folder of the app's own, without network."""
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    monkeypatch.setenv("KOLADA_URL", "http://127.0.0.1:9/v3")
    st.cache_resource.clear()
    return files.folder(tmp_path)


def test_an_entry_is_a_readable_file_and_comes_back(place):
    """Its lines are plain, its note is kept, and following twice changes nothing."""
    files.add(place, ONE)
    files.add(place, Entry("N11103", "annat", "2027-01-01"))
    assert (place / "N11103.txt").read_text(encoding="utf-8") == (
        "nyckeltal: N11103\ntitel: Invånare 65+, andel (%)\ntillagd: 2026-11-26\n\nNämnden frågade.\n\nTill våren.\n"
    )
    assert files.read(place, KNOWN) == ((ONE,), [])
    assert [path.name for path in place.iterdir()] == ["N11103.txt"]


def test_no_folder_is_no_list_and_looking_makes_none(tmp_path):
    assert files.read(tmp_path / "watch", KNOWN) == ((), [])
    assert not list(tmp_path.iterdir())


def test_what_is_no_longer_followed_is_moved_aside(place):
    """Every file of the kpi, also one that a person named; doing it twice is no fault, and the note can be read."""
    files.add(place, ONE)
    (place / "hemtjänst.txt").write_text("Nyckeltal:  N11103\n", encoding="utf-8")
    for _ in range(2):
        files.remove(place, "N11103")
    assert files.read(place, KNOWN) == ((), [])
    assert sorted(path.name.partition("-")[0] for path in (place / files.ASIDE).iterdir()) == ["N11103", "hemtjänst"]


@pytest.mark.parametrize("kpi", ["../N11103", "N11103/..", "", "LOK_X", "n11103", "N1110\N{ARABIC-INDIC DIGIT ONE}"])
def test_nothing_leads_out_of_the_folder(place, kpi):
    with pytest.raises(NorbergError, match="inget id i Kolada"):
        files.add(place, Entry(kpi))
    assert not place.exists()


def test_faults_of_files_are_told_and_the_good_ones_read(place):
    """File, row and what is wrong; nothing else is lost."""
    files.add(place, ONE)
    for name, text in {
        "a.txt": "nyckeltal: N00941\nfärg: röd\ntillagd: i går\n",
        "b.txt": "titel: utan id\n",
        "c.txt": "nyckeltal: N15428\n",
        "d.txt": "nyckeltal: N11103\n",
        "e.csv": "x",
        "f.txt": "x" * 9000,
    }.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "g.txt").write_bytes("titel: Å".encode("cp1252"))
    (place / "h.txt").symlink_to("/etc/hostname")
    found, faults = files.read(place, KNOWN)
    assert [one.kpi for one in found] == ["N00941", "N11103"]
    told = {one.split("”")[1]: one for one in faults}
    assert "”a.txt”: rad 2, okänd rad ”färg”" in faults[0]
    assert "”a.txt”: ”i går” är inget datum" in faults[1]
    assert "raden ”nyckeltal” saknas" in told["b.txt"]
    assert f"N15428 är programmets nyckeltal {KNOWN['N15428']}" in told["c.txt"]
    assert "N11103 står redan i N11103.txt" in told["d.txt"]
    assert {"e.csv", "f.txt", "g.txt", "h.txt"} <= set(told)


def test_a_taken_name_and_a_folder_that_cannot_be_written_are_sentences(place):
    place.mkdir()
    (place / "N11103.txt").write_text("annat", encoding="utf-8")
    with pytest.raises(NorbergError, match=r"N11103\.txt finns redan"):
        files.add(place, ONE)
    (place.parent / "fil").write_text("", encoding="utf-8")
    with pytest.raises(NorbergError, match="kan inte läggas i bevakningslistan"):
        files.add(place.parent / "fil", ONE)


def test_whatever_a_person_writes_is_an_entry_or_a_sentence():
    """A byte order mark, Windows line ends, capitals and blank lines above are no faults."""
    found, faults = entry.read("x.txt", "\ufeff\r\n\r\nNYCKELTAL : N11103\r\n\r\nSe upp.\r\n")
    assert (found, faults) == (Entry("N11103", note="Se upp.", file="x.txt"), [])


def test_a_refresh_asks_for_it_too(tmp_path):
    """As long as Kolada lists it; the embedded figures do not grow by it."""
    asked = refresh.wanted(PROGRAM, source(tmp_path), False, ["N11103", "N15428"])
    assert "N11103" in asked.optional
    assert "N11103" not in asked.required
    assert "N15428" not in asked.optional


def test_the_wall_shows_it_beside_the_program_and_its_page_ends_it(place):
    """A row of its own that counts among none of the 75; faults of its files are said; the demo has none of it."""
    titles = [{"id": "N11103", "title": "Barn i kö, andel (%)", "divided": "no", "read": "2026-06-01"}]
    rising = {(NORBERG, year): 10.0 + year - 2010 for year in range(2010, 2025)}
    publish(place.parent, "N11103", rising, kpis=titles)
    at = go(opened(), "nyckeltal", nr="N11103")
    at.button(key="watch_follow").click().run()
    assert files.kpis(place) == ("N11103",)
    (place / "fel.txt").write_text("titel: utan id", encoding="utf-8")
    at = opened()
    told = " ".join(texts(at))
    assert "1 nyckeltal som kommunen följer, utöver programmets 75" in told
    assert "Barn i kö, andel (%)" in told
    assert re.findall(r"\d+ fel i filerna", told) == ["1 fel i filerna"]
    at = go(at, "nyckeltal", nr="N11103")
    at.button(key="watch_leave").click().run()
    assert files.kpis(place) == ()
    assert [one.key for one in at.button if one.key.startswith("watch")] == ["watch_follow"]
    assert "nyckeltal som kommunen följer" not in " ".join(texts(opened(demo="ja")))
