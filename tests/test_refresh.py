"""A refresh end to end against the stand-in: what is asked, what is shown afterwards, and what a failure leaves."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import faults
import pytest
from clients import client, expected
from standin import StandIn
from standin_world import World

from norberg import exports, program, refresh, series, settings
from norberg.embedded import rows_of
from norberg.errors import KoladaError
from norberg.source import Source
from norberg.store import Store
from norberg.summary import unanswered

TITLES = {row["id"]: row["title"] for row in rows_of(settings.DATA / "kpis.csv")}
GROUPS = {row["id"]: row["members"].split("|") for row in rows_of(settings.DATA / "groups.csv")}
FEW = ("N15428", "N00957", "N00404", "N05401", "N01960", "N15030")
NEAR = ["1904", "1907", "1960", "1961", "1962", "1980", "1981", "1982", "1983", "1984", "2061", "2083", "2084"]


class Desk:
    """A municipality's machine: a store in a folder, the program, and a Kolada to ask."""

    def __init__(self, folder, standin):
        self.folder, self.standin = folder, standin
        self.program = program.load(settings.DATA)
        self.store = Store(folder / "store")
        self.wanted = refresh.Wanted(FEW, (), ("1962", "0000", *NEAR[:8], "G37477"), ("G37477",))

    def source(self) -> Source:
        return Source(self.program, settings.DATA, self.store, self.folder / "local")

    def run(self, **changes):
        return refresh.run(client(self.standin, **changes), self.store, self.wanted, self.source())

    def export(self) -> str:
        return exports.machine(self.source().series(FEW))

    def again(self):
        """The next refresh, which asks for changes where they are enough."""
        return refresh.run(client(self.standin), self.store, self.wanted, self.source(), whole_series=False)


@pytest.fixture
def desk(tmp_path):
    world = World(ids=list(TITLES), codes=["0000", "0019", *NEAR], members=GROUPS, years=range(2018, 2021))
    for kpi, title in TITLES.items():
        world.kpis[kpi]["title"] = title
    with StandIn(world) as standin:
        yield Desk(tmp_path, standin)


def test_the_default_set_takes_few_questions(desk):
    """97 ids for Norberg, the country, the county and the groups: at most 20 questions for data."""
    desk.wanted = refresh.wanted(desk.program, desk.source(), False)
    summary = desk.run()
    assert len(summary.kpis) == 97
    assert summary.complete
    assert sum(path.startswith("data/") for path in desk.standin.paths) <= 20
    asked = {code for path in desk.standin.paths if path.startswith("data/") for code in path.split("/")[4].split(",")}
    assert {"1962", "0000", "0019", *NEAR, *GROUPS} <= asked


def test_fetched_values_are_shown_with_their_day(desk):
    """What Kolada answers replaces the embedded figures of the same years; older years stay."""
    summary = desk.run()
    shown = desk.source().series(["N15428"], ["1962"])
    fetched = shown[shown["source"] == "kolada"].dropna(subset=["value"])
    served = expected(desk.standin, ["N15428"], ["1962"])
    assert dict(zip(fetched[series.KEY].itertuples(index=False, name=None), fetched["value"], strict=True)) == {
        key: value for key, value in served.items() if value is not None
    }
    assert set(shown[shown["period"] < 2018]["source"]) == {"snapshot"}
    assert summary.values > 0


@pytest.mark.parametrize(
    "fault",
    [faults.status(500), faults.status(429, Retry_After="120"), faults.html(), faults.cut(), faults.drop],
    ids=["500", "429 for two minutes", "html", "cut", "dropped"],
)
@pytest.mark.parametrize("after", [0, 3])
def test_a_failed_refresh_changes_nothing(desk, fault, after):
    """Whatever goes wrong, at once or halfway, the error is one sentence and every figure stays as it was."""
    before = desk.export()
    desk.standin.fail(fault, after=after)
    with pytest.raises(KoladaError) as error:
        desk.run()
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")
    assert desk.export() == before


def test_an_interrupted_refresh_goes_on_where_it_stopped(desk):
    """What had come is not asked for again."""
    world = desk.standin.world
    desk.wanted = refresh.Wanted(tuple(world.ids), (), tuple(world.codes), ())
    desk.standin.fail(faults.status(500), after=5, match="data/")
    with pytest.raises(KoladaError):
        desk.run()
    done = set([path for path in desk.standin.paths if path.startswith("data/")][:5])
    desk.standin.heal()
    desk.standin.requests.clear()
    assert desk.run().complete
    again = {path for path in desk.standin.paths if path.startswith("data/")}
    assert done
    assert not done & again


