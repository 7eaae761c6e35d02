"""Comments as small files: nothing is lost, nothing is half written, what is broken is named and the rest shown."""

import errno
import os
import random
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from store_tools import elsewhere, posix
from test_store_limits import drop_privileges
from world import PROGRAM

from norberg import commentfile, comments
from norberg.commentfile import GOAL, INDICATOR, MOST_BYTES, MOST_NAME, MOST_TEXT, Entry, Subject, read, written
from norberg.errors import CommentError

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DRAFT = Entry(
    "", Subject(GOAL, 2), "Mål 2: God folkhälsa", "", "Anna Ek", "Bra år.", "delvis uppfyllt", "Halvår", "30,7"
)


def say(place, minutes=0, **other):
    """Save a draft with some parts of its own, a number of minutes after noon."""
    return comments.save(place, replace(DRAFT, **other), NOON + timedelta(minutes=minutes))


def files(place):
    return sorted(path.name for path in place.iterdir())


def test_an_entry_comes_back_as_it_was_written(tmp_path):
    """Every part, the text with its line breaks included."""
    saved = say(tmp_path, text='Två rader.\n\nOch: en tredje # med tecken ; "så" <b>', subject=Subject(INDICATOR, 15))
    assert comments.read(tmp_path) == ((saved,), [])
    assert saved.text.endswith('Och: en tredje # med tecken ; "så" <b>')
    assert files(tmp_path) == [f"{saved.id}.md"]
    assert "-nyckeltal-15-" in saved.id


def test_the_file_can_be_read_by_people(tmp_path):
    """One thing a line, the text last, Swedish letters as they are."""
    saved = say(tmp_path)
    assert (tmp_path / f"{saved.id}.md").read_text(encoding="utf-8").split("\n") == [
        *("om: mål 2", "rubrik: Mål 2: God folkhälsa", "tillfälle: Halvår", f"skriven: {saved.written}"),
        *("namn: Anna Ek", "bedömning: delvis uppfyllt", "underlag: 30,7", "", "Bra år.", ""),
    ]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ({"name": " \t\n"}, "Skriv ditt namn"),
        ({"text": " \n", "verdict": ""}, "Skriv en kommentar eller välj en bedömning"),
        ({"verdict": "godkänt"}, "”godkänt” finns inte: välj bland uppfyllt"),
        ({"name": "n" * (MOST_NAME + 1)}, "Namnet är 1\u00a0tecken för långt"),
        ({"text": "t" * (MOST_TEXT + 7)}, "Kommentaren är 7\u00a0tecken för lång:"),
    ],
)
def test_too_little_or_too_much_is_refused_in_words(tmp_path, draft, words):
    """Nothing is cut off in silence, and nothing is written."""
    with pytest.raises(CommentError, match=words):
        say(tmp_path / "new", **draft)
    assert not (tmp_path / "new").exists()


def test_the_longest_text_and_name_fit(tmp_path):
    """Letters that take four bytes each come back too."""
    saved = say(tmp_path, text="🌲" * MOST_TEXT, name="å" * MOST_NAME)
    assert comments.read(tmp_path) == ((saved,), [])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Anna\nom: mål 9\n\nHej", "Anna om: mål 9 Hej"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("\u202eevil\u202c\x00\x1b[31m", "evil[31m"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("O\u0308rjan  \t Berg", "Örjan Berg"),
    ],
)
def test_a_hostile_name_is_only_a_name(tmp_path, name, kept):
    """It can't add lines, leave the folder or turn the text around."""
    saved = say(tmp_path, name=name, text="a\x07b\r\nc\u2028d")
    assert (saved.name, saved.text) == (kept, "ab\ncd")
    assert comments.read(tmp_path) == ((saved,), [])
    assert files(tmp_path) == [f"{saved.id}.md"]


def test_any_text_comes_back(tmp_path):
    """300 seeded texts of odd letters: what was saved is what is read."""
    rng = random.Random(1)
    letters = "aå:\n\r\t \x00\u200b\ufeff-#;é🌲\u2029"
    for _ in range(300):
        text = "".join(rng.choices(letters, k=rng.randrange(40)))
        saved = replace(DRAFT, id="x", written=NOON.isoformat(), text=commentfile.cleaned(text))
        assert read("x", written(saved)) == (saved, [])


