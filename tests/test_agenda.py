"""An agenda as a link and as a text file: what goes in comes out, and what is not understood is said."""

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import PROGRAM

from norberg import agenda
from norberg.agenda import Agenda, AgendaFault
from norberg.selection import Limits

NUMBERS = [one.no for one in PROGRAM.indicators]
SETS = tuple(one.address for one in PROGRAM.sets)
CODES = ("0000", "1904", "1982", "G36017")
LIMITS = Limits(1994, 2026, SETS, frozenset(CODES))
DAYS = st.dates().map(lambda one: one.replace(year=2000 + one.year % 40).isoformat())
AGENDAS = st.builds(
    Agenda,
    numbers=st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=75, unique=True).map(tuple),
    name=st.text(max_size=100).map(agenda.name_of),
    last=st.integers(LIMITS.first, LIMITS.last),
    sets=st.sets(st.sampled_from(SETS)).map(lambda some: tuple(one for one in SETS if one in some)),
    areas=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    read=st.just("") | DAYS | st.just("2026"),
    created=st.just("") | DAYS,
)
STANDARD = Agenda((11, 1, 47), "Utskottet", 2026, ("liknande", "riket"), (), "2024-08-30", "2026-11-26")


def parsed(**link: str) -> tuple[Agenda, list[str]]:
    return agenda.parse(link, NUMBERS, LIMITS)


@given(AGENDAS)
def test_a_link_gives_the_same_agenda_back(one):
    """Numbers in order, name, comparison, end year and day of the figures survive the link, without a complaint."""
    found, complaints = parsed(**one.parameters())
    assert found == replace(one, created="")
    assert complaints == []


@given(AGENDAS)
def test_a_file_gives_the_same_agenda_back(one):
    """The text that people can read is all of the agenda."""
    assert agenda.read(agenda.text(one, PROGRAM), NUMBERS, LIMITS) == one


def test_the_file_is_what_a_person_would_write():
    """Name, day and a nyckeltal a line, its title beside its number."""
    assert agenda.text(STANDARD, PROGRAM).splitlines() == [
        "namn: Utskottet",
        "skapad: 2026-11-26",
        "värden: 2024-08-30",
        "till: 2026",
        "jämför: liknande, riket",
        "",
        "11 Medellivslängd, män",
        "1 Behöriga till yrkesprogram, åk 9",
        "47 Fjärrvärme från förnybara källor",
    ]


def test_a_file_written_by_hand_needs_only_numbers():
    """Order, remarks, Windows line ends and a byte order mark are no obstacle; the rest is as usual."""
    found = agenda.read("\ufeff# till mötet\r\nNamn: Prov\r\n47\r\n 11 något annat\r\n", NUMBERS, LIMITS)
    assert found == Agenda((47, 11), "Prov", 2026, ("liknande", "riket"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("namn: A\nordförande: B\n11 x\n", "rad 2, ”ordförande: B”, är varken"),
        ("namn: A\n", "inget nyckeltal"),
        ("", "inget nyckeltal"),
        ("99 Finns inte\n11\n", "nyckeltal ”99” finns inte"),
        ("11\n1\n11\n", "står två gånger"),
        ("till: 20x6\n11\n", "slutår ”20x6”"),
        ("jämför: Atlantis\n11\n", "jämförelse ”Atlantis”"),
        ("värden: igår\n11\n", "dag för värdena, ”igår”"),
        ("\x00\x01\n", "rad 1"),
    ],
)
def test_what_a_file_has_wrong_is_said_in_words(text, words):
    """One Swedish clause that names the fault; a half agenda is not opened in silence."""
    with pytest.raises(AgendaFault, match=re.escape(words)):
        agenda.read(text, NUMBERS, LIMITS)


@given(st.text(max_size=400))
def test_any_text_is_an_agenda_or_a_fault(text):
    """Nothing that somebody saves in the folder stops the app."""
    numbers = ()
    with suppress(AgendaFault):
        numbers = agenda.read(text, NUMBERS, LIMITS).numbers
    assert set(numbers) <= set(NUMBERS)


def test_nonsense_in_a_link_is_named_and_left_out():
    """What was understood stays, in order; each part that was not has a sentence."""
    found, complaints = parsed(lista="11,,x,99,1,11,-3,١", jamfor="riket,Atlantis", till="3000", varden="<script>")
    assert found == Agenda((11, 1), "", 2026, ("riket",), ())
    quoted = [re.search("”([^”]*)”", one)[1] for one in complaints]
    assert quoted == ["x", "99", "-3", "١", "3000", "Atlantis", "<script>"]


@given(AGENDAS, st.integers(-80, 80), st.data())
def test_moving_keeps_all_and_stops_at_the_ends(one, steps, data):
    """A row moves past as many others as asked, none is lost, and the others keep their order."""
    no = data.draw(st.sampled_from(one.numbers))
    moved = one.moved(no, steps)
    assert [other for other in moved.numbers if other != no] == [other for other in one.numbers if other != no]
    there = min(max(one.numbers.index(no) + steps, 0), len(one.numbers) - 1)
    assert moved.numbers.index(no) == there


def test_adding_and_taking_away():
    """What is already there keeps its place and stands there once."""
    assert STANDARD.with_((2, 11, 3, 2)).numbers == (11, 1, 47, 2, 3)
    assert STANDARD.without(1).numbers == (11, 47)


@pytest.mark.parametrize("name", ["a\nskapad: 1", "\u202egnp.", "x" * 500, " \t ", "a\x00b", "”><script>"])
def test_a_name_is_one_short_line(name):
    """No name can write a line of its own in the file, turn the text around or fill the screen."""
    kept = agenda.name_of(name)
    assert len(kept) <= agenda.MOST_LETTERS
    assert not set(kept) & set("\n\r\t\x00\u202e")
    assert kept == agenda.name_of(kept)
