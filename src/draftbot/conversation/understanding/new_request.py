"""A message that asks for a new paper, read before anything is searched.

Of 2025年大班幼小衔接工作总结，我们是晨曦幼儿园，共3个大班96名幼儿，1500字 the title, the
unit, the period, a fact and the length; of one that goes on with numbered lines, the outline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

import rjieba

from draftbot.chinese.dates import find_dates
from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.numerals import half_width
from draftbot.chinese.offices import ends_in_office, office_alone, office_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION, PERSON, PLACE, TIME
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.actions import Action, NotUnderstood, SetLength, TakeRequest
from draftbot.conversation.understanding.around_titles import (
    LONGEST_BEFORE,
    about_papers,
    as_shown,
    asked_behind,
    asking,
    asks,
    ends_on_paper,
    forbids,
    introduces,
    introduction,
    is_sent_to,
    like_last_years,
    manner,
    matter_before,
    over,
    paper,
    receiver,
    said_to_be,
    taken,
    tells_duty,
    tells_reading,
)
from draftbot.conversation.understanding.forms import rules_for
from draftbot.conversation.understanding.matters_told import matter_in
from draftbot.conversation.understanding.proper_titles import proper_title
from draftbot.conversation.understanding.request_lines import lines_apart, pieces_apart
from draftbot.conversation.understanding.rules import facts_stated
from draftbot.conversation.understanding.statements import is_order_about_the_paper
from draftbot.conversation.understanding.words import OF, POLITE, TAIL
from draftbot.corpus.title_parts import OF_A_PERSON, TitleParts, office_of, period_spans
from draftbot.corpus.title_parts import parts_of as parts_of_title
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in
from draftbot.facts.knowledge import Knowledge
from draftbot.facts.under_labels import label_at

_LIST = "new_requests"
_ASIDE = re.compile(r"[（(]([^（()）]{2,30})[）)]\s*$")
_MARKS = " 　，,。：:；;"
_SHORTEST = 2

GenreOf = Callable[[str], str | None]

# A department has a shorter name than a unit of its own.
_DEPARTMENT = 4


@dataclass(frozen=True, slots=True)
class RequestReader:
    """Reads messages with what the corpus knows of units; `genre_of` tells the genre a title
    names."""

    known: Knowledge
    genre_of: GenreOf
    today: date = field(default_factory=date.today)

    def read(self, message: str) -> list[Action] | None:
        """What a message that asks for a paper puts on the desk, and what in it asks for
        something else; None for any other message."""
        lines, listed, outline = lines_apart(message)
        said = [piece for line in lines for piece in pieces_apart(line)]
        pieces = [part for piece in said for one in _like_apart(piece) for part in self._at_blanks(one)]
        named = [i for i, piece in enumerate(pieces) if self._names_paper(piece)]
        if not named:
            return _of_no_genre(pieces)
        # What is asked for in so many words before what only names a paper: 要在院里述职，写一份述职报告.
        at = next((i for i in named if asks(pieces[i])), named[0])
        title, asides = _title(self._by_nobody(self._to_nobody(pieces[at])))
        title = proper_title(self._as_meant(title), self.genre_of(title) or "", self.today.year)
        left = [*pieces[:at], *asides, *pieces[at + 1 :]]
        title, left = self._with_office(title, left)
        title, left = self._with_matter_beside(title, left)
        parts = self.parts(title)
        told = TakeRequest(_unit_first(title, parts), parts.unit, parts.period)
        told = replace(told, outline=outline)
        request, *others = self._rest(left, told, [without_enumerator(line) for line in listed])
        return [self._named_in_full(request), *others]

    def _named_in_full(self, request: Action) -> Action:
        """A request for a year's 总结 of everything as 工作总结."""
        if not isinstance(request, TakeRequest):
            return request
        plain, title = to_simplified(request.title), request.title
        genre, at = self.genre_of(title) or "", len(request.unit) if plain.startswith(request.unit) else 0
        at += len(request.period) if request.period and plain[at:].startswith(request.period) else 0
        is_bare = at and len(plain) == len(title) and plain[at:] and genre.endswith(plain[at:])
        return replace(request, title=f"{title[:at]}{genre}") if is_bare else request

    # -- the title ---------------------------------------------------------------------

    def _with_office(self, title: str, left: list[str]) -> tuple[str, list[str]]:
        """The title behind the office that another piece tells, and the pieces without it."""
        parts = self.parts(title)
        alone = office_alone if parts.genre == OF_A_PERSON else lambda _: ""
        told = [self._office_told(piece) or alone(piece.strip(_MARKS)) for piece in left]
        office = next(filter(None, told), "")
        if not office:
            return title, left
        left = [piece for piece, one in zip(left, told, strict=True) if one != office]
        is_told = office_of(parts) or (parts.topic and parts.genre != OF_A_PERSON)
        return (title if is_told else f"{office}{title}"), left

    def _with_matter_beside(self, title: str, left: list[str]) -> tuple[str, list[str]]:
        """A title that names but a paper behind the unit and the matter that another piece tells:
        写个汇报，桥头供电所迎峰度夏的."""
        parts = self.parts(title)
        if parts.of_unit or parts.topic or office_of(parts):
            return title, left
        for piece in left:
            plain = self._to_nobody(piece).strip(_MARKS).removesuffix(OF)
            told = self.parts(plain) if not amounts_in(plain) else parts
            if told.unit and told.topic and plain.startswith(told.unit):
                return f"{plain}{title}", [other for other in left if other != piece]
        return title, left

    def _at_blanks(self, piece: str) -> list[str]:
        """A piece parted at the blanks behind the paper's noun, and where a date or unit does not
        go on with the title: …总结 2025年 接待群众3万人次."""
        tokens = piece.split()
        if len(tokens) > 1 and introduces(tokens[0]):
            return [tokens[0], *self._at_blanks(" ".join(tokens[1:]))]
        if unit := self._unit_run_on(piece):
            return [piece[:unit], *self._at_blanks(piece[unit:])]
        at = next((i for i, token in enumerate(tokens, 1) if ends_on_paper(token)), len(tokens))
        while at < len(tokens) and self.units.is_unit(to_simplified(tokens[at])):
            at += 1
        return [" ".join(tokens[:at]), *tokens[at:]] if tokens else []

    def _unit_run_on(self, piece: str) -> int:
        """The length of 我们是石榴小学 where a piece goes on behind it, 0 where it does not."""
        plain = to_simplified(piece)
        said = introduction().match(plain)
        if len(plain) != len(piece) or not said or not introduces(plain):
            return 0
        unit = self.units.at_start(plain[said.end() :])
        behind = plain[said.end() + len(unit) :]
        goes_on = unit and behind and not behind.startswith(OF) and amounts_in(behind)
        return said.end() + len(unit) if goes_on and not ends_in_office(plain) else 0

    def _by_nobody(self, piece: str) -> str:
        """A piece without who wants the paper: 领导要食品安全总结 as 食品安全总结."""
        plain = to_simplified(piece)
        if len(plain) != len(piece):
            return piece
        if found := taken().search(plain):
            return piece[found.start("paper") : found.end("paper")]
        if found := over().search(plain):
            return f"{piece[slice(*found.span('matter'))]}{piece[found.start('paper') :]}"
        for word in self.units.words(plain)[1:]:
            if word.text in words_in(_LIST, "to be"):
                wanting = [one for one in self.units.words(plain) if one.end <= word.start]
                nominal = all(
                    one.tag[:1] in "nrsft" or one.tag in (ORGANISATION, PERSON, PLACE, TIME)
                    for one in wanting
                )
                # 领导下午要 tells who waits for it, 教务处期末要交 who writes.
                writes = any(one.tag in (TIME, "t") for one in wanting) and any(
                    self.units.noun_length(one.text) for one in wanting
                )
                if not nominal or writes or word.start > LONGEST_BEFORE:
                    return piece
                behind = next((w for w in self.units.words(plain) if w.start == word.end), word)
                is_handed_in = behind.tag == "v" and behind.text in words_in(_LIST, "handed in", "heard")
                return piece[behind.end if is_handed_in else word.end :]  # 行里要交反诈总结, 要听汇报
        return piece

    def _to_nobody(self, piece: str) -> str:
        """A piece without whom the paper goes to: 消防检查要给民政局汇报 as 消防检查汇报."""
        plain = to_simplified(piece)
        if len(plain) != len(piece):
            return piece
        begins = {0, *accumulate(map(len, rjieba.cut(plain, False)))}
        for found in receiver().finditer(plain):
            if found.start("who") not in begins:  # the 向 of 向阳 is to nobody
                continue
            if found["who"].endswith(words_in("many_units")) or self.units.noun_length(found["who"]):
                return f"{piece[: found.start()]}{piece[found.end() :]}"
        return piece

    def _as_meant(self, title: str) -> str:
        """A title without the 各 of 写各西塔社区的总结, meant for 个."""
        misheard = title.startswith(words_in(_LIST, "amount misspelled"))
        unit = self.units.at_start(to_simplified(title[1:])) if misheard else ""
        return title[1:] if unit and not self.known.trades.is_bare(unit) else title

    def _rest(self, pieces: Sequence[str], told: TakeRequest, listed: Sequence[str]) -> list[Action]:
        """The request with what the other pieces say: the unit, the length, facts, those that are
        `listed` last."""
        facts: list[str] = []
        others: list[Action] = []
        for piece in pieces:
            if stated := facts_stated(piece):
                facts = [*facts, *stated]
            elif length := _length_in(piece):
                told = replace(told, length=length)
            elif period := self._period_told(piece):
                told = self._of_period(told, period)
            elif self._tells_delivery(piece):
                continue
            elif _is_wish(piece):
                others.append(NotUnderstood(piece))
            elif unit := self._unit_told(piece):
                told = replace(told, unit=unit)
            elif (matter := matter_in(piece)) and not told.outline and not label_at(piece):
                told = replace(told, matter=matter)
            elif _is_polite(piece) or len(piece) < _SHORTEST:
                continue
            elif (
                amounts_in(piece)
                or facts
                or _dates(piece)
                or (_ASIDE.search(f"（{piece}）") and tells_duty(piece))
            ):
                facts = _with_fact(facts, piece)
            else:
                others.append(NotUnderstood(piece))
        return [replace(told, facts=(*facts, *listed)), *others]

    def _names_paper(self, piece: str) -> bool:
        plain = to_simplified(piece)
        if plain.endswith(("？", "吗", "呢")) or about_papers().search(plain) or facts_stated(plain):
            return False
        title, _ = _title(plain)
        return self.genre_of(title) is not None and paper().search(title) is not None

    def parts(self, title: str) -> TitleParts:
        return parts_of_title(title, self.units, "", self.known.unit_names)

    def _unit_told(self, piece: str) -> str:
        """The unit of 我们是晨曦幼儿园, 单位：晨曦幼儿园, 晨曦幼儿园, or 你好我这边是晨曦幼儿园的."""
        plain = to_simplified(piece).strip(_MARKS)
        said = said_to_be().search(plain)
        names = (said[1] if said else "", introduction().sub("", plain).removesuffix(OF))
        told = (n for n in names if self.units.is_unit(n) and not self.known.trades.is_bare(n))
        return next((name for name in told if not is_sent_to(name, self.units)), "")

    def office_told(self, pieces: Sequence[str]) -> str:
        """The office that one of several pieces tells, as it is known where it is; "" for none."""
        told = next((one for one in map(self._office_told, pieces) if one), "")
        return office_in(told) or told

    @staticmethod
    def _office_told(piece: str) -> str:
        """The office, with its unit, of 我是幼儿园保健医; "" where none is told."""
        plain = to_simplified(piece).strip(_MARKS)
        name = introduction().sub("", plain).removesuffix(OF)
        return name if name != plain and ends_in_office(name) else ""

    def _period_told(self, piece: str) -> str:
        """The period of 要2025年下半年的, where a piece tells nothing else."""
        plain = to_simplified(asking().sub("", piece)).strip(_MARKS)
        plain = proper_title(plain, "", self.today.year).removesuffix(OF)
        parts = self.parts(plain)
        return parts.period.strip() if parts.period and not (parts.rest or parts.of_unit) else ""

    def _of_period(self, told: TakeRequest, period: str) -> TakeRequest:
        """A request with a period told beside its title, which names it too."""
        if told.period:
            return told
        plain = to_simplified(told.title)
        unit = told.unit if told.unit and plain.startswith(told.unit) else ""
        behind = plain[len(unit) :]
        if unit and len(unit) < _DEPARTMENT and behind.startswith(office_in(behind) or plain):
            unit = ""  # 护理部主任 is one word
        title = f"{told.title[: len(unit)]}{period}{told.title[len(unit) :].lstrip(_MARKS + OF)}"
        return replace(told, title=title, period=period)

    def _tells_delivery(self, piece: str) -> bool:
        """Whether a piece tells what the paper is for or when it is due: 年底考核用, 要报政法委的."""
        plain = to_simplified(piece)
        if amounts_in(plain):
            return False
        due = re.search(any_of(words_in(_LIST, "delivery")), plain) is not None
        due = due or is_sent_to(plain, self.units)
        return due or self._to_nobody(f"{plain}{OF}") not in (plain, f"{plain}{OF}")

    @property
    def units(self) -> UnitReader:
        return UnitReader(self.known.tagger, self.known.trades)


