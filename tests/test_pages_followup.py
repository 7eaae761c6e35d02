"""The follow-up's page: every goal and nyckeltal in reading order, choices, and what people write and take back."""

import re
from itertools import pairwise

import pytest
from apptest import ENGLISH, bodies, go, listening, opened, plain, texts
from world import NORBERG, PROGRAM

from norberg import comments, ledger
from norberg.commentfile import GOAL, INDICATOR, Entry, Subject
from norberg.store import Change


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


def page(**link):
    """The follow-up under a link."""
    return go(opened(), "uppfoljning", **link)


def said(folder, **other):
    """Save a comment as somebody else would."""
    parts = {"subject": Subject(GOAL, 4), "title": "Mål 4", "name": "Bo Lind", "text": "Studieförbunden växer."}
    return comments.save(folder / "comments", Entry(id="", written="", **{**parts, **other}))


def goal(at, no):
    """The text of a goal's block."""
    (body,) = [one for one in bodies(at) if f'aria-labelledby="mal-{no}"' in one]
    return plain(body)


@pytest.mark.parametrize(
    ("demo", "genders"), [(False, ("totalt", "kvinnor", "skillnad")), (True, ("bada",))], ids=["real", "demo"]
)
def test_every_goal_and_nyckeltal_in_swedish_whatever_the_gender(monkeypatch, caplog, demo, genders):
    """Ten goals with the program's words and all 75; headings without a step left out; DEMO where it is due only."""
    monkeypatch.setenv("NORBERG_DEMO", "1" if demo else "")
    with listening(caplog.handler):
        for gender in genders:
            at = page(kon=gender)
            words = " ".join(texts(at))
            assert not at.exception
            assert not [one.value for one in (*at.error, *at.warning)]
            assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
            assert all(f"Mål {one.no}. {one.text}" in words for one in PROGRAM.goals)
            assert all(one.title in words and one.text.split("\n")[0] in words for one in PROGRAM.areas)
            assert all((one.pair or one.short_title) in words for one in PROGRAM.indicators)
            assert ("DEMO" in words) is demo
            levels = [int(level) for body in bodies(at) for level in re.findall(r"<h([1-6])", body)]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not [one for one in caplog.messages if re.search("deprecat|failed|default value", one, re.I)]


def test_the_figures_are_those_of_the_area_page():
    """Value, year, direction, level and sentence are the same words as on the card."""
    at = page()
    told = goal(at, 1)
    at = go(at, "att-vaxa-upp")
    (card,) = [plain(one) for one in bodies(at) if 'aria-label="Behöriga till yrkesprogram, åk 9"' in one]
    sentence = re.search(r"84,4 procent 2026.*?av 290\.", card)[0]
    assert sentence in told
    assert "84,4 % 2026 Ingen säker förändring Sämsta fjärdedelen (2022)" in told


def test_what_is_missing_is_named_with_the_reason_and_when_it_comes():
    """An absence in words, and the next publication where Kolada has told one."""
    told = goal(page(), 1).partition("Saknar värden")[2]
    assert "Lärare med pedagogisk examen, åk 1–9 Inte hämtat än. Finns i Kolada, källa Skolverket." in told
    assert "Nästa publicering: Värden för 2025" in told


def test_the_choices_are_shown_and_kept():
    """Occasion, dates and goals out of the link; other goals are gone; back from another page they hold."""
    link = {"tillfalle": "arsredovisning", "datum": "2026-03-31", "forra": "2025-08-31", "mal": "2,9"}
    at = page(**link)
    words = " ".join(texts(at))
    assert "Uppföljning 2026-03-31 Samlad bedömning i årsredovisningen." in words
    assert "Sedan förra uppföljningen 2025-08-31" in words
    assert re.findall(r"Mål (\d+)\. [A-ZI]", words) == ["2", "9"]
    assert at.selectbox(key="occasion_kind").value == "arsredovisning"
    at = go(go(at, "nytankande"), "uppfoljning")
    assert "Uppföljning 2026-03-31" in " ".join(texts(at))
    at.selectbox(key="occasion_kind").set_value("dialog").run()
    assert "Årlig dialog med utskott och samverkansorgan." in " ".join(texts(at))


