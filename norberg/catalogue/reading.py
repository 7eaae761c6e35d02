"""Reading Kolada's list of kpis into the store; whatever goes wrong leaves the last list and its date as they were."""

from datetime import UTC, datetime

from norberg.catalogue import listing
from norberg.errors import KoladaShape, NorbergError
from norberg.kolada import Kolada
from norberg.questions import Progress
from norberg.sentences import counted, day
from norberg.store import Store


def read(client: Kolada, store: Store, progress: Progress = lambda *_: None) -> str:
    """Read the whole list (two pages) and keep it with the time of its reading.

    Args:
        client: the session with Kolada.
        store: where the list is kept.
        progress: called with steps done, steps in all, and a Swedish word on what is going on.

    Returns:
        A Swedish sentence on what came.

    Raises:
        KoladaError: Kolada did not answer, or with an empty list.
        StoreError: the store can't be written.
    """
    progress(0, 2, "Läser Koladas hela lista över nyckeltal")
    found = client.kpis()
    if not found:
        raise KoladaShape("Koladas lista över nyckeltal är tom.", "kpi")
    progress(1, 2, "Sparar listan")
    store.put_facts(listing.NAME, listing.rows(found), datetime.now(UTC).isoformat(timespec="seconds"))
    return f"Koladas lista är läst: {counted(len(found), 'nyckeltal', 'nyckeltal')}."


def tried(client: Kolada, store: Store, progress: Progress = lambda *_: None) -> str:
    """The same after a refresh, which a failure here must not spoil: it is told in the sentence. Arguments as read."""
    try:
        return read(client, store, progress)
    except NorbergError as error:
        kept = listing.of(store.facts(listing.NAME, listing.NEEDED))
        left = f"Den från {day(kept.read)} gäller." if kept else "Ingen tidigare lista finns."
        return f"Koladas hela lista över nyckeltal kunde inte läsas. {error} {left}"
