"""What every printed sheet carries: whose figures, which years, against whom, how fresh, when printed, and the link."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from norberg import freshness, selection
from norberg.sentences import counted
from norberg.series import DEMO
from norberg.templates import render
from norberg.ui import choices, data

NOT_COMPARED = {"", "metod", "om-data", "skillnader"}  # pages that follow the end year alone
VIEW, BY_MUNICIPALITY = "vy", "kommuner"  # but this view of the wall has the chosen comparison


def head(title: str, address: str) -> str:
    """The head of the first sheet and the foot of all, seen on paper only.

    Args:
        title: of the page.
        address: of the page; "" for the wall.
    """
    program, chosen = data.the_program(), _chosen(address)
    place = f"{program.municipality.genitive} kommun"
    foot = [place, title, chosen.rstrip("."), date.today().isoformat()]
    return render(
        "paper.html",
        place=f"{place}, {program.title}",
        title=title,
        chosen=chosen,
        fresh=freshness.sentence(data.readings()),
        today=date.today().isoformat(),
        link=f"{(st.context.url or '').split('?')[0]}?{urlencode(st.query_params.to_dict(), safe=',')}",
        foot=", ".join([DEMO, *foot] if data.demo_chosen() else foot),
    )


def _chosen(address: str) -> str:
    """Years and comparison in words, those that the page follows."""
    chosen, here = choices.current(), data.source()
    if address in NOT_COMPARED and st.query_params.get(VIEW) != BY_MUNICIPALITY:
        among = counted(len(here.municipalities), "kommun", "kommuner")
        return f"År till och med {chosen.last}. Läge bland landets {among}."
    sets = {one.address: one for one in here.program.sets}
    names = {**here.areas, **{code: group.title for code, group in here.groups.items()}}
    return f"{selection.in_words(chosen, sets, names)}."
