"""What a writer has to know before the first section: who writes, about what, for which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

import rjieba

from draftbot.chinese.names import NameFinder, NameKind
from draftbot.chinese.numerals import Value, plain_digits, values_in
from draftbot.chinese.organisations import stems_of
from draftbot.chinese.periods import year_named
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.roles import role_of
from draftbot.corpus.title_parts import NO_PARTS, TitleParts, group_noun, parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import (
    SAME_TOPIC,
    DraftRequest,
    Fact,
    OutlineSection,
    PlannedReport,
    ReportSummary,
    Role,
    Share,
)
from draftbot.facts.knowledge import Knowledge
from draftbot.facts.names_of_others import NamesOfOthers
from draftbot.facts.own_past import OwnPast
from draftbot.facts.sheet import period_year
from draftbot.trades.trade import Trade, Unit
from draftbot.trades.trades import NO_TRADES, PLAIN_SELF, Trades

_MATTERS = "nouns_of_matters"
_CLAUSE_MARK = re.compile(r"[，,；;：:\s]+")


@dataclass(frozen=True, slots=True)
class Brief:
    """`topic` holds the words of the title that say what it is about (empty for a
    report on everything), each with how much it tells; `vouched` is all text the user vouches for, and
    `vouched_values` the numbers in it; `leaders` are names by office;
    `trade` is that of the unit, or of which the title speaks (None: not known); `any_trade`
    says that the user lets units of any trade lend their words;
    `wish` is what the user asks of the wording, for a chat model; `parts` are those of the
    title. `lenders` are the reports that were chosen, by id (None: not chosen yet); `everyday_words` those that
    reports on any topic use; `models` are the reports on its topic by units of other trades, by id, which lend
    nothing but the points they have; `matters` are what headings of the user's own outline are on;
    `matter_words` the words that reports on the topic use and such on others hardly do; `group` is the
    noun for what within the unit the paper is of (班, 车间), "" for the whole of it; `kind` is the kind of unit
    that the user said it is (职高); `own_past` is the unit's own report of before, by which it is written; `is_length_told` says that
    somebody told how long it is to be."""

    title: str
    genre: str
    unit: str
    self_name: str
    trade: Trade | None
    year: int | None
    first_person: bool
    topic: Mapping[str, float]
    vouched: str
    vouched_values: frozenset[Value]
    names: NamesOfOthers
    seed: int
    use_model: bool
    period: str = ""
    subject: str = "各项工作"
    facts: tuple[str, ...] = ()
    leaders: Mapping[str, str] = field(default_factory=dict)
    wish: str = ""
    trades: Trades = NO_TRADES
    any_trade: bool = False
    parts: TitleParts = NO_PARTS
    lenders: Mapping[str, PlannedReport] | None = None
    everyday_words: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    matters: tuple[str, ...] = ()
    matter_words: frozenset[str] = frozenset()
    group: str = ""
    kind: str = ""
    own_past: OwnPast | None = None
    is_length_told: bool = False
    # What was made of past sentences and passages: each is looked at for every section. A changed brief's
    # is empty.
    made: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def may_borrow_from(self, report: ReportSummary) -> bool:
        """Whether a report was chosen; where none were, whether its unit does like work, or
        the user lets any unit lend its words."""
        if self.lenders is not None:
            return report.id in self.lenders
        return self.any_trade or self.trades.are_kin(
            self.trades.unit(report.unit, report.title), Unit(self.unit, self.trade)
        )

    def share_of(self, report: ReportSummary) -> Share | None:
        """What a chosen report lends; None where it was not chosen."""
        planned = (self.lenders or {}).get(report.id)
        return planned.share if planned else None

    def topic_of_report(self, report: ReportSummary) -> str:
        """What a chosen report is on; "" for one on everything."""
        planned = (self.lenders or {}).get(report.id)
        return planned.topic if planned else ""

    def is_on_a_part(self, report: ReportSummary) -> bool:
        """Whether a report was chosen because it is, all of it, on a part of the topic."""
        planned = (self.lenders or {}).get(report.id)
        return planned is not None and planned.share is Share.PART and planned.likeness >= SAME_TOPIC

    @property
    def own_name(self) -> str:
        """What the paper's writer calls itself: 本班 of a kindergarten's class, else as the unit does."""
        return f"{PLAIN_SELF[0]}{self.group}" if self.group else self.self_name

    @property
    def when(self) -> str:
        """The time that the paper is on, as a sentence tells it: 2025年, 2024-2025学年; "" for none."""
        year = f"{self.year}年" if self.year else ""
        told = self.period.removesuffix("度").removesuffix("年")
        return self.period if self.period and told != str(self.year) else year

    @property
    def lacks_topic(self) -> bool:
        """Whether reports were chosen, and none of them has anything on the topic."""
        shares = {planned.share for planned in (self.lenders or {}).values()}
        return shares == {Share.GENERAL} and bool(self.topic)

    @property
    def has_own_model(self) -> bool:
        """Whether the unit's own report on the topic was chosen: how it treats a section is how
        the unit does."""
        lenders = (self.lenders or {}).values()
        return any(planned.is_own and planned.share is Share.WHOLE for planned in lenders)

    def of_trade(self, trade: Trade | None) -> Brief:
        """The brief of a unit of this trade, where the request does not tell any."""
        if self.trade or not trade:
            return self
        return replace(self, trade=trade, self_name=self.self_name if self.unit else _self_of(trade))

    def foreign_words(self, text: str) -> list[str]:
        """Words of `text` that another trade, or another kind of unit in the trade, alone would use and
        the user does not."""
        of_kinds = (
            self.trade.words_of_other_kinds(f"{self.unit} {self.kind} {self.title}") if self.trade else ()
        )
        others = [word for word in of_kinds if word in text and word not in self.vouched]
        return [*self.trades.foreign_words(text, self.trade, self.vouched), *others]


def brief_for(request: DraftRequest, known: Knowledge) -> Brief:
    """The brief of a request, with what is `known` from the corpus."""
    title, facts, trades = to_simplified(request.title), request.facts, known.trades
    parts = parts_of(title, UnitReader(known.tagger, trades), facts.unit, known.unit_names)
    unit = facts.unit or parts.unit or _known_unit_in(title, known.unit_names, trades)
    vouched = to_simplified(f"{title}\n{facts.text}\n{request.kind}".rstrip("\n"))
    told = trades.trade_told(request.kind) if request.kind else None
    own = Unit(unit, told or trades.unit(unit, parts.of_unit, title).trade)
    tells_itself = unit and (told is None or trades.trade_of(unit) is told)
    self_name = trades.self_name(unit) if tells_itself else _self_of(own.trade)
    return Brief(
        title=title,
        genre=request.outline.genre,
        unit=unit,
        self_name=self_name,
        trade=own.trade,
        year=period_year(facts) or year_named(plain_digits(title), bare=True),
        first_person=request.outline.first_person,
        topic=known.weigh(parts.topic),
        vouched=vouched,
        vouched_values=frozenset(values_in(vouched)),
        names=NamesOfOthers(known.names, _names_of_others(known.unit_names, vouched, trades), vouched),
        seed=request.seed,
        use_model=request.use_model,
        period=to_simplified(facts.period),
        subject=_without_own_noun(subject_of(parts), self_name),
        facts=tuple(to_simplified(fact.text) for fact in facts.facts),
        leaders=leaders_by_office([*facts.leaders, *_named_in(facts.facts, known.finder)]),
        trades=trades,
        any_trade=request.any_trade,
        kind=request.kind,
        parts=parts,
        matters=tuple(matter_of(s.heading) for s in request.outline.sections if is_on_a_matter(s)),
        group=group_noun(parts.group) or _group_of(unit, trades),
    )


def _known_unit_in(title: str, known: Sequence[str], trades: Trades) -> str:
    """The unit that the corpus knows by the name a title begins with: 骨二科 of 骨二科护士长述职报告."""
    named = [unit for unit in known if title.startswith(unit) and not trades.is_generic(unit)]
    return max(named, key=len, default="")


def _group_of(unit: str, trades: Trades) -> str:
    """The noun for a group that a unit's name ends on (鑫达机械厂二车间); "" where it ends on the unit's own."""
    noun = group_noun(unit)
    return noun if noun and trades.tail_length(unit) <= len(noun) and len(unit) > len(noun) + 2 else ""


def is_on_a_matter(section: OutlineSection) -> bool:
    """Whether a section's heading names a matter, and not only what such a section does."""
    if section.role is Role.OTHER or (section.role is Role.WORK and section.level > 1):
        return True
    return section.role is Role.WORK and role_of(section.heading) is Role.OTHER


