"""How the points of past reports are grouped, against groups made by hand.

    DRAFTBOT_HOME=DIR python scripts/measure_groups.py FILE [--show]

FILE is a JSON list of {"request": title, "section": heading, "points": [{"id", "report", "heading"}, …],
"groups": [[id, …], …]}: `report` is the file a report was read from, or for one of a collection its
title behind its mark (篇2：…); `heading` a small heading, or the beginning of what a point without one says.
DIR holds a data folder that has read these reports. A point that is not found is left out and counted.
Pairwise F is of the pairs of points that stand in one group, summed over all sections of three units and more.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from typing import Any

from draftbot.bootstrap import build_parts
from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import DraftRequest, Passage, ReportSummary
from draftbot.facts.brief import Brief
from draftbot.masking.mask import Masked, mask
from draftbot.service.parts import Parts
from draftbot.settings import load_settings
from draftbot.writing.point_groups import group_points
from draftbot.writing.points import Point, past_sentences

_LIKE_A_LIST = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[，、]|首先，|其次，|再次，|最后，)"
)


def main() -> None:
    file, *options = sys.argv[1:]
    sections = json.loads(Path(file).read_text(encoding="utf-8"))
    with ExitStack() as resources:
        parts = build_parts(load_settings(), resources)
        _measure(parts, sections, "--show" in options)


def _measure(parts: Parts, sections: Sequence[dict[str, Any]], shows: bool) -> None:
    both = ours = theirs = lacking = 0
    for section in sections:
        brief = _brief(parts, section["request"])
        points = _points(parts, section["points"], brief)
        lacking += len(section["points"]) - len(points)
        ids = {id(point): number for number, point in points.items()}
        groups = group_points(list(points.values()), brief, parts.embeddings)
        made = _pairs([ids[id(point)] for point in group.points] for group in groups)
        wanted = {pair for pair in _pairs(section["groups"]) if set(pair) <= set(points)}
        both, ours, theirs = both + len(made & wanted), ours + len(made), theirs + len(wanted)
        print(f"{_f(made, wanted):.2f}  {section['request']} · {section['section']}")
        if shows:
            for what, pairs in (("joined", made - wanted), ("apart", wanted - made)):
                for one, other in sorted(pairs):
                    print(f"   {what}: {_told(points[one])} | {_told(points[other])}")
    precision, recall = both / max(1, ours), both / max(1, theirs)
    f = 2 * both / max(1, ours + theirs)
    print(f"pairwise F {f:.3f} (precision {precision:.3f}, recall {recall:.3f}), points not found {lacking}")


def _brief(parts: Parts, title: str) -> Brief:
    request = DraftRequest(title, parts.book.outline_for(title))
    return parts.drafter.planner.brief(request)[0]


def _points(parts: Parts, labelled: Sequence[dict[str, Any]], brief: Brief) -> dict[int, Point]:
    """The labelled points as the writer would have them, by number."""
    found: dict[int, Point] = {}
    headings = {(each["report"], _plain(each["heading"])) for each in labelled}
    for each in labelled:
        report = _report(parts, each["report"])
        if report is None:
            continue
        others = {heading for name, heading in headings if name == each["report"]} - {_plain(each["heading"])}
        if point := _point(
            parts.catalog.passages_of(report.id), report, _plain(each["heading"]), others, brief
        ):
            found[each["id"]] = point
    return found


def _report(parts: Parts, name: str) -> ReportSummary | None:
    title = to_simplified(re.sub("^篇[^：]*：", "", name))
    for report in parts.catalog.reports():
        if Path(report.source).name == name or to_simplified(report.title) == title:
            return report
    return None


def _point(
    passages: Sequence[Passage], report: ReportSummary, heading: str, others: Iterable[str], brief: Brief
) -> Point | None:
    """A point by its small heading, else by how a sentence begins, up to the next point."""
    for passage in passages:
        if passage.heading_path and _plain(passage.heading_path[-1]) == heading:
            return _made(heading, past_sentences(passage.text), passage, report, brief)
    for passage in passages:
        sentences = past_sentences(passage.text)
        start = next((i for i, s in enumerate(sentences) if heading in _plain(s)), None)
        if start is None:
            continue
        end = next(
            (i for i in range(start + 1, len(sentences)) if any(o in _plain(sentences[i]) for o in others)),
            len(sentences),
        )
        return _made("", sentences[start:end], passage, report, brief)
    return None


def _made(
    heading: str, sentences: Sequence[str], passage: Passage, report: ReportSummary, brief: Brief
) -> Point:
    masked = tuple(m for s in sentences if (m := mask(s, report, brief)) is not None)
    # Points of one list stand apart though one passage holds them.
    return Point(heading, masked or (Masked("".join(sentences), ()),), passage, report, 1.0, 0.0)


def _plain(heading: str) -> str:
    return _LIKE_A_LIST.sub("", without_enumerator(to_simplified(heading).strip())).strip("。：:；，, ")


def _pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _f(made: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> float:
    return 2 * len(made & wanted) / (len(made) + len(wanted)) if made or wanted else 1.0


def _told(point: Point) -> str:
    return point.heading or point.text[:24]


if __name__ == "__main__":
    main()
