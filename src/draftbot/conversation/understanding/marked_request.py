"""A request from its marked pieces: which of them are its title, its unit, its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile

import rjieba

from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.tagging import PLACE
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.conversation.marking.kinds import (
    FACT,
    LENGTH,
    OFFICE,
    PAPER,
    PERIOD,
    TOPIC,
    UNIT,
    Piece,
)
from draftbot.conversation.understanding.around_titles import (
    introduction,
    is_sent_to,
    paper,
    tells_duty,
    tells_reading,
)
from draftbot.conversation.understanding.marked_clauses import MARKS, Clause, clauses_in
from draftbot.conversation.understanding.marked_facts import MarkedFacts
from draftbot.conversation.understanding.mended_pieces import mended
from draftbot.conversation.understanding.one_period import as_written_out, is_day_of_week
from draftbot.conversation.understanding.pages import chars_of_pages
from draftbot.conversation.understanding.papers_meant import paper_meant
from draftbot.conversation.understanding.unmarked_units import (
    names_any,
    units_alone,
    units_introduced,
    units_wanting,
)
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.title_parts import period_spans
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_LEAST_LENGTH, _MOST_LENGTH = 100, 20000
# Characters before a unit that may be the beginning of its name.
_TORN = 2
_LONGEST_DUTY = 12
_NOUNS = ("n", "nz", "vn", "nw")
_LONGEST_KIND = 6  # characters of a kind of unit that is not known


@dataclass(frozen=True)
class MarkedRequest:
    """`text` as typed, in Simplified characters; `pieces` in order."""

    text: str
    pieces: tuple[Piece, ...]
    reader: UnitReader

    # -- what is asked for -------------------------------------------------------------

    @cached_property
    def paper(self) -> Piece | None:
        """The paper that is asked for: of several nouns the one with a title before it, the one that says
        most, the last in its clause (总结经验的材料)."""
        papers = [p for p in self.pieces if p.kind == PAPER and _is_paper(p.text)]
        best = max(papers, key=self._says, default=None)
        if best is None:
            return None
        clause = self._clause_of(best)
        return [p for p in papers if p in clause.pieces and self._says(p) == self._says(best)][-1]

    def _says(self, paper: Piece) -> tuple[bool, int]:
        told = self._before(paper)
        return any(piece.kind in (UNIT, TOPIC) for piece in told), len(paper.text)

    @cached_property
    def title_pieces(self) -> tuple[Piece, ...]:
        """The pieces that stand together with the paper, it last."""
        return (*self._before(self.paper), self.paper) if self.paper else ()

    def _before(self, paper: Piece) -> tuple[Piece, ...]:
        """What stands together before a paper's noun."""
        found: list[Piece] = []
        start = paper.start
        for piece in reversed([p for p in self.pieces if p.start < start]):
            if piece.kind not in (UNIT, OFFICE, PERIOD, TOPIC, PAPER):
                break
            between = self.text[piece.end : start]
            are_joined = piece.kind == TOPIC and between in words_in(_LIST, "joints")
            if not (_glue().fullmatch(between) or (are_joined and found and found[0].kind == TOPIC)):
                break
            found.insert(0, piece)
            start = piece.start
        return tuple(found)

    @cached_property
    def title(self) -> str:
        """The title's pieces, with the period and the topic that are told elsewhere before the paper."""
        if not self.title_pieces:
            return ""
        said = ""
        *before, paper = self.title_pieces
        for piece, behind in zip(before, self.title_pieces[1:], strict=True):
            text = self._whole_unit(piece) if piece.kind == UNIT else piece.text
            text = as_written_out(text) if piece.kind == PERIOD else text
            said += text + _joint(self.text[piece.end : behind.start])
            if piece.kind == UNIT and (told := self._elsewhere(PERIOD)):
                said += as_written_out(told)
        said = f"{self._kind_before}{said}"
        if not any(piece.kind == UNIT for piece in before):
            said = as_written_out(self._elsewhere(PERIOD)) + said
        topic = self._elsewhere(TOPIC) or self._what_the_matter_is or self._told_behind
        return f"{said}{topic}{paper.text}"

    @property
    def _kind_before(self) -> str:
        """The kind of unit that stands right before the title's pieces, unmarked: 驾校|上半年安全生产总结."""
        first = self.title_pieces[0]
        clause = self._clause_of(first)
        before = clause.text[: first.start - clause.start].strip()
        nouns = [word.tag in _NOUNS for word in self.reader.words(before)]
        is_kind = before.endswith(tuple(word_set("organisation_tails"))) and not ends_in_office(before)
        return before if 1 < len(before) <= _LONGEST_KIND and all(nouns) and is_kind else ""

    def _elsewhere(self, kind: str) -> str:
        """What is told of a kind that the title lacks, in a clause before all facts or of its own."""
        if any(piece.kind == kind for piece in self.title_pieces):
            return ""
        if kind == TOPIC and self._is_of_an_office:
            return ""
        for clause in self.clauses:
            told = [piece.text for piece in clause.pieces if piece.kind == kind]
            if kind == PERIOD:  # 上周三 is a day that no title names
                told = [one for one in told if not is_day_of_week(one)]
            if told and not clause.has(FACT) and self._is_of_the_paper(clause, told[0]):
                return told[0]
        return next((p.text for p in self._beside if p.kind == kind and not is_day_of_week(p.text)), "")

    @cached_property
    def _beside(self) -> tuple[Piece, ...]:
        """What stands nearest the paper's noun in one breath with it, no fact between: 清明接待搞完了局里要一份总结."""
        paper = self.title_pieces[-1]
        clause = self._clause_of(paper).pieces
        before = takewhile(_is_of_titles, reversed([p for p in clause if p.start < paper.start]))
        behind = takewhile(_is_of_titles, [p for p in clause if p.start > paper.start])
        return (*before, *behind)

    @property
    def _what_the_matter_is(self) -> str:
        """The nouns before 的事 in the clause that asks for a paper without a topic: 头虱 of 头虱的事写个汇报."""
        if self._is_of_an_office or any(piece.kind == TOPIC for piece in self.title_pieces):
            return ""
        told = re.search(any_of(words_in(_LIST, "the matter of")), self.asked)
        nouns: list[str] = []
        for word in reversed(self.reader.words(self.asked[: told.start()] if told else "")):
            if word.tag not in _NOUNS or self.reader.trades.is_bare(word.text):
                break
            nouns.insert(0, word.text)
        return "".join(nouns)

    @property
    def _told_behind(self) -> str:
        """What the paper is on, said behind it without a figure: 要发个通报，各门诊冷链检查的."""
        if self._is_of_an_office or any(piece.kind == TOPIC for piece in self.title_pieces):
            return ""
        behind = next((c for c in self.clauses if c.start > self.title_pieces[-1].end), None)
        told = behind.text.strip(MARKS) if behind and not behind.has(PERIOD) else ""
        is_addressed = told.startswith(words_in(_LIST, "addressed"))  # 给水利局的
        if is_addressed or any(like in told for like in words_in("words_of_wishes", "as it is")):
            return ""
        return told.removesuffix(OF) if told.endswith(OF) and not amounts_in(told) else ""

    @property
    def _is_of_an_office(self) -> bool:
        """Whether it is the paper of whoever holds an office, which is on all that they do."""
        return any(piece.kind == OFFICE for piece in self.title_pieces)

    def _is_of_the_paper(self, clause: Clause, told: str) -> bool:
        if self.told.is_announced(clause):
            return False
        first = min((piece.start for piece in self.pieces if piece.kind == FACT), default=len(self.text))
        return clause.start < first or clause.text.strip(MARKS).removesuffix(OF) == told

    @property
    def asked(self) -> str:
        """The clause that the paper is asked for in."""
        return self._clause_of(self.paper).text if self.paper else ""

    # -- who asks ----------------------------------------------------------------------

    @cached_property
    def unit(self) -> str:
        """The unit whose paper it is: not one that the paper goes to or that is told of in passing."""
        told = [(self._weight(piece), self._whole_unit(piece)) for piece in self.pieces if piece.kind == UNIT]
        told = [(weight, name) for weight, name in told if weight]
        named = [(weight, name) for weight, name in told if not names_any(name, self.reader)]
        best = max(named, key=lambda one: (one[0], len(one[1])), default=(0, ""))[1]
        # 机关第二党支部, and 芦溪县水务局机关第二党支部 where it is named in full.
        best = max((name for _, name in named if name.endswith(best)), key=len, default=best)
        wholes = (
            self._within(whole, part) for _, whole in named for _, part in told if best in (whole, part)
        )
        return next(filter(None, wholes), best) or next(self._unmarked_units(), "")

    def _within(self, whole: str, part: str) -> str:
        """A body called by the kind of what it belongs to, behind that one's name, 街道综治中心 with 青石板街道
        beside it; "" for any other two."""
        for n in range(2, min(len(whole), len(part))):
            if whole != part and whole.endswith(part[:n]) and self.reader.trades.is_bare(part[:n]):
                return f"{whole}{part[n:]}"
        return ""

    def _unmarked_units(self) -> Iterator[str]:
        told = [clause.text.strip(MARKS) for clause in self.clauses]
        facts = [piece.text for piece in self.pieces if piece.kind == FACT]
        yield from units_alone([*told, *facts], self.reader)
        yield from units_introduced(self.text, self.reader)
        yield from units_wanting(self.asked, self.reader)

    def _weight(self, piece: Piece) -> int:
        """How likely a unit is the one that writes, 0 for one that it is addressed to."""
        clause = self._clause_of(piece)
        before = clause.text[: piece.start - clause.start]
        if piece not in self.title_pieces and self._is_addressed(piece, before):
            return 0
        if is_sent_to(piece.text, self.reader) or self._is_told_of(piece, clause):
            return 0
        weight = 1 + 4 * (piece in self.title_pieces)
        weight += 3 * (clause.text.strip(MARKS) == self._whole_unit(piece))
        weight += 4 * bool(_introduced().search(before))
        weight += 2 * self._has_a_name(piece.text)
        return weight - 2 * clause.has(FACT)

    def _is_told_of(self, piece: Piece, clause: Clause) -> bool:
        """Whether a unit only stands within what a fact tells, or among others: 接入县财政局、县医保局两家."""
        if piece in self.title_pieces or len(self.clauses) == 1:
            return False
        before = clause.text[: piece.start - clause.start]
        said = introduction().sub("", before).strip(MARKS)
        is_within = clause.has(FACT) and len(said) > _TORN and not _introduced().search(before)
        joints = words_in(_LIST, "joints")
        is_listed = before.endswith(joints) or self.text[piece.end :].startswith(joints)
        return is_within or is_listed

    def _has_a_name(self, unit: str) -> bool:
        """Whether a unit is called by more than words of the dictionary: 海拓 in 海拓远洋渔业有限公司."""
        return any(len(word) == 1 or not rjieba.has_word(word) for word in rjieba.cut(unit, False))

    def _is_addressed(self, piece: Piece, before: str) -> bool:
        """Whether a paper goes to a unit: 交民政局; not in 给柳树村弄个计划."""
        writing = any_of(words_in(_LIST, "write", "write with amount"))
        is_for = re.match(rf"(?:{writing})", self.text[piece.end :]) is not None
        return before.endswith(words_in(_LIST, "addressed")) and not is_for

    def _whole_unit(self, piece: Piece) -> str:
        """A unit's name with what was torn from its beginning: 送 of 送子坳村."""
        clause = self._clause_of(piece)
        before = clause.text[: piece.start - clause.start]
        said = introduction().match(before)
        torn = before[said.end() :] if said else before
        is_place = torn.endswith(words_in(_LIST, "places of units")) and self._is_a_place(torn)
        is_whole = not torn or (len(torn) > _TORN and not is_place) or torn.endswith(_before_units())
        if is_whole or any(p.end > piece.start - len(torn) and p.start < piece.start for p in self.pieces):
            return piece.text
        return f"{torn}{piece.text}"

    def _is_a_place(self, text: str) -> bool:
        """Whether a text is but the name of a place: 云岭市."""
        return len(text) <= _LONGEST_KIND and [word.tag for word in self.reader.words(text)] == [PLACE]

    @cached_property
    def office(self) -> str:
        """The office that its writer holds."""
        for clause in self.clauses:
            for piece in clause.pieces:
                is_said = not clause.has(PAPER) and not self.told.is_announced(clause)
                is_said = is_said and not any(
                    p.kind == FACT and not tells_duty(p.text) for p in clause.pieces
                )
                if piece.kind == OFFICE and is_said:
                    office = piece.text.removesuffix(OF)
                    # 后勤的副校长 behind 分管
                    office = office.rpartition(OF)[2] if self.duty else office
                    return f"{self._department_of(piece)}{office}"
        return ""

    @cached_property
    def duty(self) -> str:
        """What the writer's office is in charge of, said before it: 分管后勤 of 分管后勤的副校长; "" for none."""
        duties, offices = any_of(words_in(_LIST, "duties")), [p for p in self.pieces if p.kind == OFFICE]
        told = (
            re.search(
                rf"(?:{duties})[^，,。；;：:]{{1,{_LONGEST_DUTY}}}?{OF}(?=[^，,。；;：:{OF}]*$)",
                self.text[: p.end],
            )
            for p in offices
        )
        return next((found.group().removesuffix(OF) for found in told if found), "")

    def _department_of(self, office: Piece) -> str:
        """The part of its unit whose office it is, between the unit's name and it: 护理部 of 县医院护理部主任."""
        end = max((p.end for p in self.pieces if p.kind == UNIT and p.end <= office.start), default=-1)
        said = self.text[end : office.start] if end >= 0 else ""
        is_part = said.endswith(words_in("departments"))
        return said if is_part and len(said) <= _LONGEST_KIND and said.isalpha() else ""

    # -- what it tells -----------------------------------------------------------------

    def whole_period(self, period: str) -> str:
        """A period as it is told elsewhere with more before it: 半年, with 上半年 beside it."""
        told = [self.text[start:end] for start, end in period_spans(self.text)]
        return max((one for one in told if one.endswith(period)), key=len, default=period) if period else ""

    @cached_property
    def length(self) -> int | None:
        """In characters; None where none is told."""
        for piece in self.pieces:
            if piece.kind == LENGTH and not tells_reading(self._clause_of(piece).text.strip(MARKS)):
                told = [amount.value.low for amount in amounts_in(piece.text)]
                told += filter(None, [chars_of_pages(piece.text)])
                for chars in told:
                    if _LEAST_LENGTH <= chars <= _MOST_LENGTH:
                        return int(chars)
        return None

    @property
    def facts(self) -> tuple[str, ...]:
        """Each as it was told, without what a speaker says between."""
        return self.told.facts

    @cached_property
    def told(self) -> MarkedFacts:
        return MarkedFacts(
            self.text,
            self.clauses,
            self.title_pieces,
            self.asked,
            self.unit,
            self._is_of_an_office,
            self.reader,
        )

    # -- clauses -----------------------------------------------------------------------

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_in(self.text, self.pieces)

    def _clause_of(self, piece: Piece) -> Clause:
        return next(c for c in self.clauses if c.start <= piece.start < c.end or c.end >= piece.end > c.start)