def matter_of(heading: str) -> str:
    """What a heading is on, as a sentence names it: of several clauses the first."""
    plain = to_simplified(heading)
    return next(filter(None, _CLAUSE_MARK.split(plain)), plain)


def _self_of(trade: Trade | None) -> str:
    """What units of a trade mostly call themselves."""
    selves = [own for own in trade.selves if own.startswith("本")] if trade else []
    return next(iter(selves), PLAIN_SELF)


def _names_of_others(unit_names: Sequence[str], vouched: str, trades: Trades) -> tuple[str, ...]:
    """The names of units that the user does not vouch for, and what is proper to them."""
    return tuple(name for name in _telling_names(tuple(unit_names), trades) if name not in vouched)


@lru_cache(maxsize=8)
def _telling_names(unit_names: tuple[str, ...], trades: Trades) -> tuple[str, ...]:
    """Names of units, and what is proper to them, that are of no unit of their kind."""
    stems = [stem for unit in unit_names for stem in stems_of(unit, trades.plain_tails)]
    names = dict.fromkeys((*unit_names, *(stem for stem in stems if not rjieba.has_word(stem))))
    return tuple(name for name in names if not trades.is_generic(name))


def subject_of(parts: TitleParts) -> str:
    """What a title is about, as a sentence names it: 防汛工作; 各项工作 when it is about everything."""
    if not parts.topic or not parts.rest:
        return f"{parts.group}工作" if parts.group else "各项工作"
    subject = "".join(parts.rest.split())
    return subject if subject.endswith(words_in(_MATTERS)) else f"{subject}工作"


