"""What can happen to the folder the app writes to: bytes that turn, files cut short, removed or planted."""

import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Damage = Callable[[Path, random.Random], None]
PLANTED = "skadad"  # in the name of every planted file
WRITTEN = {  # folder -> ending of the files the app reads there
    "comments": ".md",
    "agendas": ".txt",
    "themes": ".csv",
    "local": ".csv",
    "ledger": ".csv",
    "ledger/identity": ".csv",
    "watch": ".txt",
}


def flipped(folder: Path, dice: random.Random) -> None:
    """Twenty bytes of the store's database turn."""
    path = folder / "store" / "cache.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(20):
            at = dice.randrange(size)
            file.seek(at)
            old = file.read(1)[0]
            file.seek(at)
            file.write(bytes([old ^ 1 << dice.randrange(8)]))


def cut(folder: Path, dice: random.Random) -> None:
    """The database loses its end."""
    path = folder / "store" / "cache.db"
    os.truncate(path, int(path.stat().st_size * dice.uniform(0.2, 0.9)))


def removed(folder: Path, _: random.Random) -> None:
    """The database is gone."""
    (folder / "store" / "cache.db").unlink()


def replaced(folder: Path, dice: random.Random) -> None:
    """Something else lies where the database was."""
    (folder / "store" / "cache.db").write_bytes(dice.randbytes(30_000))


def swept(folder: Path, _: random.Random) -> None:
    """Somebody has removed the store's folder."""
    shutil.rmtree(folder / "store")


def rubbish(folder: Path, dice: random.Random) -> None:
    """Every folder gets files that are none: noise, nothing, a folder, links, one that is far too large."""
    for name, ending in WRITTEN.items():
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        kinds = (dice.randbytes(300), b"", "å;ä;ö\n1;2;3\n".encode(), b"\xff\xfe" + bytes(50), b"a,b\n" + b"x" * 70_000)
        for number, raw in enumerate(kinds):
            (place / f"{PLANTED}-{number}{ending}").write_bytes(raw)
        (place / f"{PLANTED}-mapp{ending}").mkdir(exist_ok=True)
        for number, target in enumerate(("ingenting", "/etc/passwd", ".")):
            with suppress(FileExistsError):
                (place / f"{PLANTED}-link-{number}{ending}").symlink_to(target)


def torn(folder: Path, dice: random.Random) -> None:
    """The newest file of the ledger is cut short."""
    ledgers = sorted((folder / "ledger").glob("2*.csv"))
    if ledgers:
        os.truncate(ledgers[-1], int(ledgers[-1].stat().st_size * dice.uniform(0, 0.9)))


def usurped(folder: Path, _: random.Random) -> None:
    """Files lie where folders would be."""
    for name in ("themes", "local", "watch"):
        shutil.rmtree(folder / name, ignore_errors=True)
        with suppress(OSError):
            (folder / name).write_text("en fil")


STORE: dict[str, Damage] = {"bytes turned": flipped, "cut": cut, "removed": removed, "noise": replaced, "swept": swept}
OTHER: dict[str, Damage] = {"rubbish": rubbish, "ledger torn": torn, "files for folders": usurped}


def cleared(folder: Path) -> None:
    """Take away what was planted, as somebody would who has read the notices."""
    for name in WRITTEN:
        place = folder / name
        for path in place.glob(f"{PLANTED}*") if place.is_dir() else [place] if place.exists() else []:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
