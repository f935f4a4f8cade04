"""Many searching at once while something else goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

CLIENTS = 10


@dataclass
class Crowd:
    """What became of every search: how long it took, or how it failed."""

    seconds: list[float] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, condition: Callable[[Crowd], bool], seconds: float = 120) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: condition(self), seconds)

    def told(self) -> str:
        """The figures, for whoever reads the test's output."""
        ordered = sorted(self.seconds)
        at = {share: ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.95, 1.0)}
        return (
            f"{len(ordered)} searches by {CLIENTS} clients:"
            f" median {at[0.5]:.0f} ms, p95 {at[0.95]:.0f} ms, longest {at[1.0]:.0f} ms"
        )

    def run(self, search: Callable[[int, int], None], client: int, thinking: float) -> None:
        turn = 0
        while not self.stop.is_set():
            started = time.perf_counter()
            failure: Exception | None = None
            try:
                search(client, turn)
            except Exception as error:  # noqa: BLE001  (the test looks at what kind it is)
                failure = error
            turn += 1
            with self.changed:
                if failure:
                    self.failures.append(failure)
                else:
                    self.seconds.append(time.perf_counter() - started)
                self.changed.notify_all()
            self.stop.wait(thinking)


@contextmanager
def searching(search: Callable[[int, int], None], thinking: float = 0.0) -> Iterator[Crowd]:
    """Ten threads that call `search(client, turn)` again and again until the block is left,
    `thinking` for some seconds after each answer."""
    crowd = Crowd()
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(crowd.run, search, client, thinking) for client in range(CLIENTS)]
        try:
            yield crowd
        finally:
            crowd.stop.set()
        for one in running:
            one.result()