def test_an_id_that_kolada_no_longer_lists_is_named_and_keeps_its_series(desk):
    """A vanished id makes the refresh incomplete; its last figures stay."""
    del desk.standin.world.kpis["N00957"]
    summary = desk.run()
    assert summary.unlisted == ("N00957",)
    assert not summary.complete
    assert "N00957" in unanswered(summary)[0]
    kept = desk.source().series(["N00957"], ["1962"])
    assert len(kept) > 50
    assert not desk.source().facts["N00957"].listed


def test_another_title_is_an_alarm(desk):
    """An id whose official title is not the one on file is named with both."""
    desk.standin.world.kpis["N00957"]["title"] = "Sjuktal, dagar"
    (alarm,) = desk.run().retitled
    assert "Sjuktal, dagar" in alarm
    assert "Ohälsotal, dagar" in alarm


def test_ids_answered_without_values_are_named(desk):
    """An empty answer counts as an answer, and is told."""
    desk.standin.fail(faults.instead({"values": [], "count": 0, "next_url": None}), match="data/")
    summary = desk.run()
    assert summary.complete
    assert set(summary.empty) == set(FEW)


def test_changes_are_told_and_written_to_the_ledger(desk):
    """A figure that differs from the last reading stands in the summary and in the ledger, old and new."""
    desk.run()
    row = desk.standin.world.row("N15428", "1962", 2020)
    old = {one["gender"]: one["value"] for one in row["values"]}
    real = desk.standin.world.row

    def revised(kpi, area, year, from_date=None):
        found = real(kpi, area, year, from_date)
        if (kpi, area, year) == ("N15428", "1962", 2020):
            found["values"] = [{**one, "value": 12.5} for one in found["values"]]
        return found

    desk.standin.world.row = revised
    changes = [one for one in desk.run().changes if one.municipality == "1962"]
    assert {one.gender: one.old for one in changes} == old
    assert {one.new for one in changes} == {12.5}
    newest = max((desk.folder / "ledger").glob("*.csv"))
    with newest.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["new"] == "12.5"]
    assert {(row["kpi"], row["municipality"], row["period"], row["kind"]) for row in rows} == {
        ("N15428", "1962", "2020", "changed")
    }
    assert {row["gender"]: float(row["old"]) for row in rows} == old


def identity(desk):
    """What the refreshes wrote of ids and groups: kind -> rows, first readings by kpi and area."""
    found = {}
    for path in sorted((desk.folder / "ledger" / "identity").glob("*.csv")):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            found.setdefault(row["kind"], []).append((row["kpi"] or row["municipality"], row["old"], row["new"]))
    return found


def test_titles_flags_ends_and_groups_are_written_to_the_ledger(desk):
    """Each with what it was and is; the second refresh in a row finds nothing more."""
    kpis = desk.standin.world.kpis
    desk.run()
    kpis["N00957"]["title"] = "Ohälsotal, antal/1000 inv"
    kpis["N00404"]["is_divided_by_gender"] = not kpis["N00404"]["is_divided_by_gender"]
    gone = kpis.pop("N15030")
    group = desk.standin.world.groups["G37477"]
    left_out = group["members"].pop()["member_id"]
    for _ in range(2):
        desk.run()
    found = identity(desk)
    assert found["unit" if "unit" in found else "question"] == [("N00957", TITLES["N00957"], kpis["N00957"]["title"])]
    assert ("N00404", "yes", "no") in found["gender_split"]
    assert found["ended"] == [("N15030", gone["title"], "")]
    ((name, old, new),) = [one for one in found["members"] if left_out in one[1].split()]
    assert (name, {*old.split()} - {*new.split()}) == ("G37477", {left_out})


def test_values_of_another_question_are_not_joined_with_the_old(desk):
    """Embedded values of the same id are of another series from then on."""
    desk.standin.world.kpis["N15428"]["title"] = "Elever i åk 9 som inte är behöriga, andel (%)"
    desk.run()
    shown = desk.source().kpi("N15428")
    assert set(shown["source"]) == {"kolada"}
    assert desk.source().facts["N15428"].meaning
    desk.run()
    assert set(desk.source().kpi("N15428")["source"]) == {"kolada"}


def test_values_that_all_change_by_one_factor_are_another_unit(desk):
    """Nothing in the title tells of it: the values do."""
    desk.run()
    real = desk.standin.world.row

    def scaled(kpi, area, year, from_date=None):
        found = real(kpi, area, year, from_date)
        if kpi == "N00957" and found:
            found["values"] = [{**one, "value": one["value"] and one["value"] * 100} for one in found["values"]]
        return found

    desk.standin.world.row = scaled
    desk.run()
    assert identity(desk)["unit"] == [("N00957", TITLES["N00957"], "varje nytt värde är 100 gånger de gamla")]
    assert desk.source().facts["N00957"].meaning


