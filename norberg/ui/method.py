"""The method page: its rules with their examples, the key of marks, and how the rules did when they were tried."""

import streamlit as st

from norberg import charts, charts_places, method, settings, trials
from norberg.method import Example, Rule
from norberg.templates import render
from norberg.ui import choices, data

ABREAST = 340  # px an example needs
KEY = "marken"  # the rule that the key of marks belongs to


def lead() -> None:
    """What the page is for, and its contents."""
    st.title(method.TITLE, anchor=False)
    st.html(render("method-lead.html", lead=method.lead(), groups=(*method.groups(), method.tried())))
    choices.current()  # keeps the link's choice for the next page; writing it would drop the address of the section
    choices.complain()


def rules() -> None:
    """Every rule with its examples."""
    for group in method.groups():
        st.html(render("method-group.html", group=group))
        for rule in group.rules:
            _rule(rule)


def _rule(rule: Rule) -> None:
    words = render("method-rule.html", rule=rule)
    if rule.id == KEY:
        words += render("method-key.html", key=method.key())
    if len(rule.examples) != 1:
        st.html(words)
        with st.grid(min_column_width=ABREAST, gap=24, key=f"examples_{rule.id}"):
            for at, one in enumerate(rule.examples):
                _example(one, f"{rule.id}_{at}")
        return
    if rule.examples:
        left, right = st.columns(2, gap="medium")
        left.html(words)
        with right:
            _example(rule.examples[0], f"{rule.id}_0")


def _example(one: Example, key: str) -> None:
    with st.container(key=f"example_{key}", gap="xsmall"):
        if one.rows is not None:
            kind = charts.trend if one.kind == method.LINE else charts_places.places
            spec = {**kind(), "datasets": {charts.DATA: one.rows}}
            st.vega_lite_chart(spec=spec, theme=None, alt=one.alternative, key=f"chart_{key}")
        st.html(render("method-example.html", example=one, made_up=method.MADE_UP))


def tried() -> None:
    """The tables of the trials and of persistence; a file that is missing or broken is named, and the rest shown."""
    found, faults = trials.calibration(settings.DATA, method.told()["tried"]["table"])
    lines, made, worse = trials.persistence(settings.DATA, data.the_program().indicators)
    st.html(
        render(
            "method-trials.html",
            group=method.tried(),
            trials=found,
            faults=faults,
            persistence=lines,
            made=made,
            persistence_faults=worse,
        )
    )
