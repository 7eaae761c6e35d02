"""Files of any kind in the folders people write to: sentences, and never another error than ours."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from world import NORBERG, PROGRAM

from norberg import agenda_files, comments, local, themes
from norberg.commentfile import GOAL, Entry, Subject, written
from norberg.local import HEADER, KINDS
from norberg.selection import Limits

LIMITS = Limits(1994, 2026, ("riket",), frozenset({"1982"}))
COMMENT = written(Entry("", Subject(GOAL, 1), "Mål 1", "2026-11-26T10:15:00+01:00", "Prov", "Text\n\nmer"))
LOCAL = ";".join(HEADER) + "\nLOK_BESOK;2024;;Lapphyttan;1 250;Anmärkning\nLOK_BESOK;2023;K;;3,5;\n"
THEME = "theme,title,order,kpi,kolada_title,why,caveat,question\nett-tema,Ett tema,1,N15428,Titel,Varför,Obs,Fråga?\n"
AGENDA = "namn: Prov\nskapad: 2026-11-26\ntill: 2024\njämför: riket\n\n1 Behöriga\n22 Öppet\n"
JUNK = st.sampled_from(
    ["\0", '"', ";", ",", "\n", "\r", "\ufeff", "=1+1", "1e999", "-", "9" * 400, "\u2028", "å", "NaN"]
)


@st.composite
def mutated(draw, text):
    """The bytes of a right file with signs put in, taken away or turned; or of none."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.binary(max_size=200))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 8))
        text = text[:at] + draw(JUNK | st.text(max_size=8)) + text[at + length :]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])), "replace")


def sentences(told: list[str]) -> bool:
    """Whether each is one: it ends as one, and holds nothing of Python's."""
    return all(one.rstrip().endswith((".", "”.", ")")) and "Error" not in one and "Errno" not in one for one in told)


@given(raw=mutated(COMMENT))
def test_a_comment_is_shown_or_named(raw):
    """Whatever is in the file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "prov.md").write_bytes(raw)
        found, faults = comments.read(Path(folder))
        comments.threads(found)
        comments.strangers(found, PROGRAM)
    assert len(found) == 1 or len(faults) == 1
    assert sentences(faults)


@given(raw=mutated(AGENDA))
def test_an_agenda_is_listed_or_named(raw):
    """Whatever is in the file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "prov.txt").write_bytes(raw)
        found, faults = agenda_files.listed(Path(folder), [1, 22], LIMITS)
    assert len(found) + len(faults) == 1
    assert sentences(faults)


@given(raw=mutated(THEME))
def test_a_saved_theme_is_shown_or_named(raw):
    """Whatever is in the file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "ett-tema.csv").write_bytes(raw)
        found, faults = themes.saved(Path(folder), PROGRAM.indicators, NORBERG)
    assert found or faults
    assert sentences(faults)


@given(raw=mutated(LOCAL))
def test_own_series_are_read_or_named(raw):
    """Whatever is in the file; no value that is no number."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "prov.csv").write_bytes(raw)
        own = local.read(Path(folder), KINDS, NORBERG)
    assert len(own.parts) or own.faults
    assert sentences(own.faults)
    assert not own.frame["value"].abs().gt(1e15).any()


@settings(max_examples=25)
@given(
    cells=st.lists(
        st.lists(
            st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.sampled_from(HEADER), max_size=7
        ),
        max_size=4,
    ),
    cut=st.integers(0, 300),
)
def test_a_workbook_of_any_cells_is_read_or_named(cells, cut):
    """Also one whose file is cut short."""
    book = openpyxl.Workbook()
    for row in [list(HEADER), *cells]:
        book.active.append([str(one) if isinstance(one, float) and abs(one) > 1e300 else one for one in row])
    kept = io.BytesIO()
    book.save(kept)
    raw = kept.getvalue()
    with TemporaryDirectory() as folder:
        (Path(folder) / "prov.xlsx").write_bytes(raw[: len(raw) - cut] if cut > 200 else raw)
        own = local.read(Path(folder), KINDS, NORBERG)
    assert sentences(own.faults)
