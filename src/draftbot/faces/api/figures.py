"""What the server has done, as Prometheus reads it.

https://prometheus.io/docs/instrumenting/exposition_formats/: a few lines, which no package is
needed for. Of this process alone.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Seconds; a draft with a chat model takes minutes.
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)


class Figures:
    """Counts of requests by route, and how long they took. Routes are the application's own
    patterns, so that there are only so many."""

    def __init__(self) -> None:
        self._changed = threading.Lock()
        self._answered: Counter[tuple[str, str, int]] = Counter()
        self._within: dict[str, Counter[int]] = {}
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._at_work = 0

    def begun(self) -> None:
        with self._changed:
            self._at_work += 1

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        place = next((i for i, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        with self._changed:
            self._at_work -= 1
            self._answered[method, route, status] += 1
            self._within.setdefault(route, Counter())[place] += 1
            self._seconds[route] += seconds

    def as_text(self, more: Mapping[str, float], version: str) -> str:
        """All of them, with gauges `more`."""
        with self._changed:
            answered, seconds, at_work = dict(self._answered), dict(self._seconds), self._at_work
            within = {route: Counter(counts) for route, counts in self._within.items()}
        lines = [_head("draftbot_info", "gauge"), f'draftbot_info{{version="{version}"}} 1']
        lines += [_head("draftbot_requests_at_work", "gauge"), f"draftbot_requests_at_work {at_work}"]
        lines.append(_head("draftbot_requests_total", "counter"))
        for (method, route, status), count in sorted(answered.items()):
            labels = f'method="{method}",route="{_plain(route)}",status="{status}"'
            lines.append(f"draftbot_requests_total{{{labels}}} {count}")
        lines.append(_head("draftbot_request_seconds", "histogram"))
        for route, counts in sorted(within.items()):
            lines += _histogram(_plain(route), counts, seconds[route])
        for name, value in more.items():
            lines += [_head(f"draftbot_{name}", "gauge"), f"draftbot_{name} {value:g}"]
        return "\n".join(lines) + "\n"


def _histogram(route: str, counts: Counter[int], seconds: float) -> Iterable[str]:
    below = list(accumulate(counts[place] for place in range(len(BOUNDS) + 1)))
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), below, strict=True):
        yield f'draftbot_request_seconds_bucket{{route="{route}",le="{bound}"}} {count}'
    yield f'draftbot_request_seconds_sum{{route="{route}"}} {seconds:.6f}'
    yield f'draftbot_request_seconds_count{{route="{route}"}} {below[-1]}'


def _head(name: str, kind: str) -> str:
    return f"# TYPE {name} {kind}"


def _plain(label: str) -> str:
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
