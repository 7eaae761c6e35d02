"""Whatever happens to the files, the program says so and goes on."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program_files import HEADER, ROWS, TOML, folder, text

from norberg.errors import NorbergError
from norberg.program import load

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy with others
JUNK = st.text().filter(lambda junk: "\r" not in junk)  # Python's writer leaves it bare, which is a line end
LINES = st.integers(2, len(ROWS) + 1)
TOLD = re.compile(r"(indicators\.csv|program\.toml)(, rad \d+.*?|, nyckel .*?|, .*? nummer .*?|)(, kolumn \w+)?: .+\.")


def loaded(table, toml=TOML):
    """The program, or None, and the faults; anything but a NorbergError is a failure."""
    with TemporaryDirectory() as path:
        try:
            program = load(folder(Path(path), table, toml))
        except NorbergError as error:
            return None, str(error).split("\n")
    return program, list(program.faults)


def marked(rows):
    """The rows with their line in the file as a mark in two columns far from each other."""
    return [row | {"title": f"rad-{at}", "responsible": f"rad-{at}"} for at, row in enumerate(rows, 2)]


def unaccounted(program, faults):
    """Lines of a marked file whose nyckeltal is neither shown nor named."""
    shown = [one.title + one.responsible for one in program.indicators]
    lines = range(2, len(ROWS) + 2)
    return [
        at for at in lines if not any(f"rad-{at}" in one for one in shown) and not any(f"rad {at}" in f for f in faults)
    ]


@CALM
@given(line=LINES, column=st.sampled_from(HEADER), junk=JUNK)
def test_a_row_with_a_junk_cell_is_shown_or_named(line, column, junk):
    """No row is lost without a word, and no other row for its sake."""
    rows = [row | {column: junk} if at == line else row for at, row in enumerate(marked(ROWS), 2)]
    program, faults = loaded(text(rows).encode("utf-8", "replace"))
    assert all(TOLD.fullmatch(fault) for fault in faults)
    assert len(program.indicators) == len(ROWS) - any("raden visas inte" in fault for fault in faults)
    assert not unaccounted(program, faults) or "kalkylprogram" in "".join(faults)


@CALM
@given(line=LINES, at=st.integers(0, 200), sign=st.sampled_from(['"', ",", ";", "\0", ""]))
def test_a_sign_too_many_or_too_few_is_shown_or_named(line, at, sign):
    """A quotation mark or separator put in or taken away leaves every row shown or named."""
    lines = text(marked(ROWS)).splitlines()
    old = lines[line - 1]
    lines[line - 1] = old[:at] + sign + old[at + (sign == "") :]
    program, faults = loaded("\n".join(lines).encode())
    assert all(TOLD.fullmatch(fault) for fault in faults)
    assert not unaccounted(program, faults)


@CALM
@given(lines=st.permutations(range(len(ROWS) + 1)), kept=st.integers(0, len(ROWS) + 1))
def test_lines_dropped_or_moved_never_stop_the_program(lines, kept):
    """With its header first the rest is shown; without it one sentence says so."""
    all_lines = text().splitlines()
    chosen = [all_lines[at] for at in lines[:kept]]
    program, faults = loaded("\n".join(chosen).encode())
    if chosen and lines[0] == 0:
        assert len(program.indicators) + len([f for f in faults if "raden visas inte" in f]) >= len(chosen) - 1
    else:
        assert len(faults) >= 1


@CALM
@given(delimiter=st.sampled_from([";", "\t", "|", " "]))
def test_another_separator_is_one_sentence(delimiter):
    """Never a sentence a row."""
    assert len(loaded(text().replace(",", delimiter).encode())[1]) == 1


@CALM
@given(data=st.binary() | st.text().map(lambda junk: (text() + junk).encode("utf-8", "replace")))
def test_bytes_of_any_kind_never_stop_the_program(data):
    """Goals and areas are shown whatever the table is."""
    program, faults = loaded(data)
    assert len(program.goals) == 3
    assert all(TOLD.fullmatch(fault) for fault in faults)


@CALM
@given(
    at=st.integers(0, len(TOML)), length=st.integers(0, 60), junk=st.text(max_size=20) | st.sampled_from(list('"[]=\n'))
)
def test_an_edited_program_is_shown_or_refused_in_words(at, length, junk):
    """Cutting and pasting in program.toml never ends in anything but sentences."""
    program, faults = loaded(None, (TOML[:at] + junk + TOML[at + length :]).encode("utf-8", "replace"))
    assert program or faults
    assert all(fault.endswith(".") for fault in faults)
