"""Saved agendas on disk: hostile names, broken files, two who write at once."""

import errno
import os
import re
import threading
from dataclasses import replace

import pytest
from test_agenda import LIMITS, NUMBERS, STANDARD
from world import PROGRAM

from norberg import agenda, agenda_files
from norberg.errors import NorbergError


def listed(folder):
    return agenda_files.listed(folder, NUMBERS, LIMITS)


def save(folder, one=STANDARD, before=None):
    return agenda_files.save(folder, one, PROGRAM, before)


def test_a_saved_agenda_is_a_readable_file_and_comes_back(tmp_path):
    """The file's name has day and name, its text is the agenda's, and nothing else is left beside it."""
    folder = tmp_path / "agendas"
    kept = save(folder)
    assert kept.file == "2026-11-26-utskottet.txt"
    assert (folder / kept.file).read_text(encoding="utf-8") == agenda.text(STANDARD, PROGRAM)
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".lock")] == [kept.file]
    assert listed(folder) == ([kept], [])


def test_a_folder_without_links_is_written_all_the_same(tmp_path, monkeypatch):
    """Some shared folders know no hard links: a name is claimed, and one that is taken stays as it is."""

    def refuse(*_):
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    first, second = save(tmp_path), save(tmp_path)
    assert (first.file, second.file) == ("2026-11-26-utskottet.txt", "2026-11-26-utskottet-2.txt")
    found, faults = listed(tmp_path)
    assert ({one.file for one in found}, faults) == ({first.file, second.file}, [])


def test_no_folder_is_no_agendas(tmp_path):
    """Before anything is saved the list is empty, and looking makes no folder."""
    assert listed(tmp_path / "agendas") == ([], [])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/x",
        "..",
        "a/b\\c",
        "CON",
        "x" * 300,
        "åäö ÅÄÖ",
        "👍",
        ".dold",
        "a\x00b",
        "-rf *",
        "'; DROP",
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    """Whatever an agenda is called its file lies in the folder under a plain name, and opens again with its name."""
    folder = tmp_path / "agendas"
    one = replace(STANDARD, name=agenda.name_of(name))
    kept = save(folder, one)
    assert re.fullmatch(r"2026-11-26-[a-z0-9-]{1,60}\.txt", kept.file)
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == [kept.file]
    ((found,), faults) = listed(folder)
    assert (found.agenda.name, faults) == (one.name, [])


@pytest.mark.parametrize(
    "file", ["../agendas/x.txt", "..", "x.txt/../y.txt", "/etc/passwd", ".lock", "x.md", "a\n.txt"]
)
def test_only_an_agenda_can_be_removed(tmp_path, file):
    """A name with a path in it removes nothing."""
    kept = save(tmp_path)
    with pytest.raises(NorbergError, match="inte namnet på en sparad dagordning"):
        agenda_files.remove(tmp_path, file)
    assert (tmp_path / kept.file).exists()


def test_removing_removes_one(tmp_path):
    """The other agenda of the same name stays; removing it twice is no fault."""
    first, second = save(tmp_path), save(tmp_path)
    for _ in range(2):
        agenda_files.remove(tmp_path, first.file)
    assert [one.file for one in listed(tmp_path)[0]] == [second.file]


def test_broken_files_are_named_and_the_good_ones_listed(tmp_path):
    """A sentence for each file that can't be read; a good agenda beside them still opens."""
    kept = save(tmp_path)
    (tmp_path / "trasig.txt").write_text("11\nhej hej\n", encoding="utf-8")
    (tmp_path / "windows.txt").write_bytes("namn: Möte\n11\n".encode("cp1252"))
    (tmp_path / "stor.txt").write_text("11\n" * 10_000, encoding="utf-8")
    (tmp_path / "mapp.txt").mkdir()
    (tmp_path / "lank.txt").symlink_to("/etc/hostname")
    (tmp_path / "annat.csv").write_text("x", encoding="utf-8")
    found, faults = listed(tmp_path)
    assert found == [kept]
    told = {re.search(r"filen (\S+)", one)[1]: one for one in faults}
    assert set(told) == {"trasig.txt", "windows.txt", "stor.txt", "mapp.txt", "lank.txt"}
    assert "rad 2, ”hej hej”" in told["trasig.txt"]
    assert "UTF-8" in told["windows.txt"]
    assert "större än 20 kB" in told["stor.txt"]
    assert all("ingen vanlig fil" in told[name] for name in ("mapp.txt", "lank.txt"))


def test_an_opened_agenda_is_saved_in_its_own_file(tmp_path):
    """Opening, changing and saving leaves one file; the list is the new one."""
    kept = save(tmp_path)
    again = save(tmp_path, STANDARD.without(1), kept)
    assert again.file == kept.file
    assert [one.agenda.numbers for one in listed(tmp_path)[0]] == [(11, 47)]


def test_what_another_has_changed_meanwhile_is_not_overwritten(tmp_path):
    """Two open the same agenda and both save: both lists are there afterwards."""
    kept = save(tmp_path)
    save(tmp_path, STANDARD.without(1), kept)
    mine = save(tmp_path, STANDARD.without(47), kept)
    assert mine.file == "2026-11-26-utskottet-2.txt"
    assert {one.agenda.numbers for one in listed(tmp_path)[0]} == {(11, 47), (11, 1)}


@pytest.mark.parametrize("opened", [False, True], ids=["new", "opened"])
def test_many_who_save_at_once_lose_nothing(tmp_path, opened):
    """Twelve writers of the same name, at the same moment: every list is in a file of its own, whole."""
    kept = save(tmp_path, STANDARD) if opened else None
    lists = [tuple(NUMBERS[: count + 5]) for count in range(12)]
    gate = threading.Barrier(len(lists))

    def write(numbers):
        gate.wait()
        save(tmp_path, replace(STANDARD, numbers=numbers), kept)

    threads = [threading.Thread(target=write, args=(one,)) for one in lists]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found, faults = listed(tmp_path)
    assert sorted(one.agenda.numbers for one in found) == sorted(lists)
    assert faults == []
    assert not list(tmp_path.glob(".*.new"))


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    """The sentence names the folder, and a file in its place is left as it was."""
    (tmp_path / "agendas").write_text("här ligger en fil", encoding="utf-8")
    with pytest.raises(NorbergError, match="kan inte sparas i"):
        save(tmp_path / "agendas")
    assert (tmp_path / "agendas").read_text(encoding="utf-8") == "här ligger en fil"
    assert os.listdir(tmp_path) == ["agendas"]
