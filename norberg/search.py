"""Finding a nyckeltal by everyday Swedish words: "dagis" finds förskola, "snut" våldsbrott."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from norberg.embedded import rows_of
from norberg.program import Indicator

FILE = "search_words.csv"
SHORT = 3  # letters: a word this short must begin a word, or "bo" would be found in "arbetslös"

Words = Mapping[str, tuple[str, ...]]


def plain(text: str) -> str:
    """A text without capitals and accents: "Äldre" is "aldre"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def words(folder: Path, form: Callable[[str], str] = plain) -> Words:
    """Everyday word -> what to look for in its place, as ``search_words.csv`` of a folder has them.

    Args:
        folder: where the file lies.
        form: what both are compared as; plain leaves accents out.

    Raises:
        FileFaults: the file can't be read.
    """
    told: dict[str, tuple[str, ...]] = {}
    for row in rows_of(folder / FILE):
        stems = tuple(filter(None, form(row.get("stems") or "").split("|")))
        told |= dict.fromkeys(filter(None, form(row.get("word") or "").split("|")), stems)
    return told


def found(indicator: Indicator, query: str, everyday: Words) -> bool:
    """Whether a nyckeltal is what somebody means.

    Args:
        indicator: the nyckeltal; its titles, question, explanation and id are looked through.
        query: what was written; every word of it must be found, itself or what it stands for.
        everyday: everyday word -> stems.

    Returns:
        True for an empty query.
    """
    texts = (indicator.title, indicator.short_title, indicator.question, indicator.explanation, indicator.use_id)
    text = plain(" ".join(texts))
    return all(any(_within(stem, text) for stem in (word, *everyday.get(word, ()))) for word in plain(query).split())


def _within(stem: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(stem)}", text) is not None if len(stem) <= SHORT else stem in text
