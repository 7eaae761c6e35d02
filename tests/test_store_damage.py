import random
import re
import shutil

import pytest
from store_tools import FIRST, KPI, OTHER, SECOND, answered, figures, fill, sql

from norberg.store import Store

VALUE = f"kpi/{KPI}"


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "store")


def tamper(folder, key, change):
    """Replace the bytes kept under a key by ``change`` of them."""
    ((value,),) = sql(folder, "SELECT value FROM Cache WHERE key = ?", key)
    sql(folder, "UPDATE Cache SET value = ? WHERE key = ?", change(value), key)
    return value


def flipped(value, bit):
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_no_flipped_bit_is_ever_shown(folder):
    """300 single bits turned anywhere in a value, header included: each is noticed, none gives a wrong figure."""
    store, dice = Store(folder), random.Random(1962)
    ((good,),) = sql(folder, "SELECT value FROM Cache WHERE key = ?", VALUE)
    for bit in [*dice.sample(range(48 * 8), 60), *dice.sample(range(len(good) * 8), 240)]:
        sql(folder, "UPDATE Cache SET value = ? WHERE key = ?", flipped(good, bit), VALUE)
        assert KPI not in store.read([KPI, OTHER]), bit
        assert store.table([KPI]).num_rows == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda value: value[:-1], id="a byte short"),
        pytest.param(lambda value: value[:48], id="header only"),
        pytest.param(lambda value: value[:20], id="half a header"),
        pytest.param(lambda value: b"", id="empty"),
        pytest.param(lambda value: value + b"\0", id="a byte too many"),
    ],
)
def test_a_damaged_value_is_set_aside_and_told_until_fetched_again(folder, change):
    """It is absent, its remains are copied, all sessions say so with what to do, and the next good answer ends it."""
    store = Store(folder)
    tamper(folder, VALUE, change)
    assert list(store.read([KPI, OTHER])) == [OTHER]
    (said,) = Store(folder).problems
    assert re.search(rf"^Värdena för {KPI} i .*cache\.db \(sparade \d{{4}}-.*\) är skadade och visas inte", said)
    assert said.endswith("Hämta dem igen.")
    copy = re.search(r"kopia ligger i (.*)\. Hämta", said)[1]
    assert copy.startswith(str(folder / "set-aside" / f"kpi-{KPI}"))
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    assert store.problems == Store(folder).problems == []
    assert figures(store) == {("1962", 2024, "T"): 1.0}


def test_the_remains_are_copied_once_as_they_were(folder):
    """Every page asks again for a damaged value; that must not fill the disk."""
    store = Store(folder)
    good = tamper(folder, VALUE, lambda value: value[:-3])
    for _ in range(3):
        store.read([KPI])
    (copy,) = (path for path in (folder / "set-aside").iterdir() if path.suffix != ".txt")
    assert copy.read_bytes() == good[:-3]
    assert len(store.problems) == 1


def test_a_value_under_the_wrong_key_is_damage(folder):
    """Sound bytes of one kpi are never shown as another one."""
    sql(folder, "UPDATE Cache SET value = (SELECT value FROM Cache WHERE key = ?) WHERE key = ?", f"kpi/{OTHER}", VALUE)
    assert list(Store(folder).read([KPI, OTHER])) == [OTHER]


def test_damaged_facts_and_staged_answers_are_absent_and_told(folder):
    """Titles, groups and halves of a refresh carry the same seal as figures."""
    store = Store(folder)
    store.stage("cell", b"answer")
    for key in ("facts/kpis", "stage/cell"):
        tamper(folder, key, lambda value: flipped(value, len(value) * 8 - 5))
    assert store.facts("kpis") is None
    assert store.staged("cell") is None
    assert [said.split(f" i {folder}")[0] for said in store.problems] == [
        "Uppgifterna om kpis",
        "De halvhämtade svaren cell",
    ]
    store.put_facts("kpis", [{"id": KPI}], SECOND)
    store.stage("cell", b"answer")
    assert store.problems == []


def test_publishing_over_a_damaged_value_keeps_its_remains(folder):
    """What can't be merged is copied aside, and the publication goes on."""
    tamper(folder, VALUE, lambda value: value[:-3])
    store = Store(folder)
    assert store.publish([answered({("1962", 2021): 1.0}, SECOND)]) == []
    assert figures(store) == {("1962", 2021, "T"): 1.0}
    assert [path.name.split(".")[0] for path in (folder / "set-aside").iterdir()] == [f"kpi-{KPI}"]


def test_what_one_session_found_the_next_one_tells(folder):
    """A restart hides nothing."""
    tamper(folder, VALUE, lambda value: value[:-1])
    Store(folder).read([KPI])
    assert len(Store(folder).problems) == 1


def test_an_entry_that_no_key_leads_to_is_told_until_fetched_again(folder):
    """A bit turned in sqlite's index hides a whole entry, whose checksum nobody meets: it is missed all the same."""
    store = Store(folder)
    sql(folder, "UPDATE Cache SET key = 'kpi/N1542x' WHERE key = ?", VALUE)
    assert list(store.read([KPI, OTHER])) == [OTHER]
    (said,) = Store(folder).problems
    assert said.startswith(f"Värdena för {KPI} står inte längre i ")
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    assert store.problems == Store(folder).problems == []


@pytest.mark.parametrize("fault", ["damaged", "hidden"])
def test_areas_that_were_lost_are_told_until_they_too_are_fetched_again(folder, fault):
    """A fetch for fewer areas than before the damage does not make it good; what is lost is named."""
    store = Store(folder)
    store.publish([answered({("0180", 2024): 9.0}, FIRST, asked=("0180", "1962"))])
    if fault == "damaged":
        tamper(folder, VALUE, lambda value: value[:-3])
    else:
        sql(folder, "UPDATE Cache SET key = 'kpi/N1542x' WHERE key = ?", VALUE)
    store.read([KPI])
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    (said,) = Store(folder).problems
    assert said == (
        f"Värdena för {KPI} skadades och är lästa igen, men inte för 1\xa0område (0180). "
        "Hämta för alla kommuner (refresh --all)."
    )
    store.publish([answered({("0180", 2024): 9.0}, SECOND, asked=("0180",))])
    assert store.problems == Store(folder).problems == []


@pytest.mark.parametrize("what", ["folder", "database"])
def test_a_store_that_somebody_removed_is_missed_until_the_next_fetch(folder, what):
    """The ledger, which lies beside it, knows of a refresh; a machine on which nobody has fetched is told nothing."""
    store = Store(folder)
    (folder.parent / "ledger").mkdir()
    (folder.parent / "ledger" / "2026-03-21T100000+0000.csv").write_text("kpi\n", encoding="utf-8")
    assert store.problems == Store(folder).problems == []
    shutil.rmtree(folder) if what == "folder" else (folder / "cache.db").unlink()
    for one in (store, Store(folder)):
        (said,) = one.problems
        assert said.startswith(f"Det som hämtades 2026-03-21 enligt ändringslistan finns inte kvar i {folder}.")
        assert "De inbäddade värdena visas." in said
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    assert store.problems == Store(folder).problems == []


def test_a_machine_on_which_nobody_has_fetched_has_no_fault(tmp_path):
    assert Store(tmp_path / "store").problems == []
