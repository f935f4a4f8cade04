"""Which blank everyday words mean: 整改数填168处, 日均处理2.77万吨, 组长是何向东.

What stands around a blank in its clause names it; then what it is called; then the rest of its sentence and
its heading. The unit behind it tells blanks apart, and is not written twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.names import LABELS
from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import PERSON
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.referents import Referents, Stretch, order_words
from draftbot.conversation.understanding.words import OF
from draftbot.domain import Blank

_AMOUNT = re.compile(rf"(?P<value>\d[\d.,]*\s*[万亿千百]?\s*%?|[{HAN}]+)(?P<unit>[\u4e00-\u9fff]{{0,3}})")
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Around:
    """A blank with what stands in its clause before and behind it."""

    number: int
    blank: Blank
    before: str
    behind: str
    sentence: str
    head: str

    def rank(self, words: list[str], plain: str) -> int:
        """How near the words stand to it, 0 the nearest; 9 where they do not."""
        label = self.blank.label
        if plain.endswith(label) and len(plain) > len(label) + 1 and plain[: -len(label)] in self.before:
            return 0
        around = (
            self.before,
            self.before + "\0" + self.behind,
            self.before + self.behind + self.blank.label,
            self.sentence,
            self.sentence + self.head,
        )
        for rank, text in enumerate(around):
            if plain and plain in text:
                return rank
            if words and all(word in text for word in words):
                return rank
        return 9

    def takes(self, value: str) -> bool:
        """Whether a blank that is counted in something has a figure."""
        return bool(re.search(r"\d", value)) or not re.match(
            r"[\u4e00-\u9fff%]{1,2}(?:[，；。\0]|$)", self.behind
        )


def arounds(referents: Referents) -> list[Around]:
    found, last, nth = [], None, 0
    for number, blank in enumerate(referents.draft.blanks, 1):
        at = (blank.section, blank.sentence)
        nth = nth + 1 if at == last else 0
        last = at
        section = referents.draft.sections[blank.section]
        text = to_simplified(section.sentences[blank.sentence].text)
        marks = list(BLANK.finditer(text))
        if nth >= len(marks):
            continue
        start = marks[nth - 1].end() if nth else 0
        end = marks[nth + 1].start() if nth + 1 < len(marks) else len(text)
        before = re.split("[，；。]", text[start : marks[nth].start()])
        behind = re.split("[，；。]", text[marks[nth].end() : end])
        near = before[-1] if before[-1] else (before[-2] if len(before) > 1 else "")
        heads = [
            p.head
            for p in referents.points
            if p.section == blank.section and p.first <= blank.sentence < p.end
        ]
        found.append(
            Around(number, blank, near, behind[0], BLANK.sub("\0", text), " ".join((*heads, section.heading)))
        )
    return found


def fill_named(
    said: str, value: str, referents: Referents, most: int = 4, within: Stretch | None = None
) -> list[do.FillBlank]:
    """The blanks that words mean, filled; of several all, for the user to choose from. `most` is how far
    around a blank they may stand."""
    plain = to_simplified(said).strip(f'，,：:{OF}“”" ')
    plain = re.sub(rf"^(?:{order_words('takes up')})+", "", plain)
    bare = re.sub(rf"(?:{order_words('a blank', 'did')})+$", "", plain) or plain
    bare, scope = referents.scoped(bare, within)
    words = referents.telling(bare)
    if not words and len(bare) < 2:
        return []
    ranked = [
        (one.rank(words, bare), one)
        for one in arounds(referents)
        if scope is None
        or (one.blank.section == scope.section and scope.first <= one.blank.sentence < scope.end)
    ]
    ranked = [pair for pair in ranked if pair[0] <= most]
    unit = _unit(value)
    alike = [pair for pair in ranked if unit and pair[1].behind.startswith(unit)]
    fitting = alike or [pair for pair in ranked if not unit or not _counts_other(pair[1], value)]
    best = min((rank for rank, _ in fitting), default=9)
    return [do.FillBlank(_without_unit(value, one), one.number) for rank, one in fitting if rank == best]


def fill_stated(said: str, referents: Referents) -> do.FillBlank | None:
    """A figure or a name told with the words that stand around one blank: 联合清查5次."""
    plain = re.sub(rf"(?:{order_words('roughly ends')})+$", "", to_simplified(said).strip("，,。 "))
    last = next(iter(reversed(list(_AMOUNT.finditer(plain)))), None)
    if last and last.end() == len(plain) and last.start() > 1 and last["unit"]:
        what, value = plain[: last.start()], plain[last.start() :]
        what = re.sub(rf"(?:{order_words('did')})+$", "", what)
        if re.search(r"\d|[，,：:？?“”]", what):
            return None
        words = referents.telling(what)
        if sum(map(len, words)) < 2:
            return None
        found = [
            one
            for one in arounds(referents)
            if one.behind.startswith(last["unit"]) and all(w in one.before for w in words)
        ]
        found = found or [
            one
            for one in arounds(referents)
            if one.behind.startswith(last["unit"]) and one.rank(words, "") <= 3 and _own_clause(one, words)
        ]
        return do.FillBlank(_without_unit(value, found[0]), found[0].number) if len(found) == 1 else None
    if told := _told_right_before(plain, referents):
        return told
    match = re.fullmatch(
        rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?:{order_words('equals')})(?P<who>[\u4e00-\u9fff·]{{2,4}})",
        plain,
    )
    if match is None or len(match["who"]) > _LONGEST_NAME:
        return None
    if [w.tag for w in referents.view.words(match["who"])] != [PERSON]:
        return None
    names = set(LABELS.values())
    held = [
        o
        for o in arounds(referents)
        if o.blank.label in names and match["what"] in o.before + "\0" + o.behind
    ]
    return do.FillBlank(match["who"], held[0].number) if len(held) == 1 else None


def _own_clause(one: Around, words: list[str]) -> bool:
    """Whether the words stand in the sentence before the blank, with nothing else counted between."""
    before = one.sentence.split("\0")[0] if one.sentence.count("\0") == 1 else one.before
    return all(word in before + one.before for word in words)


def _unit(value: str) -> str:
    match = _AMOUNT.fullmatch(to_simplified(value).strip())
    return match["unit"] if match else ""


def _counts_other(one: Around, value: str) -> bool:
    """Whether a blank wants a figure of another unit, or a name."""
    return one.blank.label in LABELS.values()


def _without_unit(value: str, one: Around) -> str:
    value = value.strip()
    unit = _unit(value)
    for size in range(len(unit), 0, -1):
        if one.behind.startswith(unit[-size:]) and unit[-size:]:
            return value[:-size].strip()
    return value


def _told_right_before(plain: str, referents: Referents) -> do.FillBlank | None:
    """起止时间就是7月1日到9月30日: what stands right before a blank, told; 准备阶段7月1日到7月10日: of a blank that
    asks for the time of it."""
    match = re.fullmatch(
        rf"(?P<what>[\u4e00-\u9fff]{{2,12}}?)(?:{order_words('equals')})(?P<value>[^，,]{{2,60}})", plain
    )
    is_remark = match and re.search(rf"{order_words('asks')}|{order_words('is past')}", plain)
    if match and not is_remark:
        ends = re.compile(rf"{re.escape(match['what'])}(?:{order_words('did', 'equals')})*$")
        held = [one for one in arounds(referents) if ends.search(one.before) and one.takes(match["value"])]
        if len(held) == 1:
            return do.FillBlank(_without_unit(match["value"], held[0]), held[0].number)
    month, day = (f"(?:{order_words(key)})" for key in ("month", "day of a month"))
    match = re.fullmatch(
        rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?P<when>\d+{month}(?:\d+{day})?(?:{order_words('up to')}|[—-])(?:\d+{month})?\d+{day})",
        plain,
    )
    if match is None:
        return None
    of_time = re.compile(order_words("of time"))
    held = [
        one
        for one in arounds(referents)
        if match["what"] in one.before + one.blank.label and of_time.search(one.blank.label)
    ]
    return do.FillBlank(match["when"], held[0].number) if len(held) == 1 else None
