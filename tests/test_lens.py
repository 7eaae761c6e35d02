"""The program through a lens: every nyckeltal in its rows, counts that add up, empty rows in words, the page."""

import re

import pytest
from apptest import ENGLISH, bodies, go, opened, plain, texts
from world import PROGRAM, TODAY, source

from norberg.findings import Findings
from norberg.lens import file
from norberg.lens.lenses import AGENDA, LENSES, parse
from norberg.lens.matrix import matrix
from norberg.series import DEMO

EVERY = len(PROGRAM.indicators)


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """All nyckeltal on the embedded figures."""
    return Findings(source(tmp_path_factory.mktemp("lens")), 2026, TODAY).wall().findings


def built(address, findings):
    """The matrix of a lens, a link being the number."""
    return matrix(LENSES[address], findings, PROGRAM, str)


@pytest.mark.parametrize("address", LENSES)
def test_every_nyckeltal_stands_in_its_rows_and_in_its_areas_column(findings, address):
    """The cells of a row are the nyckeltal that have its value, each under the area whose goal it is."""
    lens, found = LENSES[address], built(address, findings)
    assert [row.name for row in found.rows] == list(lens.rows.values())
    for key, row in zip(lens.rows, found.rows, strict=True):
        for (area, _), cell in zip(found.areas, row.cells, strict=True):
            wanted = [str(one.no) for goal in area.goals for one in goal.indicators if key in lens.of(one)]
            assert [item.link for item in cell] == wanted
    shown = {item.link for row in found.rows for cell in row.cells for item in cell}
    assert shown == {str(one.no) for one in PROGRAM.indicators}


@pytest.mark.parametrize("address", LENSES)
def test_counts_add_up(findings, address):
    """Those of a row are of its cells, those of an area of all its nyckeltal once; the six counts sum to the number."""
    found = built(address, findings)
    assert sum(total.number for _, total in found.areas) == EVERY
    for row in found.rows:
        assert row.total.number == sum(len(cell) for cell in row.cells)
    for total in (*(row.total for row in found.rows), *(total for _, total in found.areas)):
        assert sum(one.number for one in total.counts) == total.number


def test_nyckeltal_of_several_goals_are_said_to_be_counted_several_times(findings):
    """The rows of Agenda 2030 have more than the program has; the other lenses have exactly that, and say no more."""
    sums = {address: sum(row.total.number for row in built(address, findings).rows) for address in LENSES}
    assert (sums["perspektiv"], sums["hallbarhet"], sums["agenda"] > EVERY) == (EVERY, EVERY, True)
    several = sum(len(one.agenda2030) > 1 for one in PROGRAM.indicators)
    assert built("agenda", findings).notes == (
        f"Programmet har {EVERY} nyckeltal.",
        f"{several} av dem hör till mer än ett mål och står i flera rader: radernas antal blir tillsammans "
        f"{sums['agenda']}, områdenas {EVERY}.",
    )
    assert built("perspektiv", findings).notes == (f"Programmet har {EVERY} nyckeltal.",)


def test_all_seventeen_goals_are_rows_followed_or_not(findings):
    """A goal that no nyckeltal has is there with nothing in it."""
    rows = built("agenda", findings).rows
    followed = {no for one in PROGRAM.indicators for no in one.agenda2030}
    assert [row.name for row in rows] == [f"{no}. {name}" for no, name in AGENDA.items()]
    assert [bool(row.total.number) for row in rows] == [no in followed for no in range(1, 18)]
    assert (rows[13].name, rows[13].total.number) == ("14. Hav och marina resurser", 0)


def test_mark_and_word_are_those_of_the_finding(findings):
    """A direction is told in words beside the mark, also that there are no values."""
    items = {item.title: item for row in built("perspektiv", findings).rows for cell in row.cells for item in cell}
    assert items["Medellivslängd, män"].words == "Försämras"
    assert items["Lärare med pedagogisk examen, åk 1–9"].words == "Saknar värde"
    assert all(item.mark.startswith("data:image/svg+xml") for item in items.values())


@pytest.mark.parametrize("address", LENSES)
def test_file_has_every_nyckeltal_and_the_empty_rows(findings, address):
    """One line a nyckeltal and row; a row without any says so; made-up figures say so in every line."""
    lens = LENSES[address]
    lines = file.file(lens, findings, PROGRAM, demo=False).decode("utf-8-sig").splitlines()
    found = built(address, findings)
    empty = [row.name for row in found.rows if not row.total.number]
    assert len(lines) == 1 + sum(row.total.number for row in found.rows) + len(empty)
    assert [line.split(";")[1] for line in lines if file.NOTHING in line] == empty
    made = file.file(lens, findings, PROGRAM, demo=True).decode("utf-8-sig").splitlines()
    assert all(DEMO in line for line in made[1:])
    assert file.file_name(lens, 2026, demo=True) == f"DEMO-pahittade-varden-lins-{address}-2026.csv"


@pytest.mark.parametrize("given", ["<script>", "x" * 300])
def test_nonsense_in_the_link_is_named(given):
    """The first lens, and one short sentence."""
    lens, complaints = parse({"lins": given})
    assert (lens.address, len(complaints), len(complaints[0]) < 140) == ("perspektiv", 1, True)


@pytest.mark.usefixtures("var")
@pytest.mark.parametrize("address", LENSES)
def test_page_shows_the_lens_of_the_link(address):
    """Heading, table with scopes, in Swedish, without a complaint."""
    at = go(opened(), "perspektiv", lins=address)
    body = next(one for one in bodies(at) if "n-lens-table" in one)
    words = " ".join(texts(at))
    assert not at.exception
    assert [one.value for one in (*at.error, *at.warning)] == []
    assert LENSES[address].title in words
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
    assert body.count('scope="col"') == 1 + len(PROGRAM.areas)
    assert body.count('scope="row"') == len(LENSES[address].rows)
    assert "Inget nyckeltal" in body


@pytest.mark.usefixtures("var")
def test_page_follows_the_end_year_and_says_what_it_does_not_follow():
    """An earlier end year and another gender are told; a goal nobody follows is told."""
    at = go(opened(), "perspektiv", lins="agenda", till="2019", kon="kvinnor")
    told = plain(next(one for one in bodies(at) if "n-lens-table" in one))
    assert "Så såg det ut till och med 2019." in told
    assert "Här visas alltid kvinnor och män tillsammans." in told
    assert "14. Hav och marina resurser 0 nyckeltal Programmet följer inget nyckeltal för målet." in told
    now = plain(next(one for one in bodies(go(opened(), "perspektiv", lins="agenda")) if "n-lens-table" in one))
    assert "Så såg det ut" not in now
    assert "Här visas alltid" not in now
    assert now != told


@pytest.mark.usefixtures("var")
def test_page_names_nonsense_and_the_control_leaves_it():
    """The usual lens with a sentence, and another by one click."""
    at = go(opened(), "perspektiv", lins="robot")
    assert [one.value.split(" går")[0] for one in at.warning] == ["Länkens val ”lins=robot”"]
    at.button_group(key="lens_chosen").set_value("agenda").run()
    assert "Nyckeltalen efter mål i Agenda 2030" in " ".join(texts(at))
    assert not at.warning
