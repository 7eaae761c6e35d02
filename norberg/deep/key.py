"""The key to a deep-dive's marks, on one row under its columns."""

from norberg import legend, marks

LEVELS = ((4, True, "läge bland landets kommuner, sämst till vänster"), (3, False, "osäkert läge"))


def key() -> list[tuple[str, str]]:
    """The marks of directions, then of places, each an image address with its words."""
    levels = [(marks.level(quarter, sure, judged=True, wide=True), words) for quarter, sure, words in LEVELS]
    return [*legend.directions(), *levels]
