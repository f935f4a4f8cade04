"""What a marked request tells: its facts, and how the paper is to be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import rjieba

from draftbot.chinese.dates import find_dates
from draftbot.chinese.numerals import half_width
from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.periods import find_periods
from draftbot.chinese.tagging import PERSON, TIME
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.marking.kinds import (
    FACT,
    LENGTH,
    MANNER,
    OFFICE,
    PAPER,
    PERIOD,
    TOPIC,
    UNIT,
    Piece,
)
from draftbot.conversation.understanding.around_titles import forbids, manner, tells_reading
from draftbot.conversation.understanding.facts_apart import facts_apart
from draftbot.conversation.understanding.facts_in_brackets import with_brackets
from draftbot.conversation.understanding.marked_clauses import MARKS, Clause
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.title_parts import period_spans
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in
from draftbot.facts.under_labels import label_at
from draftbot.trades.trades import PLAIN_SELF

_LIST = "new_requests"
# 三、3号楼 is the third of a list; 7、8两月 are two months.
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．](?![一二三四五六七八九十])|\d{1,2}[、.．)）](?!\d)|[①-⑩]|[一二三四五六七八九]是)\s*"
)
_ITEM_BEFORE = re.compile(_ITEM.pattern.removeprefix("^"))
_SHORT = 3
_SEVERAL = 2
# From this share of a clause on it is all the fact that is marked in it.
_MOSTLY = 0.5
_LONGEST_CLAUSE = 40
_SENTENCE_ENDS = re.compile(r"[。；！？;!?\n]")
_LEAST, _LONGEST_GAP = 2, 12
# 不足：脾气急，对新人耐心不够: whatever stands behind such a label is told.
_FULL_STOP = re.compile(r"[。！？!?\n]")
# What is listed behind such a label, 思路不活、下乡少、学习不系统, has so many characters to an item at the least.
_LEAST_LISTED = 3


@dataclass(frozen=True)
class MarkedFacts:
    """`text` as typed, and its clauses; of the paper the pieces of its title, the clause that asks for it,
    its unit, and whether it is one of whoever holds an office."""

    text: str
    clauses: tuple[Clause, ...]
    title_pieces: tuple[Piece, ...]
    asked: str
    unit: str
    is_of_an_office: bool
    reader: UnitReader

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Each as it was told, without what a speaker says between."""
        facts: list[str] = []
        time, end = "", 0
        last = max((c.start for c in self.clauses if c.has(FACT)), default=-1)
        for clause in self.clauses:
            for n, text in enumerate(self._facts_of(clause, bool(facts), clause.start < last)):
                if time and _SENTENCE_ENDS.search(self.text[end : clause.start]):
                    facts.append(time.rstrip(MARKS))  # 时间从12月1日到2月底。组长是…
                    time = ""
                plain = time + self._with_whose(_without_fillers(_ITEM.sub("", text.strip(MARKS))))
                time = ""
                is_wish = not self.is_announced(clause) and (
                    forbids(plain) or manner().search(plain) is not None
                )
                if len(plain) < _LEAST or tells_reading(plain) or (not amounts_in(plain) and is_wish):
                    continue
                if plain == self.unit:
                    continue
                if self._tells_only_when(plain):
                    time = f"{plain}，"
                elif facts and n == 0 and self._is_of_the_one_before(end, clause, facts[-1], plain):
                    facts[-1] = f"{facts[-1]}，{plain}"
                else:
                    facts.append(plain)
                end = clause.end
        return tuple(with_brackets(facts, self.text))

    def _with_whose(self, fact: str) -> str:
        """本班47人 of what was told as 我们班47人."""
        at = self.text.find(fact)
        words = self.reader.words(fact)
        is_one_letter = bool(words) and words[0].end == 1 and words[0].tag == "n"
        is_ours = at > 0 and self.text[:at].endswith(words_in(_LIST, "ours"))
        return f"{PLAIN_SELF[0]}{fact}" if is_one_letter and is_ours else fact

    @property
    def period_of_facts(self) -> str:
        """The part of a year with which the facts begin: 上半年接访153件次; "" for none."""
        first = next(iter(self.facts), "")
        start, end = next(iter(period_spans(first)), (0, 0))
        told = first[start:end]
        is_vague = told in words_in("periods", "this", "whole year")
        is_day = bool(find_dates(told)) and not find_periods(half_width(told))
        years = {p.year for fact in self.facts for p in find_periods(half_width(fact))}
        return told if start == 0 and len(years) < _SEVERAL and not (is_vague or is_day) else ""

    @cached_property
    def wishes(self) -> tuple[str, ...]:
        """What it says of how the paper is to be, clause by clause, without what is told of it besides."""
        other = (FACT, PAPER, LENGTH, UNIT, PERIOD, TOPIC)
        said = (clause for clause in self.clauses if clause.has(MANNER) and not clause.has(*other))
        return tuple(
            c.text.strip(MARKS) for c in said if not (self._tells_what_was(c) or self.is_announced(c))
        )

    def _is_of_the_one_before(self, end: int, clause: Clause, before: str, text: str) -> bool:
        """Whether words go on with the fact that ended at `end`; on a new line another begins."""
        if "\n" in self.text[end : clause.start]:
            return False
        return _goes_on(text) or self._is_told_on(end, clause, before, text)

    def _is_told_on(self, end: int, clause: Clause, before: str, text: str) -> bool:
        """Whether a fact goes on in the sentence that ended at `end`, telling of what was named there:
        发问卷620份，收回588份; 锁链还没拆掉，说好国庆前拆."""
        if _SENTENCE_ENDS.search(self.text[end : clause.start]):
            return False
        words = self.reader.words(text)
        if not words or words[0].tag != "v":
            return False
        no_subject = not amounts_in(text) and words[-1].tag == "v"
        return no_subject or _counts_the_same(before, text)

    def _facts_of(self, clause: Clause, is_behind: bool, is_before: bool) -> list[str]:
        """The facts of a clause; `is_behind` and `is_before` others that tell facts."""
        marked = [piece for piece in clause.pieces if piece.kind == FACT]
        said = clause.text.strip(MARKS)
        if self.text.startswith(("：", ":"), clause.end) and not amounts_in(said):
            return []  # it names what comes behind
        if (labelled := self._told_behind_a_label(clause)) is not None:
            return labelled
        if self.is_announced(clause) and not clause.has(PAPER, LENGTH) and not _is_said_beside(said):
            return [said]
        if not marked:
            # Words of a matter amid facts: 拿了市里的“…标兵”.
            told = clause.has(TOPIC) and not clause.has(MANNER, UNIT, PAPER) and is_behind and is_before
            short = is_behind and _LEAST <= len(said) <= _SHORT and not _is_said_beside(said)
            short = short and (not clause.pieces or said.startswith(words_in(_LIST, "goes on with")))
            short = short or ((is_behind or is_before) and self._tells_what_was(clause))
            of_office = self.is_of_an_office and clause.has(TOPIC) and clause.text != self.asked
            return [said] if told or short or of_office or self._names_who_leads(clause) else []
        if len(clause.text) > _LONGEST_CLAUSE or self._holds_more(clause):
            texts = [self._with_what_stands_before(clause, piece) for piece in marked]
            return [one for text in texts for one in facts_apart(text, self.reader.words(text))]
        if self.text[marked[-1].end : clause.end][:1].isspace():  # 换车8台 就这些 快点
            said = self.text[clause.start : marked[-1].end].strip(MARKS)
        size = sum(len(piece.text) for piece in marked)
        apart = any(a.end < b.start for a, b in itertools.pairwise(marked))
        if (len(marked) == 1 or apart) and size >= _MOSTLY * len(said):
            return [said]
        return [piece.text for piece in marked]

    def _told_behind_a_label(self, clause: Clause) -> list[str] | None:
        """All that stands behind 不足： or 打算：, item by item; [] for what goes on there, None elsewhere."""
        stops = re.compile(f"{_FULL_STOP.pattern}|[；;]")
        ends = [0, *(m.end() for m in stops.finditer(self.text, 0, clause.start))]
        # What a semicolon ends goes on under the label of its sentence, but where it has one of its own.
        begins = ends[-1] if label_at(self.text, ends[-1]) else self._sentence_of(clause)
        item = _ITEM_BEFORE.match(self.text, begins)
        label = label_at(self.text, item.end() if item else begins, clause.end)
        if label is None:
            return None
        start = max(clause.start, label.end())
        if self.text[label.end() : start].strip(MARKS):
            return []
        stop = _FULL_STOP.search(self.text, start)
        end = stop.start() if stop else len(self.text)
        semicolons = (i for i in range(start, end) if self.text[i] in "；;")
        is_next = (i for i in semicolons if begins != self._sentence_of(clause) or label_at(self.text, i + 1))
        told = self.text[start : next(is_next, end)]
        items = re.split("[；;]", told)
        if len(items) == 1 and told.count("，") >= _SEVERAL:
            items = told.split("，")
        items = [one for item in items for one in _listed(item)]
        return [item.strip(MARKS) for item in items if item.strip(MARKS)]

    def _sentence_of(self, clause: Clause) -> int:
        """Where the sentence begins that a clause stands in."""
        return max((m.end() for m in _FULL_STOP.finditer(self.text, 0, clause.start)), default=0)

    def is_announced(self, clause: Clause) -> bool:
        """Whether a clause stands behind what says that facts follow: 今年的情况：…."""
        return 0 <= self._announced <= clause.start

    @cached_property
    def _announced(self) -> int:
        """Where the facts begin that are announced as such; -1 for nowhere."""
        found = _announces().search(self.text)
        return found.end() if found else -1

    def _names_who_leads(self, clause: Clause) -> bool:
        """Whether a clause names the holder of an office who is not the writer: 组长是院长赵玉兰."""
        words = self.reader.words(clause.text)
        if clause.has(UNIT, PAPER, MANNER, TOPIC) or not any(ends_in_office(word.text) for word in words):
            return False
        is_self = any(word.text in words_in(_LIST, "ours") for word in words)
        return not is_self and any(word.tag == PERSON for word in words)

    def _tells_what_was(self, clause: Clause) -> bool:
        """Whether a clause that was marked as no fact says that something was done, or how much of it."""
        is_other = clause.has(UNIT, PAPER, LENGTH, PERIOD, OFFICE) or _is_said_beside(clause.text)
        is_wish = clause.has(MANNER) and not amounts_in(clause.text)
        if is_wish or is_other or _is_order(clause.text):
            return False
        words = self.reader.words(clause.text)
        done = any(a.tag == "v" and b.text in words_in(_LIST, "done") for a, b in itertools.pairwise(words))
        return done or bool(amounts_in(clause.text) or find_dates(clause.text))

    def _holds_more(self, clause: Clause) -> bool:
        """Whether a clause tells of the paper, too."""
        return clause.has(PAPER, LENGTH, UNIT) or any(p in self.title_pieces for p in clause.pieces)

    def _with_what_stands_before(self, clause: Clause, fact: Piece) -> str:
        """A fact of a clause said on and on, from where its words begin: 老师呢四十一个人 from 老师."""
        held = (FACT, LENGTH, PAPER, UNIT, MANNER)
        before = [p.end for p in clause.pieces if p.end <= fact.start and self._bounds(p, held)]
        start = max([clause.start, *before])
        gap = _between_fillers().split(self.text[start : fact.start])[-1].strip(MARKS + OF)
        is_told = before and gap and len(gap) <= _LONGEST_GAP and not _is_order(gap)
        return f"{gap}{fact.text}" if is_told else fact.text

    def _bounds(self, piece: Piece, held: Sequence[str]) -> bool:
        return piece.kind in held or piece in self.title_pieces

    def _tells_only_when(self, text: str) -> bool:
        """Whether words tell but a time: 从开春到现在."""
        if any(map(str.isdigit, text)):
            return False
        words = self.reader.words(text)
        told = [word for word in words if word.tag not in ("p", "f", "d", "c", "u", "xc", "w")]
        return bool(told) and all(
            w.tag in (TIME, "t") or w.text in words_in(_LIST, "time joins") for w in told
        )


