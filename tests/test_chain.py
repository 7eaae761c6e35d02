"""The whole chain: Kolada over HTTP, the lake, the scan, the discoveries, the page."""

import re
import zlib

import pytest
import streamlit as st
from apptest import go, opened, texts
from standin import StandIn
from standin_world import World, area_codes, kpi_ids

from norberg import scan, settings
from norberg.__main__ import main
from norberg.discovery import chosen
from norberg.lake import generation, place

RISING, FALLING = "N90005", "N90011"  # what truly changes in Norberg
SPLIT = "N90001"  # has women and men


class Quiet(World):
    """Nothing changes but RISING and FALLING: every area has its level and a few units of noise; holes as ever."""

    def number(self, kpi: str, area: str, year: int, gender: str) -> float | None:
        """The figure, or None in the usual cases."""
        if super().number(kpi, area, year, gender) is None:
            return None
        noise = sum(zlib.crc32(f"{kpi}{area}{year}{gender}{part}".encode()) % 1000 for part in range(4)) / 1000 - 2
        rise = {(RISING, "1962"): 3.0, (FALLING, "1962"): -3.0}.get((kpi, area), 0.0)
        return round(50 + zlib.crc32(f"{kpi}{area}".encode()) % 20 + noise + rise * (year - 2018), 1)


@pytest.fixture
def kolada(tmp_path, monkeypatch):
    """A stand-in with 30 kpis, 40 areas and 12 years, and an empty machine."""
    with StandIn(Quiet(ids=kpi_ids(30), codes=area_codes(40), years=range(2012, 2024))) as server:
        monkeypatch.setenv("KOLADA_URL", server.url)
        monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
        monkeypatch.delenv("NORBERG_LAKE", raising=False)
        st.cache_resource.clear()
        yield server
        st.cache_resource.clear()


def test_what_truly_changes_is_found_and_nothing_else(kolada, capsys):
    """Fetched, scanned, saved, shown: the two planted changes, and no third."""
    assert main(["lake", "update"]) == 0
    assert main(["scan"]) == 0
    assert "Granskade 30\u00a0nyckeltal för kommunen 1962" in capsys.readouterr().out
    here = place.opened(settings.lake())
    kept, found = scan.saved(here, "1962"), generation.newest(here)
    titles = {kpi: one.fact.title for kpi, one in found.catalogue.rows.items()}
    made = chosen.discoveries(kept.table, titles)
    changes = {(one.kpi, one.sign) for one in made.found if one.test == "change"}
    assert changes == {(RISING, 1), (FALLING, -1)}
    assert not [one for one in made.found if one.test == "gap"]
    at = go(opened(), "upptack")
    assert not at.exception
    shown = set(re.findall(r"Påhittat mått \d+", " ".join(texts(at))))
    named = {kpi: titles[kpi].removesuffix(", andel (%)") for kpi in titles}
    assert {named[RISING], named[FALLING]} <= shown <= {named[one.kpi] for one in made.found}
