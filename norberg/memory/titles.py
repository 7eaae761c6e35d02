"""What a changed title of a kpi means: the same in other words, another unit, another question, or the end of it.

Titles are all there is to go by. Words that are added explain; a word that gives way to another one, which is neither
its inflection nor known to mean the same, may ask something else. In doubt it is another question: that makes a person
look, and looking is cheap.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["title", "unit", "question", "ended"]

ENDED = re.compile(r"\s*\(\s*[-–]\s*(?:19|20)[0-9]{2}\s*\)\.?\s*$")  # "… (-2024)": the last year with values
SHARE = re.compile(r"\bandel\b|\bprocent\b|\(%\)")
PER = re.compile(r"^(antal|kr|tkr|mnkr|liter|kg|ton|kwh|mwh)?\b[^/,]*/\s*(.+)$")  # what is counted, and per what
WHOLE = re.compile(r"^(antal|kr|tkr|mnkr|index|poäng|dagar|medelvärde|median|år|timmar)\b")
WORD = re.compile(r"[0-9a-zåäöéü]+")
EMPTY = frozenset(
    [
        *("i", "på", "av", "för", "de", "den", "det", "en", "ett", "och", "som", "att", "med", "till", "har", "är"),
        *(
            "vid",
            "enl",
            "enligt",
            "inkl",
            "om",
            "finns",
            "under",
            "från",
            "inom",
            "bland",
            "år",
            "kommunen",
            "kommunens",
        ),
    ]
)
ALIKE = 0.75  # from this likeness on two words are one in another form: "idrottshallar" and "idrottshall"
STEM = 0.75  # or if they share so much of the shorter one's beginning: "arbetslöshet" and "arbetslösa"
SAME = (  # words that official statistics use for one another
    {"egen", "kommunal", "huvudmannens", "regi", "skolenheter"},
    {"årsarbetare", "heltidstjänster", "heltidstjänst"},
    {"brukarenkät", "brukarbedömning", "brukarundersökning"},
    {"personer", "brukare", "boende", "invånare", "deltagande"},
    {"boende", "bostad", "bostäder"},
    {"enheten", "enheterna", "verksamheten", "verksamheterna", "dagliga", "daglig", "verksamhet"},
)
OPPOSED = (("brutto", "netto"), ("inflytt", "utflytt"), ("kvinn", "män"), ("flick", "pojk"))  # within one word


def ended(title: str) -> bool:
    """Whether a title says after which year the series has no more values."""
    return bool(ENDED.search(title))


def kind(old: str, new: str) -> Kind:
    """What a change of title means.

    Args:
        old: the title on file.
        new: Kolada's.

    Returns:
        "title" for the same in other words, "unit" for the same in another unit, "question" for something else, "ended"
        where the new title names the last year. An end goes before everything else.
    """
    if ended(new) and not ended(old):
        return "ended"
    (before, was), (after, now) = (_parted(ENDED.sub("", one)) for one in (old, new))
    if _another(_specific(before), _specific(after)):
        return "question"
    return "unit" if was and now and was != now else "title"


def _parted(title: str) -> tuple[str, str]:
    """The question of a title without its unit, and the unit in a common form ("" where it has none)."""
    text = re.sub(r"\s+", " ", title.lower().replace("–", "-")).strip(" .")
    if SHARE.search(text):
        return re.sub(r",?\s*\b(andel|procent)\b|\(%\)", " ", text), "%"
    whole, comma, last = text.rpartition(", ")
    found = PER.match(last) if comma else None
    if found and (found[1] or "kr" in last):
        return whole, f"{found[1] or ''}/{found[2].replace(' ', '')}"
    if comma and (counted := WHOLE.match(last)):
        return f"{whole} {last[counted.end() :]}", counted[1]
    return text, ""


def _specific(text: str) -> list[str]:
    """The words of a question that carry its meaning; the name of the survey before a dash is none of them."""
    question = text.split(" - ", 1)[-1].split(": ", 1)[-1]
    return [word for word in WORD.findall(question) if word not in EMPTY]


def _another(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether words of the old question have given way to others, or limits and negations have changed."""
    gone = [word for word in old if not any(_same(word, other) for other in new)]
    come = [word for word in new if not any(_same(word, other) for other in old)]
    if any(word[0].isdigit() for word in gone) or "inte" in (*gone, *come) or "eller" in come:
        return True
    return bool(gone) and any(not word[0].isdigit() for word in come)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[0].isdigit() or other[0].isdigit():
        return False
    if any({one, other} <= words for words in SAME):
        return True
    if any((a in one and b in other) or (b in one and a in other) for a, b in OPPOSED):
        return False
    stem = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    begins = stem.a == stem.b == 0
    return alike or (begins and stem.size >= STEM * min(len(one), len(other)))
