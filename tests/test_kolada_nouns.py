"""KPIs, municipalities and groups as Kolada lists them."""

import faults
import pytest
from clients import client
from standin import Quirks, StandIn
from standin_world import World

from norberg.errors import KoladaShape
from norberg.kolada import Group, Kpi, Municipality


def first_kpi(**changes):
    """The first record of an answer, changed; None removes nothing, it is JSON's null."""
    return faults.edit(lambda body: body["values"][0].update(changes))


def test_a_kpi_has_the_fields_kolada_gives_it(standin):
    """Every field arrives under its name, null as None."""
    assert client(standin).kpis(["N90001"]) == [
        Kpi(
            id="N90001",
            title="Påhittat mått 1, andel (%)",
            description="Ett mått för prov.\\nKälla: provet.",
            divided=True,
            municipality_type="K",
            auspice="T",
            operating_area="Prov",
            perspective=None,
            prel_publication_date=None,
            publication_date="2026-05-13",
            publ_period="2025",
            has_ou_data=False,
        )
    ]


def test_municipalities_and_groups(standin):
    """Areas have a type, groups their members in order."""
    assert client(standin).municipalities(["1962", "0000"])[1] == Municipality("0000", "Kommun 0000", "L")
    assert client(standin).groups(["G37477"])[0] == Group(
        "G37477",
        "Grupp G37477",
        tuple((one["member_id"], one["member_title"]) for one in standin.world.groups["G37477"]["members"]),
    )


@pytest.mark.parametrize("noun", ["kpis", "municipalities", "groups"])
def test_the_whole_list(noun):
    """Without ids everything is listed, page by page."""
    with StandIn(quirks=Quirks(page_size=2)) as standin:
        held = {"kpis": standin.world.kpis, "municipalities": standin.world.areas, "groups": standin.world.groups}
        assert [one.id for one in getattr(client(standin), noun)()] == list(held[noun])
        assert len(standin.requests) > 1


def test_ids_come_in_the_order_asked_and_unknown_ones_are_said(standin):
    """More than 25 ids are asked for in batches; the unknown ones are named in a note."""
    ids = [*reversed(standin.world.kpis), "N99999"]
    asking = client(standin)
    assert [one.id for one in asking.kpis(ids)] == ids[:-1]
    assert asking.notes == ["Kolada känner inte till N99999."]
    assert len(standin.requests) == 2


def test_no_ids_is_no_request(standin):
    """An empty list of ids asks nothing."""
    assert client(standin).kpis([]) == []
    assert standin.requests == []


@pytest.mark.parametrize("quirks", [Quirks(limit=10), Quirks(unknown=404), Quirks(limit=0, refusal=414)])
def test_a_refused_batch_is_read_from_the_whole_list(quirks):
    """When a list of ids is refused, for its length or an unknown id, the whole list is read and it is said."""
    with StandIn(quirks=quirks) as standin:
        asking = client(standin)
        ids = [*list(standin.world.kpis)[:20], "N99999"]
        assert [one.id for one in asking.kpis(ids)] == ids[:-1]
        assert asking.kpis(["N90001"])[0].id == "N90001"
        assert len(standin.requests) <= 3
        assert "hela listan lästes" in asking.notes[0]
        assert asking.notes[1] == "Kolada känner inte till N99999."


@pytest.mark.parametrize("world", [World(number_flags=True), World(number_publ_period=True)], ids=["flags", "period"])
def test_open_forms_of_a_kpi(world):
    """Flags as 0 and 1, and the coming period as a number, read as booleans and text."""
    with StandIn(world) as standin:
        one = client(standin).kpis(["N90001"])[0]
        assert one.divided is True
        assert one.has_ou_data is False
        assert one.publ_period == "2025"


@pytest.mark.parametrize(
    ("given", "read"),
    [(True, True), ("true", True), ("1", True), (1, True), (False, False), ("False", False), (0, False)],
)
def test_forms_of_a_flag(standin, given, read):
    """A truth value is understood as a boolean, a number or a word."""
    standin.fail(first_kpi(is_divided_by_gender=given))
    assert client(standin).kpis(["N90001"])[0].divided is read


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("id", 15428),
        ("id", None),
        ("title", ""),
        ("title", 3),
        ("is_divided_by_gender", "ja"),
        ("is_divided_by_gender", None),
        ("is_divided_by_gender", 2),
        ("publ_period", 2025.5),
        ("auspice", 1),
        ("description", ["text"]),
    ],
)
def test_a_wrong_type_is_named(standin, field, wrong):
    """A field of the wrong type is an error with the address and the field, not a kpi with a guess in it."""
    standin.fail(first_kpi(**{field: wrong}))
    with pytest.raises(KoladaShape, match=rf"values\[0\]\.{field} ") as caught:
        client(standin).kpis(["N90001"])
    assert caught.value.url.startswith(f"{standin.url}/kpi/N90001")


@pytest.mark.parametrize("wrong", ["snart", "2026-13-01", 20260513])
def test_a_date_that_is_none_is_left_out_and_said(standin, wrong):
    """One odd publication date does not stop a refresh: it is shown as missing, and the note says why."""
    standin.fail(first_kpi(publication_date=wrong))
    asking = client(standin)
    assert asking.kpis(["N90001"])[0].publication_date is None
    assert "publication_date" in asking.notes[0]


def test_members_must_be_whole(standin):
    """A group whose member lacks a name is an error that names the place."""
    standin.fail(faults.edit(lambda body: body["values"][0]["members"][1].pop("member_title")))
    with pytest.raises(KoladaShape, match=r"values\[0\]\.members\[1\]\.member_title är None"):
        client(standin).groups(["G37477"])
