"""What a report is of: the whole follow-up, some goals, a theme, or one nyckeltal."""

import unicodedata
from dataclasses import dataclass

from norberg import card
from norberg.errors import NorbergError
from norberg.program import Indicator, Program
from norberg.selection import Selection
from norberg.sentences import DASH, listed
from norberg.series import DEMO
from norberg.source import Source
from norberg.themes import Theme


@dataclass(frozen=True)
class Choice:
    """At most one of them; none is everything.

    Attributes:
        goals: their numbers.
        theme: the address of a theme of the program.
        no: the number of a nyckeltal.
        made: a theme that no file has, as a link makes it.
    """

    goals: tuple[int, ...] = ()
    theme: str = ""
    no: int | None = None
    made: Theme | None = None

    @property
    def whole(self) -> bool:
        """Whether it is the whole follow-up."""
        return not (self.goals or self.theme or self.no or self.made)

    def dive(self, source: Source) -> Theme | None:
        """The theme it is of; None where it is of something else. Argument as ``indicators``."""
        return source.program.theme(self.theme) if self.theme else self.made

    def indicators(self, source: Source) -> tuple[Indicator, ...]:
        """The nyckeltal of the choice, both of a pair, a theme's in its order; NorbergError where there are none.

        Args:
            source: what knows the nyckeltal of the program, of the themes and of all Kolada.
        """
        program = source.program
        if self.no is not None:
            chosen = source.indicator(self.no)
            return next((pair for pair in program.pairs() if chosen in pair), (chosen,))
        if theme := self.dive(source):
            return theme.indicators
        goals = [program.goal(no) for no in self.goals]
        return tuple(one for goal in goals for one in goal.indicators) if goals else program.indicators

    def title(self, source: Source) -> str:
        """What stands on the cover; argument as ``indicators``."""
        program = source.program
        if self.no is not None:
            return card.title_of(self.indicators(source))
        if theme := self.dive(source):
            return f"Tema: {theme.title}"
        if len(self.goals) == 1:
            return f"Mål {self.goals[0]}: {program.goal(self.goals[0]).text}"
        if self.goals:
            return f"Uppföljning av mål {listed([str(no) for no in self.goals])}"
        return f"Uppföljning av {program.title}"

    def short(self, source: Source) -> str:
        """The same in a few words, for the name of a file and the foot of a page."""
        if len(self.goals) == 1:
            return f"Mål {self.goals[0]} {source.program.goal(self.goals[0]).short}"
        return self.title(source).replace("Tema: ", "Tema ")


def named(goal: int | None, theme: str | None, program: Program) -> Choice:
    """The choice that somebody wrote.

    Args:
        goal: number of a goal, or None.
        theme: address or title of a theme in any case, or None.
        program: what there is to choose among.

    Raises:
        NorbergError: there is no such goal or theme; the sentence names those there are.
    """
    numbers = [one.no for one in program.goals]
    if goal is not None and goal not in numbers:
        raise NorbergError(f"Programmet har inget mål {goal}: välj ett från {min(numbers)} till {max(numbers)}.")
    if theme is None:
        return Choice((goal,) if goal is not None else ())
    known = {one.address: one.title for one in program.themes}
    wanted = theme.strip().casefold()
    for address, title in known.items():
        if wanted in (address, title.casefold()):
            return Choice(theme=address)
    raise NorbergError(f"Temat ”{theme}” finns inte: välj bland {', '.join(known)}.")


def file_name(choice: Choice, source: Source, selection: Selection, ending: str) -> str:
    """A file name of plain letters: municipality, what it is of, years, and DEMO where the figures are made up."""
    years = f"{selection.first} {selection.last}"
    words = f"{DEMO if source.demo else ''} {source.program.municipality.name} {choice.short(source)} {years}"
    plain = unicodedata.normalize("NFKD", words.replace(DASH, "-")).encode("ascii", "ignore").decode().lower()
    return f"{'-'.join(''.join(letter if letter.isalnum() else ' ' for letter in plain).split())}.{ending}"
