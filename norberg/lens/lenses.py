"""The three lenses: the rows each has, and which of them a nyckeltal stands in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from norberg.program import Indicator
from norberg.selection import LONGEST_SHOWN

PARAMETER = "lins"  # of the link

AGENDA = {  # the goals' names in Swedish, globalamalen.se
    1: "Ingen fattigdom",
    2: "Ingen hunger",
    3: "God hälsa och välbefinnande",
    4: "God utbildning för alla",
    5: "Jämställdhet",
    6: "Rent vatten och sanitet för alla",
    7: "Hållbar energi för alla",
    8: "Anständiga arbetsvillkor och ekonomisk tillväxt",
    9: "Hållbar industri, innovationer och infrastruktur",
    10: "Minskad ojämlikhet",
    11: "Hållbara städer och samhällen",
    12: "Hållbar konsumtion och produktion",
    13: "Bekämpa klimatförändringarna",
    14: "Hav och marina resurser",
    15: "Ekosystem och biologisk mångfald",
    16: "Fredliga och inkluderande samhällen",
    17: "Genomförande och globalt partnerskap",
}


@dataclass(frozen=True)
class Lens:
    """One way to order the nyckeltal.

    Attributes:
        address: what names it in a link.
        name: as it is chosen.
        title: the page's heading.
        what: what a row is, as in "inget nyckeltal för perspektivet".
        rows: what ``of`` gives -> the row's name, in order.
        of: the rows of a nyckeltal; none, one or more.
    """

    address: str
    name: str
    title: str
    what: str
    rows: Mapping[object, str]
    of: Callable[[Indicator], tuple[object, ...]]


_ALL = (
    Lens(
        "perspektiv",
        "Perspektiv",
        "Nyckeltalen efter perspektiv",
        "perspektivet",
        {one: one.capitalize() for one in ("ekonomi", "verksamhet", "invånare", "medarbetare")},
        lambda one: (one.perspective,),
    ),
    Lens(
        "hallbarhet",
        "Hållbarhet",
        "Nyckeltalen efter hållbarhetsdimension",
        "dimensionen",
        {one: one.capitalize() for one in ("social", "miljömässig", "ekonomisk", "demokratisk")},
        lambda one: (one.sustainability,),
    ),
    Lens(
        "agenda",
        "Agenda 2030",
        "Nyckeltalen efter mål i Agenda 2030",
        "målet",
        {no: f"{no}. {name}" for no, name in AGENDA.items()},
        lambda one: one.agenda2030,
    ),
)
LENSES = {one.address: one for one in _ALL}


def parse(parameters: Mapping[str, str]) -> tuple[Lens, list[str]]:
    """The lens that a link names, the first where it names none; a Swedish sentence where it names nonsense."""
    given = parameters.get(PARAMETER, "")
    if given in LENSES or not given:
        return LENSES.get(given, _ALL[0]), []
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
    known = ", ".join(LENSES)
    return _ALL[0], [f"Länkens val ”{PARAMETER}={shown}” går inte att använda: välj bland {known}."]
