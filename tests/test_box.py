"""Sentences in boxes: what a link holds is shown as it is written."""

import ast
import errno

import pytest
from streamlit.testing.v1 import AppTest
from world import ROOT

from norberg.errors import reason
from norberg.ui.box import UNEXPECTED, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![a](http://b/c.png)", r"!\[a\](http\://b/c.png)"),
        ("[Logga in](//b)", r"\[Logga in\](//b)"),
        ("www.b.se", r"www\.b.se"),
        (":material/home: $x$ *a* `b` <i>", r"\:material/home: \$x\$ \*a\* \`b\` \<i>"),
        ("_a_ i egna_serier.csv", r"\_a\_ i egna_serier.csv"),
        ("Rad\n# rubrik", "Rad\n\\# rubrik"),
    ],
)
def test_no_link_picture_or_heading_comes_out_of_a_sentence(text, shown):
    assert plain(text) == shown


def test_a_sentence_of_ours_is_left_as_it_is():
    text = "Länkens val ”fran=abc” (från år) går inte att använda: skriv ett år från 1994 till 2026."
    assert plain(text) == text


def test_why_a_file_cannot_be_had_is_told_in_swedish():
    assert reason(OSError(errno.EACCES, "Permission denied")) == "åtkomst nekas"
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "systemet svarar ”Invalid cross-device link”"
    assert reason(ValueError("CSV parse error")) == "innehållet går inte att tolka"


def faulty() -> None:
    """A page with three places that fail: a fragment, another one, a callback."""
    import streamlit as st

    from norberg.errors import NorbergError
    from norberg.ui import box

    @box.fragment()
    def foreseen() -> None:
        raise NorbergError("Mappen *agendas* kan inte läsas.")

    @box.fragment()
    def unforeseen() -> None:
        raise KeyError("a name of the program's")

    @box.callback
    def remove() -> None:
        raise NorbergError("Filen kan inte tas bort.")

    with box.caught():
        box.tell()
        foreseen()
        unforeseen()
        st.button("Ta bort", on_click=remove)


def test_a_fault_in_a_fragment_or_a_callback_is_a_sentence_and_the_rest_is_shown():
    """Streamlit's own box would be English, and hide what comes after it."""
    at = AppTest.from_function(faulty).run()
    assert [one.value for one in at.error] == [r"Mappen \*agendas\* kan inte läsas.", UNEXPECTED]
    at.button[0].click().run()
    assert at.error[0].value == "Filen kan inte tas bort."
    assert not at.exception


def test_every_fragment_and_callback_is_caught():
    """None goes to Streamlit bare."""
    bare = []
    for path in (ROOT / "norberg" / "ui").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = {one.name: one.decorator_list for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
        for node in ast.walk(tree):
            if ast.unparse(node) == "st.fragment" and path.name != "box.py":
                bare.append(f"{path.name}: st.fragment")
            if isinstance(node, ast.keyword) and node.arg in ("on_click", "on_change"):
                name = getattr(node.value, "id", "")
                if name in made and "box.callback" not in map(ast.unparse, made[name]):
                    bare.append(f"{path.name}: {name}")
    assert bare == []
