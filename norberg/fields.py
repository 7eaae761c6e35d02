"""Reading a JSON object field by field: a field of a wrong type is a KoladaShape that names the address and the field.

A string never becomes a number, except in ``year``. Truth values are accepted in every form the contract leaves open.
"""

import re
from collections.abc import Collection
from datetime import date

from norberg.errors import KoladaShape
from norberg.reply import short

YEARS = range(1900, 2101)  # a period outside these is no calendar year; forecasts reach a few decades ahead
_LARGEST = 1e18  # no figure of a municipality or of Sweden comes near; NaN and the infinities fail the comparison too
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Record:
    """One JSON object of an answer, read field by field.

    Args:
        raw: what JSON gave; anything but an object is a KoladaShape.
        url: the address that was asked.
        where: the object's place in the answer, as ``values[3]``.
    """

    __slots__ = ("_raw", "url", "where")

    def __init__(self, raw: object, url: str, where: str) -> None:
        if not isinstance(raw, dict):
            raise misfit(url, where, raw, "ett objekt")
        self._raw, self.url, self.where = raw, url, where

    def misfit(self, name: str, expected: str) -> KoladaShape:
        """The error for a field that is not what was expected."""
        return misfit(self.url, f"{self.where}.{name}", self._raw.get(name), expected)

    def text(self, name: str) -> str:
        """A text that must be there."""
        if value := self.maybe(name):
            return value
        raise self.misfit(name, "en text")

    def maybe(self, name: str) -> str | None:
        """A text or None; absent, null and "" are the same."""
        if (value := self._raw.get(name)) is None or (isinstance(value, str) and _whole_letters(value)):
            return value or None
        raise self.misfit(name, "en text")

    def flag(self, name: str, default: bool | None = None) -> bool:
        """A truth value as true, 1 or "1"; ``default`` where it is absent or null."""
        value = self._raw.get(name)
        plain = isinstance(value, str | int | float)  # writing out a nest of lists can go too deep
        found = default if value is None else _FLAGS.get(str(value).lower()) if plain else None
        if found is None:
            raise self.misfit(name, "sant eller falskt")
        return found

    def day(self, name: str) -> str | None:
        """An ISO date or None; a time of day after it is left out."""
        text = self.maybe(name)
        try:
            return text and date.fromisoformat(text[:10]).isoformat()
        except ValueError as fault:
            raise self.misfit(name, "ett datum") from fault

    def whole(self, name: str) -> int | None:
        """A whole number or None."""
        found = _whole(self._raw.get(name))
        if found is None and self._raw.get(name) is not None:
            raise self.misfit(name, "ett heltal")
        return found

    def number(self, name: str) -> float | None:
        """A finite number or None."""
        value = self._raw.get(name)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST:
            return float(value)
        raise self.misfit(name, "ett tal")

    def year(self, name: str) -> int:
        """A calendar year, as a number or in digits."""
        value = self._raw.get(name)
        found = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value) else _whole(value)
        if found is not None and found in YEARS:
            return found
        raise self.misfit(name, "ett årtal")

    def items(self, name: str) -> list["Record"]:
        """A list of objects that must be there."""
        if not isinstance(values := self._raw.get(name), list):
            raise self.misfit(name, "en lista")
        return [Record(raw, self.url, f"{self.where}.{name}[{number}]") for number, raw in enumerate(values)]

    def among(self, name: str, asked: Collection[str] | None) -> str:
        """An id; with ``asked`` one of those, since a figure nobody asked for may stand in another's place."""
        found = self.text(name)
        if asked is not None and found not in asked:
            raise self.misfit(name, "något som frågan gällde")
        return found


def misfit(url: str, where: str, found: object, expected: str) -> KoladaShape:
    """The error for a place in an answer that is not what was expected."""
    place = where.removeprefix("svaret.")
    return KoladaShape(f"Svaret från {short(url)} har fel form: {place} är {_shown(found)}, inte {expected}.", url)


def _shown(found: object) -> str:
    try:
        shown = repr(found)
    except RecursionError:
        return "listor i varandra utan slut"
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def _whole_letters(text: str) -> bool:
    """Whether a text can be written: JSON may hold half a letter (a lone surrogate), which no file or page takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
