"""What has changed, on the page: the day in the link, the rows, what must be looked at, nothing in the demo."""

import pytest
import streamlit as st
from apptest import bodies, go, opened, plain
from world import NORBERG, READ, publish

from norberg import agenda_files, ledger
from norberg.agenda import Agenda
from norberg.memory import events
from norberg.memory.events import Event
from norberg.program import load
from norberg.settings import DATA
from norberg.store import Change

CHANGED = Change("N15428", NORBERG, 2019, "T", 72.9, 74.1, "changed")


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """Two refreshes, an agenda older than the last, and a title that is not the file's."""
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    ledger.write(tmp_path / "ledger", [Change("N00404", NORBERG, 2024, "T", None, 2.0, "added")], "2026-01-02T08:00:00")
    ledger.write(tmp_path / "ledger", [CHANGED], "2026-06-01T08:00:00")
    ledger.write(events.folder(tmp_path), [Event("N00957", "", "a", "<b>", "title")], "2026-06-01T08:00:00")
    agenda_files.save(tmp_path / "agendas", Agenda((1,), "Maj", 2026, created="2026-05-01"), load(DATA))
    fact = {"id": "N00957", "title": "Sjuktal, <b>andel</b> (%)", "divided": True, "read": READ}
    publish(tmp_path, "N00957", {}, kpis=[fact])
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def section(at):
    """The HTML of the changes."""
    (found,) = [body for body in bodies(at) if "n-changed" in body]
    return found


def test_refreshes_since_the_day_in_the_link():
    """The older is left out; the changed figure has its row and the agenda that uses it; texts are no HTML."""
    at = go(opened(), "om-data", sedan="2026-05-15")
    assert not at.exception
    body, words = section(at), plain(section(at))
    assert "2026-06-01 kl. 08.00" in words
    assert "2026-01-02" not in words
    assert "Behöriga till yrkesprogram, åk 9 (N15428) 2019 72,90 74,10" in words
    assert "det ändrade värdet finns i dagordningen ”Maj” från 2026-05-01." in words
    assert "<b>andel" not in body
    assert "Ohälsotal : N00957 heter ”Sjuktal, <b>andel</b> (%)” i Kolada" in words
    assert "2026-01-02 kl. 08.00" in plain(section(go(opened(), "om-data")))


def test_day_that_is_none_is_named_and_all_is_shown():
    """An edited link falls back in words."""
    at = go(opened(), "om-data", sedan="i går")
    assert "”i går” är inget datum som går att använda: skriv datum som 2026-01-31. Allt visas." in [
        one.value for one in at.warning
    ]
    assert "2026-01-02 kl. 08.00" in plain(section(at))


def test_made_up_values_have_no_history():
    """Neither rows nor alarms."""
    at = go(opened(demo="ja"), "om-data")
    assert plain(section(at)).startswith("DEMO: påhittade värden. Påhittade värden har ingen historia")
    assert "N00957" not in section(at)


def test_saved_agenda_says_what_changed_after_it_was_saved():
    """Where agendas are opened."""
    told = " ".join(map(plain, bodies(go(opened(), "mote"))))
    assert "Värden som ändrats i efterhand sedan dess: Behöriga till yrkesprogram, åk 9 (2026-06-01)." in told
