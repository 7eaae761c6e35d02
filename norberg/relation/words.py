"""What the page says of two nyckeltal in words; never of causes, and no adjective that no rule stands behind."""

from collections.abc import Iterator, Sequence

from norberg import lines, series
from norberg.about import OWN_WORK
from norberg.depth_words import axis_unit
from norberg.lines import COMMON_SHARE
from norberg.notes import OTHER_READING
from norberg.relation import axis as axes
from norberg.relation.axis import Axis
from norberg.relation.rank import CONSTANT, ENOUGH, Rank
from norberg.relation.relation import Relation
from norberg.sentences import counted, listed, number, with_unit
from norberg.source import Source

CAUSE = (
    "Det här säger ingenting om orsak. Att två mått följs åt bland landets kommuner visar inte att det ena påverkar "
    "det andra: båda kan bero på något tredje."
)
SAME = "Samma nyckeltal är valt två gånger: välj två olika."
UNSURE = "Inget säkert samband"
METHOD = (
    "Rangkorrelationen (Spearmans) är ett tal från −1 till 1 som bara ser till ordningen mellan kommunerna: 1 om den "
    "är densamma i båda måtten, −1 om den är omvänd, 0 om den ena ordningen inte säger något om den andra. Intervallet "
    "är det 95-procentiga enligt Bonett och Wright (2000) och beskriver hur säkert talet vore om kommunerna var ett "
    "slumpmässigt urval. Ligger noll i intervallet skriver vi ”inget säkert samband”. Den som prövar många par får "
    "ändå ungefär ett säkert av tjugo av ren slump."
)
GENDERS = {"T": "", "K": "kvinnor", "M": "män"}


def title(one: Axis, gender: str) -> str:
    """An axis with its unit: "Ohälsotal, kvinnor (dagar)"."""
    return f"{name(one, gender)} ({axis_unit(one.indicator.unit)})"


def name(one: Axis, gender: str) -> str:
    """A measure with the gender it is shown for: "Ohälsotal, kvinnor"."""
    return one.title if one.indicator.pair or gender == "T" else f"{one.title}, {GENDERS[gender]}"


def headline(found: Relation) -> str:
    """Which way the two go, by the interval alone."""
    rank = found.rank
    if rank.missing == CONSTANT:
        return "Går inte att räkna: alla kommuner har samma värde på det ena måttet."
    if rank.missing:
        return f"För få kommuner för en rangkorrelation: {rank.count}, det behövs minst {ENOUGH}."
    across, up = (name(one, found.gender) for one in (found.x, found.y))
    if not rank.sign:
        return f"{UNSURE} mellan ”{across}” och ”{up}” {found.year}."
    other = "högre" if rank.sign > 0 else "lägre"
    return f"Kommuner med högre värde på ”{across}” har oftare {other} värde på ”{up}” {found.year}."


def correlation(rank: Rank) -> str:
    """The correlation with its interval; "" without one."""
    if rank.missing:
        return ""
    value, low, high = _numbers(rank)
    return f"Rangkorrelation {value} (95 % intervall {low} till {high})."


def _numbers(rank: Rank) -> list[str]:
    """With so many decimals that an end which is not zero is not shown as zero."""
    given = (rank.value, rank.low, rank.high)
    ends = [abs(one) for one in given[1:] if one]
    decimals = next((many for many in (2, 3, 4) if min(ends, default=1.0) >= 0.5 * 10**-many), 5)
    return [number(one, decimals) for one in given]


def coverage(found: Relation, source: Source) -> str:
    """How many municipalities have both values and how many lack one."""
    every, both = len(source.municipalities), len(found.values)
    told = f"{both} av {every} kommuner har båda värdena {found.year}"
    told += f", {every - both} saknar minst ett av dem." if both < every else "."
    if both < COMMON_SHARE * every:
        told += " Det är mindre än fyra av fem: de som är inlästa behöver inte likna landet."
    return told


def own(found: Relation, source: Source) -> str:
    """The municipality's own values, or which it lacks."""
    mine = lines.name_of(found.own, source)
    if found.own not in found.values.index:
        return f"{mine} har ingen punkt: {_lacking(found, found.own)}."
    x, y = found.values.loc[found.own]
    pair = ((found.x, x), (found.y, y))
    told = [
        f"”{name(one, found.gender)}” {with_unit(value, one.indicator.decimals, one.indicator.unit)}"
        for one, value in pair
    ]
    return f"{mine} {found.year}: {listed(told).rstrip('.')}."


