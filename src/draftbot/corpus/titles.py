"""The title of a report: its own, its marker's, or one derived from its opening."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.corpus.genres import genre_of
from draftbot.corpus.lines import TITLE_STYLE, Line, Place
from draftbot.corpus.part_titles import begins_as_part
from draftbot.corpus.set_lines import ends_on_people

_LONGEST = 60
_HEAD, _MOST_ABOVE = 6, 80
# The longest line that may stand over a title and be none of it; the shortest title it may stand over.
_SHORTEST_PART, _WHOLE_TITLE = 6, 10
_PART = 4
# A cover leaves out less than this part of a title.
_MOST_OF_TITLE = 3
_DERIVED = 30
_NO_TITLE = re.compile(r"年\d{1,2}月|\d+号$")
_ENDS = "。！？；：，、,;:!?"
_SUBTITLE = re.compile(r"^(?:[—－-]{1,3}|[（(])")
# What a line goes on with that has its unit above it.
_GOES_ON = re.compile(r"(?:19|20)\d{2}|[〇○零]|^关于|(?:工作|情况|学期|年度)$")
_DOC_NUMBER = re.compile(r"^.{1,12}[〔\[(（]\d{4}[〕\])）].{0,6}\d+\s*号$|^第?\s*\d+\s*号$")


@dataclass(frozen=True, slots=True)
class Title:
    """`text` of the title; `used` says which of the report's first lines it takes up."""

    text: str
    is_derived: bool
    used: frozenset[int] = frozenset()


def names_a_report(text: str) -> bool:
    """Whether a line reads like the title of a report: short, without an end
    mark, ending in the noun of a genre and saying more than that noun."""
    return is_title_text(to_simplified(text))


def is_title_text(text: str) -> bool:
    """`names_a_report` for text that is Simplified already."""
    plain = re.sub(r"\s", "", text)
    if not 5 <= len(plain) <= _LONGEST or plain[-1] in _ENDS or any(mark in plain for mark in "。：；"):
        return False
    if plain.count("，") > 2 or _SUBTITLE.match(plain) or parse_number(plain) is not None:
        return False
    return bool(_noun().search(plain)) and not begins_as_part(plain)


def is_telling(title: str) -> bool:
    """Whether a title names its subject, year or unit, not its kind alone."""
    plain = to_simplified(title)
    return len(plain) >= 10 or "关于" in plain or "年" in plain


def is_document_number(text: str) -> bool:
    """Whether a line is the number of an official paper: 岚政〔2024〕12号."""
    return bool(_DOC_NUMBER.match(text))


@cache
def _noun() -> re.Pattern[str]:
    """The noun that ends a title, with what a collection of samples hangs on it."""
    nouns = any_of(words_in("names_of_papers", "reports", "other papers", "materials"))
    samples = any_of(words_in("names_of_papers", "samples"))
    return re.compile(
        rf"(?:{nouns})(?:{samples}|稿)?(?:[（(【\[][^）)】]{{1,16}}[）)】\]])?[\d一二三四五六七八九十]{{0,2}}$"
    )


def title_of(
    lines: list[Line], marked: str = "", is_unit: Callable[[str], bool] = lambda line: False
) -> Title:
    """The title of the report that `lines` make up; `marked` is what its marker
    named (篇3：标题), used when it has no title line of its own. `is_unit` tells of
    a line whether it is a unit's name, which may stand above the rest of a title."""
    own = _own_title(lines, is_unit)
    if own is not None:
        return own
    if marked:
        same = [i for i, line in enumerate(lines[:3]) if line.text.strip() == marked]
        return Title(marked, is_derived=False, used=frozenset(same))
    # A first line that names a kind of paper and no more is no part of the text.
    is_kind = bool(lines) and to_simplified(lines[0].text).strip() in word_set("papers_in_titles")
    return Title(_derived(lines), is_derived=True, used=frozenset({0} if is_kind else ()))


def _own_title(lines: list[Line], is_unit: Callable[[str], bool]) -> Title | None:
    if (i := _title_behind_cover(lines)) is not None:
        return Title(lines[i].text.strip(), False, frozenset({i}))
    if (i := _heading_of_all(lines)) is not None:
        return Title(lines[i].text.strip(), False, _with_repeats(lines, {i}, lines[i].text))
    for i, line in enumerate(lines[:_HEAD]):
        if line.style == TITLE_STYLE or (line.style == 1 and i == 0 and parse_number(line.text) is None):
            return Title(line.text.strip(), False, _with_repeats(lines, {i}, line.text))
    for i, line in enumerate(lines[:_HEAD]):
        if parse_number(line.text) is not None or len(line.text) > 2 * _LONGEST:
            break
        joined = ""
        for j in range(i, min(i + _PART, len(lines))):
            if (
                lines[j].style is not None
                or lines[j].place is not Place.TEXT
                or not _could_be_part(lines[j].text)
            ):
                break
            part = lines[j].text.strip()
            joined = part if part.startswith(joined) else joined + part
            if names_a_report(joined):
                first = _first_of_title([line.text.strip() for line in lines[i : j + 1]], is_unit)
                title = joined.removeprefix("".join(line.text.strip() for line in lines[i : i + first]))
                return Title(title, False, _with_repeats(lines, set(range(i + first, j + 1)), title))
    for i, line in enumerate(lines[:_HEAD]):
        if labelled := title_labelled([line.text]):
            return Title(labelled, False, _with_repeats(lines, {i}, labelled))
    return _title_below_unit(lines, is_unit) or _first_line_title(lines)


