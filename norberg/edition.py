"""Which edition of the rules this process runs: two machines that agree on it find the same."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from norberg import settings

CODE = Path(__file__).parent
LIBRARIES = ("numpy", "scipy", "pyarrow")  # what the figures and the bytes of a finding depend on


@cache
def edition() -> str:
    """A short mark of the package's code, its tables and the libraries that count."""
    made = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for path in [*sorted(CODE.rglob("*.py")), *sorted(settings.DATA.glob("*.csv"))]:
        made.update(path.read_bytes())
    return made.hexdigest()[:16]
