"""The deep-dives' page: each theme by its link, nonsense in words, the office's own themes, the way there."""

import re

import pytest
from apptest import ENGLISH, bodies, go, opened, plain, texts
from world import DATA, PROGRAM


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


def shown(**link):
    return go(opened(), "fordjupning", **link)


def titles(at) -> list[str]:
    return [plain(found) for body in bodies(at) for found in re.findall(r"<h1[^>]*>.*?</h1>", body)]


@pytest.mark.parametrize("theme", PROGRAM.themes, ids=lambda one: one.address)
def test_every_theme_shows_all_its_nyckeltal_in_swedish(theme):
    at = shown(tema=theme.address)
    words = " ".join(texts(at))
    assert not at.exception
    assert not at.error
    assert titles(at) == [theme.title]
    assert all(words.count(one.short_title) >= 2 for one in theme.indicators)
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
    assert "DEMO" not in words


def test_without_a_theme_the_first_is_shown():
    assert titles(shown()) == [PROGRAM.themes[0].title]


def test_an_unknown_theme_is_named_and_falls_back():
    at = shown(tema="<b>mat</b>" * 9)
    (told,) = [one.value for one in at.warning]
    told = told.replace("\\", "")  # signs of markdown are escaped, so that a reader sees them as they are
    assert told.startswith("Länkens tema ”<b>mat</b><b>mat</b>")
    assert told.endswith("…” finns inte. Här visas Brott och trygghet.")
    assert titles(at) == [PROGRAM.themes[0].title]


def test_every_small_chart_has_the_same_specification_and_words_of_its_own():
    charts = [one.proto for one in shown(tema="folkhalsa").get("vega_lite_chart")]
    assert len(charts) > 8
    assert len({one.spec for one in charts}) == 1
    assert len({one.alt for one in charts}) == len(charts)


def test_the_offices_own_themes_stand_after_the_four(folder):
    (folder / "themes").mkdir()
    text = (DATA / "themes.csv").read_text(encoding="utf-8")
    (folder / "themes" / "mitt.csv").write_text(text.replace("folkhalsa,Folkhälsa", "min-halsa,Min hälsa"), "utf-8")
    at = shown(tema="min-halsa")
    (head,) = [body for body in bodies(at) if "n-crumbs" in body]
    assert re.findall(r"tema=([a-z-]+)", head)[-2:] == ["min-halsa", "egen"]
    assert titles(at) == ["Min hälsa"]


def test_the_wall_links_to_each_theme():
    (wall,) = [body for body in bodies(opened()) if 'class="n-wall"' in body]
    assert set(re.findall(r'href="fordjupning\?tema=([a-z-]+)', wall)) == {one.address for one in PROGRAM.themes}


def test_the_demo_says_so_on_the_page(monkeypatch):
    monkeypatch.setenv("NORBERG_DEMO", "1")
    words = " ".join(texts(shown(tema="folkhalsa")))
    assert "DEMO: påhittade värden." in words
