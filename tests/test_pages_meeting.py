"""Meeting mode and its preparation without a browser: links, saved agendas, order, and what is frozen."""

import re
from datetime import date

import pytest
import streamlit as st
from apptest import ENGLISH, bodies, go, opened, plain, texts
from world import NORBERG, PROGRAM, publish

LISTED = "11,1,47"
DEMO = "DEMO: påhittade värden"


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


def prepared(**link: str):
    """The page "Möte" under a link."""
    return go(opened(), "mote", **link)


def steps(at) -> list[str]:
    """The text of each screen of the meeting."""
    return [plain(f"<{part}") for body in bodies(at) for part in body.split("<article")[1:]]


def rows(at) -> list[str]:
    """The agenda's rows as they stand in the preparation."""
    return [re.sub(r"^\d+\. ", "", one) for one in at.radio(key="agenda_row").options]


def titles(*numbers: int) -> list[str]:
    return [PROGRAM.indicator(no).short_title for no in numbers]


def test_a_link_is_a_meeting_without_widgets():
    """Each nyckeltal a screen in the link's order; no heading of the preparation, no widget, no error."""
    at = prepared(lista=LISTED, steg="2")
    told = steps(at)
    assert [one.partition(" av 3 ")[2].partition("?")[0] for one in told] == [
        PROGRAM.indicator(no).question.rstrip("?") for no in (11, 1, 47)
    ]
    assert not at.exception
    assert not at.error
    assert not [*at.button, *at.radio, *at.text_input, *at.title, *at.selectbox, *at.slider]
    assert "Värden inlästa 2024-08-30" in told[0]
    assert DEMO not in " ".join(told)


def test_all_75_screens_are_swedish(monkeypatch):
    """No English word, no nan, on any screen, with real figures and made-up ones; the demo says so on each."""
    listed = ",".join(str(one.no) for one in PROGRAM.indicators)
    real = steps(prepared(lista=listed))
    monkeypatch.setenv("NORBERG_DEMO", "1")
    st.cache_resource.clear()
    demo = steps(prepared(lista=listed))
    assert len(real) == len(demo) == 75
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", " ".join([*real, *demo]).lower()))
    assert all(DEMO in one for one in demo)


def test_no_list_is_the_preparation():
    """An empty agenda says how to begin, and cannot be started."""
    at = prepared()
    assert at.title[0].value == "Förbered ett möte"
    assert any("Inga nyckeltal än" in one for one in texts(at))
    assert "Starta mötet" not in [one.label for one in at.button]


def test_nonsense_in_the_link_is_told_before_the_meeting():
    """What was understood is in the agenda, and each part that was not has a sentence."""
    at = prepared(lista="11,99,x", till="1066")
    assert rows(at) == titles(11)
    assert sorted(re.search("”([^”]*)”", one.value)[1] for one in at.warning) == ["1066", "99", "x"]


def test_search_goal_and_wall_fill_the_agenda():
    """Everyday words find nyckeltal, a goal adds its own, the wall what it takes up; each stands there once."""
    at = prepared()
    at.text_input(key="agenda_search").set_value("bibblan").run()
    found = [one for one in at.button if one.label.startswith("Lägg till 3")]
    assert len(found) == 4
    found[0].click().run()
    at.selectbox(key="agenda_whole").set_value("1").run()
    at.button(key="add_whole").click().run()
    goal = [one.short_title for one in PROGRAM.goal(1).indicators]
    assert rows(at) == [*titles(31), *goal]
    at.button(key="add_topics").click().run()
    assert rows(at)[:6] == [*titles(31), *goal]
    assert "Medellivslängd, män" in rows(at)
    assert len(set(rows(at))) == len(rows(at))


def test_a_whole_theme_is_added():
    """A deep-dive's nyckeltal of the program come in its order; how many others are left out is said."""
    at = go(opened(), "mote")
    at.selectbox(key="agenda_whole").set_value("folkhalsa").run()
    told = (
        "Ett möte tar upp programmets nyckeltal: 8 av temats är med, 6\u00a0nyckeltal utanför programmet är det inte."
    )
    assert any(told in one.proto.body for one in at.get("html"))
    at.button(key="add_whole").click().run()
    theme = [one.short_title for one in PROGRAM.theme("folkhalsa").indicators if one.goal]
    assert len(theme) == 8
    assert rows(at) == theme


def test_order_by_buttons():
    """A row goes up and down and stays chosen; at the ends the button rests; a row is taken away."""
    at = prepared(utkast=LISTED)
    assert at.button(key="move_up").disabled
    at.button(key="move_down").click().run()
    at.button(key="move_down").click().run()
    assert rows(at) == titles(1, 47, 11)
    assert at.button(key="move_down").disabled
    at.radio(key="agenda_row").set_value(47).run()
    at.button(key="move_up").click().run()
    assert rows(at) == titles(47, 1, 11)
    at.button(key="take_away").click().run()
    assert rows(at) == titles(1, 11)
    assert at.radio(key="agenda_row").value == 1


