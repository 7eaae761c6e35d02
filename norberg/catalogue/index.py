"""Searching the program's nyckeltal and Kolada's whole list: words as prefixes, å ä ö apart from a and o.

All words stand in order with the texts they are in, so that a prefix is a span of them: a search of six thousand
definitions takes a millisecond or two.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from norberg.catalogue.listing import Listed
from norberg.program import Indicator
from norberg.search import Words
from norberg.source import Source

MOST_SHOWN = 30  # of what is found: more is for nobody to read, another word makes it fewer
ID, TITLE, MEANT, TEXT = range(4)  # where a word is found, the best first; MEANT: in the title, by what it stands for
NOWHERE = 9
BEYOND = "\U0010ffff"  # comes after every letter
MARGIN = "Osäkerhetstal"  # how the titles of half-widths of surveys begin: nobody looks for them first
WORD = re.compile(r"[^\W_]+")
SOME_ID = re.compile(r"[nu][0-9]+")


@dataclass(frozen=True)
class Candidate:
    """Something to choose: its address in the link, id and titles, what is told beside it, the definition.

    ``last`` if what is found stands after the rest: nothing for a municipality to see, or the margin of something else.
    """

    address: str
    kpi: str
    title: str
    told: str
    names: str
    text: str
    last: bool = False


@dataclass(frozen=True)
class Found:
    """The first candidates of a search, and how many there are in all."""

    shown: tuple[Candidate, ...]
    count: int


class Prefixes:
    """The words of many texts in order, each with the texts it stands in.

    Args:
        texts: what is searched.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        words = [WORD.findall(folded(text)) for text in texts]
        codes, found = pd.factorize(np.array(list(chain.from_iterable(words)), object))
        order = sorted(range(len(found)), key=found.__getitem__)
        places = np.empty(len(found), int)
        places[order] = np.arange(len(found))
        self._words = [str(found[at]) for at in order]
        self._rows = np.repeat(np.arange(len(words)), [len(one) for one in words])[np.argsort(places[codes])]
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(places[codes], minlength=len(found)))])
        self._count = len(words)

    def begun(self, query: str) -> np.ndarray:
        """Of each text, whether every word of a folded query begins a word of it."""
        words = WORD.findall(query)
        there = np.full(self._count, bool(words))
        for word in words:
            first, end = bisect_left(self._words, word), bisect_left(self._words, f"{word}{BEYOND}")
            one = np.zeros(self._count, bool)
            one[self._rows[self._starts[first] : self._starts[end]]] = True
            there &= one
        return there


class Index:
    """What can be chosen, ready to be searched.

    Args:
        candidates: in the order in which equally good ones stand.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = tuple(candidates)
        self._names = Prefixes([one.names for one in self.candidates])
        self._texts = Prefixes([one.text for one in self.candidates])
        self._ids = np.array([one.kpi.casefold() for one in self.candidates], str)
        self._last = np.array([one.last for one in self.candidates], bool)
        self._lengths = np.array([len(one.title) for one in self.candidates])

    def find(self, query: str, everyday: Words, most: int = MOST_SHOWN) -> Found:
        """What every word of a query begins a word of: in the id, else in the titles, else in the definition.

        Args:
            query: what was written.
            everyday: everyday word -> stems to look for as well, both as ``folded``.
            most: how many to show.

        Returns:
            The best first, of equally good ones the shortest title; nothing for a query without words.
        """
        words = WORD.findall(folded(query))
        if not words:
            return Found((), 0)
        places = np.array([self._places(word, everyday.get(word, ())) for word in words])
        worst = places.max(axis=0)
        order = np.lexsort((self._lengths, places.sum(axis=0), self._last, worst))
        count = int((worst < NOWHERE).sum())
        return Found(tuple(self.candidates[at] for at in order[: min(most, count)]), count)

    def _places(self, word: str, stems: Sequence[str]) -> np.ndarray:
        """Where each candidate has a word, itself or what it stands for."""
        found = np.full(len(self.candidates), NOWHERE)
        for stem in (*stems, word):
            found[self._texts.begun(stem)] = TEXT
        for stem in stems:
            found[self._names.begun(stem)] = MEANT
        found[self._names.begun(word)] = TITLE
        if SOME_ID.fullmatch(word):
            found[np.char.startswith(self._ids, word)] = ID
        return found


def folded(text: str) -> str:
    """A text without capitals, its accents composed: å is not a, however it was typed."""
    return unicodedata.normalize("NFC", text).casefold()


def of(source: Source) -> Index:
    """The index of the program's nyckeltal, those of the themes, and Kolada's list where it has been read."""
    known = [*source.program.indicators, *source.program.outside]
    mine = {one.use_id for one in known if not one.derive}
    listed = source.catalogue.rows if source.catalogue else {}
    ours = (_known(one, source, listed.get(one.use_id)) for one in known)
    others = (_listed(one) for kpi, one in listed.items() if kpi not in mine)
    return Index([*ours, *others])


def _known(one: Indicator, source: Source, listed: Listed | None) -> Candidate:
    fact = listed.fact if listed else source.facts.get(one.use_id)
    titles = dict.fromkeys([one.short_title, one.title, one.use_title, one.kolada_title])
    where = f"programmets nyckeltal {one.no}" if one.goal else "i ett av temana"
    text = f"{one.explanation} {one.question} {fact.description if fact else ''}"
    told = ", ".join(filter(None, [one.use_id or one.local_id, where]))
    return Candidate(one.address, one.use_id or one.local_id, one.short_title, told, " ".join(titles), text)


def _listed(one: Listed) -> Candidate:
    fact, title = one.fact, one.fact.title.strip()
    marks = [
        "mäts bara för regioner" if one.regions_only else "",
        "finns även för enskilda enheter" if one.units else "",
    ]
    told = ", ".join(filter(None, [fact.id, one.area, *marks]))
    last = one.regions_only or title.startswith(MARGIN)
    return Candidate(fact.id, fact.id, title, told, title, fact.description.replace("\\n", " "), last)
