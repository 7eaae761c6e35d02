"""Few persons are not shown, and can't be worked out from what is: shown, exported or drawn."""

from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_local import loaded, shown

from norberg.disclosure import hidden

FORMS = ("a", "b", "c")
INNER = [(gender, part) for part in (*FORMS, "rest") for gender in "KM"]
STEPS = np.array(list(product((-1, 0, 1), repeat=len(INNER))))


def rows(kpi, cells, year=2024):
    """Rows of a file from {(gender, part): value}."""
    return [f"{kpi};{year};{gender};{part};{value};" for (gender, part), value in cells.items()]


def whole(inner):
    """A table with all its sums, from the persons by gender and part."""
    table = dict(inner) | {("T", part): inner["K", part] + inner["M", part] for _, part in inner}
    parts = sorted({part for _, part in inner})
    return table | {(gender, "totalt"): sum(table[gender, part] for part in parts) for gender in "TKM"}


@pytest.mark.parametrize(
    ("women", "men", "all_", "seen"),
    [
        (4, 20, 24, ("för få", "för få", 24)),
        (5, 20, 25, (5, 20, 25)),
        (0, 20, 20, (0, 20, 20)),
        (3, 4, 7, ("för få", "för få", 7)),
        (2, 2, 4, ("för få", "för få", "för få")),
        (0, 3, 3, ("för få", "för få", "för få")),
        (20, "", 23, ("för få", "saknas", 23)),
        ("", 3, "", ("saknas", "för få", "saknas")),
    ],
)
def test_the_other_gender_gives_nobody_away(tmp_path, women, men, all_, seen):
    """Women are not total minus men: both are hidden, also when one of them was never written; a zero may be shown."""
    cells = {("K", ""): women, ("M", ""): men, ("T", ""): all_}
    own = loaded(tmp_path, *rows("LOK_TILLBUD", cells))
    for frame, key in ((own.frame, ()), (own.parts, ("totalt",))):
        assert tuple(shown(frame, "LOK_TILLBUD")[2024, gender, *key] for gender in "KMT") == seen


def test_the_next_smallest_part_is_hidden_too(tmp_path):
    """Total minus the other parts is no way to the few; larger parts stay."""
    cells = {("T", "olycka"): 21, ("T", "färdolycka"): 3, ("T", "sjukdom"): 8}
    own = loaded(tmp_path, *rows("LOK_ARBETSSKADOR", cells))
    assert shown(own.frame, "LOK_ARBETSSKADOR") == {(2024, "T"): 32}
    assert list(shown(own.parts, "LOK_ARBETSSKADOR").values()) == ["för få", 21, "för få"]


def test_a_zero_is_no_cover_for_the_few(tmp_path):
    """Two persons in one of two hidden parts are still two persons: the third part is hidden as well."""
    cells = {("T", "olycka"): 9, ("T", "färdolycka"): 2, ("T", "sjukdom"): 0}
    own = loaded(tmp_path, *rows("LOK_ARBETSSKADOR", cells))
    assert set(shown(own.parts, "LOK_ARBETSSKADOR").values()) == {"för få"}
    assert shown(own.frame, "LOK_ARBETSSKADOR") == {(2024, "T"): 11}


def test_what_a_total_has_beyond_its_parts_is_hidden_too(tmp_path):
    """Two employees of no named form are total minus parts."""
    own = loaded(tmp_path, *rows("LOK_ANSTALLDA", {("T", ""): 402, ("T", "månad"): 340, ("T", "timme"): 60}))
    assert list(shown(own.parts, "LOK_ANSTALLDA").values()) == [340, "för få", 402]


@pytest.mark.parametrize("kpi", ["LOK_FRISKTAL", "LOK_MEDELALDER"])
@pytest.mark.parametrize("counted", ["TKM", "TM", "KM"])
def test_a_share_of_few_is_hidden_with_its_counterpart(tmp_path, kpi, counted):
    """Three men: their share, theirs and the women's numbers, and the women's share, which would tell the men's."""
    count = {"T": 40, "K": 37, "M": 3}
    cells = {("T", ""): 45, ("K", ""): 44, ("M", ""): 57} | {(gender, "antal"): count[gender] for gender in counted}
    own = loaded(tmp_path, *rows(kpi, cells))
    assert shown(own.frame, kpi) == {(2024, "T"): 45, (2024, "K"): "för få", (2024, "M"): "för få"}
    assert {value for (_, gender, _), value in shown(own.parts, kpi).items() if gender != "T"} == {"för få"}


def test_headcounts_of_two_series_are_seen_together(tmp_path):
    """All employees in one series and the women among them in another leave the men."""
    own = loaded(
        tmp_path, "LOK_ANSTALLDA;2024;;;403;", "LOK_MEDELALDER;2024;K;antal;400;", "LOK_MEDELALDER;2024;K;;47;"
    )
    assert shown(own.parts, "LOK_MEDELALDER") == {(2024, "K", "antal"): "för få", (2024, "K", "medelålder"): "för få"}


def test_headcounts_that_differ_are_of_other_people(tmp_path):
    """Where one series counts the monthly paid and another everyone, their difference is no number of men."""
    own = loaded(
        tmp_path, "LOK_ANSTALLDA;2024;;;403;", *rows("LOK_FRISKTAL", {("T", "antal"): 500, ("K", "antal"): 400})
    )
    assert shown(own.parts, "LOK_FRISKTAL") == {(2024, "T", "antal"): 500, (2024, "K", "antal"): 400}


