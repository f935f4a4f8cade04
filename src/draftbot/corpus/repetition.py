"""What stands at the edges of several pages of one site is the site's: told by that, by where it
stands, by its links and its length together, and never by one of them alone. Of other files in one
folder, each with a head or a foot copied into it, more is asked."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import words_in
from draftbot.corpus.cleaning.furniture import MOST_LOST, is_prose
from draftbot.corpus.lines import TITLE_STYLE, Line, Place
from draftbot.corpus.paper_parts import begins_a_part
from draftbot.corpus.set_lines import closes_a_report, is_date, is_salutation, opens_a_report
from draftbot.corpus.signature import unit_line
from draftbot.corpus.titles import is_document_number, is_title_text, title_of
from draftbot.corpus.unit_reader import UnitReader

# So many others must have a line, among so many lines of each edge of theirs.
LEAST_OTHERS, _EDGE = 2, 40
_LONGEST, _LONGEST_NAME = 200, 20
# Pages that share so much of their running text, in several paragraphs, are one report in several years,
# and no witnesses for running text; those that share nearly all are copies, and none for anything.
_KIN, _LEAST_SHARED, _COPY = 0.3, 2, 0.8
_PROSE = "p"
# The name of a person who signs, and a line with an office's name.
_NAME, _OFFICE_LINE = re.compile(r"[\u3400-\u9fff](?:\s*[\u3400-\u9fff]){1,3}"), 16

# Which source lines of a page's are the site's.
Repeated = Callable[[Sequence[Line], UnitReader], frozenset[int]]


def keys_of(lines: Sequence[Line], *, of_page: bool = True) -> frozenset[str]:
    """What is kept of a file to know its lines again: those of its edges, figures left out; of what is
    no page not those that any report may have."""
    said = [line for line in lines if line.text.strip()]
    said = said if of_page else [line for line in said if not _is_any_reports(line)]
    edges = said if len(said) <= 2 * _EDGE else chain(said[:_EDGE], said[-_EDGE:])
    return frozenset(key for line in edges if (key := _key(line)))


def held_elsewhere(
    keys: frozenset[str], others: Sequence[frozenset[str]], least: float = LEAST_OTHERS
) -> frozenset[str]:
    """Which of a page's keys enough others of its site have, two and `least` of them."""
    prose = {key for key in keys if key.startswith(_PROSE)}
    held: Counter[str] = Counter()
    for other in others:
        shared = prose & other
        share = len(shared) / len(prose) if len(shared) >= _LEAST_SHARED else 0.0
        if share < _COPY:
            held.update(key for key in keys & other if share < _KIN or key not in prose)
    return frozenset(key for key, count in held.items() if count >= max(LEAST_OTHERS, least))


def share_of_folder(others: Sequence[frozenset[str]]) -> float:
    """How many other files of a folder must have what is copied into all of them."""
    return len(others) / 2


def copied_lines(
    lines: Sequence[Line], others: Sequence[frozenset[str]], reader: UnitReader
) -> frozenset[int]:
    """The source lines of a file that is no page which half of the files of its folder have: no running
    text, before the title or behind the text, none that may name somebody, and none that is its title."""
    keys = keys_of(lines, of_page=False)
    held = {
        key for key in held_elsewhere(keys, others, share_of_folder(others)) if not key.startswith(_PROSE)
    }
    shown = [line for line in lines if line.text.strip() and not line.dropped_as]
    if not held or not shown:
        return frozenset()
    edges = _Edges(shown, [_key(line) in held and not _may_sign(line) for line in shown], reader)
    above = {line.number for line in edges.above()}
    if above and title_of([line for line in shown if line.number not in above]).is_derived:
        above = set()
    return frozenset(above | {line.number for line in edges.below()})