def test_a_typed_date_that_is_none_is_named_and_not_used():
    """The page keeps the date before; a right one changes it."""
    at = page(datum="2026-03-31")
    at.text_input(key="occasion_day").set_value("i morgon").run()
    assert [one.value for one in at.warning] == [
        "”i morgon” är inget datum som går att använda: skriv datum som 2026-11-26."
    ]
    assert "Uppföljning 2026-03-31" in " ".join(texts(at))
    at.text_input(key="occasion_day").set_value("2026-05-31").run()
    assert "Uppföljning 2026-05-31" in " ".join(texts(at))
    assert not at.warning


def test_nonsense_in_the_link_is_named():
    """The page is shown whole."""
    at = page(tillfalle="fest", mal="77")
    assert sorted(re.search("”([^=]*)=", one.value)[1] for one in at.warning) == ["mal", "tillfalle"]
    assert "75 nyckeltal:" in " ".join(texts(at))


def test_what_changed_comes_from_the_ledger(folder):
    """A revision is counted on top and told with both values where it belongs."""
    seen = "2026-06-01T08:00:00+00:00"
    ledger.write(folder / "ledger", [Change("N17461", NORBERG, 2022, "T", 60.0, 67.857143, "changed")], seen)
    at = page(datum="2026-08-31", forra="2026-03-31")
    assert "1 har värden som ändrats i efterhand" in " ".join(texts(at))
    assert "2026-06-01: ändrat i efterhand: 2022 från 60,00 till 67,86." in goal(at, 1)


def test_what_people_say_stands_apart_and_unchecked(folder):
    """Text, verdict, name, day and occasion under their own heading; nothing of it is HTML."""
    before = goal(page(), 4)
    said(folder, text="<b>Bra</b>", verdict="delvis uppfyllt", occasion="Halvår")
    said(folder, subject=Subject(INDICATOR, 18), text="Om kulturen.")
    at = page(forra="2000-01-01")
    told = goal(page(), 4)
    day = next((folder / "comments").iterdir()).name[:10]
    block = "Bedömt och skrivet av personer, inte beräknat delvis uppfyllt <b>Bra</b>"
    assert f"{block} Bo Lind (namnet är inte kontrollerat), {day}, Halvår" in told
    assert "Om kulturen. Bo Lind (namnet är inte kontrollerat)" in told
    assert told.index("<b>Bra</b>") < told.index("Eftergymnasial utbildning") < told.index("Om kulturen.")
    assert re.sub(r"Bedömt och skrivet.*?Halvår |Bedömt och skrivet.*$", "", told).strip() in before
    assert not at.exception


def test_what_was_said_before_the_previous_follow_up_is_folded(folder):
    """It is not lost: how many there are is said."""
    said(folder)
    said(folder, text="Nytt.")
    told = goal(page(datum="2099-01-01", forra="2098-01-01"), 4)
    assert "Från förra uppföljningen och tidigare (2)" in told


def test_broken_comments_are_named_and_the_page_stands(folder):
    """One warning a file, in Swedish."""
    said(folder)
    (folder / "comments" / "trasig.md").write_text("hej", encoding="utf-8")
    said(folder, subject=Subject(INDICATOR, 998))
    at = page()
    first, second = sorted(one.value for one in at.warning)
    assert first.endswith("programmet har inget nyckeltal 998.")
    assert second == "Kommentaren trasig.md: raden ”om” saknas."
    assert "Studieförbunden växer." in goal(at, 4)


def test_the_demo_neither_shows_nor_writes_real_comments(monkeypatch, folder):
    """What is said of real figures is not shown beside made-up ones."""
    said(folder)
    monkeypatch.setenv("NORBERG_DEMO", "1")
    at = page()
    assert "Studieförbunden växer." not in goal(at, 4)
    assert not at.exception