def _lacking(found: Relation, code: str) -> str:
    pair = (found.x, found.y)
    gone = [f"”{name(one, found.gender)}”" for one in pair if code not in one.of(found.year).index]
    return f"inget värde för {listed(gone)} {found.year}"


def notes(found: Relation, source: Source) -> Iterator[str]:
    """What must stand beside the points so that nobody is misled, in order of weight."""
    if found.gender_words:
        yield found.gender_words
    if found.x.kpi == found.y.kpi:
        yield f"Båda räknas ur samma serie ({found.x.kpi}): därför ligger punkterna på en linje."
    for one in (found.x, found.y):
        yield from _of_axis(one, found, source)
    for indicator, there, members in found.similar:
        marked = f"{there} av {members} har båda värdena och är markerade"
        yield f"Liknande kommuner för ”{indicator.short_title}”: {marked}."
    gone = [chosen for code, chosen in found.chosen.items() if code not in found.values.index]
    if gone:
        yield f"Har ingen punkt, eftersom minst ett värde saknas {found.year}: {listed(gone)}."
    if found.no_points:
        yield f"{listed(found.no_points)} har ingen punkt: varje punkt är en kommun."


def key(found: Relation, source: Source) -> str:
    """What the marks of the chart are."""
    mine = lines.name_of(found.own, source)
    told = [f"den svarta punkten är {mine}"] if found.own in found.values.index else []
    if any(code in found.values.index for code in found.chosen):
        told.append("de ifyllda grå formerna är de valda kommunerna")
    words = f"Varje ring är en kommun{', ' if told else ''}{listed(told)}."
    return f"{words} Axlarna rymmer alla: ingen är utelämnad eller avskuren."


def without_room(names: Sequence[str]) -> str:
    """The names that found no room in the chart; "" for none."""
    return f"Markerade, men utan plats för namnet i diagrammet: {listed(names)}." if names else ""


def origin(found: Relation, source: Source) -> str:
    """Where the figures come from; what is reckoned from them is not Kolada's."""
    if source.demo:
        return f"{series.DEMO}."
    read = {one.kpi: listed(axes.read(one, found.year, source)) for one in (found.x, found.y)}
    return f"{OWN_WORK}: {listed([f'{kpi} (inläst {days})' for kpi, days in read.items()])}."


def _of_axis(one: Axis, found: Relation, source: Source) -> Iterator[str]:
    """What is special about one axis's values of the year."""
    indicator, year = one.indicator, found.year
    if one.kpi != indicator.use_id:
        yield f"”{one.title}” visas med den äldre serien {one.kpi}: {indicator.kolada_title}."
    repeated = int(one.repeats.loc[year, found.values.index].sum()) if year in one.repeats.index else 0
    if repeated:
        many = counted(repeated, "kommun", "kommuner")
        yield f"”{one.title}” mäts inte varje år: för {many} är värdet {year} en tidigare mätning som upprepas."
    if other := axes.other_readings(one, year, source):
        many = counted(other, "kommun", "kommuner")
        yield OTHER_READING.format(f"{many} med värde på ”{one.title}”")
    far = axes.stretching(found.values["x" if one is found.x else "y"])
    if far:
        column = found.values["x" if one is found.x else "y"]
        names = [f"{lines.name_of(code, source)} {number(column[code], indicator.decimals)}" for code in far]
        yield f"{listed(names)} drar ut axeln för ”{one.title}”: inget värde är ändrat eller borttaget."


def alternative(found: Relation, source: Source) -> str:
    """The chart in words."""
    told = [f"Punktdiagram: en punkt för varje kommun, {len(found.values)} kommuner {found.year}."]
    for word, one, column in (("Vågrätt", found.x, "x"), ("Lodrätt", found.y, "y")):
        low, high = (number(end, one.indicator.decimals) for end in (found.values[column].agg(["min", "max"])))
        told.append(f"{word} {title(one, found.gender)}, från {low} till {high}.")
    told += [own(found, source), headline(found), correlation(found.rank)]
    return " ".join(filter(None, [f"{series.DEMO}." if source.demo else "", *told]))


def nothing(found: Relation, source: Source) -> str:
    """Why no municipality has both values."""
    empty = [f"”{one.title}”" for one in (found.x, found.y) if not one.field.notna().to_numpy().any()]
    if empty:
        return f"Inga värden för landets kommuner är inlästa av {listed(empty)}."
    return f"Ingen kommun har båda värdena för samma år: ”{found.x.title}” och ”{found.y.title}” mäts olika år."