def repeated_lines(
    lines: Sequence[Line], others: Sequence[frozenset[str]], reader: UnitReader
) -> frozenset[int]:
    """The source lines of a page that are its site's, `others` being the keys of pages of the same
    site: before its title, behind its text, and links between title and text."""
    held = held_elsewhere(keys_of(lines), others)
    shown = [line for line in lines if line.text.strip() and not line.dropped_as]
    if not held or not shown:
        return frozenset()
    page = _Edges(shown, [bool((key := _key(line)) and key in held) for line in shown], reader)
    told = [*page.above(), *page.below()]
    prose = sum(len(line.text) for line in shown if is_prose(line.text))
    if sum(len(line.text) for line in told if is_prose(line.text)) * MOST_LOST > prose:
        told = [line for line in told if not is_prose(line.text)]
    return frozenset(line.number for line in told)


class _Edges:
    """What stands before and behind a page's text."""

    def __init__(self, lines: list[Line], is_held: list[bool], reader: UnitReader) -> None:
        self._lines, self._is_held, self._reader = lines, is_held, reader
        self._plain = [to_simplified(line.text).strip() for line in lines]
        own = [i for i in range(len(lines)) if self._is_own(i)]
        self._first, self._last = (own[0], own[-1]) if own else (0, len(lines) - 1)

    def above(self) -> list[Line]:
        """Those before the title, and links and labels between it and the text."""
        text = next((i for i in range(len(self._lines)) if self._is_text(i)), self._first)
        before = [i for i in range(self._first) if self._is_the_sites(i)]
        between = [i for i in range(self._first, text) if self._is_the_sites(i) and not self._may_name(i)]
        return [self._lines[i] for i in (*before, *between)]

    def below(self) -> list[Line]:
        """Those behind the text; running text only below others."""
        found: list[int] = []
        for i in range(self._last + 1, len(self._lines)):
            is_first = not found and is_prose(self._plain[i]) and not self._lines[i].is_linked
            if self._is_the_sites(i) and not is_first:
                found.append(i)
        return [self._lines[i] for i in found]

    def _is_text(self, i: int) -> bool:
        """Whether a line is running text or a heading that is not the site's."""
        return not self._is_held[i] and (is_prose(self._plain[i]) or parse_number(self._plain[i]) is not None)

    def _is_own(self, i: int) -> bool:
        """Whether a line can only be the report's."""
        return self._is_text(i) or self._is_set(i)

    def _is_set(self, i: int) -> bool:
        """Whether a line is one that many reports have alike: title, address, number, unit, signature."""
        text, line = self._plain[i], self._lines[i]
        return (
            line.style == TITLE_STYLE
            or (parse_number(text) is not None and not line.is_linked)
            or is_title_text(text)
            or is_salutation(text)
            or is_date(text)
            or is_document_number(text)
            or bool(unit_line(text, self._reader))
            or opens_a_report(text)
            or closes_a_report(text)
            or begins_a_part(self._plain, i, self._reader)
        )

    def _is_the_sites(self, i: int) -> bool:
        line = self._lines[i]
        return self._is_held[i] and not self._is_set(i) and (line.place is not Place.ROW or line.is_linked)

    def _may_name(self, i: int) -> bool:
        """Whether a line may say whose the report is."""
        text = self._plain[i]
        is_words = bool(re.fullmatch(r"[\u3400-\u9fff\s·（）()]+", text))
        return is_words and len(text) <= _LONGEST_NAME and not self._lines[i].is_linked


def _is_any_reports(line: Line) -> bool:
    """Whether a line that is no running text is one that reports have alike, by its form."""
    text = to_simplified(line.text).strip()
    return not is_prose(text) and (
        line.style is not None
        or line.place is not Place.TEXT
        or parse_number(text) is not None
        or is_title_text(text)
        or is_salutation(text)
        or is_date(text)
    )


def _may_sign(line: Line) -> bool:
    """Whether a line may be somebody's name, with an office or a label."""
    text = to_simplified(line.text).strip()
    if _NAME.fullmatch(text):
        return True
    signing = (*words_in("signature_labels"), *(word for word in words_in("titles") if len(word) > 1))
    return len(text) <= _OFFICE_LINE and any(word in text for word in signing)


def _key(line: Line) -> str:
    text = re.sub(r"\d+", "0", "".join(to_simplified(line.text).split()))
    if not 1 < len(text) <= _LONGEST:
        return ""
    made = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return (_PROSE if is_prose(text) else "") + made
