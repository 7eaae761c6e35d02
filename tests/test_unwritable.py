"""A NORBERG_DATA that is a file, or on a disk that only can be read: the app opens, and says what can't be kept."""

import sys
from datetime import date
from pathlib import Path

import pytest
from apptest import go, opened, texts
from store_tools import mounted
from world import PROGRAM

from norberg import agenda_files, comments, turn
from norberg.agenda import Agenda
from norberg.catalogue import saving
from norberg.commentfile import GOAL, Entry, Subject
from norberg.errors import NorbergError
from norberg.store import Store
from norberg.ui.box import UNEXPECTED


@pytest.fixture
def taken(tmp_path, monkeypatch):
    """A file with the name of the folder."""
    path = tmp_path / "data"
    path.write_text("en fil")
    monkeypatch.setenv("NORBERG_DATA", str(path))
    monkeypatch.setenv("KOLADA_URL", "http://127.0.0.1:9/v3")
    return path


def test_a_file_instead_of_the_folder_is_told_and_every_figure_shown(taken):
    """Om värdena has the sentence; what is pressed there or saved ends in one too, and nothing is lost on the way."""
    at = opened(kon="hej")
    assert UNEXPECTED not in texts(at)
    at = go(at, "om-data", till="0")
    told = " ".join(texts(at))
    assert "en fil ligger där en mapp skulle vara" in told
    assert "Länkens val ”till=0” (till år) går inte att använda" in told
    at = go(at, "mote", utkast="1,22", namn="Prov")
    at.button(key="save").click().run()
    assert "Dagordningen kan inte sparas" in " ".join(texts(at))
    assert not at.exception
    assert taken.read_text() == "en fil"


def sentences(folder: Path) -> list[str]:
    """What every part that writes says."""

    def take() -> None:
        with turn.taken(folder):
            pass

    entry = Entry("", Subject(GOAL, 1), "Mål 1", "", "Prov", "Text")
    one = Agenda((1, 22), "Prov", 2024, (), (), "", date.today().isoformat())
    pieces = PROGRAM.themes[0].pieces
    works = [
        lambda: Store(folder / "store").put_facts("kpis", [], ""),
        lambda: comments.save(folder / comments.FOLDER, entry),
        lambda: agenda_files.save(folder / agenda_files.FOLDER, one, PROGRAM),
        lambda: saving.save(folder / "themes", "Prov", pieces),
        take,
    ]
    said = []
    for work in works:
        try:
            work()
        except NorbergError as error:
            said.append(str(error))
    return [*said, *Store(folder / "store").problems]


@pytest.mark.skipif(sys.platform != "linux", reason="a file system of one's own needs Linux")
def test_a_disk_that_can_only_be_read_is_told_by_everything_that_writes(tmp_path):
    """Each with a sentence that says why, and nothing else."""
    script = "import test_unwritable as t; print(*t.sentences(Path(sys.argv[1])), sep='\\n')"
    done = mounted(tmp_path, "ro", script)
    said = done.stdout.splitlines()
    assert len(said) == 6, done.stderr
    assert [one for one in said if "skrivskyddad" not in one and "går inte att öppna" not in one] == []
