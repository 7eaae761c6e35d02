"""What the wall shows of all nyckeltal, and its form in the link: "Urval"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from norberg import search
from norberg.finding import WORSE, Finding, Gap
from norberg.program import Program
from norberg.search import Words
from norberg.selection import LONGEST_SHOWN
from norberg.sentences import listed
from norberg.topics import LARGE_GAP

VIEWS = {"vaggen": "Väggen", "ar": "År för år", "kommuner": "Kommuner"}
VIEW, ONLY, PERSPECTIVE, DIMENSION, AGENDA, SEARCH = "vy", "bara", "perspektiv", "hallbarhet", "agenda", "sok"
PARAMETERS = (VIEW, ONLY, PERSPECTIVE, DIMENSION, AGENDA, SEARCH)
WORSENING, GAPS = "forsamras", "konsskillnad"
ONLIES = {WORSENING: "bara det som försämras", GAPS: "bara stor könsskillnad"}
AGENDA_WORDS = {  # the short titles in Swedish, globalamalen.se
    1: "1 Ingen fattigdom",
    2: "2 Ingen hunger",
    3: "3 Hälsa och välbefinnande",
    4: "4 Utbildning",
    5: "5 Jämställdhet",
    6: "6 Vatten och sanitet",
    7: "7 Hållbar energi",
    8: "8 Arbete och tillväxt",
    9: "9 Industri och infrastruktur",
    10: "10 Minskad ojämlikhet",
    11: "11 Hållbara städer",
    12: "12 Konsumtion och produktion",
    13: "13 Klimatet",
    14: "14 Hav",
    15: "15 Ekosystem och mångfald",
    16: "16 Fred och rättvisa",
    17: "17 Partnerskap",
}
LARGE_WORDS = "Stor könsskillnad: skillnaden är säker, och större än i fyra av fem kommuner där det går att jämföra."
MOST_SOUGHT = 60  # characters of a search


@dataclass(frozen=True)
class Filters:
    """One choice of "Urval"; empty parts leave all in.

    Attributes:
        view: one of VIEWS.
        only: any of ONLIES, in their order.
        perspective, dimension: as ``indicators.csv`` words them.
        agenda: number of an Agenda 2030 goal, 0 for all.
        search: everyday words.
    """

    view: str = "vaggen"
    only: tuple[str, ...] = ()
    perspective: str = ""
    dimension: str = ""
    agenda: int = 0
    search: str = ""

    def parameters(self) -> dict[str, str]:
        """The choice as query parameters of a link; ``parse`` gives the same choice back."""
        told = {
            ONLY: ",".join(self.only),
            PERSPECTIVE: self.perspective,
            DIMENSION: self.dimension,
            AGENDA: str(self.agenda or ""),
            SEARCH: self.search,
        }
        return {VIEW: self.view, **{name: value for name, value in told.items() if value}}

    @property
    def parts(self) -> int:
        """How many choices leave something out."""
        return len(self.only) + sum(map(bool, (self.perspective, self.dimension, self.agenda, self.search)))

    @property
    def words(self) -> str:
        """What is left out, in words; "" when all are shown."""
        told = [ONLIES[one] for one in self.only]
        told += [f"perspektiv {self.perspective}"] * bool(self.perspective)
        told += [f"{self.dimension} hållbarhet"] * bool(self.dimension)
        told += [f"mål {self.agenda} i Agenda 2030"] * bool(self.agenda)
        told += [f"sökning ”{self.search}”"] * bool(self.search)
        return listed(told) if told else ""

    def lets(self, finding: Finding, everyday: Words) -> bool:
        """Whether a nyckeltal is shown.

        Args:
            finding: its total.
            everyday: everyday word -> stems.
        """
        one = finding.indicator
        return (
            (WORSENING not in self.only or finding.direction == WORSE)
            and (GAPS not in self.only or large(finding.gap))
            and self.perspective in ("", one.perspective)
            and self.dimension in ("", one.sustainability)
            and (not self.agenda or self.agenda in one.agenda2030)
            and search.found(one, self.search, everyday)
        )


def large(gap: Gap | None) -> bool:
    """Whether women and men surely differ, and by more than in LARGE_GAP of the municipalities where that is known."""
    return gap is not None and gap.sure and not gap.larger_than < LARGE_GAP


@dataclass(frozen=True)
class Choices:
    """What can be chosen: the perspectives, dimensions and Agenda 2030 goals that the program's nyckeltal have."""

    perspectives: tuple[str, ...]
    dimensions: tuple[str, ...]
    agenda: tuple[int, ...]


def choices(program: Program) -> Choices:
    """What can be chosen in "Urval", in the order of the program's file; the goals by number."""
    found = program.indicators
    return Choices(
        tuple(dict.fromkeys(one.perspective for one in found)),
        tuple(dict.fromkeys(one.sustainability for one in found)),
        tuple(sorted({no for one in found for no in one.agenda2030})),
    )


def parse(parameters: Mapping[str, str], possible: Choices) -> tuple[Filters, list[str]]:
    """A choice out of a link.

    Args:
        parameters: query parameters; names that are not PARAMETERS are left to others.
        possible: what can be chosen.

    Returns:
        The choice, and one Swedish sentence per part of the link that was not understood and therefore ignored.
    """
    complaints: list[str] = []
    allowed = {
        VIEW: list(VIEWS),
        PERSPECTIVE: possible.perspectives,
        DIMENSION: possible.dimensions,
        AGENDA: [*map(str, possible.agenda)],
    }
    one = {name: _known(name, parameters.get(name, ""), values, complaints) for name, values in allowed.items()}
    several = [_known(ONLY, value, list(ONLIES), complaints) for value in parameters.get(ONLY, "").split(",")]
    chosen = Filters(
        view=one[VIEW] or "vaggen",
        only=tuple(value for value in ONLIES if value in several),
        perspective=one[PERSPECTIVE],
        dimension=one[DIMENSION],
        agenda=int(one[AGENDA] or 0),
        search=" ".join(parameters.get(SEARCH, "").split())[:MOST_SOUGHT],
    )
    return chosen, complaints


def _known(name: str, given: str, allowed: Sequence[str], complaints: list[str]) -> str:
    """What the link gives if it can be chosen; "" with a complaint if not."""
    if not given or given in allowed:
        return given
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
    complaints.append(f"Länkens val ”{name}={shown}” går inte att använda: välj bland {', '.join(allowed)}.")
    return ""
