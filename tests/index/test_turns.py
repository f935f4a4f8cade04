from __future__ import annotations

import threading
import time

import pytest

from draftbot.index.turns import Turns


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
