"""How many ids one question may hold, and what to do when Kolada refuses a question.

The contract says 25 per segment of the path, but not what happens past that, nor what an unknown id gives. So a refused
question is asked again in smaller parts until one is accepted, within a bounded number of requests.
"""

from collections import deque
from collections.abc import Callable, Iterable
from itertools import product
from urllib.parse import quote

from norberg.errors import KoladaStatus
from norberg.reply import short

BATCH = 25  # ids per path segment; the service refuses more (contract, "Base")
REFUSALS = frozenset({400, 404, 413, 414, 422})  # the ways a service says "not like that": too many ids, too long
SEARCH = 12  # refused and trial requests over the client's life: 25 can be halved to 1 in two segments at once
KNOWN = {"kpi": "N01951", "municipality": "1962"}  # inhabitants of Norberg: a pair that Kolada has had for decades
WORDS = {"kpi": "nyckeltal", "municipality": "områden", "year": "år"}

Cell = dict[str, tuple[str, ...]]


def path(cell: Cell) -> str:
    """The address of a cell of data: ``data/kpi/N01951,N15428/municipality/1962``."""
    return "data/" + "/".join(f"{segment}/{joined(ids)}" for segment, ids in cell.items())


def joined(ids: Iterable[str]) -> str:
    """Ids as one path segment."""
    return quote(",".join(ids), safe=",")