def test_a_share_of_nobody_is_not_shown(tmp_path):
    """A zero typed for a group without members is no share."""
    own = loaded(tmp_path, *rows("LOK_FRISKTAL", {("M", ""): 0, ("M", "antal"): 0, ("K", ""): 80, ("K", "antal"): 9}))
    assert shown(own.frame, "LOK_FRISKTAL") == {(2024, "K"): 80, (2024, "M"): "för få"}


def test_visitors_firms_and_wells_are_no_persons(tmp_path):
    """Few of anything else is shown as it is."""
    own = loaded(tmp_path, "LOK_BESOK;2024;;Klackberg;3;", "LOK_NYREG;2024;;;2;", "LOK_KIR_IN;2024-01;;;1;")
    assert set(own.parts["value"]) == {1, 2, 3}


def test_a_remark_does_not_repeat_the_hidden(tmp_path):
    """A remark may say what the figure no longer does."""
    own = loaded(tmp_path, "LOK_TILLBUD;2024;;;2;två fall i köket", "LOK_TILLBUD;2023;;;20;")
    assert own.parts["remark"].tolist() == ["", ""]


def test_numbers_that_contradict_each_other_are_told(tmp_path):
    """Women and men who don't make the total are a fault, and no reason to show the few."""
    own = loaded(tmp_path, *rows("LOK_TILLBUD", {("T", ""): 30, ("K", ""): 3, ("M", ""): 25}))
    assert own.faults == ["LOK_TILLBUD 2024: totalt är inte summan av kvinnor och män eller av delmåtten."]
    assert shown(own.frame, "LOK_TILLBUD") == {(2024, "T"): 30, (2024, "K"): "för få", (2024, "M"): "för få"}


SIZES = st.one_of(st.integers(0, 6), st.integers(0, 30))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    persons=st.lists(SIZES, min_size=len(INNER), max_size=len(INNER)),
    rest=st.booleans(),
    left_out=st.sets(st.sampled_from([(gender, part) for gender in "TKM" for part in (*FORMS, "totalt")])),
)
def test_no_sum_works_a_hidden_number_out(tmp_path, persons, rest, left_out):
    """Whatever rows are there: for every hidden figure there is another one that fits all that is shown."""
    inner = {cell: count * (rest or cell[1] != "rest") for cell, count in zip(INNER, persons, strict=True)}
    true = whole(inner)
    written = {cell: true[cell] for cell in true if cell[1] != "rest" and cell not in left_out}
    own = loaded(tmp_path, *rows("LOK_ANSTALLDA", written))
    seen = {key[1:]: value for key, value in shown(own.parts, "LOK_ANSTALLDA").items()}
    seen |= {(gender, "totalt"): value for (_, gender), value in shown(own.frame, "LOK_ANSTALLDA").items()}
    moves = other_tables(inner, {cell for cell, value in seen.items() if not isinstance(value, str)})
    for cell in (cell for cell, value in seen.items() if value == "för få"):
        assert (moves @ members(cell)).any(), cell


def members(cell):
    """Which of INNER a cell is the sum of, as a vector."""
    gender, part = cell
    return np.array([gender in ("T", g) and part in ("totalt", p) for g, p in INNER], dtype=int)


def other_tables(inner, shown_cells):
    """Steps to tables that show the same: none negative, and no rest where there is none."""
    persons = np.array([inner[cell] for cell in INNER])
    free = np.array([cell[1] != "rest" or inner[cell] > 0 for cell in INNER])
    moves = STEPS[((persons + STEPS >= 0) & (free | (STEPS == 0))).all(axis=1)]
    for cell in shown_cells:
        moves = moves[moves @ members(cell) == 0]
    return moves


SHAPES = {
    "all": [],
    "no inner men": [("M", "a"), ("M", "b")],
    "parts without genders": [(gender, part) for gender in "KM" for part in ("a", "b", "totalt")],
    "no parts together": [("T", "a"), ("T", "b")],
    "one part of women": [("K", "a"), ("T", "a")],
    "women only": [(gender, part) for gender in "TM" for part in ("a", "b", "totalt")],
}


@pytest.mark.parametrize("left_out", SHAPES.values(), ids=SHAPES)
def test_knowing_the_rule_does_not_help(left_out):
    """All tables of two parts and up to 12 persons: none shares its picture only with tables of the same number."""
    pictures = defaultdict(list)
    for persons in product(range(13), repeat=4):
        if sum(persons) <= 12:
            true = whole(dict(zip(product("KM", "ab"), persons, strict=True)))
            table = {cell: count for cell, count in true.items() if cell not in left_out}
            secret = hidden(table, ("a", "b"))
            pictures[tuple("?" if cell in secret else count for cell, count in table.items())].append(table)
    for picture, tables in pictures.items():
        if max(max(table.values()) for table in tables) < 12 or not left_out:  # larger ones have unseen companions
            for cell, seen in zip(tables[0], picture, strict=True):
                assert seen != "?" or len({table[cell] for table in tables}) > 1, (picture, cell)


def test_knowing_the_rule_does_not_help_with_three_parts():
    """The smallest part hidden beside the few can't be told from its being the next smallest."""
    pictures = defaultdict(list)
    for sizes in product(range(25), repeat=3):
        if sum(sizes) <= 24:
            table = {("T", part): size for part, size in zip("abc", sizes, strict=True)} | {("T", "totalt"): sum(sizes)}
            secret = hidden(table, "abc")
            pictures[tuple("?" if cell in secret else count for cell, count in table.items())].append(sizes)
    for picture, tables in pictures.items():
        for seen, *told in zip(picture, *tables, strict=False):
            assert seen != "?" or len(set(told)) > 1, picture