def _like_apart(piece: str) -> list[str]:
    """A piece parted behind what the paper is to be like: 照去年的写 | 今年的总结."""
    found = like_last_years().match(to_simplified(piece))
    at = found.end() if found else 0
    return [piece[:at], piece[at:].strip(_MARKS)] if 0 < at < len(piece) else [piece]


def _is_wish(piece: str) -> bool:
    """Whether a piece says how the paper shall be, rather than what is to stand in it."""
    plain = to_simplified(piece)
    if tells_reading(plain):
        return True
    if amounts_in(piece):
        return is_order_about_the_paper(plain)
    return is_order_about_the_paper(plain) or forbids(plain) or bool(manner().search(plain))


def _of_no_genre(pieces: Sequence[str]) -> list[Action] | None:
    """A request for 材料 or the like, which says not even what kind of paper; None where there is none."""
    for piece in pieces:
        plain = to_simplified(piece).strip(_MARKS)
        title, _ = _title(plain)
        if title != plain and title in words_in(_LIST, "papers") and not about_papers().search(plain):
            return [TakeRequest("")]
    return None


def is_too_thin(request: TakeRequest, parts: TitleParts) -> bool:
    """Whether a request tells neither what the paper is about nor whose or of when it is."""
    return not (
        request.matter or parts.topic or parts.of_unit or parts.period or request.unit or office_of(parts)
    )