def _without_own_noun(subject: str, self_name: str) -> str:
    """信访工作 of 街道信访工作, where 本街道 stands before it."""
    noun = self_name[1:]
    return subject.removeprefix(noun) if len(noun) > 1 and len(subject) > len(noun) + 3 else subject


def _named_in(facts: Sequence[Fact], finder: NameFinder) -> list[str]:
    """Office and name of each person the facts name so (演练由园长周敏任总指挥)."""
    found = []
    plain = [to_simplified(fact.text) for fact in facts]
    for text, names in zip(plain, finder.find(plain), strict=True):
        for name in names:
            office = _office("", "$").search(text[: name.start])
            if name.kind is NameKind.PERSON and office:
                found.append(office.group() + name.text)
    return list(dict.fromkeys(found))


def leaders_by_office(leaders: Sequence[str]) -> dict[str, str]:
    """The names of those whose office is told, by office; of two who hold one, none."""
    told = list(dict.fromkeys(filter(None, map(_office_and_name, leaders))))
    offices = Counter(office for office, _ in told)
    return {office: name for office, name in told if offices[office] == 1}


def _office_and_name(leader: str) -> tuple[str, str] | None:
    """园长周敏, 周敏（园长）, 周敏园长 as (园长, 周敏); None for a bare name."""
    plain = to_simplified(leader).strip()
    office_first = _office(r"(?:[\u4e00-\u9fff]*[、兼])?", r"[\s:：]*(?P<name>[\u4e00-\u9fff·]{2,4})")
    name_first = _office(r"(?P<name>[\u4e00-\u9fff·]{2,3})[\s:：]*[（(]?", "[）)]?")
    match = office_first.fullmatch(plain) or name_first.fullmatch(plain)
    return (match["office"], match["name"]) if match else None


@cache
def _office(before: str, behind: str) -> re.Pattern[str]:
    """An office, as a group of that name, between two further expressions."""
    return re.compile(rf"{before}(?P<office>(?:副|常务副)?(?:{any_of(words_in('leaders'))})){behind}")
