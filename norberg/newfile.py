"""A new file of a folder that several people and servers write to: it appears whole, under a name that nobody has."""

import errno
import os
from pathlib import Path

NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}  # some shared folders


def named(beside: Path, path: Path) -> None:
    """Give a written file its name.

    Args:
        beside: the whole file, under a hidden name in the same folder; it may or may not be left there.
        path: the name.

    Raises:
        FileExistsError: the name is taken, also if that happened this very moment.
        OSError: the folder can't be written.
    """
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        with path.open("xb"):  # the name is claimed first, so that the move can only hide what is ours
            pass
        beside.replace(path)
