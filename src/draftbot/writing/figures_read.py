"""The figures that a fact tells, and the blanks of a sentence that ask for one, each with what it counts and how."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

import rjieba

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.counts import find_counts
from draftbot.chinese.measures import Measure, measure_at, measures
from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.quantities import Entity, Kind, find_quantities
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import CLAUSE_END
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.facts.amounts import doing_words

_HOW = "counted_how"
# How a figure counts that tells a change since the year before.
CHANGES = frozenset(("than before", "more", "less"))
(NUMBER,), (PIECE,), (_SHARE,) = (words_in(_HOW, key) for key in ("bare number", "piece", "share"))
_HOLE = "\ue001"
_LISTED = re.compile("、")
# What stands in brackets beside a name is a name too: 满意度指数（CSI）达到….
_IN_BRACKETS = re.compile(rf"[（(]([^（）()，。；{_HOLE}]{{1,12}})[）)]")
_STOP = re.compile("[，。；：、！？,;!?（）()]")
# What the dictionary calls letters: COD, ADCP.
_LATIN = "eng"
# A word of more characters may hold a sort and its thing: 高级职称.
_SORT_AND_THING = 2
# What a verb tells beside a noun, and a doing that any clause may have.
_VERB, _DOING = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is told, or a blank that asks for one. `group` numbers the fact or the sentence; `written`
    is the number as told, "" of a blank; `start` and `end` are those of the blank in its sentence, or of the clause in
    its fact; `named` are the words that say what is counted, told before where `is_named` is false, `around` those beside them. `amount` is how much it is, of a
    blank how much it was; `says_more` where a fact's clause lists what no figure tells; `told_before` is the fact before one
    that names nothing itself; `head` the thing that stands beside it, "" for none; a figure `follows`
    the one before it where it names nothing and nothing else is named between them."""

    group: int
    start: int
    end: int
    written: str
    label: str
    measure: Measure | None
    named: str
    around: str
    how: frozenset[str]
    is_named: bool = True
    amount: float | None = None
    says_more: bool = False
    told_before: str = ""
    head: str = ""
    follows: bool = False

    @property
    def is_share(self) -> bool:
        return self.measure is not None and self.measure.kind == "share"


def told_in(group: int, fact: str, before: str = "") -> list[Figure]:
    """The figures of a fact, in order; `before` is what was told right before it, which a figure that names
    nothing is of."""
    plain = to_simplified(fact)
    entities = [e for e in find_quantities(plain) if e.kind is Kind.QUANTITY]
    pieces, at, marks = list[str](), 0, list[tuple[str, str, str]]()
    for entity in entities:
        written = entity.text.removesuffix(entity.keep) if entity.keep else entity.text
        word = entity.keep or ("%" if written[-1] in "%％" else "")
        if word == PIECE and (of := measure_at(plain, entity.end)) and of.kind == "people":
            word = of.word  # 9个人 are persons
        marks.append((written, entity.label, word))
        pieces += [plain[at : entity.start], _HOLE + word]
        at = entity.end + (len(word) if entity.keep == PIECE != word else 0)
    holed = "".join([*pieces, plain[at:]])
    spans = [(e.start, e.end) for e in entities]
    told = [(*mark, *span) for mark, span in zip(marks, spans, strict=True)]
    figures = [
        replace(figure, amount=_amount(entity.text), says_more=_says_more(plain, entity))
        for figure, entity in zip(_figures(group, holed, told, ""), entities, strict=True)
    ]
    behind = _behind_last_figure(to_simplified(before))
    for i, (figure, entity) in enumerate(zip(figures, entities, strict=True)):
        between = plain[entities[i - 1].end : entity.start] if i else behind
        if not figure.is_named and between is not None and not names_something(between):
            figures[i] = replace(figure, follows=True)
    if figures and not figures[0].is_named:
        figures[0] = replace(figures[0], told_before=to_simplified(before))
    return figures


def _behind_last_figure(fact: str) -> str | None:
    """What a fact says behind its last figure; None where it has none."""
    ends = [e.end for e in find_quantities(fact) if e.kind is Kind.QUANTITY]
    return fact[ends[-1] :] if ends else None