BROKEN = {
    "tom.md": (b"", "raden ”om” saknas"),
    "utan-namn.md": (b"om: m\xc3\xa5l 2\nskriven: 2026-11-26T10:00:00+01:00\n\nHej", "raden ”namn” saknas"),
    "fel-mal.md": (b"om: kapitel 2\nskriven: 2026-11-26\nnamn: A\n\nHej", "är varken ett mål eller ett nyckeltal"),
    "fel-tid.md": (b"om: nyckeltal 2\nskriven: i g\xc3\xa5r\nnamn: A\n\nHej", "är ingen tid"),
    "forntid.md": (b"om: nyckeltal 2\nskriven: 0001-01-01\nnamn: A\n\nHej", "är ingen tid"),
    "latin.md": ("om: mål 2".encode("latin-1"), "bokstäverna är inte UTF-8"),
    "stor.md": (b"x" * (MOST_BYTES + 1), "större än 64 kB"),
    "lang.md": ("om: mål 2\nskriven: 2026-11-26\nnamn: A\n\n".encode() + b"x" * (MOST_TEXT + 1), "längre än den får"),
    "anteckning.txt": (b"hej", "bara vanliga filer som slutar på .md läses"),
}


def test_broken_files_are_named_and_the_others_shown(tmp_path):
    """One Swedish sentence a file; what a crash left half written is nobody's business."""
    saved = say(tmp_path)
    for name, (content, _) in BROKEN.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / ".0123.tmp").write_bytes(b"om: m")
    (tmp_path / "mapp.md").mkdir()
    (tmp_path / "lank.md").symlink_to(tmp_path / f"{saved.id}.md")
    found, faults = comments.read(tmp_path)
    assert found == (saved,)
    told = {fault.split(":")[0].removeprefix("Kommentaren "): fault for fault in faults}
    assert set(told) == {*BROKEN, "mapp.md", "lank.md"}
    assert all(words in told[name] for name, (_, words) in BROKEN.items())


