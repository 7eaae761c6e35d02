"""The spoken sentences: words and rules agree, whatever the rules found."""

import random
import re

import pytest
from random_findings import drawn

from norberg import spoken
from norberg.finding import (
    BETTER,
    CODE,
    DOWN,
    LIKELY,
    NO_CHANGE,
    NO_DATA,
    SEVEN,
    SURE,
    TOO_FEW,
    TWO_OF_THREE,
    UP,
    WORSE,
    Finding,
)

FINDINGS = 4000
JUDGED = re.compile(r"bättr|sämr|sämst|bäst", re.IGNORECASE)


@pytest.fixture(scope="module")
def told() -> list[tuple[Finding, str]]:
    rng = random.Random(2026)
    return [(one, spoken.sentence(one)) for one in (drawn(rng) for _ in range(FINDINGS))]


def neutral(one: Finding) -> bool:
    return one.indicator.direction == "neutral"


def quarter(one: Finding, words: str) -> bool:
    if not one.level.quarter:
        return False
    order = (
        ("lägsta", "näst lägsta", "näst högsta", "högsta")
        if neutral(one)
        else ("bästa", "näst bästa", "näst sämsta", "sämsta")
    )
    return order[one.level.quarter - 1] == words


def apart(one: Finding) -> int:
    """Which way the distance to the others moves, 1 or -1 where its rule fired."""
    return one.relative.sign if one.relative and one.relative.enough else 0


def others(one: Finding) -> float:
    """How far those that it is held against have moved."""
    return one.trend.change - one.relative.change


def good(one: Finding) -> int:
    return 1 if one.indicator.direction == "higher" else -1


CLAIMS = {  # words -> what must have fired for them to stand in a sentence
    "har förbättrats sedan": lambda one: one.direction == BETTER and one.sure,
    "har troligen förbättrats sedan": lambda one: one.direction == BETTER and one.trend.grade == LIKELY,
    "har försämrats sedan": lambda one: one.direction == WORSE and one.trend.grade == SURE,
    "har troligen försämrats sedan": lambda one: one.direction == WORSE and not one.sure,
    "har ökat sedan": lambda one: one.direction == UP and one.sure,
    "har troligen ökat sedan": lambda one: one.direction == UP and not one.sure,
    "har minskat sedan": lambda one: one.direction == DOWN and one.sure,
    "har troligen minskat sedan": lambda one: one.direction == DOWN and not one.sure,
    "ingen säker förändring": lambda one: one.direction == NO_CHANGE,
    "för få mätningar": lambda one: one.direction == TOO_FEW,
    "ingen trend": lambda one: one.direction == CODE,
    "i takt med": lambda one: one.sign and one.relative.enough and not apart(one),
    "snabbare än": lambda one: one.sign and apart(one) == one.sign and others(one) * one.sign > 0,
    "inte har gjort": lambda one: one.sign and apart(one) == one.sign and others(one) * one.sign <= 0,
    "långsammare än": lambda one: one.sign and apart(one) == -one.sign,
    "har blivit bättre": lambda one: not one.sign and not neutral(one) and apart(one) == -good(one),
    "har blivit sämre": lambda one: not one.sign and not neutral(one) and apart(one) == good(one),
    "gått bättre än": lambda one: not one.sign and not neutral(one) and apart(one) == good(one),
    "gått sämre än": lambda one: not one.sign and not neutral(one) and apart(one) == -good(one),
    "ökat jämfört med": lambda one: not one.sign and neutral(one) and apart(one) == 1,
    "minskat jämfört med": lambda one: not one.sign and neutral(one) and apart(one) == -1,
    "plats": lambda one: one.level.quarter and one.level.certain,
    "osäkert, troligen": lambda one: one.level.quarter and not one.level.certain,
    "jämförs inte": lambda one: not one.level.quarter and one.level.reason,
    "avviker ovanligt mycket uppåt": lambda one: one.unusual and one.unusual.sign == 1,
    "avviker ovanligt mycket nedåt": lambda one: one.unusual and one.unusual.sign == -1,
    "de sju senaste": lambda one: one.unusual and one.unusual.rule == SEVEN,
    "två av de tre senaste": lambda one: one.unusual and one.unusual.rule == TWO_OF_THREE,
    "ligger ovanligt högt": lambda one: one.unusual and one.unusual.sign == 1,
    "ligger ovanligt lågt": lambda one: one.unusual and one.unusual.sign == -1,
    "har upphört": lambda one: one.ended or one.direction == NO_DATA,
    "vid mätningen": lambda one: one.indicator.cadence_years > 1,
    "i medeltal": lambda one: one.indicator.kind == "rolling mean",
    **{
        f"{words} fjärdedelen": lambda one, words=words: quarter(one, words)
        for words in ("näst bästa", "näst sämsta", "näst lägsta", "näst högsta")
    },
    **{
        f"{before} {words} fjärdedelen": lambda one, words=words: quarter(one, words)
        for words in ("bästa", "sämsta", "lägsta", "högsta")
        for before in ("i", "troligen")
    },
}


