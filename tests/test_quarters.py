"""The cells of "Kommuner": which municipalities have columns, and what a quarter looks like and says."""

from dataclasses import replace

import pandas as pd
from world import FAGERSTA, NORBERG, STANDARD, source

from norberg import quarters
from norberg.finding import Level

SKINNSKATTEBERG, AVESTA = "1904", "2084"


def chosen(tmp_path, *sets, areas=()):
    return quarters.columns(replace(STANDARD, sets=sets, areas=areas), source(tmp_path))


def levels(**by_code) -> pd.DataFrame:
    return pd.DataFrame([vars(one) for one in by_code.values()], index=[code.strip("k") for code in by_code])


def test_the_own_municipality_stands_first_and_each_once(tmp_path):
    """Norberg, then what was chosen, in order, without repetition."""
    found = chosen(tmp_path, "norra-vastmanland", areas=(AVESTA, FAGERSTA))
    assert found == quarters.Columns((NORBERG, FAGERSTA, SKINNSKATTEBERG, AVESTA), ())


def test_what_has_no_column_is_said(tmp_path):
    """The country, a region, sets that differ between nyckeltal and those too large are named with the reason."""
    found = chosen(tmp_path, "norra-vastmanland", "liknande", "riket", "alla", areas=("0019",))
    assert found.codes == (NORBERG, FAGERSTA, SKINNSKATTEBERG)
    assert found.left_out == (
        "Liknande kommuner har inga kolumner: de är olika för varje nyckeltal.",
        "Alla kommuner får inte plats: de är 289, och högst 15 har kolumner.",
        "Riket och Region Västmanland har ingen kolumn: bara kommuner jämförs här.",
    )


def test_more_than_fit_are_named(tmp_path):
    """The sixteenth municipality has no room, and its name is said."""
    codes = [code for code in source(tmp_path).municipalities if code != NORBERG][: quarters.MOST + 1]
    found = chosen(tmp_path, areas=tuple(codes))
    assert found.codes == (NORBERG, *codes[: quarters.MOST])
    assert source(tmp_path).areas[codes[-1]] in found.left_out[0]


def test_a_group_that_was_never_read_is_said(tmp_path):
    """A county without its list of members is no empty comparison."""
    bare = source(tmp_path)
    bare.groups = {}
    found = quarters.columns(replace(STANDARD, sets=("vastmanland",)), bare)
    assert found.left_out == ("Västmanlands kommuner har inga kolumner: gruppen är inte inläst.",)


def test_a_quarter_says_its_place_only_when_sure():
    """Sure: the quarter and the place as an interval. Otherwise an outline and "troligen", without place."""
    frame = levels(
        k1962=Level(4, True, 201, 280, 286, 2020, 2022),
        k1982=Level(1, False, 3, 90, 286, 2020, 2022),
        k1904=Level(reason="värde saknas"),
    )
    found = quarters.standing(frame, ["1962", "1982", "1904", "2084"], judged=True)
    assert [(one.style, one.text) for one in found.cells] == [
        ("q4", "sämsta fjärdedelen, plats 201–280 av 286"),
        ("q1 u", "troligen bästa fjärdedelen"),
        ("no", "Jämförs inte: värde saknas"),
        ("no", "Jämförs inte: inga värden är inlästa"),
    ]
    assert found.years == "2020–2022"


def test_a_neutral_quarter_is_never_good_or_bad():
    """1 is the lowest quarter, drawn in grey."""
    frame = levels(k1962=Level(1, True, 1, 1, 286, 2022, 2022), k1982=Level(4, False, 1, 9, 286, 2022, 2022))
    found = quarters.standing(frame, ["1962", "1982"], judged=False)
    assert [(one.style, one.text) for one in found.cells] == [
        ("p1", "lägsta fjärdedelen, plats 1 av 286"),
        ("p4 u", "troligen högsta fjärdedelen"),
    ]
    assert found.years == "2022"


def test_a_nyckeltal_nobody_is_compared_by_says_why_once():
    """A count is a row in words, not a row of dashes."""
    frame = levels(k1962=Level(reason="antal rangordnas inte"), k1982=Level(reason="antal rangordnas inte"))
    found = quarters.standing(frame, ["1962", "1982"], judged=True)
    assert (found.cells, found.reason) == ((), "antal rangordnas inte")