def test_what_is_understood_of_a_file_is_shown(tmp_path):
    """A file written by hand with an unknown line and verdict keeps its text, and both are named."""
    text = "om: Mål 3\nskriven: 2026-08-31 09:00\nnamn: Bo\nbedömning: toppen\nfärg: grön\n\nRadbrytning\r\nefter"
    (tmp_path / "egen.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (entry,), faults = comments.read(tmp_path)
    assert (entry.subject, entry.verdict, entry.text) == (Subject(GOAL, 3), "", "Radbrytning\nefter")
    assert sorted(fault.partition(": ")[2] for fault in faults) == [
        "okänd bedömning ”toppen”, välj bland uppfyllt, delvis uppfyllt, inte uppfyllt, går inte att bedöma.",
        "okänd rad ”färg”, den läses inte.",
    ]


def test_an_edit_replaces_and_the_old_stays(tmp_path):
    """What holds is the newest; how it came about is kept in order; a withdrawal is an entry too."""
    first = say(tmp_path)
    second = say(tmp_path, 1, text="Bättre år.", replaces=first.id)
    (told,) = comments.threads(comments.read(tmp_path)[0])
    assert (told.entry, told.before, told.first) == (second, (first,), first)
    third = say(tmp_path, 2, text="", verdict="", replaces=second.id, withdrawn=True, name="Bo")
    (told,) = comments.threads(comments.read(tmp_path)[0])
    assert (told.entry, told.before) == (third, (second, first))
    assert told.entry.withdrawn
    assert len(files(tmp_path)) == 3


def test_two_edits_at_once_are_both_shown(tmp_path):
    """Neither hides the other, and each says that it happened."""
    first = say(tmp_path)
    edits = [say(tmp_path, 1, text=text, replaces=first.id) for text in ("a", "b")]
    told = comments.threads(comments.read(tmp_path)[0])
    assert {one.entry for one in told} == set(edits)
    assert all(one.split and one.before == (first,) for one in told)


def test_nothing_hides_what_is_about_something_else(tmp_path):
    """An entry that names another subject's, itself, a ring or a missing file is shown as said for the first time."""
    other = say(tmp_path, subject=Subject(GOAL, 3))
    stray = say(tmp_path, 1, replaces=other.id)
    lost = say(tmp_path, 2, replaces="borta")
    ring = [replace(DRAFT, id=one, written=NOON.isoformat(), replaces=two) for one, two in ("ab", "ba", "cc")]
    told = comments.threads([*comments.read(tmp_path)[0], *ring])
    assert {one.entry for one in told} == {other, stray, lost, *ring}
    assert [one.entry for one in told if one.lost] == [lost]


def test_newest_first_across_time_zones(tmp_path):
    """The order is of the moments, not of the texts that tell them."""
    early = replace(DRAFT, id="a", written="2026-11-26T12:30:00+02:00")
    late = replace(DRAFT, id="b", written="2026-11-26T11:00:00+00:00")
    assert [one.entry.id for one in comments.threads([early, late])] == ["b", "a"]


def test_a_comment_on_what_the_program_lacks_is_named():
    """A nyckeltal that left the program does not take its comments along in silence."""
    gone = replace(DRAFT, id="x", subject=Subject(INDICATOR, 998))
    assert comments.strangers([DRAFT, gone], PROGRAM) == ["Kommentaren x.md: programmet har inget nyckeltal 998."]


def many(place, who):
    """Save twenty entries as one writer among several, all in the same second."""
    return [comments.save(place, replace(DRAFT, name=who, text=str(at)), NOON).id for at in range(20)]


@posix
def test_writers_in_several_processes_lose_nothing(tmp_path):
    """Two servers that share the folder: every entry is there, whole, under a name of its own."""
    from store_tools import PROCESSES

    with PROCESSES.Pool(3) as pool:
        ids = [one for found in pool.starmap(many, [(tmp_path, who) for who in "abc"]) for one in found]
    found, faults = comments.read(tmp_path)
    assert faults == []
    assert sorted(one.id for one in found) == sorted(ids)
    assert {(one.name, one.text) for one in found} == {(who, str(at)) for who in "abc" for at in range(20)}


def test_a_name_that_is_taken_is_never_overwritten(tmp_path, monkeypatch):
    """Should chance give two entries one name, the first stays and the second is told."""
    monkeypatch.setattr(comments.secrets, "token_hex", lambda size: "ab" * size)
    first = say(tmp_path)
    with pytest.raises(CommentError, match="Texten står kvar här"):
        say(tmp_path, text="Något annat.")
    assert comments.read(tmp_path)[0] == (first,)


def test_a_folder_without_links_is_written_all_the_same(tmp_path, monkeypatch):
    """Some shared folders know no hard links: the name is claimed, then the whole file moved onto it."""

    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    saved = say(tmp_path)
    assert comments.read(tmp_path) == ((saved,), [])
    assert files(tmp_path) == [f"{saved.id}.md"]


def without_rights(place):
    drop_privileges()
    found = len(comments.read(place)[0])
    try:
        comments.save(place, DRAFT)
    except CommentError as error:
        return found, str(error)
    return found, "saved"


@posix
def test_a_locked_folder_is_read_and_says_so(tmp_path):
    """What is there is shown; writing says why not, and that the text is still in the form."""
    say(tmp_path)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        found, said = elsewhere(without_rights, tmp_path)
    finally:
        tmp_path.chmod(stat.S_IRWXU)
    assert found == 1
    assert said == f"Det går inte att spara i {tmp_path}: mappen är skrivskyddad. Texten står kvar här."


def without_room(place):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))
    try:
        comments.save(place, DRAFT)
    except CommentError as error:
        return str(error)
    return "saved"


@posix
def test_a_full_disk_leaves_nothing_half_written(tmp_path):
    """The error says that the disk is full; the folder holds what it held."""
    saved = say(tmp_path)
    assert "disken är full" in elsewhere(without_room, tmp_path)
    assert files(tmp_path) == [f"{saved.id}.md"]


def test_a_folder_that_is_a_file_is_told(tmp_path):
    """The page stands, and a sentence says what is wrong."""
    (tmp_path / "comments").write_text("hej")
    found, faults = comments.read(tmp_path / "comments")
    assert found == ()
    assert [fault.startswith("Kommentarerna i ") for fault in faults] == [True]


def test_the_demo_has_a_folder_of_its_own(tmp_path):
    """What is said of made-up figures is never shown among what is said of real ones."""
    say(comments.folder(tmp_path, demo=True))
    assert comments.read(comments.folder(tmp_path)) == ((), [])
