"""The manifest of a generation as text: JSON whose first line holds the checksum of all that follows it."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from norberg.lake.partition import Partition, digest

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")  # of generations and partitions: never a path
LISTS = ("kpis", "areas", "groups", "empty", "missing", "carried")


class Broken(ValueError):
    """The text is no whole manifest; the message says why, in Swedish."""


def text(facts: Mapping[str, Any], partitions: tuple[Partition, ...]) -> bytes:
    """The manifest.

    Args:
        facts: generation, published, source, requests, rows, and LISTS.
        partitions: its files.
    """
    body = json.dumps({**facts, "partitions": [asdict(one) for one in partitions]}, ensure_ascii=False)
    rest = body.removeprefix("{").encode()
    return b'{"sha256": "' + digest(rest).encode() + b'",\n' + rest


def parsed(content: bytes, generation: str) -> tuple[dict[str, Any], tuple[Partition, ...]]:
    """The facts and the partitions of a manifest.

    Args:
        content: the file.
        generation: whose it is to be.

    Raises:
        Broken: it is cut short, changed or of another generation, or names what is no name.
    """
    first, _, rest = content.partition(b"\n")
    if first != b'{"sha256": "' + digest(rest).encode() + b'",':
        raise Broken("filen är ofullständig eller ändrad")
    try:
        facts = json.loads(content)
        partitions = tuple(_partition(one) for one in facts.pop("partitions"))
        lists = all(isinstance(facts[name], list) for name in LISTS)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Broken("innehållet har en annan form") from error
    names = [facts.get("generation"), *(one.name for one in partitions)]
    if (
        not lists
        or facts["generation"] != generation
        or not all(isinstance(n, str) and NAME.fullmatch(n) for n in names)
    ):
        raise Broken("innehållet har en annan form")
    return facts, partitions


def _partition(row: Mapping[str, Any]) -> Partition:
    return Partition(**{**row, "kpis": tuple(row["kpis"])})
