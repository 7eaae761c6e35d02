"""One refresh at a time, whoever asks."""

import subprocess
import sys

import pytest
from browser import ROOT

from norberg import turn
from norberg.__main__ import main

HOLD = """
import sys, time
from pathlib import Path
from norberg import turn
with turn.taken(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder):
    """Another process that holds the turn."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_one_is_told_so_and_does_nothing(tmp_path):
    with turn.taken(tmp_path), pytest.raises(turn.Busy, match="pågår redan"), turn.taken(tmp_path):
        pass


def test_the_turn_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with turn.taken(tmp_path):
            pass


def test_the_command_ends_with_a_code_of_its_own_while_another_process_fetches(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    with holder(tmp_path) as process:
        assert main(["refresh"]) == 3
        process.kill()
    assert "En annan hämtning från Kolada pågår redan." in capsys.readouterr().err


def test_a_killed_process_leaves_the_turn_free(tmp_path):
    with holder(tmp_path) as process:
        process.kill()
    with turn.taken(tmp_path):
        pass
