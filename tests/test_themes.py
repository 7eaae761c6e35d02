"""The file of themes: what a row gives, what wins, and what a broken one says."""

import csv

import pandas as pd
import pytest
from world import DATA, PROGRAM

from norberg import themes

CRIME = PROGRAM.theme("brott-och-trygghet")
WORDS = dict.fromkeys(themes.COLUMNS, "") | {
    "theme": "eget", "title": "Eget", "order": "1", "kpi": "N07540", "kolada_title": "Anmälda brott totalt",
    "unit": "per 100 000 inv.", "decimals": "0", "direction": "lower",
}  # fmt: skip


def read(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(themes.COLUMNS))
        writer.writeheader()
        writer.writerows({**WORDS, **row} for row in rows)
    return themes.read(path, PROGRAM.indicators, "1962")


def test_the_four_themes_have_fourteen_each_in_the_files_order():
    assert PROGRAM.faults == ()
    assert [(one.address, len(one.pieces)) for one in PROGRAM.themes] == [
        ("brott-och-trygghet", 14),
        ("folkhalsa", 14),
        ("utbildning-och-forsorjning", 14),
        ("attraktiv-arbetsgivare", 14),
    ]
    assert [one.use_id for one in CRIME.indicators[:3]] == ["N07540", "N07403", "N07536"]


def test_a_nyckeltal_of_the_program_is_itself_in_a_theme():
    assert CRIME.indicators[1] is next(one for one in PROGRAM.indicators if one.use_id == "N07403")


def test_a_kpi_outside_the_program_can_be_found_by_its_number_and_named_by_its_id():
    one = CRIME.indicators[0]
    assert (one.no, one.address, one.direction, one.entity) == (107540, "N07540", "lower", "1962")
    assert PROGRAM.indicator(107540) is one
    assert one in PROGRAM.outside
    assert one not in PROGRAM.indicators


def test_pieces_stand_in_the_order_they_are_given(tmp_path):
    found, faults = read(tmp_path / "t.csv", {"order": "2"}, {"order": "1", "kpi": "N07403"})
    assert ([one.use_id for one in found[0].indicators], faults) == (["N07403", "N07540"], [])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"kpi": "brott"}], "t.csv, rad 2, kolumn kpi: ”brott” ska ha formen N15428; raden visas inte."),
        ([{"unit": ""}], "t.csv, rad 2, kolumn unit: saknas, och N07540 är inget av programmets nyckeltal; raden"),
        ([{}, {}], "t.csv, rad 3, kolumn kpi: N07540 står redan i temat; raden visas inte."),
        ([{}, {"kpi": "U07452", "title": "Annat"}], "rad 3, kolumn title: temat eget heter redan ”Eget”"),
        ([{"direction": "upp"}], "kolumn direction: ”upp” ska vara något av: higher, lower, neutral"),
    ],
)
def test_a_row_that_cannot_be_shown_is_named(tmp_path, rows, words):
    assert words in read(tmp_path / "t.csv", *rows)[1][0]


def test_a_saved_theme_joins_the_four_and_one_with_a_taken_address_is_named(tmp_path):
    read(tmp_path / "a.csv", {})
    read(tmp_path / "b.csv", {"theme": "folkhalsa", "title": "Min hälsa"})
    saved, faults = themes.saved(tmp_path, PROGRAM.indicators, "1962")
    found, taken = themes.joined(PROGRAM.themes, saved)
    assert ([one.address for one in found[4:]], found[4].own, faults) == (["eget"], True, [])
    assert taken == ["Det sparade temat ”Min hälsa” visas inte: adressen folkhalsa är upptagen."]


def test_every_kpi_of_the_themes_bears_koladas_title_in_full():
    facts, given = (pd.read_csv(DATA / name, dtype=str) for name in ("kpis.csv", "themes.csv"))
    titles = dict(zip(facts["id"], facts["title"], strict=True))
    assert dict(zip(given["kpi"], given["kolada_title"], strict=True)) == {kpi: titles[kpi] for kpi in given["kpi"]}