def _title_behind_cover(lines: list[Line]) -> int | None:
    """The line that says as a whole what lines of a cover said one below another, all of it and in its order;
    nothing that goes on for long stands between them."""
    short = [re.sub(r"\s", "", line.text) for line in takewhile(_stands_on_cover, lines[: _HEAD + _PART])]
    for at, title in enumerate(short):
        if not names_a_report(title):
            continue
        for first in range(at - 1):
            said = short[first] + short[first + 1]
            letters = iter(title)
            is_most = len(said) * _MOST_OF_TITLE >= len(title) * (_MOST_OF_TITLE - 1)
            if is_most and title.startswith(short[first]) and all(letter in letters for letter in said):
                return at
    return None


def _stands_on_cover(line: Line) -> bool:
    return line.place is Place.TEXT and len(line.text) <= _LONGEST and line.text[-1] not in "。；，"


def title_labelled(texts: Sequence[str]) -> str:
    """The name of a report that one of these lines gives behind the label of a title (公文标题：…); "" for none."""
    labels = words_in("parts_of_papers", "titles")
    for text in texts:
        label, colon, rest = text.replace(":", "：").partition("：")
        if colon and to_simplified(label).strip().lower() in labels and names_a_report(rest.strip()):
            return rest.strip()
    return ""


def _heading_of_all(lines: list[Line]) -> int | None:
    """The first heading of a page of notes that names a report where the page's own names none: whatever
    its level, with no more than a greeting above it."""
    head, said = lines[:_HEAD], 0
    names = bool(head) and names_a_report(head[0].text)
    # A page's own name may name the kind of paper alone: 汇报（改3）.
    is_said = bool(head) and (is_telling(head[0].text) if names else head[0].style == TITLE_STYLE)
    if not head or is_said or (names and head[0].style != TITLE_STYLE):
        return None
    for i, line in enumerate(head):
        if line.style is not None and names_a_report(line.text) and is_telling(line.text):
            return i
        said += len(line.text)
        if line.place is not Place.TEXT or said > _MOST_ABOVE or parse_number(line.text) is not None:
            return None
    return None


def _first_of_title(parts: list[str], is_unit: Callable[[str], bool]) -> int:
    """Where the title begins among the lines at the head of a cover: short ones over a whole title
    that are no unit and no period (内部资料, 注意保存) are none of it."""
    first = 0
    while first + 1 < len(parts):
        rest = "".join(parts[first + 1 :])
        part = to_simplified(parts[first])
        is_mark = len(part) <= _SHORTEST_PART and not re.search(r"\d", part) and not is_unit(part)
        if not is_mark or len(rest) < _WHOLE_TITLE or not names_a_report(rest):
            return first
        first += 1
    return first


def _title_below_unit(lines: list[Line], is_unit: Callable[[str], bool]) -> Title | None:
    """A unit's name and the line below it that goes on with the title: a period, a paper, a matter."""
    for i in range(min(_HEAD, len(lines) - 1)):
        unit, rest = lines[i].text.strip(), lines[i + 1].text.strip()
        if not _stands_like_title(rest) or not is_unit(to_simplified(unit)):
            continue
        if genre_of(rest).sureness or _GOES_ON.search(to_simplified(rest)):
            joined = rest if rest.startswith(unit) else unit + rest
            return Title(joined, False, _with_repeats(lines, {i, i + 1}, joined))
    return None


def _stands_like_title(text: str) -> bool:
    return (
        4 <= len(text) <= _LONGEST
        and not re.search("[。！？；：，:;,!?|]", text)
        and parse_number(text) is None
        and not _SUBTITLE.match(text)
        and not _DOC_NUMBER.match(text)
        and not _NO_TITLE.search(to_simplified(text))
    )


def _first_line_title(lines: list[Line]) -> Title | None:
    """A first line that stands like a title, whatever it says."""
    text = lines[0].text.strip() if lines else ""
    plain = to_simplified(text)
    if len(lines) < 3 or not 5 <= len(text) <= 40 or parse_number(text) is not None:
        return None
    if (
        re.search("[。！？；：，:;,!?|]", text)
        or _SUBTITLE.match(text)
        or _NO_TITLE.search(plain)
        or ends_on_people(plain)
    ):
        return None
    return Title(text, False, _with_repeats(lines, {0}, text))


def _could_be_part(text: str) -> bool:
    return (
        len(text) <= _LONGEST
        and text[-1] not in "。！？；：，:"
        and not _DOC_NUMBER.match(text)
        and not _SUBTITLE.match(text)
    )


def _with_repeats(lines: list[Line], used: set[int], title: str) -> frozenset[int]:
    wanted = re.sub(r"\s", "", title)
    return frozenset(
        used | {i for i, line in enumerate(lines[:_HEAD]) if re.sub(r"\s", "", line.text) == wanted}
    )


def _derived(lines: list[Line]) -> str:
    """The first words that say something: a heading's, or the first clause's."""
    for line in lines[:_HEAD]:
        number = parse_number(line.text)
        text = line.text[number.end :] if number else line.text
        if number is None and re.search(r"^[（(]?\d{4}年\d+月", text):
            continue
        sentences = split_sentences(text)
        if not sentences or (text[-1] in "：:" and len(text) < 40 and number is None):
            continue
        first = sentences[0].rstrip(_ENDS)
        clause = re.split("[，,；;：:]", first)[0]
        chosen = first if len(first) <= _DERIVED else clause
        if len(chosen) >= 4:
            return chosen[:_DERIVED]
    return lines[0].text[:_DERIVED] if lines else ""
