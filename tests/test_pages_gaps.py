"""The page of women and men run under links right and wrong, real and made up."""

import re

import pytest
from apptest import ENGLISH, bodies, go, listening, opened, plain, texts

from norberg.selection import GENDERS

ALWAYS = "Här visas alltid både kvinnor och män."


pytestmark = pytest.mark.usefixtures("var")


def page(**link):
    """The page in a session of its own."""
    return go(opened(), "skillnader", **link)


def order(at):
    """The titles of the table in their order."""
    return re.findall(r'class="n-gap-what"><a href="[^"]*"[^>]*>(.*?)</a>', "".join(bodies(at)))


def test_the_page_is_whole_and_swedish_under_every_gender(caplog):
    """Nothing goes wrong; that both are always shown is said where something else is chosen."""
    with listening(caplog.handler):
        at = page()
        for gender in GENDERS:
            at = go(at, "skillnader", kon=gender)
            words = " ".join(texts(at))
            assert not at.exception
            assert not [one.value for one in (*at.error, *at.warning)]
            assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
            assert (ALWAYS in words) == (gender not in ("bada", "skillnad"))
            assert "Säkra skillnader" in words
            assert "Går inte att säga säkert" in words
    assert not [one for one in caplog.messages if re.search("deprecat|failed|will be removed", one, re.I)]


def test_every_row_leads_to_its_page_with_the_gap_and_the_whole_choice():
    """Years and comparison stay; what is shown there is the difference."""
    at = page(till="2020", kon="man")
    links = re.findall(r'class="n-gap-what"><a href="([^"]*)"', "".join(bodies(at)))
    assert links
    for one in links:
        assert re.match(r"nyckeltal\?nr=\d+&amp;kon=skillnad&amp;fran=2008&amp;till=2020&amp;jamfor=", one)


def test_the_order_is_part_of_the_link_and_of_the_control():
    """From a link and by the switch the same rows in the same order."""
    at = page()
    first = order(at)
    at.session_state["gap_order"] = "storst"
    by_hand = order(at.run())
    assert by_hand != first
    assert set(by_hand) == set(first)
    assert order(page(ordning="storst")) == by_hand


def test_the_themes_list_is_another_and_keeps_the_ids_of_its_nyckeltal():
    """What the program does not have is named by its id."""
    at = page(lista="teman")
    assert not set(order(at)) & set(order(page()))
    assert re.search(r"nyckeltal\?nr=[NU]\d{5}&amp;kon=skillnad", "".join(bodies(at)))


def test_nonsense_in_the_link_is_named_and_the_rest_is_shown():
    """A sentence for each, and the page as it is without a choice."""
    at = page(ordning="baklänges", lista="allt")
    told = [one.value for one in at.warning]
    assert len(told) == 2
    assert "”ordning=baklänges”" in told[0]
    assert order(at) == order(page())


def test_an_earlier_end_year_is_said_and_holds_for_all():
    """No value after it, in words above."""
    at = page(till="2019")
    words = " ".join(texts(at))
    assert "Så såg det ut till och med 2019." in words
    under = re.findall(r'class="n-gap-what"><a[^>]*>.*?</a><span>(.*?)</span>', "".join(bodies(at)))
    assert under
    assert max(int(year) for one in under for year in re.findall(r", (\d{4})", one)) <= 2019


def test_long_before_any_value_the_page_says_so():
    """No table, no file, no traceback."""
    at = page(fran="1994", till="1994")
    words = " ".join(texts(at))
    assert not at.exception
    assert "Inget nyckeltal har värden för både kvinnor och män." in words
    assert not order(at)


def test_made_up_figures_are_marked(monkeypatch):
    """The band, the table, and what is fetched."""
    monkeypatch.setenv("NORBERG_DEMO", "1")
    at = page()
    (table,) = [plain(one) for one in bodies(at) if 'class="n-gaps"' in one]
    assert table.startswith("DEMO: påhittade värden")
    assert not [one for one in at.button if "Hämta" in one.label]