def test_no_word_stands_without_its_rule(told):
    """Each claim of direction, pace, place or oddity stands only where its rule fired, and each is met somewhere."""
    wrong = [
        (words, text)
        for one, text in told
        for words, holds in CLAIMS.items()
        if words in text.lower() and not holds(one)
    ]
    assert wrong == []
    everything = " ".join(text for _, text in told).lower()
    assert [words for words in CLAIMS if words not in everything] == []


def test_a_neutral_measure_never_gets_better_or_worse(told):
    """No judging word stands beside a measure without a wanted direction, in sentence or marks."""
    words = [
        f"{text} {spoken.direction_words(one)} {spoken.level_words(one)}"
        for one, text in told
        if neutral(one) and one.direction != NO_DATA
    ]
    assert len(words) > FINDINGS / 20
    assert [text for text in words if JUDGED.search(text)] == []


def test_what_is_only_likely_is_said_to_be(told):
    """A pace against the others that is no more than likely never stands without "troligen"."""
    likely = [text for one, text in told if apart(one) and one.relative.grade == LIKELY and " än " in text]
    assert likely
    assert [text for text in likely if "troligen" not in text.lower()] == []


def test_a_sentence_never_says_two_opposite_things(told):
    """One direction, one quarter, one certainty of place."""
    for _, text in told:
        assert (
            len(
                re.findall(
                    r"har (?:troligen )?(?:förbättrats|försämrats|ökat|minskat) sedan|ingen säker|för få mät",
                    text,
                    re.I,
                )
            )
            <= 1
        )
        assert len(re.findall("fjärdedelen", text)) <= 1
        assert not ("plats" in text and "osäkert" in text)


def test_direction_and_place_are_never_left_out(told):
    """However long the rest is, direction, latest value and place stand there."""
    for one, text in told:
        if one.direction in (NO_DATA, CODE):
            continue
        assert str(one.year) in text
        assert re.search("sedan|för få mätningar", text)
        assert re.search("fjärdedelen|Jämförs inte", text)


def test_every_sentence_can_be_read_aloud(told):
    """At most thirty words, whole sentences, Swedish numbers, no leftovers of code."""
    for _, text in told:
        assert spoken.words(text) <= 30, text
        assert re.fullmatch(r"[A-ZÅÄÖ0-9−].*[^.]\.", text), text
        assert not re.search(r"  |\d\.\d|(?<!\d)-\d|nan|None|inf\b|% |inv\.|\?|, \.|\.\.", text), text


def test_marks_and_sentence_say_the_same(told):
    """The words beside the marks are those of the sentence."""
    forms = {"förbättras": "förbättrats", "försämras": "försämrats", "ökar": "ökat", "minskar": "minskat"}
    for one, text in told:
        direction, level = spoken.direction_words(one).lower(), spoken.level_words(one).lower()
        likely, word = "troligen" in direction, direction.removeprefix("troligen ")
        if word in forms:
            assert f"har {'troligen ' if likely else ''}{forms[word]} sedan" in text.lower()
        if one.direction not in (NO_DATA, CODE):
            assert (level == "jämförs inte") is ("jämförs inte" in text.lower())
            assert level.startswith("troligen") is ("osäkert" in text)
