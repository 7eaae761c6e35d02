"""A sentence in a box as it is written: what a link or a file holds must not become a link, picture or heading."""

import re

import streamlit as st

# signs that Streamlit takes for markdown within a sentence, and those that begin a block at the start of a line
SIGNS = re.compile(
    r"([\\`*\[\]$~<|]|(?<![^\W_])_|_(?![^\W_])|:(?=[\w/])|(?<=www)\.|^[#+>=-])", re.MULTILINE | re.IGNORECASE
)


def plain(text: str) -> str:
    """A sentence that Streamlit's markdown shows sign for sign."""
    return SIGNS.sub(r"\\\1", text)


def warning(text: str) -> None:
    """What was not understood, or is wrong, while the rest is shown."""
    st.warning(plain(text))


def error(text: str) -> None:
    """What failed."""
    st.error(plain(text))


def success(text: str) -> None:
    """What went well."""
    st.success(plain(text))
