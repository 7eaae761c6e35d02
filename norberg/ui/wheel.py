"""Årshjulet on a page: the next twelve months, what has no day there and why, and the calendar file."""

from datetime import date
from functools import partial

import streamlit as st

from norberg.occasion import DAY, OCCASION, OCCASIONS, OWN
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import listed
from norberg.series import DEMO
from norberg.templates import render
from norberg.ui import choices, data
from norberg.wheel import coming, groups, ics, year
from norberg.wheel.coming import Coming
from norberg.wheel.followups import FollowUp

FILE = "norberg-arshjul.ics"


@data.kept(1)
def _found(today: date) -> tuple[Coming, ...]:
    return coming.coming(data.source(), today)


def section() -> None:
    """The year, its follow-ups, everything without a day in it, and the file for a calendar."""
    if data.demo_chosen():
        st.html(render("wheel.html", demo=DEMO))
        return
    today, selection = date.today(), choices.current()
    found, program = _found(today), data.the_program()
    months = year.months(found, program.followups, today)
    st.html(
        render(
            "wheel.html",
            demo="",
            lead=groups.lead(found),
            months=months,
            notes=_without_day(program.followups),
            groups=groups.groups(found, months),
            link=partial(_link, selection),
            followed=partial(_followed, selection, today),
        )
    )
    where = (st.context.url or "").split("?")[0].rpartition("/")[0]
    make = partial(ics.file, found, program.followups, program.municipality, today, partial(_address, where))
    st.download_button(
        "Hämta årshjulet till kalendern (.ics)", make, FILE, ics.MIME, on_click="ignore", key="wheel_file"
    )


def _link(selection: Selection, one: Indicator) -> str:
    return choices.link(selection, nr=one.address)


def _address(where: str, one: Indicator) -> str:
    return f"{where}/nyckeltal?nr={one.address}" if where else ""


def _followed(selection: Selection, today: date, one: FollowUp) -> str:
    """The follow-up's page for this occasion and day; the page says what it does not know."""
    return choices.link(selection, **{OCCASION: one.address, DAY: one.next(today).isoformat()})


def _without_day(followups: tuple[FollowUp, ...]) -> list[str]:
    there = {one.address for one in followups}
    left = [words for address, words in OCCASIONS.items() if address not in there and address != OWN]
    return [f"Utan bestämd dag: {listed(left)}."] if left else []
