"""What is worked out of the figures: once for all, never of older figures, and gone with them."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from norberg.ui.shelf import KINDS, Shelf, Shelves


class Thing:
    """Something that is worked out."""


def test_a_newer_version_lets_go_of_all_that_was_worked_out_of_the_older():
    shelves = Shelves()
    kept = [
        weakref.ref(shelves.newest("real", lambda: (1,)).finder(make, 5)(1))
        for make in (lambda n: Thing(), lambda n: Thing())
    ]
    made_up = weakref.ref(shelves.newest("demo", lambda: (1,)).finder(lambda: Thing(), 1)())
    assert all(one() for one in kept)
    shelves.newest("real", lambda: (2,))
    gc.collect()
    assert not any(one() for one in kept)
    assert made_up()


def test_a_run_goes_on_with_the_version_it_began_with():
    shelves = Shelves()
    make = lambda: Thing()  # noqa: E731 - one function, asked of two shelves
    begun = shelves.newest("real", lambda: (1,))
    first = begun.finder(make, 1)()
    assert shelves.newest("real", lambda: (2,)).finder(make, 1)() is not first
    assert begun.finder(make, 1)() is first


def test_who_looked_before_a_publication_does_not_put_the_older_one_back():
    shelves, looked, go = Shelves(), Event(), Event()

    def before():
        looked.set()
        assert go.wait(10)
        return (1,)

    with ThreadPoolExecutor(2) as two:
        slow = two.submit(shelves.newest, "real", before)
        assert looked.wait(10)
        quick = two.submit(shelves.newest, "real", lambda: (2,))
        go.set()
        older, newer = slow.result(10), quick.result(10)
    assert (older.version, newer.version) == ((1,), (2,))
    assert shelves.newest("real", lambda: (2,)) is newer


def test_many_folders_do_not_stay_for_ever():
    shelves = Shelves()
    kept = [weakref.ref(shelves.newest(kind, lambda: (1,))) for kind in range(KINDS + 3)]
    gc.collect()
    assert sum(one() is not None for one in kept) == KINDS


def test_only_so_many_things_are_kept_and_the_least_used_goes():
    shelf, made = Shelf((1,)), []
    find = shelf.finder(lambda n: made.append(n) or n, 2)
    assert [find(n) for n in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2]
    assert made == [1, 2, 3, 2]


def test_those_who_ask_at_once_wait_for_one_who_works_and_others_do_not():
    shelf, made, going = Shelf((1,)), [], Event()

    def make(n):
        made.append(n)
        if n == 1:
            assert going.wait(10)
        return n

    with ThreadPoolExecutor(4) as crowd:
        slow = [crowd.submit(lambda: shelf.finder(make, 5)(1)) for _ in range(3)]
        assert crowd.submit(lambda: shelf.finder(make, 5)(2)).result(10) == 2
        assert not any(one.done() for one in slow)
        going.set()
        assert [one.result(10) for one in slow] == [1, 1, 1]
    assert sorted(made) == [1, 2]


def test_a_fault_is_not_kept():
    shelf, made = Shelf((1,)), []

    def make():
        made.append(1)
        if len(made) == 1:
            raise OSError("no file")
        return "here"

    with pytest.raises(OSError, match="no file"):
        shelf.finder(make, 1)()
    assert shelf.finder(make, 1)() == "here"
