"""Sentences in boxes: what a link holds is shown as it is written."""

import errno

import pytest

from norberg.errors import reason
from norberg.ui.box import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![a](http://b/c.png)", r"!\[a\](http\://b/c.png)"),
        ("[Logga in](//b)", r"\[Logga in\](//b)"),
        ("www.b.se", r"www\.b.se"),
        (":material/home: $x$ *a* `b` <i>", r"\:material/home: \$x\$ \*a\* \`b\` \<i>"),
        ("_a_ i egna_serier.csv", r"\_a\_ i egna_serier.csv"),
        ("Rad\n# rubrik", "Rad\n\\# rubrik"),
    ],
)
def test_no_link_picture_or_heading_comes_out_of_a_sentence(text, shown):
    assert plain(text) == shown


def test_a_sentence_of_ours_is_left_as_it_is():
    text = "Länkens val ”fran=abc” (från år) går inte att använda: skriv ett år från 1994 till 2026."
    assert plain(text) == text


def test_why_a_file_cannot_be_had_is_told_in_swedish():
    assert reason(OSError(errno.EACCES, "Permission denied")) == "åtkomst nekas"
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "systemet svarar ”Invalid cross-device link”"
