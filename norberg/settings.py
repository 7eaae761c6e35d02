"""The environment switches and the folders; nothing else is read from outside."""

import os
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"  # embedded files, read-only


def written() -> Path:
    """NORBERG_DATA: the one folder that is written to; ``./var`` unless told."""
    return Path(os.environ.get("NORBERG_DATA") or "var").resolve()


def themes() -> Path:
    """Where the themes lie that the office has saved."""
    return written() / "themes"


def lake() -> str:
    """NORBERG_LAKE: where all of Kolada is kept, a folder or s3://bucket/prefix; in NORBERG_DATA unless told."""
    return os.environ.get("NORBERG_LAKE") or str(written() / "lake")


def demo() -> bool:
    """NORBERG_DEMO=1: made-up figures from the start."""
    return os.environ.get("NORBERG_DEMO") == "1"