def _title(piece: str) -> tuple[str, list[str]]:
    """The title in a piece without the words of asking; and what stands in brackets behind it."""
    piece = as_shown().sub("", piece.strip(_MARKS))
    plain = to_simplified(piece)
    if (on := matter_before().match(plain)) and len(plain) == len(piece):
        piece = plain = f"{on['matter']}{on['paper']}"
    asked = asking().match(plain if len(plain) == len(piece) else piece)
    # 年度述职帮我写下 asks behind what it asks for.
    start = asked.end() if asked and asked.end() < len(plain) else 0
    # 下 of 下学期 is part of it, and not of 写下.
    title = piece[next((one for one, end in period_spans(plain) if one < start < end), start) :]
    title = re.sub(rf"(?:{any_of(words_in(_LIST, 'particles'))}|{TAIL})+$", "", title).strip(_MARKS + '“”"')
    title = asked_behind().sub("", title)
    asides: list[str] = []
    while (found := _ASIDE.search(title)) and tells_duty(found[1]):
        asides.insert(0, found[1])
        title = title[: found.start()].strip()
    return title, asides


def _unit_first(title: str, parts: TitleParts) -> str:
    """A title with its unit before the rest, where it stood behind it: 工作方案 蓝天小学."""
    plain = to_simplified(title)
    if not parts.unit or not plain.endswith(parts.unit) or len(plain) == len(parts.unit):
        return title
    unit, rest = title[-len(parts.unit) :], title[: -len(parts.unit)].strip(_MARKS + "—-|｜")
    return f"{unit}{rest}"


