"""Splitting a question into what a server accepts, for every kind of server."""

from hypothesis import given, settings
from hypothesis import strategies as st

from norberg.batches import SEARCH, Batches
from norberg.errors import KoladaStatus

KPIS = tuple(f"N9{number:04d}" for number in range(60))
AREAS = ("1962", *(str(2000 + number) for number in range(30)))
YEARS = tuple(str(year) for year in range(2016, 2026))


class Server:
    """Refuses more ids than its limits, and questions with an id it does not know; remembers what it answered."""

    def __init__(self, limits, unknown, status):
        self.limits, self.unknown, self.status = limits, unknown, status
        self.answered, self.refused, self.asked = set(), 0, 0

    def ask(self, cell):
        self.peek(cell)
        pairs = {(k, a, y) for k in cell["kpi"] for a in cell["municipality"] for y in cell.get("year", ("",))}
        assert not pairs & self.answered
        self.answered |= pairs

    def peek(self, cell):
        self.asked += 1
        too_long = any(len(ids) > self.limits[segment] for segment, ids in cell.items())
        if too_long or self.unknown & {one for ids in cell.values() for one in ids}:
            self.refused += 1
            raise KoladaStatus("Nej.", "http://127.0.0.1/v3/data", self.status)


SEGMENT = {"kpi": KPIS, "municipality": AREAS, "year": YEARS}


@settings(max_examples=300, deadline=None)
@given(
    limits=st.fixed_dictionaries({segment: st.integers(1, 30) for segment in SEGMENT}),
    unknown=st.sets(st.sampled_from(KPIS + AREAS[1:] + YEARS), max_size=3),
    sizes=st.fixed_dictionaries(
        {"kpi": st.integers(1, 60), "municipality": st.integers(1, 30)}, optional={"year": st.integers(1, 10)}
    ),
    status=st.sampled_from([400, 404, 413, 414, 422, 403]),
    proven=st.booleans(),
)
def test_everything_is_asked_once_or_an_error_says_why(limits, unknown, sizes, status, proven):
    """All but the refused ids is asked for exactly once and those are told, or it is an error; after few refusals."""
    server = Server(limits, unknown, status)
    notes = []
    batches = Batches(server.peek, notes)
    if proven:
        batches.prove("kpi", set(KPIS) - unknown)
    cell = {segment: SEGMENT[segment][:size] for segment, size in sizes.items()}
    try:
        batches.run(cell, server.ask)
    except KoladaStatus:
        assert server.refused
    else:
        left = {segment: [one for one in ids if one not in unknown] for segment, ids in cell.items()}
        wanted = {(k, a, y) for k in left["kpi"] for a in left["municipality"] for y in left.get("year", [""])}
        assert server.answered == wanted
        told = {one for _, one in batches.refused}
        assert told <= unknown
        assert not wanted or told == unknown & {one for ids in cell.values() for one in ids}
        assert bool(notes) == bool(server.refused)
    assert server.refused <= SEARCH + 1
