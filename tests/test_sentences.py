"""Numbers, lists and dates as people read them."""

import pytest

from norberg import sentences


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (84.38, 1, "84,4"),
        (81.05, 1, "81,1"),  # half up on the decimal text: the binary float lies below
        (0.0, 1, "0,0"),
        (-1.25, 1, "−1,3"),
        (-0.04, 1, "0,0"),
        (3820.4, 0, "3\u202f820"),
        (1234567.0, 0, "1\u202f234\u202f567"),
        (1e-7, 1, "0,0"),
        (568566.0, 0, "568\u202f566"),
    ],
)
def test_number_is_swedish(value, decimals, expected):
    """Decimal comma, narrow no-break space between thousands, half up, no minus before nothing."""
    assert sentences.number(value, decimals) == expected


@pytest.mark.parametrize(("difference", "expected"), [(9.375, "+9,4"), (-1.0, "−1,0"), (0.04, "±0,0"), (-0.04, "±0,0")])
def test_change_has_its_sign(difference, expected):
    """A difference that rounds to nothing claims no direction."""
    assert sentences.change(difference, 1) == expected


def test_shares_differ_by_percentage_points():
    """A difference between percentages is never told in percent."""
    assert sentences.change_unit("%") == "procentenheter"
    assert sentences.change_unit("år") == "år"


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["Sala"], "Sala"), (["Sala", "Avesta"], "Sala och Avesta"), (["A", "B", "C"], "A, B och C")],
)
def test_listed(words, expected):
    """A list is read as a Swede says it."""
    assert sentences.listed(words) == expected