def _says_more(fact: str, entity: Entity) -> bool:
    """Whether the clause of a figure also lists what no figure counts: 新增火车站、工业园区两个书房."""
    start = max((m.end() for m in CLAUSE_END.finditer(fact, 0, entity.start)), default=0)
    end = CLAUSE_END.search(fact, entity.end)
    items = _LISTED.split(fact[start : end.start() if end else len(fact)])
    return len(items) > 1 and any(not find_counts(plain_digits(item), with_one=True) for item in items)


def asked_in(group: int, sentence: str, around: str, was: Sequence[str] = ()) -> list[Figure]:
    """The blanks of a sentence that ask for a figure; `around` are the headings it stands under, `was` what
    stood in the place of each blank the year before."""
    found = list(BLANK.finditer(sentence))
    holed = BLANK.sub(_HOLE, sentence)
    marks = []
    for match in found:
        measure = measure_at(sentence, match.end())
        word = measure.word if measure else "%" if match[1] == _SHARE else ""
        marks.append(("", match[1], word, match.start(), match.end()))
    figures = _figures(group, holed, marks, around)
    amounts = [_amount(text) for text in was] or [None] * len(figures)
    return [
        replace(figure, amount=amount)
        for figure, amount in zip(figures, amounts, strict=True)
        if figure.label in _figure_labels()
    ]


def _amount(text: str) -> float | None:
    """What is written, in the base of its measure."""
    counts = find_counts(plain_digits(text), with_one=True)
    return counts[0].value.middle if counts else None


def _figures(
    group: int, holed: str, marks: Sequence[tuple[str, str, str, int, int]], around: str
) -> list[Figure]:
    found = list[Figure]()
    holed = _IN_BRACKETS.sub(r" \1 ", holed)
    places = [m.start() for m in re.finditer(_HOLE, holed)]
    stops = [-1, *(m.start() for m in _STOP.finditer(holed)), len(holed)]
    carried = ""
    for i, (at, (written, label, word, start, end)) in enumerate(zip(places, marks, strict=True)):
        left = max(stop for stop in stops if stop < at) + 1
        right = min(stop for stop in stops if stop > at)
        counting = [p for p, mark in zip(places, marks, strict=True) if mark[1] in _figure_labels()]
        first = max([left, *(p + 1 for p in counting if left <= p < at)])
        last = min([right, *(p for p in counting if at < p < right)])
        before = holed[first:at]
        behind = holed[at + 1 : last].removeprefix(word)
        how = _how(holed[left:at], behind, i + 1 < len(places) and places[i + 1] < right)
        # What is counted is named right before the number or right behind it.
        is_before = last < right and names_something(before)
        thing = _thing_behind(behind) if word and last < right else ""
        named = f"{before} {thing if is_before else behind}"
        if first > left and thing:
            named = thing  # 与6个站所、48名巡线员签订责任书53份: what stands before is the number before's
        is_named = names_something(named.replace(label, ""))
        if not is_named or "than before" in how:
            named = f"{carried} {named}"
        carried = named if names_something(named) else carried
        beside = holed.replace(_HOLE, " ")
        found.append(
            Figure(
                group,
                start,
                end,
                written,
                label,
                measures().get(word),
                named,
                f"{around} {beside}",
                how,
                is_named,
                head=_head(before, behind),
            )
        )
    return found


def _thing_behind(behind: str) -> str:
    """The nouns that stand right behind a measure word: what is counted."""
    nouns = ""
    for word, tag in rjieba.tag(behind.replace(_HOLE, " "), False):
        if tag[:1] != "n":
            break
        nouns += word
    return nouns if len(nouns) > 1 else ""


def _head(before: str, behind: str) -> str:
    """The thing that is counted, right before the number or right behind it; "" where that is none, or of one
    character."""
    words = rjieba.tag(before.replace(_HOLE, " "), False)
    word, tag = ([("", ""), *words])[-1]
    # 选派3名骨干: the one word before is what was done, whatever the dictionary calls it.
    if tag[:1] == "n" and len(word) > 1 and not (len(words) == 1 and _thing_behind(behind)):
        return word
    head = ""
    for word, tag in rjieba.tag(behind.replace(_HOLE, " "), False):
        if tag[:1] not in "nab":
            break
        names = tag[:1] == "n" and len(word) > 1 and word not in _telling_nothing()
        head = word if names else head
    return head


