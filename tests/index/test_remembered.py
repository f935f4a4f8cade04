from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.errors import DataFolderClosed
from draftbot.index.database import Database
from draftbot.index.remembered import Remembered


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path)) as opened:
        yield opened


class Source:
    """Knows the length of every word but 无, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def read(self, words: list[str]) -> dict[str, int]:
        self.asked.append(words)
        return {word: len(word) for word in words if word != "无"}


def change(database: Database) -> None:
    with database.transaction() as db:
        db.execute("INSERT OR REPLACE INTO store_facts VALUES ('times', coalesce((SELECT value FROM"
                   " store_facts WHERE name = 'times'), '') || '.')")  # fmt: skip


def test_what_was_read_is_not_read_again_and_comes_in_the_order_asked_for(database: Database) -> None:
    kept, source = Remembered[str, int](database, 10), Source()
    kept.of(["防汛"], source.read)
    assert list(kept.of(["值班制度", "无", "防汛", "值班制度"], source.read).items()) == [
        ("值班制度", 4),
        ("防汛", 2),
    ]
    assert source.asked == [["防汛"], ["值班制度", "无"]]


def test_whatever_is_committed_makes_it_forget_and_by_whomever(database: Database) -> None:
    kept, source = Remembered[str, int](database, 10), Source()
    for times in range(1, 4):
        for _ in range(2):
            kept.of(["防汛"], source.read)
        assert len(source.asked) == times
        change(database)
    kept.of(["防汛"], source.read)
    with closing(Database(database.home)) as other:  # the command line beside a server
        change(other)
    kept.of(["防汛"], source.read)
    assert len(source.asked) == 5


def test_what_is_taken_back_changes_nothing(database: Database) -> None:
    before = database.state()
    with pytest.raises(ZeroDivisionError), database.transaction() as db:
        db.execute("INSERT INTO store_facts VALUES ('taken', 'back')")
        raise ZeroDivisionError
    assert database.state() == before


def test_what_was_longest_unasked_for_goes_first(database: Database) -> None:
    kept, source = Remembered[str, int](database, 2), Source()
    for word in ("一", "二", "一", "三", "一", "二"):
        kept.of([word], source.read)
    assert source.asked == [["一"], ["二"], ["三"], ["二"]]


def test_a_transaction_is_told_what_it_sees_and_nobody_else_is(database: Database) -> None:
    kept, source = Remembered[str, int](database, 10), Source()
    with database.transaction():
        assert kept.of(["防汛"], source.read) == {"防汛": 2}
        assert kept.of(["防汛"], source.read) == {"防汛": 2}
    kept.of(["防汛"], source.read)
    assert len(source.asked) == 3


def test_what_was_read_while_something_changed_is_not_kept(database: Database) -> None:
    kept, source = Remembered[str, int](database, 10), Source()

    def read_late(words: list[str]) -> dict[str, int]:
        change(database)
        kept.of(["别的"], source.read)  # another search, which knows of the change
        return dict.fromkeys(words, -1)

    assert kept.of(["防汛"], read_late) == {"防汛": -1}
    assert kept.of(["防汛"], source.read) == {"防汛": 2}


def test_a_closed_database_says_so(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.close()
    with pytest.raises(DataFolderClosed):
        database.state()
