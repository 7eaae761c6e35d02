"""A deep-dive of one's own choice: a link with numbers of nyckeltal and ids of Kolada, as a theme made on the fly."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from norberg import outside
from norberg.columns import KPI
from norberg.errors import NorbergError
from norberg.program import Indicator
from norberg.selection import LONGEST_SHOWN
from norberg.sheet import quoted
from norberg.source import Source
from norberg.themes import Piece, Theme

LIST, NAME = "nyckeltal", "namn"  # in the link
ADDRESS = "egen"  # of the theme on the fly; no saved one may have it
TITLE = "Egen fördjupning"  # of one without name
MOST = 24  # nyckeltal: six rows of four charts, and one batch of Kolada's
MOST_LETTERS = 60  # of a name: one line of the heading
LONGEST_LINK = 1000  # letters of a name in a link that are looked at
FORMULA = "=+-@"  # signs that a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)


@dataclass(frozen=True)
class Chosen:
    """What a link asks for.

    Attributes:
        addresses: of the nyckeltal in order, as the link has them; also those that nothing is known of yet.
        name: as given; "" for one without.
        theme: with the nyckeltal that are known.
        complaints: Swedish sentences about what was not understood.
    """

    addresses: tuple[str, ...]
    name: str
    theme: Theme
    complaints: tuple[str, ...] = ()

    def parameters(self) -> dict[str, str]:
        """The choice as query parameters; ``parse`` gives it back."""
        named = {NAME: self.name} if self.name else {}
        return {LIST: ",".join(self.addresses), **named}

    def moved(self, address: str, steps: int) -> tuple[str, ...]:
        """The addresses with one moved; it stops at the ends."""
        order = [one for one in self.addresses if one != address]
        order.insert(max(self.addresses.index(address) + steps, 0), address)
        return tuple(order)


def name_of(text: str) -> str:
    """A name as it is kept: one line of letters one can see, none that begins a formula, at most MOST_LETTERS."""
    seen = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", text[:LONGEST_LINK]))
    return " ".join(seen.split()).lstrip(f"{FORMULA} ")[:MOST_LETTERS].rstrip()


def parse(parameters: Mapping[str, str], source: Source) -> Chosen:
    """A choice out of a link.

    Args:
        parameters: query parameters; others than LIST and NAME are left to others.
        source: what can be chosen.
    """
    complaints, pieces = list[str](), dict[str, Piece | None]()
    for part in filter(None, (one.strip() for one in parameters.get(LIST, "").split(","))):
        found = _found(part, source)
        address = found.indicator.address if found else part.upper()
        if found is None and (source.catalogue or not re.fullmatch(KPI, address)):
            complaints.append(f"Länkens nyckeltal {_short(part)} finns inte och är inte med.")
        elif address in pieces:
            complaints.append(f"Länkens nyckeltal {_short(part)} står två gånger och är med en gång.")
        else:
            pieces[address] = found
    complaints += _too_many(pieces) + _unknown(pieces, source)
    kept = dict(list(pieces.items())[:MOST])
    given = parameters.get(NAME, "")
    name = name_of(given)
    if name != " ".join(given.split()):
        complaints.append(f"Länkens namn {_short(given)} går inte att visa som det är skrivet: {_named(name)}.")
    theme = Theme(ADDRESS, name or TITLE, tuple(one for one in kept.values() if one))
    return Chosen(tuple(kept), name, theme, tuple(complaints))


def _named(name: str) -> str:
    return f"det blir {quoted(name)}" if name else "det används inte"


def _too_many(pieces: Mapping[str, object]) -> list[str]:
    left = list(pieces)[MOST:]
    return [f"Högst {MOST} nyckeltal får plats: {_few(left)} är inte med."] if left else []


def _unknown(pieces: Mapping[str, object], source: Source) -> list[str]:
    unknown = [address for address, one in pieces.items() if one is None]
    if not unknown:
        return []
    why = "Demon har bara programmets och temanas nyckeltal" if source.demo else "Koladas lista är inte hämtad hit"
    return [f"{why}, så länkens {_few(unknown)} visas inte."]


def _few(addresses: list[str]) -> str:
    more = f" och {len(addresses) - 6} till" if len(addresses) > 6 else ""  # ids a sentence can list
    return f"{', '.join(addresses[:6])}{more}"


def _short(text: str) -> str:
    return quoted(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def _found(part: str, source: Source) -> Piece | None:
    """The nyckeltal a number or an id names, with what its theme says of it; None for none."""
    one = _indicator(part.upper(), source)
    if one is None:
        return None
    themed = (piece for theme in source.program.themes for piece in theme.pieces if piece.indicator is one)
    return next(themed, None) or Piece(one, "", one.note if outside.unjudged(one) else "", "", "")


def _indicator(part: str, source: Source) -> Indicator | None:
    program = source.program
    if re.fullmatch(r"[0-9]{1,3}", part, re.ASCII):
        return next((one for one in program.indicators if one.no == int(part)), None)
    if not re.fullmatch(KPI, part, re.ASCII):
        return None
    mine = next((one for one in program.indicators if one.use_id == part and not one.derive), None)
    try:
        return mine or source.indicator(outside.number(part))
    except NorbergError:
        return None


def of(theme: Theme) -> Chosen:
    """A theme as a choice to start from, named as it is."""
    addresses = tuple(one.address for one in theme.indicators)[:MOST]
    return Chosen(addresses, theme.title, replace(theme, address=ADDRESS, own=False))