def _how(before: str, behind: str, goes_on: bool) -> frozenset[str]:
    """In what way a figure counts."""
    words = {key: f"(?:{any_of(words_in(_HOW, key))})" for key in ("more", "less", "level", "from")}
    compares = re.search(any_of(words_in(_HOW, "than before")), before.split(_HOLE)[-1])
    how = set[str]()
    # 增加80个车位 are so many new ones, 投诉增加3件 is a change.
    is_change = names_something(re.sub(rf"{words['more']}$", "", before)) or not names_something(behind)
    is_new = any(word in before for word in words_in(_HOW, "anew")) or not is_change
    if re.search(rf"{words['more']}$", before) and (compares or not is_new):
        how |= {"than before", "more"}
    elif re.search(rf"{words['less']}$", before):
        how |= {"than before", "less"}
    elif compares and not re.search(rf"{words['level']}$", before):
        how.add("than before")
    # 由2024年的18天, 由18天: the year may stand between, as a blank too.
    if goes_on and re.search(rf"{words['from']}[^{_HOLE}]{{0,4}}(?:{_HOLE}[^{_HOLE}]{{0,2}})?$", before):
        how.add("from")
    if re.search(any_of(words_in(_HOW, "each")), before):
        how.add("each")
    if re.match(any_of(words_in(_HOW, "bounds")), behind):
        how.add("bounds")
    return frozenset(how)


def names_something(words: str) -> bool:
    """Whether words name a thing."""
    return any(weight > _VERB for weight in characters(words).values())


def names_one_thing(one: str, other: str) -> bool:
    """Whether two texts name something in common by more than one character: not 停车场 and 车间."""
    things = (word for word, tag in rjieba.tag(one, False) if tag[:1] == "n" or tag == "vn")
    return any(word[i : i + 2] in other for word in things for i in range(len(word) - 1))


def tells_something(words: str) -> bool:
    """Whether words name a thing, or a doing that not just any clause has."""
    return any(weight > _DOING for weight in characters(words).values())


@lru_cache(maxsize=8192)
def characters(text: str) -> Mapping[str, float]:
    """The characters of the words that tell what is counted, each with what such a word tells."""
    found: dict[str, float] = {}
    for word, tag in rjieba.tag(text.replace(_HOLE, " "), True):
        if not re.search(r"[\u4e00-\u9fffA-Za-z]", word) or word in _telling_nothing():
            continue
        if word in doing_words():
            worth = _DOING
        elif tag[:1] in "najblisz" or tag in ("vn", _LATIN):
            worth = 1.0
        elif tag[:1] in "vgqkh":
            worth = _VERB if len(word) > 1 or tag[:1] != "v" else _DOING
        else:
            continue
        for character in word:
            found[character.upper()] = max(found.get(character.upper(), 0.0), worth)
    return found


def are_of_two_sorts(one: str, other: str) -> bool:
    """Whether words tell of two sorts of one thing: 省级标兵 and 市级标兵, 高级职称 and 中级职称."""
    theirs = _with_next(other)
    return any(
        word != its
        and len(word) == len(its)
        and ((word[-1] == its[-1] and behind == its_behind != "") or _ends_alike(word, its))
        for word, behind in _with_next(one)
        for its, its_behind in theirs
    )


def _ends_alike(one: str, other: str) -> bool:
    return len(one) > _SORT_AND_THING and one[-2:] == other[-2:]


@lru_cache(maxsize=4096)
def _with_next(text: str) -> tuple[tuple[str, str], ...]:
    """The words of more than one character, each with the thing right behind it, "" for none."""
    words = rjieba.tag(text.replace(_HOLE, " "), False)
    things = [word if tag[:1] == "n" and len(word) > 1 else "" for word, tag in words[1:]]
    pairs = zip_longest((word for word, _ in words), things, fillvalue="")
    return tuple((word, thing) for word, thing in pairs if len(word) > 1 and word not in _telling_nothing())


@lru_cache(maxsize=1)
def _telling_nothing() -> frozenset[str]:
    return word_set("narrowing_nothing") | word_set(_HOW, "each", "more", "less", "level")


@lru_cache(maxsize=1)
def _figure_labels() -> frozenset[str]:
    return frozenset((NUMBER, *(measure.label for measure in measures().values())))
