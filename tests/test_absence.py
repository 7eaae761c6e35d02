"""Six different absences, and one that is the reader's own choice: each has its own words."""

import shutil
from dataclasses import replace

import pytest
from world import DATA, FAGERSTA, NORBERG, READ, STANDARD, TODAY, card_of, pair, publish, source

from norberg import absence, program
from norberg.fact import Fact


def why(folder, no, last=2026):
    one = card_of(no, source(folder), replace(STANDARD, last=last, first=min(2008, last)))
    return one.absent.kind, one.absent.sentence, one.absent.fetchable


def test_not_fetched(tmp_path):
    """Never asked for: it is in Kolada, from whom, and a fetch may help."""
    words = "Inte hämtat än. Finns i Kolada, källa Skolverket."
    assert why(tmp_path, 4) == ("not_fetched", words, True)


def test_not_fetched_for_the_region(tmp_path):
    """What only regions have says whose figures will be shown."""
    assert why(tmp_path, 54)[1].endswith("Mäts bara för regioner: Region Västmanland visas.")


def test_not_published_yet(tmp_path):
    """Kolada answered without values for anybody: when it was asked, and when they should come."""
    publish(tmp_path, "N15030", {})
    kind, words, fetchable = why(tmp_path, 4)
    assert (kind, fetchable) == ("not_published", False)
    assert words.startswith("Kolada har inga värden än (svar 2026-06-01): ")


def test_not_measured_for_the_municipality(tmp_path):
    """Others have values: Norberg is not measured."""
    publish(tmp_path, "N15030", {(FAGERSTA, 2022): 80.0}, asked=(NORBERG, FAGERSTA))
    words = "Kolada har inga värden för Norberg (inläst 2026-06-01)."
    assert why(tmp_path, 4) == ("not_measured", words, False)


def test_too_few_people(tmp_path):
    """A value that Kolada hides is hidden, not missing."""
    publish(tmp_path, "N15030", {(NORBERG, 2022): "Privacy"})
    assert why(tmp_path, 4) == ("secret", "Värdet visas inte: det gäller för få personer.", False)


@pytest.mark.parametrize("status", ["", "Missing", "något nytt"])
def test_other_nulls_are_not_called_secret(tmp_path, status):
    """An opaque status is not taken for a reason."""
    publish(tmp_path, "N15030", {(NORBERG, 2022): status})
    assert why(tmp_path, 4)[0] == "not_published"


def test_ended(tmp_path):
    """A retired series that was never read says so; nobody is asked to fetch it."""
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / "snapshot.parquet").unlink()
    here = source(tmp_path, data, program.load(data))
    found = absence.why(pair(9)[0], here, 2026, TODAY)
    assert (found.kind, found.fetchable) == ("ended", False)
    assert found.sentence == "Serien har upphört och har inga värden för Norberg."


def test_ended_since_kolada_lists_it_no_longer(tmp_path):
    """A living id that has left Kolada's list has ended, too."""
    fact = {"id": "N15030", "title": "x", "divided": True, "read": READ, "listed": False}
    publish(tmp_path, "N15030", {}, kpis=[fact])
    assert why(tmp_path, 4)[0] == "ended"


def test_own_series_missing(tmp_path):
    """What the municipality has to fill in says from whom it is expected."""
    kind, words, fetchable = why(tmp_path, 72)
    assert (kind, fetchable) == ("own_missing", False)
    assert words.startswith("Egen serie saknas. Väntas från kommunens personalsystem")


def test_values_only_after_the_end_year(tmp_path):
    """The reader's choice of years is no absence, and the first year with a value is named."""
    words = "Inga värden till och med 2016. Det första är från 2017."
    assert why(tmp_path, 27, 2016) == ("later", words, False)


@pytest.mark.parametrize(
    ("date", "period", "words"),
    [
        ("2027-03-06", "2026", "värden för 2026 kommer 2027-03-06 enligt uppgift 2026-03-23"),
        ("2026-05-13", "2025", "värden för 2025 skulle komma 2026-05-13 enligt uppgift 2026-03-23"),
        ("2027-03-06", "", "nästa värden kommer 2027-03-06 enligt uppgift 2026-03-23"),
        ("", "", "ingen nästa publicering är angiven enligt uppgift 2026-03-23"),
    ],
)
def test_the_next_publication(date, period, words):
    """A date that has passed since it was read is told as the old promise it is."""
    fact = Fact("N1", "x", True, date, period, "", "2026-03-23T10:00:00")
    assert absence.next_publication(fact, TODAY) == words
