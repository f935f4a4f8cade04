"""How the points of past reports are grouped, against groups made by hand.

    DRAFTBOT_HOME=DIR python scripts/measure_groups.py [--show]

`point_groups.json`: 33 sections of drafts over the sample corpus to which three units and more lend,
their points grouped by two readers who had not seen the code. Of a point it holds number, report,
passage, heading above, small heading, text as masked (its first 170 characters). Pairwise F is of the
pairs of points that stand in one group, summed over the sections. DIR has read the sample corpus.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from typing import Any

from draftbot.bootstrap import build_parts
from draftbot.domain import DraftRequest, Passage, ReportSummary, Role, Script
from draftbot.masking.mask import Masked
from draftbot.service.parts import Parts
from draftbot.settings import load_settings
from draftbot.writing.point_groups import group_points
from draftbot.writing.points import Point

_LABELS = Path(__file__).with_name("point_groups.json")


def main() -> None:
    sections = json.loads(_LABELS.read_text(encoding="utf-8"))
    with ExitStack() as resources:
        _measure(build_parts(load_settings(), resources), sections, "--show" in sys.argv)


def _measure(parts: Parts, sections: Sequence[dict[str, Any]], shows: bool) -> None:
    both = ours = theirs = 0
    for section in sections:
        points = {number: _point(*said) for number, *said in section["points"]}
        numbers = {id(point): number for number, point in points.items()}
        request = DraftRequest(section["request"], parts.book.outline_for(section["request"]))
        brief = parts.drafter.planner.brief(request)[0]
        groups = group_points(list(points.values()), brief, parts.embeddings)
        made = _pairs([numbers[id(point)] for point in group.points] for group in groups)
        wanted = _pairs(section["groups"])
        both, ours, theirs = both + len(made & wanted), ours + len(made), theirs + len(wanted)
        print(f"{_f(made, wanted):.2f}  {section['request']}")
        if shows:
            for what, pairs in (("joined", made - wanted), ("apart", wanted - made)):
                for one, other in sorted(pairs):
                    print(f"   {what}: {_told(points[one])} | {_told(points[other])}")
    precision, recall = both / max(1, ours), both / max(1, theirs)
    f = 2 * both / max(1, ours + theirs)
    print(f"pairwise F {f:.3f} (precision {precision:.3f}, recall {recall:.3f})")


def _point(report: int, passage: int, above: str, heading: str, text: str) -> Point:
    title = f"report {report}"
    source = ReportSummary(title, title, "", title, None, Script.SIMPLIFIED, title, 1, 0)
    place = Passage(f"passage {passage}", title, 0, (above,), Role.OTHER, text)
    return Point(heading, (Masked(text, ()),), place, source, 1.0, 0.0)


def _pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _f(made: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> float:
    return 2 * len(made & wanted) / (len(made) + len(wanted)) if made or wanted else 1.0


def _told(point: Point) -> str:
    return point.heading or point.text[:24]


if __name__ == "__main__":
    main()
