"""What the rules found of a nyckeltal, said in Swedish: which years, how sure, and beside whom."""

from math import floor, log10

from norberg.discover.board import Board, Find
from norberg.discovery import kind, words
from norberg.discovery.chosen import Discovery
from norberg.discovery.outer import SIMILAR
from norberg.discovery.tests import CHANGE, GAP, LEVEL
from norberg.sentences import change, change_unit, counted, counted_unit, number, span

HEADINGS = {
    CHANGE: "Ändras säkert",
    LEVEL: "Ligger säkert i en yttersta fjärdedel",
    GAP: "Skillnaden mellan kvinnor och män växer säkert",
}
NONE = {
    CHANGE: "Inget nyckeltal ändras så tydligt att det klarar kravet ovan. Det är också ett svar.",
    LEVEL: "Inget nyckeltal ligger så tydligt ytterst att det klarar kravet ovan. Det är också ett svar.",
    GAP: "Ingen skillnad mellan kvinnor och män växer så tydligt att den klarar kravet ovan. Det är också ett svar.",
}
ABOUT = {
    CHANGE: "Vad värdet självt gör. Om det är bra eller dåligt har ingen bestämt: märket säger bara åt vilket håll.",
    LEVEL: "Jämfört med de kommuner som Kolada räknar som lika. Om högt eller lågt är bra har ingen bestämt.",
    GAP: "Kvinnor minus män, där skillnaden både finns och blir större.",
}
MONEY = "Räknat mot landets kommuner samma år, så att prisökningar inte räknas som en förändring."
RAREST = 6  # powers of ten: how well the model of the noise holds farther out nobody knows
FINE = 2  # decimals at least of what is smaller than 1: "+0,2" would say too little


def sentence(one: Find, name: str) -> str:
    """What the rule found of one find.

    Args:
        one: the find.
        name: of the municipality.
    """
    return f"{plain(one, name)} {chance(one.discovery.p)}"


def plain(one: Find, name: str) -> str:
    """The same without how seldom chance gives it."""
    return {CHANGE: _change, LEVEL: _level, GAP: _gap}[one.discovery.test](one, name)


def _change(one: Find, name: str) -> str:
    found, decimals = one.discovery, _decimals(one)
    text = change(found.effect, decimals)
    unit = counted_unit(text, change_unit(one.indicator.unit))
    word = "Ökar" if found.sign > 0 else "Minskar"
    told = f"{word} säkert {span(found.first, found.last)}: {_amount(text, unit)} på {_points(found)}."
    if kind.of(one.listed).money:
        return f"{told} {MONEY}"
    if found.beside != found.beside:
        return told
    return f"{told} {_beside(found, change(found.beside, decimals))}"


def _beside(found: Discovery, country: str) -> str:
    """The country's change of the same years, and whether the own one is surely another (DESIGN 5.1c)."""
    if not found.against:
        return f"Mitten av landets kommuner: {country} samma år; mot dem är ingen förändring säker."
    word = "stiger" if found.against > 0 else "sjunker"
    return f"Mot mitten av landets kommuner ({country} samma år) {word} värdet säkert."


def _level(one: Find, name: str) -> str:
    found = one.discovery
    end = "högsta" if found.quarter == 4 else "lägsta"
    among = "liknande kommuner" if found.among == SIMILAR else "kommuner (liknande är inte kända)"
    value = _amount(number(found.effect, _decimals(one)), one.indicator.unit)
    place = f"plats {span(found.rank_low, found.rank_high)} av {found.ranked}, lägst först"
    mean = f"medel {span(found.first, found.last)}" if found.first < found.last else str(found.last)
    whom = f"{found.ranked} {among}, {name} inräknad" if found.among == SIMILAR else f"{found.ranked} {among}"
    return f"Ligger säkert i {end} fjärdedelen av {whom}: {place}. Värdet är {value} ({mean})."


def _gap(one: Find, name: str) -> str:
    found, decimals = one.discovery, _decimals(one)
    unit = change_unit(one.indicator.unit)
    now, moved = change(found.value, decimals), change(found.effect, decimals)
    return (
        f"Kvinnor minus män är {_amount(now, counted_unit(now, unit))} ({found.last}). Skillnaden växer säkert "
        f"{span(found.first, found.last)}: {_amount(moved, counted_unit(moved, unit))} på {_points(found)}."
    )


def _decimals(one: Find) -> int:
    return max(one.indicator.decimals, FINE) if abs(one.discovery.effect) < 1 else one.indicator.decimals


def _amount(text: str, unit: str) -> str:
    return f"{text}\u00a0{unit}".rstrip("\u00a0")


def _points(found: Discovery) -> str:
    return counted(found.points, "mätning", "mätningar")


def chance(p: float) -> str:
    """How seldom chance alone gives so clear a result, rounded so that nothing too strong is said."""
    power = min(floor(-log10(p)), RAREST)
    often = number(float(10**power), 0)
    return f"Slumpen ensam ger ett så tydligt utslag i färre än 1 av {often} prövningar."


def honesty(board: Board, municipality: str) -> tuple[str, ...]:
    """How many were tested, what chance would give, what is shown of it, and what can't be found."""
    if not board.whole.found:
        return words.told(board.whole)
    here = f"{len(board.finds)} av {counted(len(board.whole.found), 'fynd', 'fynd')} för {municipality} visas här"
    rest = f"; {board.inside} gäller det som programmet redan följer" if board.inside else ""
    return (*words.told(board.whole), f"{here}{rest}.")


def twins(one: Find, most: int = 3) -> str:
    """What else says the same thing; "" for nothing."""
    if not one.twins:
        return ""
    named = "; ".join(f"{title} ({kpi})" for kpi, title in one.twins[:most])
    more = f" och {len(one.twins) - most} till" if len(one.twins) > most else ""
    return f"Samma sak sägs av {named}{more}."
