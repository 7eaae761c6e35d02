"""HTML and CSS that have never heard of Streamlit; Jinja2 escapes every text."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
_environment = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def css(text: str) -> str:
    """A text as it can stand in quotation marks in a style sheet, whatever it holds."""
    return "".join(sign if sign.isalnum() or sign in " .,:–" else f"\\{ord(sign):06x}" for sign in text)


_environment.filters["css"] = css


def render(name: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """A template of this folder with its values, all text escaped."""
    return _environment.get_template(name).render(values)


@cache
def style() -> str:
    """The one style block: the common rules, then those of single pages."""
    sheets = [HERE / "style.css", *sorted(HERE.glob("style-*.css"))]
    return f"<style>{chr(10).join(sheet.read_text(encoding='utf-8') for sheet in sheets)}</style>"
