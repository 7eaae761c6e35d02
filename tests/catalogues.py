"""A small list of kpis in Kolada's form, in a stand-in and in a store."""

from pathlib import Path

from norberg.catalogue import listing
from norberg.kolada import Kpi
from norberg.store import Store

READ = "2026-03-23T08:00:00+00:00"
TITLES = {  # id -> title, definition, municipality_type, operating area, whether units have values
    "N11102": ("Inskrivna barn i förskolan, andel (%)", "Barn 1-5 år.\\nKälla: Skolverket.", "K", "Förskola", True),
    "N11103": ("Kostnad förskola, kr/inskrivet barn", "Kostnad. Källa: SCB", "K", "Förskoleverksamhet", False),
    "N20001": ("Personaltäthet, antal/1000 inv", "Gäller äldreomsorg, inte förskola.", "K", "Äldre", False),
    "N60001": ("Vårdtid, antal dagar", "Regionens sjukhus och förskola.", "L", "Hälso- och sjukvård", False),
    "N01951": ("Invånare totalt, antal", "Folkmängd. Källa: SCB.", "A", "Befolkning", False),
    "U09801": ("Kommunen har en plan, (Ja=1, Nej=0)", "Svar på en enkät.", "K", "Demokrati", False),
    "U01599": ("Osäkerhetstal - Trygghet i förskolan", "Halva bredden.", "K", "Förskola", False),
    "N15428": ("Kolada kallar det något annat", "Behöriga.", "K", "Grundskola åk 0-9 inkl förskoleklass", False),
    "N30001": ("Farliga ålar, antal", "Ål.", "K", "Kultur", False),
}


def kpis() -> list[Kpi]:
    """The list as the client gives it."""
    return [
        Kpi(one, title, text, True, kind, None, area, None, None, "2026-08-28", "2025", units)
        for one, (title, text, kind, area, units) in TITLES.items()
    ]


def kept(folder: Path) -> None:
    """The list in the store of a folder, as last read."""
    Store(folder / "store").put_facts(listing.NAME, listing.rows(kpis()), READ)


def title(kpi: str) -> str:
    """What the list calls a kpi."""
    return TITLES[kpi][0]
