"""Tables of contents: the lines that only say on which page a heading stands."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import word_set
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line

NAME = "table_of_contents"
_LED = re.compile(
    r"^(?P<entry>.*?[^\s.…．·•‥_—\-])\s*(?:[.…．·•‥_—\-]\s*){3,}[（(]?\s*(?:\d{1,4}|[ivxIVX]{1,6})?\s*[）)]?\s*$"
)
_PAGED = re.compile(r"^(?P<entry>.*?\S)(?:[ \t\u3000]+|[（(\[])\s*(?:第\s*)?\d{1,4}(?:\s*页)?\s*[）)\]]?\s*$")
_LONGEST = 80
_FEWEST = 2


def drop_contents(lines: list[Line], account: Account) -> list[Line]:
    """Tables of contents go: what stands under a line 目录 and is led by dots to a page,
    ends on one, or stands again further down; and runs of lines led by dots alone."""
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    entries = {i for i in filled if len(lines[i].text) <= _LONGEST and _LED.match(lines[i].text)}
    if not entries and not any(_is_heading(lines[i].text) for i in filled):
        return lines
    places = {key: k for k, i in enumerate(filled) if (key := _key(lines[i].text))}
    dropped: set[int] = set()
    for k, i in enumerate(filled):
        if i in dropped:
            continue
        if _is_heading(lines[i].text):
            run = _run_below(lines, filled, k, entries, places)
            if run or _stood_over_contents(lines, filled, k, account):
                dropped |= {i, *run}
        elif i in entries:
            run = _run_of_entries(filled, k, entries)
            if len(run) >= _FEWEST:
                dropped |= set(run)
    return [line for i, line in enumerate(lines) if not (i in dropped and account.drop(NAME, line))]


def _run_below(
    lines: list[Line], filled: list[int], k: int, entries: set[int], places: dict[str, int]
) -> list[int]:
    """The entries under the heading of a table of contents, the `k`-th filled line."""
    run: list[int] = []
    for at in range(k + 1, len(filled)):
        i = filled[at]
        text = lines[i].text
        if len(text) > _LONGEST:
            break
        paged = _PAGED.match(text)
        key = _key(paged["entry"]) if paged else _key(text)
        stands_again = places.get(key, at) > at
        if not (i in entries or paged or stands_again):
            break
        run.append(i)
    # What stands again may be the text itself, given twice.
    return run if any(i in entries or _PAGED.match(lines[i].text) for i in run) or len(run) >= _FEWEST else []


def _run_of_entries(filled: list[int], k: int, entries: set[int]) -> list[int]:
    run = []
    while k < len(filled) and filled[k] in entries:
        run.append(filled[k])
        k += 1
    return run


def _stood_over_contents(lines: list[Line], filled: list[int], k: int, account: Account) -> bool:
    """Whether the file's own reader has taken out the contents below the heading."""
    below = lines[filled[k + 1]].number if k + 1 < len(filled) else 2**31
    above = lines[filled[k]].number
    return any(d.why == NAME and above < d.line < below for d in account.dropped)


def _is_heading(text: str) -> bool:
    return "".join(to_simplified(text).split()).lower() in word_set("contents_headings")


def _key(text: str) -> str:
    return "".join(text.split()).rstrip("：:")