@cache
def _glue() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_in(_LIST, 'glue'))}|[\s　“”《》])*")


def _joint(between: str) -> str:
    """What may stand in a title of what stands between two of its parts."""
    kept = any_of(words_in(_LIST, "glue in titles"))
    return between if re.fullmatch(rf"(?:{kept})*|{any_of(words_in(_LIST, 'joints'))}", between) else ""


def _is_of_titles(piece: Piece) -> bool:
    return piece.kind in (UNIT, OFFICE, PERIOD, TOPIC)


def _is_paper(text: str) -> bool:
    return paper_meant(text).endswith(words_in(_LIST, "papers")) or paper().search(text) is not None


@cache
def _introduced() -> re.Pattern[str]:
    we, are = (any_of(words_in(_LIST, key)) for key in ("we", "are"))
    names = any_of(words_in(_LIST, "own name"))
    return re.compile(rf"(?:(?:{we})+(?:{are})?|{names})[：: ]*.{{0,{_TORN}}}$")


@cache
def _before_units() -> tuple[str, ...]:
    """What stands before a unit and is no part of its name."""
    keys = ("addressed", "write", "write with amount", "amount", "glue", "are", "we", "before units")
    return words_in(_LIST, *keys)


def marked(text: str, pieces: Sequence[Piece], reader: UnitReader) -> MarkedRequest:
    """The request that a simplified message is by its pieces."""
    return MarkedRequest(text, mended(text, pieces, reader), reader)