class Batches:
    """Splits a cell into questions that Kolada accepts.

    Args:
        peek: asks for the first page of a cell and throws it away; raises KoladaStatus when refused.
        notes: gets a Swedish sentence about everything that had to bend.

    Attributes:
        refused: segment and id of what Kolada refuses even alone; it is not asked for again.
    """

    def __init__(self, peek: Callable[[Cell], None], notes: list[str]) -> None:
        self.refused: set[tuple[str, str]] = set()
        self._peek, self._notes = peek, notes
        self._size = dict.fromkeys(WORDS, BATCH)
        self._good: set[tuple[str, str]] = set()
        self._shapes: set[tuple[int, ...]] = set()
        self._spent = 0

    def run(self, cell: Cell, ask: Callable[[Cell], None]) -> None:
        """Call ``ask`` for parts that together make the cell, but for the ids in ``refused``.

        Raises:
            KoladaStatus: the address is wrong, or SEARCH requests were not enough. Whatever else ``ask`` raises.
        """
        queue = deque([cell])
        while queue:
            parts = self._cut(queue.popleft())
            queue.extendleft(reversed(parts[1:]))
            for part in parts[:1]:
                try:
                    ask(part)
                    self._remember(part)
                except KoladaStatus as refusal:
                    queue.extendleft(reversed(self._smaller(part, refusal)))

    def prove(self, segment: str, ids: Iterable[str]) -> None:
        """These ids stand in Kolada's lists: a refused question is not refused because of them."""
        self._good.update((segment, i) for i in ids)

    def _cut(self, cell: Cell) -> list[Cell]:
        """The cell without refused ids, in parts of the size that works."""
        pieces = []
        for segment, ids in cell.items():
            left, size = [i for i in ids if (segment, i) not in self.refused], self._size[segment]
            pieces.append([tuple(left[start : start + size]) for start in range(0, len(left), size)])
        return [dict(zip(cell, part, strict=True)) for part in product(*pieces)]

    def _remember(self, part: Cell) -> None:
        for segment, ids in part.items():
            self.prove(segment, ids)
        self._shapes.add(_shape(part))

    def _accepts(self, cell: Cell) -> bool:
        """Whether a trial of the cell is answered."""
        self._spent += 1
        try:
            self._peek(cell)
        except KoladaStatus as refusal:
            self._count(refusal)
            return False
        self._remember(cell)
        return True

    def _count(self, refusal: KoladaStatus) -> None:
        """Raises the refusal if it is another kind of error, or when there have been enough of them."""
        if refusal.status not in REFUSALS:
            raise refusal
        if self._spent >= SEARCH:
            raise KoladaStatus(
                f"Kolada avböjde {short(refusal.url)} (svar {refusal.status}) och mindre delar av frågan; "
                f"efter {self._spent} försök gavs det upp.",
                refusal.url,
                refusal.status,
            )

    def _smaller(self, part: Cell, refusal: KoladaStatus) -> list[Cell]:
        """What to ask instead of a refused part."""
        self._spent += 1
        settled = self._has_worked(part) and sum(map(len, self._unproven(part).values())) == 1  # no trial needed
        if not (settled and self._spent <= SEARCH and refusal.status in REFUSALS):
            self._count(refusal)
        pair = _one(part)
        if not self._shapes and (pair == part or not self._accepts(pair)):
            self._check_address(pair, refusal)
            return [self._without_culprit(part, self._unproven(pair), refusal)]
        unproven = self._unproven(part)
        if pair != part and not (unproven and self._has_worked(part)):
            return [part] if self._search(part) else _halves(part, _longest(part))
        if all(len(ids) == 1 for ids in unproven.values()):
            return [self._without_culprit(part, unproven, refusal)]
        return _halves(part, _longest(unproven))

    def _unproven(self, part: Cell) -> Cell:
        """The ids that have never been part of an answered question; segments without any are left out."""
        doubtful = {s: tuple(i for i in ids if (s, i) not in self._good) for s, ids in part.items()}
        return {segment: ids for segment, ids in doubtful.items() if ids}

    def _has_worked(self, part: Cell) -> bool:
        """Whether a question at least as large has been answered: then an id is refused, not the size."""
        return any(all(had >= now for had, now in zip(shape, _shape(part), strict=True)) for shape in self._shapes)

    def _check_address(self, pair: Cell, refusal: KoladaStatus) -> None:
        """Ask for a pair that always exists; raises KoladaStatus if that is refused as well."""
        known = _known(pair)
        if pair != known and self._accepts(known):
            return
        message = (
            f"{short(refusal.url)} finns inte (svar 404), och inte heller ett nyckeltal som alltid finns: "
            "adressen är fel. Kontrollera KOLADA_URL."
            if refusal.status == 404
            else f"Kolada avböjer (svar {refusal.status}) också frågan om ett enda nyckeltal för en kommun."
        )
        raise KoladaStatus(message, refusal.url, refusal.status)

    def _without_culprit(self, part: Cell, unproven: Cell, refusal: KoladaStatus) -> Cell:
        """The part, after the id that is refused (at most one per segment is unproven) has been found and said."""
        if not unproven:
            raise refusal
        *doubtful, last = unproven
        alone = ((s, {**_known(part), s: unproven[s]}) for s in doubtful)
        segment = next((s for s, cell in alone if not self._accepts(cell)), last)
        culprit = unproven[segment][0]
        self.refused.add((segment, culprit))
        self._notes.append(f"Kolada avböjer frågor om {culprit} (svar {refusal.status}); de hoppades över.")
        return part

    def _search(self, cell: Cell) -> bool:
        """Halve the longest segment until a trial is answered, then widen those that need not be short."""
        trial, last = cell, ""
        while trial == cell or not (self._has_worked(trial) or self._accepts(trial)):
            if trial == _one(cell):
                return False
            last = _longest(trial)
            trial = _one(cell) if self._spent >= SEARCH - 1 else _halves(trial, last)[0]
        for segment in cell:
            wider = {**trial, segment: cell[segment]}
            if segment != last and wider != trial and self._spent < SEARCH - 1 and self._accepts(wider):
                trial = wider
        self._keep(cell, trial)
        return True

    def _keep(self, refused: Cell, works: Cell) -> None:
        """From now on ask in the size that worked, and say so."""
        for segment, ids in refused.items():
            if (size := len(works[segment])) < len(ids):
                self._size[segment] = size
                words = f"{len(ids)} {WORDS[segment]} per fråga; {size} åt gången fungerade."
                self._notes.append(f"Kolada avböjde {words}")


def _shape(cell: Cell) -> tuple[int, ...]:
    return tuple(len(cell.get(segment, ())) for segment in WORDS)


def _one(cell: Cell) -> Cell:
    return {segment: ids[:1] for segment, ids in cell.items()}


def _known(cell: Cell) -> Cell:
    """A cell of the same segments that always exists; the year is left out where the path is whole without it."""
    known: Cell = {s: (KNOWN[s],) for s in cell if s in KNOWN}
    return known if len(known) > 1 else {**known, "year": cell["year"][:1]}


def _longest(cell: Cell) -> str:
    return max(cell, key=lambda segment: len(cell[segment]))


def _halves(cell: Cell, segment: str) -> list[Cell]:
    middle = len(cell[segment]) // 2
    return [{**cell, segment: cell[segment][:middle]}, {**cell, segment: cell[segment][middle:]}]
