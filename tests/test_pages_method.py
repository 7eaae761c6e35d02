"""The method page without a browser: all rules, the tables, and what it says when a file is missing."""

import re
import shutil

import pytest
import streamlit as st
from apptest import ENGLISH, bodies, go, listening, opened, texts
from test_trials import SAMPLE
from world import DATA

from norberg import method, settings, trials
from norberg.rules import persistence


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """Nothing kept from another test, no real folder written, and a copy of the data to change."""
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    st.cache_resource.clear()
    yield tmp_path / "data"
    st.cache_resource.clear()


def test_page_says_every_rule_in_swedish(fresh, caplog):
    """Every section and example is there, without error, warning or English."""
    (fresh / trials.CALIBRATION).write_text(SAMPLE, encoding="utf-8")
    with listening(caplog.handler):
        at = go(opened(), "metod")
    words = " ".join(texts(at))
    assert not at.exception
    assert (at.title[0].value, [one.value for one in (*at.error, *at.warning)]) == (method.TITLE, [])
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
    for group in (*method.groups(), method.tried()):
        for rule in group.rules:
            assert all(text in words for text in (rule.title, *rule.paragraphs))
            assert all(example.caption in words for example in rule.examples)
    drawn = [one for group in method.groups() for rule in group.rules for one in rule.examples if one.rows]
    charts = [one.proto for one in at.get("vega_lite_chart")]
    assert [one.alt for one in charts] == [one.alternative for one in drawn]
    assert len({one.spec for one in charts}) == 2
    assert words.count(method.MADE_UP) == sum(len(rule.examples) for group in method.groups() for rule in group.rules)
    assert "Sätter slumpen pilar?" in words
    assert "6,0 % högst 5 %: uppfylls inte" in words
    assert not [one for one in caplog.messages if re.search("deprecat|failed|will be removed", one, re.I)]


@pytest.mark.parametrize("name", [trials.CALIBRATION, persistence.FILE])
@pytest.mark.parametrize("content", [None, "fel\n"], ids=["missing", "broken"])
def test_a_file_that_is_missing_or_broken_is_named(fresh, name, content):
    """One sentence names the file, and the rest of the page is shown."""
    (fresh / trials.CALIBRATION).write_text(SAMPLE, encoding="utf-8")
    (fresh / name).unlink() if content is None else (fresh / name).write_text(content, encoding="utf-8")
    at = go(opened(), "metod")
    told = [body for body in bodies(at) if "n-method-fault" in body]
    assert not at.exception
    assert len(told) == 1
    assert told[0].count('<p class="n-method-fault">') == 1
    assert f'<p class="n-method-fault">{name}' in told[0]
    assert ("Prövat 2026-11-30" in told[0]) is (name != trials.CALIBRATION)
    assert ("Åren är nästan fristående." in told[0]) is (name != persistence.FILE)
    assert "Därför visas ingen tabell" in told[0]


def test_words_of_a_file_are_escaped(fresh):
    """A note in the file can't write HTML into the page."""
    (fresh / trials.CALIBRATION).write_text(SAMPLE.replace("Två tusen", "<b>Två</b> tusen"), encoding="utf-8")
    assert any("&lt;b&gt;Två&lt;/b&gt; tusen" in body for body in bodies(go(opened(), "metod")))


def test_the_choice_of_a_link_is_kept_past_the_page():
    """Who comes here by a link with a choice, and goes on, has the choice there."""
    at = go(opened(), "metod", kon="kvinnor", till="2019", jamfor="riket")
    chosen = go(at, "nytankande").session_state["selection"]
    assert (chosen.gender, chosen.last, chosen.sets) == ("kvinnor", 2019, ("riket",))
