"""What can go wrong, each as one Swedish sentence that can be shown as it is.

NorbergError
├── FileFaults            a file of the municipality's is broken; one sentence per fault
├── StoreError            the folder for fetched figures can't be read or written
├── CommentError          what somebody wrote can't be saved
├── LakeError             the copy of all of Kolada can't be read or written
├── ScanError             all of Kolada can't be judged: no cluster, or another version there
└── KoladaError           Kolada did not answer as agreed; carries the URL
    ├── KoladaUnreachable     no connection, or no answer in time
    ├── KoladaStatus          an HTTP status that is no answer
    │   └── KoladaGone        410: the address of the closed version 2
    ├── KoladaNotJson         a body that is no JSON, an HTML error page for instance
    ├── KoladaShape           JSON of another shape, or values of the wrong type
    ├── KoladaTruncated       the body ended too early
    └── KoladaStalled         answers come, but no new rows
"""

import errno
from collections.abc import Sequence

REASONS = {
    errno.EACCES: "åtkomst nekas",
    errno.EPERM: "åtkomst nekas",
    errno.EROFS: "den är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.ENOENT: "den finns inte",
    errno.EEXIST: "något annat har redan namnet",
    errno.ENOTDIR: "en fil ligger där en mapp skulle vara",
    errno.EISDIR: "den är en mapp",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EIO: "disken svarar inte som den ska",
}


def reason(error: Exception) -> str:
    """Why a file or a folder can't be had, in Swedish; the system's own words (English) only for what is rare.

    Args:
        error: an OSError, or what a reader of files raises where the content is another than it expects.
    """
    number, words = getattr(error, "errno", None), getattr(error, "strerror", None)
    if known := REASONS.get(number or 0):
        return known
    return (
        f"systemet svarar ”{words or error}”" if number or type(error) is OSError else "innehållet går inte att tolka"
    )


class NorbergError(Exception):
    """Base of every error the app expects; ``str(error)`` is a full Swedish sentence."""


class FileFaults(NorbergError):
    """One or more faults in the files people edit.

    Args:
        faults: one Swedish sentence per fault, each naming file, row and column.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


class StoreError(NorbergError):
    """The store could not be read or written; what was good in it is still there."""


class CommentError(NorbergError):
    """A comment could not be saved; nothing of it is left in the folder."""


class LakeError(NorbergError):
    """The copy of all of Kolada, or a part of it, could not be read or written; what was published is untouched."""


class ScanError(NorbergError):
    """The rules could not be run over all of Kolada; nothing was saved."""


class KoladaError(NorbergError):
    """Kolada did not answer as agreed.

    Args:
        message: a full Swedish sentence.
        url: the address that was asked.
    """

    def __init__(self, message: str, url: str) -> None:
        self.url = url
        super().__init__(message)


class KoladaUnreachable(KoladaError):
    """No connection, or no answer in time."""


class KoladaStatus(KoladaError):
    """An HTTP status that is no answer.

    Args:
        message: a full Swedish sentence.
        url: the address that was asked.
        status: the HTTP status code.
    """

    def __init__(self, message: str, url: str, status: int) -> None:
        self.status = status
        super().__init__(message, url)


class KoladaGone(KoladaStatus):
    """410: the address of the closed version 2."""


class KoladaNotJson(KoladaError):
    """The body is no JSON."""


class KoladaShape(KoladaError):
    """JSON of another shape than agreed, or values of the wrong type."""


class KoladaTruncated(KoladaError):
    """The body ended before it was complete."""


class KoladaStalled(KoladaError):
    """The server answers, but no new rows have come for too long."""