def _with_fact(facts: Sequence[str], piece: str) -> list[str]:
    """The facts with one more; what holds no amount of its own, or begins with it (320人参加) and
    so does not say of what, goes on with the one before."""
    piece = piece.strip(_MARKS)
    amounts = amounts_in(piece)
    if facts and (not amounts or amounts[0].start == 0):
        return [*facts[:-1], f"{facts[-1]}，{piece}"]
    return [*facts, piece]


def _length_in(piece: str) -> int | None:
    for one in rules_for("length"):
        action = one.action(to_simplified(piece).strip(_MARKS))
        if isinstance(action, SetLength):
            return action.length
    told = [a for a in amounts_in(to_simplified(piece)) if a.measure == words_in(_LIST, "characters")[0]]
    around = re.sub(any_of(words_in(_LIST, "about", "enough")), "", to_simplified(piece))
    exact = len(told) == 1 and around.strip(_MARKS) == told[0].text and told[0].value.low
    return int(exact) if exact else None


def _dates(piece: str) -> bool:
    """Whether a piece tells a day."""
    return bool(find_dates(half_width(to_simplified(piece))))


def _is_polite(piece: str) -> bool:
    return (
        re.fullmatch(rf"{POLITE}{TAIL}(?:(?:{any_of(words_in(_LIST, 'polite'))}){TAIL})*", piece) is not None
    )
