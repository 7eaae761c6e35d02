"""One sheet of the workbook: a heading, rows of texts and numbers, and how it is printed."""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from norberg.report.contents import Frame

A4 = 9
FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}


class Sheet:
    """A sheet that is filled from the top.

    Args:
        book: what it is added to.
        name: at most 31 characters.
        frame: what stands over and under it in print.
    """

    def __init__(self, book: Workbook, name: str, frame: Frame) -> None:
        self.book, self.frame, self.at = book, frame, 0
        self.inside: Worksheet = book.add_worksheet(name)
        self._formats: dict[tuple, Format] = {}
        self._columns = 0
        self.inside.set_landscape()
        self.inside.set_paper(A4)
        self.inside.fit_to_pages(1, 0)
        self.inside.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
        self.inside.set_header(f"&L{_printed(frame.title)}&R{_printed(frame.demo)}")
        self.inside.set_footer(f"&L&8{_printed(frame.foot, 200)}&R&8&P (&N)")
        self.line(frame.title, bold=True, font_size=14)
        self.line(" ".join(filter(None, [frame.demo and f"{frame.demo}.", frame.foot])))
        self.line(frame.link)

    def format(self, **look: object) -> Format:
        """A format, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(FONT | look)
        return self._formats[key]

    def line(self, text: str, **look: object) -> None:
        """A text alone on a row, where there is one."""
        if text:
            self.inside.write_string(self.at, 0, text, self.format(**look))
            self.at += 1

    def head(self, names: Sequence[str], widths: Sequence[float]) -> None:
        """The heading of a table, which stays in view and is repeated in print."""
        self._columns = len(names)
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            self.inside.write_string(self.at, column, name, self.format(bold=True, bottom=1, text_wrap=True))
            self.inside.set_column(column, column, width)
        self.at += 1
        self.inside.freeze_panes(self.at, 0)
        self.inside.repeat_rows(self.at - 1)
        self._first = self.at - 1

    def row(self, cells: Sequence[object], decimals: Mapping[int, int] | None = None) -> None:
        """A row: numbers as numbers, None as an empty cell, all else as text.

        Args:
            cells: from the first column.
            decimals: column -> decimals of its number; without it whole numbers stand as they are.
        """
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float):
                look = {"num_format": numbers(decimals[column])} if decimals and column in decimals else {}
                self.inside.write_number(self.at, column, cell, self.format(**look))
            elif cell:
                self.inside.write_string(self.at, column, str(cell), self.format(text_wrap=True))
        self.at += 1

    def close(self, *, filtered: bool = False) -> None:
        """End the table; ``filtered`` gives its heading buttons to filter with."""
        if filtered and self.at - 1 > self._first:
            self.inside.autofilter(self._first, 0, self.at - 1, self._columns - 1)


def numbers(decimals: int) -> str:
    """The number format of a value; a Swedish Excel shows it with decimal comma and spaces between thousands."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _printed(text: str, most: int = 80) -> str:
    """A text for the head or foot of a page, where "&" starts a command."""
    return (text if len(text) <= most else f"{text[: most - 1]}…").replace("&", "&&")
