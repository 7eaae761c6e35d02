"""What lies in the ledger's folder and is no file of it: named with its reason in Swedish, wherever it is read."""

import pytest

from norberg import earlier, history
from norberg.memory import record

NAME = "2026-01-01T000000+0000.csv"


@pytest.mark.parametrize(
    "read",
    [
        lambda folder: history.read(folder, ["1962"])[1],
        lambda folder: record.refreshes(folder, ["1962"], "")[1],
        lambda folder: earlier.later(folder, ["N15428"], "2025-12-31")[1],
    ],
    ids=["history", "record", "earlier"],
)
def test_a_folder_in_place_of_a_file_is_named_in_swedish(tmp_path, read):
    (tmp_path / NAME).mkdir()
    assert read(tmp_path) == [f"Ändringslistan {NAME} kan inte läsas: den är en mapp."]
