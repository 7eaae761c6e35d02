"""A sentence in a box as it is written: what a link or a file holds must not become a link, picture or heading.

Whatever goes wrong in a run, a fragment or a callback becomes such a sentence; Streamlit's own would be English.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from typing import ParamSpec
from unicodedata import category

import streamlit as st

from norberg.errors import NorbergError
from norberg.sentences import counted

HIDDEN, KEPT, UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"}), "\n\xad", "\N{REPLACEMENT CHARACTER}"
FAILED = "box_failed"  # what a callback could not do: it runs before there is a page to say it on
MOST_BOXES, MOST_FAULTS = 20, 200  # of what a link holds that is not understood, and of faults in files
UNEXPECTED = "Något gick fel på sidan. Felet är noterat i loggen; ladda om sidan eller gå till Väggen."

logger = logging.getLogger(__name__)
Given = ParamSpec("Given")

# signs that Streamlit takes for markdown within a sentence, and those that begin a block at the start of a line
SIGNS = re.compile(
    r"([\\`*\[\]$~<|]|(?<![^\W_])_|_(?![^\W_])|:(?=[\w/])|(?<=www)\.|^[#+>=-])", re.MULTILINE | re.IGNORECASE
)


def plain(text: str) -> str:
    """A sentence that Streamlit's markdown shows sign for sign, signs that nobody sees (which turn text) as a box."""
    seen = "".join(UNSEEN if category(one) in HIDDEN and one not in KEPT else one for one in text)
    return SIGNS.sub(r"\\\1", seen)


def warning(text: str) -> None:
    """What was not understood, or is wrong, while the rest is shown."""
    st.warning(plain(text))


def warnings(texts: Iterable[str], most: int = MOST_BOXES) -> None:
    """What was not understood, a box each and the rest as a number: ten thousand from a link would stop a browser."""
    told = list(texts)
    for text in told[:most]:
        warning(text)
    if len(told) > most:
        warning(f"… och {counted(len(told) - most, 'fel', 'fel')} till.")


def error(text: str) -> None:
    """What failed."""
    st.error(plain(text))


def success(text: str) -> None:
    """What went well."""
    st.success(plain(text))


@contextmanager
def caught(say: Callable[[str], None] = error) -> Iterator[None]:
    """Whatever goes wrong within is said; what nobody foresaw is in the log too, with its traceback.

    Args:
        say: what is done with the sentence.
    """
    try:
        yield
    except NorbergError as fault:
        say(str(fault))
    except Exception:
        logger.exception("A page failed")
        say(UNEXPECTED)


def fragment(*, run_every: float | timedelta | None = None) -> Callable[[Callable[Given, None]], Callable[Given, None]]:
    """As ``st.fragment``, but a fault within becomes a sentence in its place, and the rest of the page is shown.

    Args:
        run_every: s, or a span, between runs of its own accord.
    """

    def decorated(work: Callable[Given, None]) -> Callable[Given, None]:
        @wraps(work)
        def safe(*given: Given.args, **named: Given.kwargs) -> None:
            with caught():
                tell()
                work(*given, **named)

        return st.fragment(safe, run_every=run_every)

    return decorated


def callback(work: Callable[Given, None]) -> Callable[Given, None]:
    """A widget's callback whose fault is said on the page that is drawn after it."""

    @wraps(work)
    def safe(*given: Given.args, **named: Given.kwargs) -> None:
        with caught(_keep):
            work(*given, **named)

    return safe


def _keep(text: str) -> None:
    st.session_state[FAILED] = text


def tell() -> None:
    """Say what a callback could not do."""
    if text := st.session_state.pop(FAILED, ""):
        error(text)