def test_first_reading_of_an_area_is_written_once(desk):
    """What a follow-up can't know otherwise: since when a series has been there at all."""
    far = "2084"
    desk.wanted = refresh.Wanted(("N05401",), (), ("1962", far), ())
    assert not len(desk.source().series(["N05401"], ["G37477"]))
    desk.run()
    desk.wanted = refresh.Wanted(("N05401",), (), ("1962", far, "G37477"), ())
    for _ in range(2):
        desk.run()
    rows = [
        (row["kpi"], row["municipality"])
        for path in (desk.folder / "ledger" / "identity").glob("*.csv")
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
        if row["kind"] == "first"
    ]
    assert rows == [("N05401", "G37477")]


def test_every_page_of_a_large_fetch_is_full(tmp_path):
    """The questions are sized by what the answers hold: at most one and a half times the floor of rows / page."""
    world = World(ids=[f"N9{n:04d}" for n in range(25)], codes=[f"{1000 + n}" for n in range(100)], members={})
    with StandIn(world) as standin:
        desk = Desk(tmp_path, standin)
        desk.wanted = refresh.Wanted(tuple(world.ids), (), tuple(world.codes), ())
        desk.run()
        rows = sum(
            world.row(kpi, code, year) is not None for kpi in world.ids for code in world.codes for year in world.years
        )
        asked = sum(path.startswith("data/") for path in standin.paths)
    assert asked <= max(1.5 * rows / 5000, rows // 5000 + 2)


def dates(standin):
    """The from_date of every question for figures so far."""
    return [one.query.get("from_date", "") for one in standin.requests if one.path.startswith("/v3/data/")]


def values(desk, kpi, area):
    """Year -> total as shown, of the years that the stand-in has figures for."""
    rows = desk.source().series([kpi], [area])
    rows = rows[(rows["gender"] == "T") & rows["period"].isin(list(desk.standin.world.years))]
    return dict(zip(rows["period"], rows["value"], strict=True))


def test_a_daily_refresh_asks_for_changes_since_the_day_before_the_last_one(desk):
    """A changed value is the new one, a deleted one is no longer shown, the rest stays; both stand in the ledger."""
    desk.run()
    before = values(desk, "N15428", "0000")
    first, second = [year for year, value in before.items() if value == value][:2]
    world, today = desk.standin.world, datetime.now(UTC).date()
    world.changed[("N15428", "0000", first)] = world.deleted[("N15428", "0000", second)] = today.isoformat()
    real = world.number
    world.number = lambda kpi, *place: 12.5 if (kpi, *place[:2]) == ("N15428", "0000", first) else real(kpi, *place)
    already = len(dates(desk.standin))
    summary = desk.again()
    assert set(dates(desk.standin)[already:]) == {(today - timedelta(days=1)).isoformat()}
    assert (summary.partly, summary.complete) == (len([one for one in FEW if one in summary.kpis]), True)
    after = values(desk, "N15428", "0000")
    assert after[first] == 12.5
    assert after[second] != after[second]
    rest = {year: value for year, value in before.items() if year not in (first, second)}
    assert rest == pytest.approx({year: after[year] for year in rest}, nan_ok=True)
    told = {(one.period, one.kind) for one in summary.changes if one.gender == "T"}
    assert told == {(first, "changed"), (second, "changed")}


def test_what_was_never_read_as_a_whole_is_not_asked_for_changes(desk):
    """A kpi that comes to the others is read from its first year."""
    everything = desk.wanted
    desk.wanted = replace(everything, required=FEW[1:])
    desk.run()
    desk.wanted = everything
    assert desk.again().partly == len(FEW) - 1
    assert len(values(desk, FEW[0], "1962")) > 0


def test_what_has_got_another_title_is_read_as_a_whole(desk):
    """Its older values are no longer shown beside the new ones, so that all of them must come again."""
    desk.run()
    desk.standin.world.kpis["N15428"]["title"] = "Elever i åk 9 som inte är behöriga, andel (%)"
    assert desk.again().partly == len(FEW) - 1
    assert any(value == value for value in values(desk, "N15428", "1962").values())


def test_now_and_then_everything_is_read_as_a_whole(desk, monkeypatch):
    """Only then is seen what has vanished without a word."""
    desk.run()
    monkeypatch.setattr(refresh, "WHOLE_AGAIN", timedelta(seconds=-1))
    assert desk.again().partly == 0


def test_the_age_of_the_figures_is_that_of_the_middle_nyckeltal(desk):
    """Never asked is very old; an id that Kolada has dropped does not make the others old."""
    now = datetime.now(UTC)
    assert refresh.age(desk.source(), now) == timedelta.max
    del desk.standin.world.kpis["N00957"]
    desk.run()
    assert timedelta(0) <= refresh.age(desk.source(), datetime.now(UTC)) < timedelta(minutes=10)
    assert timedelta(days=8) < refresh.age(desk.source(), now + timedelta(days=8, minutes=10))
