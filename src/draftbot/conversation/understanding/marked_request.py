"""A request from its marked pieces: which of them are its title, its unit, its facts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import rjieba

from draftbot.chinese.dates import find_dates
from draftbot.chinese.numerals import half_width
from draftbot.chinese.periods import find_periods
from draftbot.chinese.tagging import TIME
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
from draftbot.conversation.understanding.around_titles import (
    forbids,
    introduction,
    is_sent_to,
    manner,
    paper,
    tells_reading,
)
from draftbot.conversation.understanding.facts_apart import facts_apart
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
from draftbot.corpus.title_parts import group_at, period_spans
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in
from draftbot.trades.trades import PLAIN_SELF

_LIST = "new_requests"
# A colon within a time of day, a comma or a point within a number part nothing.
_CLAUSE = re.compile(r"(?:[^，。；！？：,;:!?\n（）()]|(?<=\d)[,:：](?=\d))+")
_BLANKS = re.compile(r"(?:[^，。；！？：,;:!?\n（）()\s]|(?<=\d)[,:：](?=\d))+")
# 三、3号楼 is the third of a list; 7、8两月 are two months.
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．](?![一二三四五六七八九十])|\d{1,2}[、.．)）](?!\d)|[①-⑩]|[一二三四五六七八九]是)\s*"
)
_MARKS = " 　，,。：:；;、"
_LEAST_LENGTH, _MOST_LENGTH = 100, 20000
# Characters before a unit that may be the beginning of its name.
_TORN = 2
_SHORT = 3
_SEVERAL = 2
# From this share of a clause on it is all the fact that is marked in it.
_MOSTLY = 0.5
_LONGEST_CLAUSE = 40
_SENTENCE_ENDS = re.compile(r"[。；！？;!?\n]")
_LEAST, _LONGEST_GAP = 2, 12
_NOUNS = ("n", "nz", "vn", "nw")


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between marks, with the pieces in it."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)


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
        if not any(piece.kind == UNIT for piece in before):
            said = as_written_out(self._elsewhere(PERIOD)) + said
        return f"{said}{self._elsewhere(TOPIC) or self._what_the_matter_is}{paper.text}"

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
        return ""

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
    def _is_of_an_office(self) -> bool:
        """Whether it is the paper of whoever holds an office, which is on all that they do."""
        return any(piece.kind == OFFICE for piece in self.title_pieces)

    def _is_of_the_paper(self, clause: Clause, told: str) -> bool:
        first = min((piece.start for piece in self.pieces if piece.kind == FACT), default=len(self.text))
        return clause.start < first or clause.text.strip(_MARKS).removesuffix(OF) == told

    @property
    def asked(self) -> str:
        """The clause that the paper is asked for in."""
        return self._clause_of(self.paper).text if self.paper else ""

    # -- who asks ----------------------------------------------------------------------

    @cached_property
    def unit(self) -> str:
        """The unit whose paper it is: not one that the paper goes to or that is told of in passing."""
        told = [(self._weight(piece), self._whole_unit(piece)) for piece in self.pieces if piece.kind == UNIT]
        told = [(weight, name) for weight, name in told if weight and not names_any(name, self.reader)]
        best = max(told, key=lambda one: (one[0], len(one[1])), default=(0, ""))[1]
        # 机关第二党支部, and 芦溪县水务局机关第二党支部 where it is named in full.
        best = max((name for _, name in told if name.endswith(best)), key=len, default=best)
        return best or next(self._unmarked_units(), "")

    def _unmarked_units(self) -> Iterator[str]:
        told = [clause.text.strip(_MARKS) for clause in self.clauses]
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
        if is_sent_to(piece.text, self.reader):
            return 0
        weight = 1 + 4 * (piece in self.title_pieces)
        weight += 3 * (clause.text.strip(_MARKS) == self._whole_unit(piece))
        weight += 4 * bool(_introduced().search(before))
        weight += 2 * self._has_a_name(piece.text)
        return weight - 2 * clause.has(FACT)

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
        is_whole = not torn or len(torn) > _TORN or torn.endswith(_before_units())
        if is_whole or any(p.end > piece.start - len(torn) and p.start < piece.start for p in self.pieces):
            return piece.text
        return f"{torn}{piece.text}"

    @cached_property
    def office(self) -> str:
        """The office that its writer holds."""
        for clause in self.clauses:
            for piece in clause.pieces:
                if piece.kind == OFFICE and not clause.has(FACT, PAPER):
                    return piece.text.removesuffix(OF)
        return ""

    # -- what it tells -----------------------------------------------------------------

    def whole_period(self, period: str) -> str:
        """A period as it is told elsewhere with more before it: 半年, with 上半年 beside it."""
        told = [self.text[start:end] for start, end in period_spans(self.text)]
        return max((one for one in told if one.endswith(period)), key=len, default=period) if period else ""

    @cached_property
    def length(self) -> int | None:
        """In characters; None where none is told."""
        for piece in self.pieces:
            if piece.kind == LENGTH and not tells_reading(self._clause_of(piece).text.strip(_MARKS)):
                told = [amount.value.low for amount in amounts_in(piece.text)]
                told += filter(None, [chars_of_pages(piece.text)])
                for chars in told:
                    if _LEAST_LENGTH <= chars <= _MOST_LENGTH:
                        return int(chars)
        return None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Each as it was told, without what a speaker says between."""
        facts: list[str] = []
        time, end = "", 0
        last = max((c.start for c in self.clauses if c.has(FACT)), default=-1)
        for clause in self.clauses:
            for text in self._facts_of(clause, bool(facts), clause.start < last):
                plain = time + self._with_whose(_without_fillers(_ITEM.sub("", text.strip(_MARKS))))
                time = ""
                is_wish = forbids(plain) or manner().search(plain) is not None
                if len(plain) < _LEAST or tells_reading(plain) or (not amounts_in(plain) and is_wish):
                    continue
                if plain == self.unit:
                    continue
                if self._tells_only_when(plain):
                    time = f"{plain}，"
                elif facts and (_goes_on(plain) or self._is_told_on(end, clause, facts[-1], plain)):
                    facts[-1] = f"{facts[-1]}，{plain}"
                else:
                    facts.append(plain)
                end = clause.end
        return tuple(facts)

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
        return tuple(c.text.strip(_MARKS) for c in said if not self._tells_what_was(c))

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
        said = clause.text.strip(_MARKS)
        if self.text.startswith(("：", ":"), clause.end) and not amounts_in(said):
            return []  # it names what comes behind
        if not marked:
            # Words of a matter amid facts: 拿了市里的“…标兵”.
            told = clause.has(TOPIC) and not clause.has(MANNER, UNIT, PAPER) and is_behind and is_before
            short = is_behind and _LEAST <= len(said) <= _SHORT and not _is_said_beside(said)
            short = short and (not clause.pieces or said.startswith(words_in(_LIST, "goes on with")))
            short = short or ((is_behind or is_before) and self._tells_what_was(clause))
            of_office = self._is_of_an_office and clause.has(TOPIC) and clause.text != self.asked
            return [said] if told or short or of_office else []
        if len(clause.text) > _LONGEST_CLAUSE or self._holds_more(clause):
            texts = [self._with_what_stands_before(clause, piece) for piece in marked]
            return [one for text in texts for one in facts_apart(text, self.reader.words(text))]
        size = sum(len(piece.text) for piece in marked)
        apart = any(a.end < b.start for a, b in itertools.pairwise(marked))
        if (len(marked) == 1 or apart) and size >= _MOSTLY * len(said):
            return [said]
        return [piece.text for piece in marked]

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
        gap = _between_fillers().split(self.text[start : fact.start])[-1].strip(_MARKS + OF)
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

    # -- clauses -----------------------------------------------------------------------

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Between marks; between blanks too where a message has hardly any marks."""
        pattern = _BLANKS if self.text.count(" ") > len(re.findall(r"[，。；,;\n]", self.text)) else _CLAUSE
        return tuple(
            Clause(
                m.start(),
                m.end(),
                m.group(),
                tuple(p for p in self.pieces if p.start < m.end() and p.end > m.start()),
            )
            for m in pattern.finditer(self.text)
        )

    def _clause_of(self, piece: Piece) -> Clause:
        return next(c for c in self.clauses if c.start <= piece.start < c.end or c.end >= piece.end > c.start)


@cache
def _glue() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_in(_LIST, 'glue'))}|[\s　“”《》])*")


def _joint(between: str) -> str:
    """What may stand in a title of what stands between two of its parts."""
    kept = any_of(words_in(_LIST, "glue in titles"))
    return between if re.fullmatch(rf"(?:{kept})*|{any_of(words_in(_LIST, 'joints'))}", between) else ""


def _is_paper(text: str) -> bool:
    return paper_meant(text).endswith(words_in(_LIST, "papers")) or paper().search(text) is not None


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
def _between_fillers() -> re.Pattern[str]:
    return re.compile(any_of(words_in(_LIST, "fillers spoken")))


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


def _is_said_beside(text: str) -> bool:
    beside = any_of(words_in(_LIST, "polite", "delivery", "particles", "fillers"))
    return re.search(rf"^(?:{beside})|(?:{any_of(words_in(_LIST, 'polite'))})$", text) is not None


def _without_fillers(text: str) -> str:
    before, behind = any_of(words_in(_LIST, "fillers")), any_of(words_in(_LIST, "fillers behind"))
    text = re.sub(rf"^(?:{before})+(?=.{{2}})", "", text.strip(_MARKS))
    return re.sub(rf"(?:{behind})+$", "", text).strip(_MARKS)


def marked(text: str, pieces: Sequence[Piece], reader: UnitReader) -> MarkedRequest:
    """The request that a simplified message is by its pieces."""
    return MarkedRequest(text, mended(text, _with_groups(text, pieces), reader), reader)


def _with_groups(text: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with a class that stands behind a unit's name as part of the name: 石榴红幼儿园中三班."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and piece.start < whole[-1].end:
            continue
        group = group_at(text, piece.end) if piece.kind == UNIT else ""
        whole.append(replace(piece, end=piece.end + len(group), text=piece.text + group) if group else piece)
    return tuple(whole)
