"""One thing that somebody wants, in his words, and the places and texts that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from draftbot.chinese.numerals import integer_in, plain_digits, write_number
from draftbot.chinese.phrases import phrases_of
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import NAME_TAGS
from draftbot.chinese.word_lists import any_of, word_set, word_table, words_in
from draftbot.chinese.words import words_of
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.naming import (
    bare_numbers,
    by_beginning,
    by_role,
    first_or_last,
    heading_found,
    heading_nearly,
    parts_counted,
)
from draftbot.conversation.understanding.shape import repaired
from draftbot.conversation.understanding.words import NUMBER, telling
from draftbot.drafts.addresses import LAST, Where, heads_of

_N = rf"(?:{NUMBER}?)"
# A number's own end, and money, name no part: 四千六百块钱.
_PART = re.compile(
    rf"(?<![零一二三四五六七八九十百千万亿两\d.])第?(?P<ns>{_N}(?:[、和跟与到至]?第?{_N})*?)(?:[两俩]?(?:个|大)*)(?:部分|板块|大块|块(?!钱)|章节|章|节)|第(?P<n>{_N})大点"
)
_PART_EN = re.compile(
    r"\b(?:part|section)s?\s*(?P<n>\d+|one|two|three|four|five|six)\b|\b(?P<o>first|second|third|fourth|fifth|last)\s+(?:part|section)\b",
    re.I,
)
_ENGLISH = {
    w: i
    for i, ws in enumerate(
        (
            ("one", "first"),
            ("two", "second"),
            ("three", "third"),
            ("four", "fourth"),
            ("five", "fifth"),
            ("six", "sixth"),
        ),
        1,
    )
    for w in ws
}
_LAST_PART = re.compile(r"(?:最后|末尾|末)(?:一|那)?(?:个)?(?:大)?(?:部分|板块|大块|块|章|节)")
_FIRST_PARTS = re.compile(rf"前(?P<n>{_N}|面几)?(?:个|大)*(?:部分|板块|块|章)")
_SENTENCE = re.compile(
    rf"第(?P<n>{_N})句|倒数第(?P<back>{_N})句|(?P<last>最后头?|末尾|末了?|最末|收尾|结尾|压尾)的?(?:一|那|这)*句|(?P<first>开头|第一|头一|头|首|开篇|打头|起头|当头)的?(?:一|第一|那|这)*句"
)
_PARAGRAPH = re.compile(rf"第(?P<n>{_N})(?:个)?(?:自然)?段|(?P<last>最后|末)一?段")
_QUOTED = re.compile(
    r"“([^”]{1,200})”|\"([^\"]{1,200})\"|「([^」]{1,200})」|《([^》]{1,200})》|‘([^’]{1,200})’"
)
_AT_START = re.compile(
    r"^(?:把|将|给|请|麻烦)*(?:文章|全文|稿子)?(?:的)?(?:开头|开篇|头)(?!加|写|称|插)|前面(?:那|这)"
)
_AT_END = re.compile(r"(?:结尾|末尾|最后|收尾)(?:那|这)?(?:一|块|部分|里)?")
# 合成一块, 分两部分: so many, not which.
_HOW_MANY = ("一", "两")
# 物资那部分: a part by what it tells.
_PART_ABOUT = re.compile(r"(?P<w>[\u4e00-\u9fff]{2,8}?)的?(?:那|这)(?:一|个|一个)?(?:部分|块|节|章)")
# So many characters in a row of the draft stand in no message by chance.
_QUOTED_FROM = 12
# More of what is counted by 块 without 第 are no parts of a paper.
_MOST_PARTS = 20
# Characters of a heading that must stand together in a message to mean it.
_LEAST = 2
_WORDS = "words_of_wishes"


def says(key: str, text: str) -> bool:
    """Whether a text holds one of the words that tell how a wish is meant."""
    return phrases_of(_WORDS, key).stands_in(text)


@cache
def _item_of() -> re.Pattern[str]:
    """第一条: an item of a part, where the part has some."""
    return re.compile(rf"第(?P<n>{_N})(?:{telling('of a count')})?(?:{telling('counted as')})")


@dataclass(frozen=True)
class Wish:
    """`text` as typed; `view` the desk it is said at."""

    text: str
    view: View
    only: str = ""  # of several sections named, the one that is meant now

    @cached_property
    def plain(self) -> str:
        """Simplified, of the same length, slips put right."""
        return repaired(to_simplified(self.text))

    def says(self, key: str) -> bool:
        return says(key, self.plain)

    def says_outside_names(self, key: str) -> bool:
        """As `says`, though not for what stands in a name: the 照 of 日照."""
        plain = self.plain
        for word in self.view.words(plain):
            if word.tag in NAME_TAGS:
                plain = plain[: word.start] + " " * len(word.text) + plain[word.start + len(word.text) :]
        return says(key, plain)

    @cached_property
    def quotes(self) -> list[str]:
        """What stands in quotation marks, as typed."""
        return [next(g for g in m.groups() if g) for m in _QUOTED.finditer(self.text)]

    @cached_property
    def numbers_of_sections(self) -> list[int]:
        """第二、三部分: 2 and 3; LAST for the last; 前三部分: 1, 2 and 3."""
        tops = sum(s.level == 1 for s in self.view.sections)
        if first := _FIRST_PARTS.search(self.plain):
            count = integer_in(plain_digits(first["n"])) if first["n"] and first["n"] != "面几" else None
            return list(range(1, (count or max(1, tops - 1)) + 1))
        if some := first_or_last(self.plain, tops):
            return some
        if _LAST_PART.search(self.plain):
            return [LAST]
        found: list[int] = []
        for match in _PART.finditer(self.plain):
            is_ordinal = match.group().startswith("第")
            if is_ordinal or (match["ns"] not in _HOW_MANY and not self._counts_before(match.start())):
                numbers = parts_counted(match["ns"] or match["n"])
                found += [n for n in numbers if is_ordinal or n <= _MOST_PARTS]
        for match in _PART_EN.finditer(self.plain):
            word = (match["n"] or match["o"]).lower()
            found.append(LAST if word == "last" else _ENGLISH.get(word) or int(word))
        return list(dict.fromkeys(found))

    def _counts_before(self, at: int) -> bool:
        """Whether a noun of the world stands before a number at `at`, which so counts it: 井盖5块."""
        before = [word for word in self.view.words(self.plain) if word.start + len(word.text) == at]
        return any(
            word.tag == "n" and len(word.text) > 1 and not any(word.text in h for h in self.view.headings)
            for word in before
        )

    @cached_property
    def sections(self) -> list[str]:
        """The sections that are named, by heading where there is one so numbered, in the order said."""
        if self.only:
            return [self.only]
        if numbers := self.numbers_of_sections:
            return [self._heading_at(n) for n in numbers]
        return self._by_heading()

    @cached_property
    def sections_by_all_words(self) -> list[str]:
        """As `sections_or_numbers`; beside one that is named whole, those named by their words, too: 经验体会
        and 做法 of 经验体会并到做法里."""
        named = self.sections_or_numbers
        if len(named) != 1 or named[0] not in self.plain or self.numbers_of_sections:
            return named
        at = self.plain.index(named[0])
        rest = self.plain.replace(named[0], "，" * len(named[0]))
        others = [h for h in Wish(rest, self.view).sections if h != named[0]]
        words = [w for h in others for w in words_of(h) if w in rest]
        is_before = bool(words) and min(map(rest.index, words)) < at
        return [*others, *named] if is_before else [*named, *others]

    @property
    def section(self) -> str:
        """The one section that is named; "" where none or several are."""
        return self.sections[0] if len(self.sections) == 1 else ""

    @cached_property
    def sections_or_numbers(self) -> list[str]:
        """As `sections`; where none is named, by bare numbers: 三四合一."""
        tops = sum(section.level == 1 for section in self.view.sections)
        return self.sections or [self._heading_at(n) for n in bare_numbers(self.plain) if n <= tops]

    @cached_property
    def section_or_end(self) -> str:
        """As `section`; 开头 and 结尾 are the first and the last."""
        if self.section or self.sections or not self.view.sections:
            return self.section
        if _AT_START.search(self.plain):
            return self._heading_at(1)
        if _AT_END.search(self.plain):
            return self._heading_at(LAST)
        # 第二段 with no part before it is meant as the second part.
        if paragraph := _PARAGRAPH.search(self.plain):
            return self._heading_at(
                LAST if paragraph["last"] else integer_in(plain_digits(paragraph["n"])) or 1
            )
        return ""

    @cached_property
    def sentence(self) -> int:
        """The number of a sentence, LAST for the last; 0 where none is named."""
        match = _SENTENCE.search(self.plain)
        if not match:
            return 0
        if match["last"]:
            return LAST
        return integer_in(plain_digits(match["n"])) or 0 if match["n"] else 1 if match["first"] else LAST

    @cached_property
    def paragraph(self) -> Where | None:
        """The one paragraph of a part that is meant: 第二部分第三段."""
        match = _PARAGRAPH.search(self.plain)
        if match is None or self.sentence or not self.section:
            return None
        number = LAST if match["last"] else integer_in(plain_digits(match["n"])) or 0
        return Where(self.section, number) if number else None

    def cuts_a_word(self, at: int) -> bool:
        """Whether a place in the wish is amidst a word: the 改 of 整改."""
        return any(word.start < at < word.start + len(word.text) for word in self.view.words(self.plain))

    @property
    def names_an_item(self) -> bool:
        """Whether one item of a part is named by its number, be it there or not."""
        return Wish(_item_of().sub("", self.text), self.view).section == self.section != "" and bool(
            _item_of().search(self.plain)
        )

    @cached_property
    def item(self) -> Where | None:
        """The one item of a part that is counted: 存在的问题第一条."""
        counted = [integer_in(plain_digits(match["n"])) or 0 for match in _item_of().finditer(self.plain)]
        draft = self.view.draft
        if draft is None or self.sentence or len(counted) != 1 or self.section not in self.view.headings:
            return None
        if not self.names_an_item:
            return None  # 第三大块 is the part
        at = next((i for i, one in enumerate(draft.sections) if one.heading == self.section), None)
        heads = heads_of(draft, at) if at is not None else []
        is_there = 0 < counted[0] <= len(heads) and not any(number[0] in "（(" for _, number, _ in heads)
        return Where(self.section, 0, heads[counted[0] - 1][0].sentence + 1) if is_there else None

    @cached_property
    def where(self) -> Where | None:
        """The one sentence that is meant."""
        if self.item is not None:
            return self.item
        if self.sentence and (section := self.section or self.section_or_end):
            paragraph = _PARAGRAPH.search(self.plain) if self.section else None
            number = (
                0
                if not paragraph
                else LAST
                if paragraph["last"]
                else integer_in(plain_digits(paragraph["n"])) or 0
            )
            return Where(section, number, self.sentence)
        for quote in self.quotes:
            if quote not in self.view.headings and quote in self.view.text:
                return Where(quote=quote)
        return None

    @cached_property
    def content(self) -> list[str]:
        """What is spoken of: its words that are not of editing, runs of them as one, as typed."""
        editing = {
            word
            for words in word_table("words_of_editing", "draftbot.conversation").values()
            for word in words
        }
        masked = self.plain
        for match in (*_PART.finditer(masked), *_SENTENCE.finditer(masked), *_LAST_PART.finditer(masked)):
            masked = masked[: match.start()] + " " * len(match.group()) + masked[match.end() :]
        runs: list[str] = []
        end = -1
        for word in self.view.words(masked):
            word_text = word.text.strip()
            if (
                not word_text
                or word_text in editing
                or word.tag in _EMPTY
                or not any(c.isalnum() for c in word_text)
            ):
                continue
            if word.start == end and runs:
                runs[-1] += self.text[word.start : word.end]
            else:
                runs.append(self.text[word.start : word.end])
            end = word.end
        return [run for run in runs if len(run.strip()) > 1 or (run.isalnum() and not run.isascii())]

    @cached_property
    def quotes_draft(self) -> bool:
        """Whether words of the draft are repeated, to say something of them."""
        starts = range(len(self.text) - _QUOTED_FROM + 1)
        return any(self.text[i : i + _QUOTED_FROM] in self.view.text for i in starts)

    def after(self, mark: str) -> str:
        """What stands behind the first of `mark`, a pattern, as typed and without quotation marks."""
        match = re.search(mark, self.plain)
        return self.text[match.end() :].strip(' “”"「」：:，,。') if match else ""

    def _heading_at(self, number: int) -> str:
        tops = [s.heading for s in self.view.sections if s.level == 1]
        if number == LAST:
            return tops[-1] if tops else "最后一部分"
        if 1 <= number <= len(tops) and self.view.headings.count(tops[number - 1]) == 1:
            return tops[number - 1]
        return f"第{write_number(number)}部分"

    def _by_heading(self) -> list[str]:
        headings = [h for h in self.view.headings if h in self.plain]
        if headings:
            headings = [h for h in headings if not any(h != o and h in o for o in headings)]
            return sorted(headings, key=self.plain.index)
        for quote in self.quotes:
            if (found := heading_found(self.view, quote)) is not None:
                return [found]
        scored: list[tuple[int, int, str]] = []
        for heading in self.view.headings:
            words = [
                w
                for w in dict.fromkeys(words_of(heading))
                if len(w) >= _LEAST and w not in word_set(_WORDS, "in all headings")
            ]
            hits = [
                w
                for w in words
                if w in self.plain and not re.search(rf"(?:没|有|没有){re.escape(w)}", self.plain)
            ]
            if hits:
                scored.append((-sum(map(len, hits)), min(map(self.plain.index, hits)), heading))
        begun = by_beginning(self.view, self.plain)
        if not scored:
            words = [to_simplified(run) for run in self.content]
            return begun or by_role(self.view, words) or self._by_matter()
        # Each by the words that are its own: 问题 names one heading, 工作 names none.
        scored += [(0, self.plain.index(h[:3]), h) for h in begun if all(h != one[2] for one in scored)]
        return [heading for _, _, heading in sorted(scored, key=lambda one: one[1])]

    def _by_matter(self) -> list[str]:
        """物资那部分, where no heading says so: the one section that speaks of it most."""
        match = _PART_ABOUT.search(self.plain)
        if match is None or self.view.draft is None:
            return []
        if (slipped := heading_nearly(match["w"], self.view.headings)) is not None:
            return [slipped]
        in_all = word_set(_WORDS, "in all headings")
        words = [w.text for w in self.view.words(match["w"]) if len(w.text) > 1 and w.text not in in_all][-1:]
        counts = [
            (sum(section.text.count(word) for word in words), section.heading)
            for section in self.view.draft.sections
        ]
        most = max((count for count, _ in counts), default=0)
        best = [heading for count, heading in counts if most and count == most]
        return best if len(best) == 1 and self.view.headings.count(best[0]) == 1 else []

    def listed(self, names: Sequence[str]) -> list[str]:
        """Those of `names`, things that the wish names in this order, that a list joins to the first."""
        found, end = list(names[:1]), -1
        for name in names:
            at = self.text.find(name, max(end, 0))
            if at < 0:
                break
            if end >= 0:
                if not _joint().fullmatch(self.plain[end:at]):
                    break
                found.append(name)
            end = at + len(name)
        return found


@cache
def _joint() -> re.Pattern[str]:
    """What stands between things that are listed."""
    return re.compile(
        rf"[”」》\"]?[这那]?(?:一?块|部分|节|的)?(?:{any_of(words_in(_WORDS, 'joins'))})第?[“「《\"]?"
    )


_EMPTY = frozenset(("r", "p", "u", "d", "c", "xc", "w", "m", "q", "f"))
