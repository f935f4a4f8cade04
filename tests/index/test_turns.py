from __future__ import annotations

import threading
import time

import pytest

from draftbot.index.turns import Turns, waiting_elsewhere


def test_whoever_began_first_goes_first_and_nobody_who_comes_by_goes_before() -> None:
    turns, order = Turns(1), list[str]()
    begun = {name: threading.Event() for name in "先后"}

    def work(name: str, wait_for: threading.Event) -> None:
        with turns.begun():
            begun[name].set()
            assert wait_for.wait(60)
            with turns.taken():
                order.append(name)

    go_on = {name: threading.Event() for name in "先后"}
    threads = [threading.Thread(target=work, args=(name, go_on[name])) for name in "先后"]
    with turns.taken():
        for thread, name in zip(threads, "先后", strict=True):
            thread.start()
            assert begun[name].wait(60)
        for name in "后先":  # the later one asks first
            go_on[name].set()
            while len(turns._waiting) < "后先".index(name) + 1:
                time.sleep(0.001)
    with turns.taken():
        order.append("来")
    for thread in threads:
        thread.join(60)
    assert order == ["先", "后", "来"]


def test_no_more_than_so_many_at_a_time_and_a_fault_gives_the_turn_back() -> None:
    turns, at_work, most = Turns(2), list[int](), list[int]()

    def work(number: int) -> None:
        with turns.taken():
            at_work.append(number)
            most.append(len(at_work))
            time.sleep(0.002)
            at_work.remove(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert max(most) == 2
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.taken():
            raise ZeroDivisionError
    with turns.taken(), turns.taken():
        pass


def test_only_one_at_a_time_while_those_that_go_before_are_asked_for() -> None:
    searches = Turns(2)
    drafts, begun, done = Turns(2, before=searches), threading.Semaphore(0), threading.Event()

    def draft() -> None:
        with drafts.taken():
            begun.release()
            assert done.wait(60)

    threads = [threading.Thread(target=draft) for _ in range(3)]
    with searches.begun():
        for thread in threads:
            thread.start()
        assert begun.acquire(timeout=60)
        while len(drafts._waiting) < 2:
            time.sleep(0.001)
        assert not begun.acquire(blocking=False)
    with drafts.begun(), searches.begun():  # a search within a draft keeps nobody back
        assert not searches.is_asked_for
    late = threading.Thread(target=draft)  # takes no place before those who wait
    late.start()
    assert begun.acquire(timeout=60)
    assert not begun.acquire(blocking=False)
    done.set()
    for thread in [*threads, late]:
        thread.join(60)
    with drafts.taken(), drafts.taken():
        pass


def test_whoever_waits_elsewhere_lets_another_have_the_turn_and_has_it_again_before_later_ones() -> None:
    turns, order = Turns(1), list[str]()
    waits, goes_on, comes = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with turns.begun(), turns.taken():
            with pytest.raises(ZeroDivisionError), waiting_elsewhere():
                waits.set()
                assert goes_on.wait(60)
                raise ZeroDivisionError
            order.append("first")

    def other(name: str) -> None:
        with turns.begun(), turns.taken():
            comes.set()
            while len(turns._waiting) < (2 if name == "second" else 0):
                time.sleep(0.001)
            order.append(name)

    threads = [threading.Thread(target=first)]
    threads += [threading.Thread(target=other, args=(name,)) for name in ("second", "third")]
    threads[0].start()
    assert waits.wait(60)
    threads[1].start()
    assert comes.wait(60)  # it has the turn of the first
    threads[2].start()
    while not turns._waiting:
        time.sleep(0.001)
    goes_on.set()
    for thread in threads:
        thread.join(60)
    assert order == ["second", "first", "third"]
    with waiting_elsewhere(), turns.taken():  # nobody's turn is given back by who has none
        pass
