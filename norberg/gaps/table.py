"""The table of women and men as HTML: a dumbbell a row, the values, the gap over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from norberg.gaps import drawing
from norberg.gaps.drawing import Scale
from norberg.gaps.field import SPLIT, TOTAL
from norberg.gaps.row import Row
from norberg.series import DEMO
from norberg.templates import render


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own; "" for none. ``note`` says in the same line what they have in common."""

    heading: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Drawn:
    """A row with its pictures and the address of its page."""

    row: Row
    href: str
    dumbbell: str
    alternative: str
    over_time: str


def table(groups: Sequence[Group], link: Callable[[str], str]) -> str:
    """The table, with a key above it that says what the field is and what the marks mean.

    Args:
        groups: rows by heading; those without rows are left out.
        link: the address of a nyckeltal's page, from ``Indicator.address``.

    Returns:
        HTML; "" without rows. Below 640 px a row becomes a block.
    """
    shown = [group for group in groups if group.rows]
    every = [row for group in shown for row in group.rows]
    if not every:
        return ""
    scale = drawing.scale(every)
    return render(
        "gap-table.html",
        groups=[(group, [_drawn(row, scale, link) for row in group.rows]) for group in shown],
        key=key(every, scale),
        ends=scale.ends,
        field=any(row.field for row in every),
        demo=DEMO if any(row.demo for row in every) else "",
    )


def _drawn(row: Row, scale: Scale, link: Callable[[str], str]) -> _Drawn:
    pictures = (drawing.dumbbell(row, scale), drawing.alternative(row, scale), drawing.over_time(row))
    return _Drawn(row, link(row.indicator.address), *pictures)


def key(found: Sequence[Row], scale: Scale) -> list[tuple[str, str]]:
    """What must be known to read the table, as pairs of what is said strongly and what is said plainly."""
    kinds = {row.field.kind for row in found if row.field}
    told = []
    if SPLIT in kinds:
        told.append(("", "Det grå fältet rymmer nio av tio kommuner (kvinnor och män tillsammans)."))
    if TOTAL in kinds:
        read = max(row.read for row in found if row.field and row.field.kind == TOTAL)
        count = f"{read} av {found[0].municipalities} kommuner inlästa för kvinnor och män"
        told.append(("", f"Streckat fält: högst {count}. Det rymmer i stället nio av tio kommuners värde utan"))
        told.append(("", "uppdelning på kön, och är smalare: jämför inte sådana rader med dem som har grått fält."))
    if kinds:
        told.append(("", "Fältet är lika brett i varje rad, den prickade linjen är mitten. Ju längre streck, desto"))
        told.append(("", "större är skillnaden jämfört med hur olika kommuner är."))
        told.append(("Den som står till vänster har det sämre;", "där inget håll är önskat är vänster lägre."))
    if any(scale.beyond(row.place(one)) for row in found if row.field for one in (row.gap.women, row.gap.men)):
        told.append(("", "Ett avbrutet streck fortsätter utanför bilden."))
    told.append(
        ("", "Fyllda tecken: säker skillnad. Öppna tecken: inte säker. Skillnaden är kvinnor minus män, räknad på")
    )
    told.append(
        ("", "oavrundade värden. Andra kommuners skillnad är medelvärdet av de senaste gemensamma åren, högst tre.")
    )
    return told
