"""Setting a page: texts as data and pictures as SVG into a template of typst, out of it a tagged PDF."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal

import typst

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "static" / "fonts"  # Liberation Sans, the letters of the charts
STANDARD: Literal["ua-1"] = "ua-1"  # tagged, with language, title and text alternatives: typst refuses all else

UNKNOWN_LETTER = "could not be displayed with font"
NOT_WHOLE = "Filen är taggad men följer inte PDF/UA-1: en text som någon har skrivit har tecken som inte kan visas."
Data = dict[str, Any]


class Sheets:
    """A folder for the pictures of one PDF, used with ``with``, which removes it.

    Args:
        template: name of a template in this folder; it reads ``report.json``.
    """

    def __init__(self, template: str) -> None:
        self.template = template
        self._folder = TemporaryDirectory(prefix="norberg-")
        self.folder = Path(self._folder.name)
        (self.folder / template).write_bytes((HERE / template).read_bytes())

    def mark(self, address: str) -> str:
        """The name of the file of a mark; "" without a mark.

        Args:
            address: of an SVG as ``marks.address`` makes it.
        """
        if not address:
            return ""
        drawn = b64decode(address.partition(",")[2]).decode()
        return self.picture(sha1(drawn.encode(), usedforsecurity=False).hexdigest(), drawn)

    def picture(self, name: str, svg: str) -> str:
        """The name of the file of a picture; ``name`` is its own among the pictures."""
        (self.folder / f"{name}.svg").write_text(svg, "utf-8")
        return f"{name}.svg"

    def pdf(self, held: Data, today: str) -> bytes:
        """The PDF.

        Args:
            held: what the template shows. Its "unwhole" says that the file does not follow PDF/UA-1, else "":
                what people wrote may have letters that the font lacks, like 🙂.
            today: ISO date of making.
        """
        made = datetime.fromisoformat(today).replace(tzinfo=UTC)
        try:
            return self._compiled(held | {"unwhole": ""}, made, STANDARD)
        except typst.TypstError as error:
            if UNKNOWN_LETTER not in str(error):
                raise
            return self._compiled(held | {"unwhole": NOT_WHOLE}, made, None)

    def _compiled(self, held: Data, made: datetime, standard: Literal["ua-1"] | None) -> bytes:
        (self.folder / "report.json").write_text(json.dumps(held, ensure_ascii=False), "utf-8")
        found = typst.compile(
            self.folder / self.template,
            root=self.folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=standard,
            timestamp=made,
        )
        return bytes(found)

    def __enter__(self) -> "Sheets":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._folder.cleanup()