def _listed(item: str) -> list[str]:
    """What an item behind a label lists, each of which says what is wanting or intended; else the item."""
    listed = [one.strip() for one in item.split("、")]
    return listed if len(listed) > 1 and all(map(_says_something, listed)) else [item]


def _says_something(text: str) -> bool:
    tags = [tag for _, tag in rjieba.tag(text, False)]
    return len(text) > _LEAST_LISTED and any(tag.startswith(("v", "a", "d")) for tag in tags)


def _goes_on(text: str) -> bool:
    """Whether words go on with the fact before them: 都改完了, 320人参加; not 七成二的老人."""
    amounts = amounts_in(text)
    if amounts and amounts[0].start == 0:
        return not text[amounts[0].end :].startswith(words_in(_LIST, "behind amounts"))
    return text.startswith(words_in(_LIST, "goes on with")) or len(text) <= _SHORT


def _counts_the_same(before: str, text: str) -> bool:
    """Whether a fact counts what the one before it named: 发问卷620份, 收回588份."""
    one, two = amounts_in(before), amounts_in(text)
    return bool(one and two) and not two[0].counted_noun and one[-1].measure == two[0].measure != ""


def _is_order(text: str) -> bool:
    return re.search(any_of(words_in(_LIST, "write", "write with amount", "by")), text) is not None


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[，,。；;！!\n])[^，,。；;：:\n]{{0,8}}(?:{any_of(words_in(_LIST, 'facts follow'))})[：:]"
    )


@cache
def _between_fillers() -> re.Pattern[str]:
    return re.compile(any_of(words_in(_LIST, "fillers spoken")))


def _is_said_beside(text: str) -> bool:
    beside = any_of(words_in(_LIST, "polite", "delivery", "particles", "fillers"))
    return re.search(rf"^(?:{beside})|(?:{any_of(words_in(_LIST, 'polite'))})$", text) is not None


def _without_fillers(text: str) -> str:
    before, behind = any_of(words_in(_LIST, "fillers")), any_of(words_in(_LIST, "fillers behind"))
    text = re.sub(rf"^(?:{before})+(?=.{{2}})", "", text.strip(MARKS))
    return re.sub(rf"(?:{behind})+$", "", text).strip(MARKS)