def test_start_shows_the_agenda_as_it_stands():
    """Order, comparison and end year of the preparation are the meeting's."""
    at = prepared(utkast=LISTED)
    at.button(key="move_down").click().run()
    at.slider(key="agenda_last").set_value(2020).run()
    at.button(key="start").click().run()
    told = steps(at)
    assert [PROGRAM.indicator(no).question in one for no, one in zip((1, 11, 47), told, strict=True)] == [True] * 3
    assert "2020 (medel 2016–2020)" in told[1]


def test_an_agenda_is_saved_opened_and_removed(folder):
    """A named agenda is a file; it opens with its order; it is removed only after a second question."""
    at = prepared(utkast=LISTED)
    assert at.button(key="save").disabled
    at.text_input(key="agenda_name").set_value("Utskottet").run()
    at.button(key="save").click().run()
    file = f"{date.today().isoformat()}-utskottet.txt"
    assert any(file in one.value for one in at.success)
    assert (folder / "agendas" / file).read_text(encoding="utf-8").startswith("namn: Utskottet\n")
    again = prepared()
    assert any("Utskottet 3 nyckeltal" in one and "värden inlästa 2026" in one for one in texts(again))
    again.button(key=f"open_{file}").click().run()
    assert rows(again) == titles(11, 1, 47)
    again.button(key="take_away").click().run()
    again.button(key="save").click().run()
    assert [one.name for one in (folder / "agendas").glob("*.txt")] == [file]
    assert "\n11 " not in (folder / "agendas" / file).read_text(encoding="utf-8")
    again.button(key=f"remove_{file}").click().run()
    assert not list((folder / "agendas").glob("*.txt"))
    assert any("borttagen" in one.value for one in again.success)


def test_an_agenda_of_the_demo_can_be_opened_by_all(folder, monkeypatch):
    """Made-up figures have no day, in the file or in the link of the meeting: nothing of either is a fault."""
    monkeypatch.setenv("NORBERG_DEMO", "1")
    at = prepared(utkast=LISTED)
    at.text_input(key="agenda_name").set_value("Prov").run()
    at.button(key="save").click().run()
    (file,) = (folder / "agendas").glob("*.txt")
    at.button(key="start").click().run()
    assert "DEMO" not in "".join(map(str, [*at.query_params.values(), file.read_text(encoding="utf-8")]))
    monkeypatch.delenv("NORBERG_DEMO")
    again = prepared()
    assert not again.warning
    assert [one.label for one in again.button if one.key == f"open_{file.name}"] == ["Öppna"]


def test_a_broken_file_is_named_and_the_rest_work(folder):
    """The fault is a sentence; the good agenda is in the list."""
    (folder / "agendas").mkdir()
    (folder / "agendas" / "trasig.txt").write_text("vad är detta", encoding="utf-8")
    (folder / "agendas" / "bra.txt").write_text("namn: Bra\n11\n", encoding="utf-8")
    at = prepared()
    assert any("trasig.txt kan inte läsas" in one.value for one in at.warning)
    assert any("Bra 1 nyckeltal" in one for one in texts(at))


def test_what_has_no_room_in_the_chart_is_named():
    """More than three lines beside the own are too many, and those left out are told by name."""
    at = prepared(utkast="11", jamfor="liknande,norra-vastmanland,riket")
    assert any("Ritas inte: Riket." in one for one in texts(at))


def test_figures_stay_while_the_meeting_goes_on(folder):
    """New figures read in during a meeting are not shown in it; whoever begins anew sees them."""
    at = prepared(lista="11", steg="1")
    assert "77,4" in steps(at)[0]
    publish(
        folder, "N00923", {(NORBERG, year): 90.0 for year in range(2000, 2026)}, fetched="2026-11-01T08:00:00+00:00"
    )
    at.run()
    assert "77,4" in steps(at)[0]
    assert "Värden inlästa 2024-08-30" in steps(at)[0]
    new = steps(prepared(lista="11", varden="2024-08-30"))[0]
    assert "90,0" in new
    assert "Värden inlästa 2026-11-01" in new
    assert "Dagordningen gjordes med värden inlästa 2024-08-30." in new


@pytest.mark.parametrize("page", ["oversikt", "att-vaxa-upp"])
def test_a_meeting_is_one_click_away(page):
    """What the wall takes up, and each goal, has a link that starts a meeting on it."""
    at = opened() if page == "oversikt" else go(opened(), page)
    links = [one for body in bodies(at) for one in re.findall(r'href="mote\?lista=([\d,]+)', body)]
    wanted = [[one.no for one in goal.indicators] for goal in PROGRAM.areas[0].goals]
    found = [[int(no) for no in one.split(",")] for one in links]
    assert found == wanted if page != "oversikt" else 11 in found[0]
