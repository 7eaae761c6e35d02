"""Where the lake lies: a local folder or an object store, with the same five verbs.

An object store is ``s3://bucket/prefix``; its endpoint and credentials are AWS's own variables (AWS_ENDPOINT_URL,
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION), so there is no switch of ours for them.
"""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyarrow import fs

from norberg.errors import LakeError, reason

REMOTE = "s3://"
CONNECT, REQUEST, ATTEMPTS = 5, 60, 3  # seconds to connect, seconds to answer, attempts before an object store is down
UNSAID = "systemet säger inte varför"
WORDS = {  # of the object store's codes -> why, in Swedish
    "NO_SUCH_BUCKET": "lagringsytan (bucket) finns inte",
    "NO_SUCH_KEY": "den finns inte",
    "ACCESS_DENIED": "åtkomst nekas",
    "INVALID_ACCESS_KEY_ID": "åtkomst nekas",
    "SIGNATURE_DOES_NOT_MATCH": "åtkomst nekas",
    "NETWORK_CONNECTION": "lagringstjänsten svarar inte",
    "SLOW_DOWN": "lagringstjänsten är överbelastad",
}


@dataclass(frozen=True)
class Place:
    """A folder of files that never change once written; paths are relative, with "/".

    Every method raises LakeError, naming the file and why.

    Attributes:
        url: as it was given.
        system: pyarrow's file system.
        root: the folder's path in it.
    """

    url: str
    system: fs.FileSystem
    root: str

    def read(self, path: str) -> bytes:
        """The whole file."""
        with self._told(path, "läsas"), self.system.open_input_file(self._full(path)) as file:
            return file.read()

    def write(self, path: str, content: bytes) -> None:
        """Write a whole file or nothing: nobody ever sees half of it, and it outlives a power cut once this returns."""
        with self._told(path, "skrivas"):
            if isinstance(self.system, fs.LocalFileSystem):
                _write_local(Path(self._full(path)), content)
            else:  # an object appears when it is complete
                with self.system.open_output_stream(self._full(path)) as stream:
                    stream.write(content)

    def sizes(self, folder: str) -> dict[str, int]:
        """Name -> bytes of the files that lie right in a folder, by name; empty if the folder is not there."""
        return {one.base_name: one.size for one in self._listed(folder) if one.type == fs.FileType.File}

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder, sorted; empty if it is not there."""
        return [one.base_name for one in self._listed(folder) if one.type == fs.FileType.Directory]

    def remove(self, path: str) -> None:
        """Remove a file, or a folder with all in it; nothing if it is not there."""
        full = self._full(path)
        with self._told(path, "tas bort"):
            kind = self.system.get_file_info(full).type
            if kind == fs.FileType.Directory:
                self.system.delete_dir(full)
            elif kind == fs.FileType.File:
                self.system.delete_file(full)

    def _listed(self, folder: str) -> list[fs.FileInfo]:
        """What lies in a folder, by name; files under way (".name") are left out."""
        with self._told(folder, "läsas"):
            found = self.system.get_file_info(fs.FileSelector(self._full(folder), allow_not_found=True))
        return sorted((one for one in found if not one.base_name.startswith(".")), key=lambda one: one.base_name)

    def _full(self, path: str) -> str:
        return f"{self.root}/{path}"

    @contextmanager
    def _told(self, path: str, verb: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LakeError(f"{self.url}/{path} kan inte {verb}: {_why(error)}.") from error


def opened(url: str) -> Place:
    """The place at an address; nothing is made or asked yet.

    Args:
        url: a folder, or ``s3://bucket/prefix``.

    Raises:
        LakeError: the address is neither.
    """
    url = url.rstrip("/")
    if url.startswith(REMOTE) and url.removeprefix(REMOTE):
        return Place(url, _s3(), url.removeprefix(REMOTE))
    if "://" in url or not url:
        raise LakeError(f"NORBERG_LAKE är ”{url}”, men ska vara en mapp eller en adress som s3://bucket/mapp.")
    return Place(url, fs.LocalFileSystem(), str(Path(url).resolve()))


def _s3() -> fs.FileSystem:
    """An S3 client that never looks up a region elsewhere and gives up within minutes."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    return fs.S3FileSystem(
        endpoint_override=endpoint,
        region=os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1",
        connect_timeout=CONNECT,
        request_timeout=REQUEST,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=ATTEMPTS),
    )


def _write_local(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the folder's list of names on disk too; systems that can't open a folder do so by themselves."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why(error: OSError) -> str:
    """Why something can't be read or written, in Swedish."""
    if found := re.search(r"AWS Error (\w+)", str(error)):
        return WORDS.get(found[1], f"lagringstjänsten svarar ”{found[1]}”")
    if error.errno is None and (number := re.search(r"\[errno (\d+)\]", str(error), re.IGNORECASE)):
        return reason(OSError(int(number[1]), os.strerror(int(number[1]))))
    return UNSAID if error.errno is None else reason(error)
