"""What was read of the corpus, kept in memory until the corpus changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from draftbot.index.database import Database
from draftbot.index.lately import Lately

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """At most so many values, those longest unasked for forgotten first; all of them where
    anything of the corpus was committed, by whomever. For any number of threads."""

    def __init__(self, database: Database, most: int) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._kept: Lately[K, V] = Lately(most)
        self._state: int | None = None

    def of(self, keys: Iterable[K], read: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """The value of each key that has one, in the order of the keys; `read` is asked for those
        that are not kept."""
        wanted = dict.fromkeys(keys)
        # Before anything is read: what changes meanwhile makes it old, never wrongly new.
        state = self._database.corpus_state()
        if state is None:  # a transaction sees what nobody else does yet
            return dict(read(list(wanted)))
        known = self._known(wanted, state)
        missing = [key for key in wanted if key not in known]
        if missing:
            found = read(missing)
            self._keep(found, state)
            known.update(found)
        return {key: known[key] for key in wanted if key in known}

    def forget(self) -> None:
        """Keep nothing."""
        self._kept.forget()

    def _known(self, wanted: Iterable[K], state: int) -> dict[K, V]:
        with self._lock:
            if state != self._state:
                self._kept.forget()
                self._state = state
            return self._kept.known(wanted)

    def _keep(self, found: Mapping[K, V], state: int) -> None:
        with self._lock:
            if state == self._state:
                self._kept.keep(found)
