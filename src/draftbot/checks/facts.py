"""Facts: each figure, date, document number and name of a draft is traced to what the
user vouches for, or flagged with the source it leaked from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from draftbot.checks.quoting import start_of
from draftbot.checks.support import support
from draftbot.chinese.blanks import BLANK
from draftbot.chinese.dates import When
from draftbot.chinese.figures import Figure, find_stated
from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import CLAUSE_END
from draftbot.chinese.spoken import as_written
from draftbot.domain import Draft, DraftSection, Origin, Remark, Sentence, Source
from draftbot.facts.brief import Brief
from draftbot.messages import Message

# A sentence that shares this much with a fact, and all its figures, states it.
_STATES = 0.6
_DOCUMENT = re.compile(r"[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]\s*第?\s*(\d+)\s*号")
_BRACKETS = str.maketrans("［【(（[〔］】)）]〕", "〔" * 6 + "〕" * 6)


@dataclass(frozen=True, slots=True)
class Traced:
    """What a text says that can be traced: figures, dates and document numbers."""

    text: str
    figures: tuple[Figure, ...]
    dates: tuple[When, ...]
    documents: frozenset[tuple[str, str]]

    @property
    def values(self) -> list[Figure | When]:
        """Figures and dates in the order they stand."""
        both: list[Figure | When] = [*self.figures, *self.dates]
        return sorted(both, key=lambda what: what.start)

    @property
    def words(self) -> str:
        """The text without its figures and dates, which may be written in many ways."""
        words = list(self.text)
        for what in self.values:
            words[what.start : what.end] = "，" * (what.end - what.start)
        return "".join(words)

    def states(self, what: Figure | When) -> bool:
        if isinstance(what, Figure):
            return any(what.is_said_by(mine) for mine in self.figures)
        return any(what.is_within(mine) for mine in self.dates)


@lru_cache(maxsize=4096)
def traced(text: str) -> Traced:
    """What `text` says that can be traced; sources are asked for again and again."""
    plain = plain_digits(text)
    documents = frozenset((m[1], m[2]) for m in _DOCUMENT.finditer(plain))
    stated = find_stated(_DOCUMENT.sub(lambda m: "，" * len(m.group()), plain))
    return Traced(plain, stated.figures, stated.dates, documents)


class Vouched:
    """What the user vouches for: title and fact sheet, own sentences, filled blanks."""

    def __init__(self, brief: Brief, draft: Draft) -> None:
        sections = [*draft.sections, DraftSection("", 0, (draft.opening, draft.closing))]
        own = [s.text for section in sections for s in section.sentences if s.origin == "user"]
        filled = [f.text for section in sections for s in section.sentences for f in s.fills]
        stays = brief.own_past.stays if brief.own_past else ""
        self.text = "\n".join([brief.vouched, stays, *map(to_simplified, (*own, *filled))])
        self.traced = traced(self.text)
        self.own_years = {brief.year, brief.year + 1} if brief.year else set[int]()
        self.names = brief.names
        self.reports = tuple(dict.fromkeys(source.report_id for source in draft.sources))

    def strange(self, text: str) -> Iterator[tuple[str, Figure | When | None]]:
        """What `text` states that nobody vouches for: as written, and as a value where it has one."""
        said = traced(text)
        for what in said.values:
            if not self.traced.states(what if isinstance(what, Figure) else self._without_own_year(what)):
                yield said.text[what.start : what.end].strip(), what
        for match in _DOCUMENT.finditer(said.text):
            if (match[1], match[2]) not in self.traced.documents:
                yield match.group().translate(_BRACKETS), None

    def strange_names(self, text: str, origin: Origin = "source") -> tuple[list[str], list[str]]:
        """Names in `text` nobody vouches for: those found in the corpus, looked for as text, and
        in a chat model's words what looks like one."""
        plain = to_simplified(text)
        known = [n.text for n in self.names.find_in_any(plain, self.reports) if n.text not in self.text]
        anew = self.names.find_anew(plain) if origin == "model" else ()
        guessed = [
            n.text for n in anew if n.text not in self.text and not any(n.text in name for name in known)
        ]
        return list(dict.fromkeys(known)), list(dict.fromkeys(guessed))

    def _without_own_year(self, when: When) -> When:
        if len(when.parts) != 3 or when.parts[0] not in self.own_years:
            return when
        return When(when.start, when.end, (None, *when.parts[1:]))


def fact_remarks(draft: Draft, i: int, brief: Brief, vouched: Vouched | None = None) -> Iterator[Remark]:
    """What nobody vouches for in section `i`, sentence by sentence."""
    vouched = vouched or Vouched(brief, draft)
    for j, sentence in enumerate(draft.sections[i].sentences):
        yield from sentence_remarks(sentence, i, j, vouched, draft.sources)


def formula_remarks(draft: Draft, brief: Brief) -> Iterator[Remark]:
    """The same of the lines before and after the sections."""
    vouched = Vouched(brief, draft)
    for sentence in (*draft.opening, *draft.closing):
        yield from sentence_remarks(sentence, None, None, vouched, draft.sources)


def sentence_remarks(
    sentence: Sentence, i: int | None, j: int | None, vouched: Vouched, sources: Sequence[Source]
) -> Iterator[Remark]:
    """What nobody vouches for in a sentence, with the one of `sources` it comes from."""
    if sentence.origin == "user":
        return
    # A blank keeps apart what stands on either side of it.
    text = BLANK.sub("，", sentence.unfilled)
    known, guessed = vouched.strange_names(text, sentence.origin)
    strange = [(written, what) for written, what in vouched.strange(text) if written not in known]
    for code, found in (
        ("unvouched_fact", strange),
        ("foreign_name", [(name, None) for name in known]),
        ("unvouched_name", [(name, None) for name in guessed if name not in {w for w, _ in strange}]),
    ):
        yield from _grouped(code, found, sentence, i, j, sources)


def _grouped(
    code: str,
    found: Sequence[tuple[str, Figure | When | None]],
    sentence: Sentence,
    i: int | None,
    j: int | None,
    sources: Sequence[Source],
) -> Iterator[Remark]:
    """One remark for each source that things leaked from, one for what has no source."""
    by_source: dict[Source | None, list[str]] = {}
    for written, what in found:
        by_source.setdefault(_leaked_from(written, what, sentence, sources), []).append(written)
    for source, things in by_source.items():
        names, start = tuple(dict.fromkeys(things)), start_of(sentence.text)
        text = (
            Message("checks.leaked", sentence=start, names=names, title=source.title)
            if source
            else Message("checks.unvouched", sentence=start, names=names)
        )
        yield Remark(code, text, i, j, source.number if source else None)


def _leaked_from(
    written: str, what: Figure | When | None, sentence: Sentence, sources: Sequence[Source]
) -> Source | None:
    """The source that has it: one the sentence cites, else any of the draft."""
    cited = [s for s in sources if s.number in sentence.citations]
    others = [s for s in sources if s.number not in sentence.citations]
    for source in (*cited, *others):
        if written in plain_digits(source.text).translate(_BRACKETS) or (
            what is not None and source in cited and traced(source.text).states(what)
        ):
            return source
    return None


def states_fact(fact: str, text: str) -> bool:
    """Whether `text` (a sentence, or two) says what a fact says, in these or in other words."""
    plain = _bare_fact(fact)
    if plain in text or as_written(plain) in text:
        return True
    wanted, said = traced(plain), traced(text)
    return (
        all(said.states(what) for what in wanted.values)
        and wanted.documents <= said.documents
        and support(wanted.words, said.words) >= _STATES
    )


def _bare_fact(fact: str) -> str:
    return fact.strip().rstrip("。；;，,、 ")


def fact_count(fact: str, sections: Sequence[DraftSection]) -> int:
    """How many times a fact is stated; one that two sentences share counts once. One without figures that stands
    word by word is told where it does: few words are anybody's."""
    plain = _bare_fact(fact)
    word_by_word = sum(plain in s.text for section in sections for s in section.sentences)
    if word_by_word and not traced(plain).values:
        return word_by_word
    once = sum(states_fact(fact, s.text) for section in sections for s in section.sentences)
    if once:
        return once
    return int(
        any(states_fact(fact, "".join(s.text for s in p)) for section in sections for p in section.paragraphs)
    )


def missing_facts(draft: Draft) -> Iterator[Remark]:
    """Facts the draft leaves out, and facts it states more than once."""
    filled = _filled(draft)
    for fact in draft.request.facts.facts:
        count = fact_count(fact.text, draft.sections)
        if not count and not _is_told_in_parts(fact.text, draft, filled):
            yield Remark("fact_missing", Message("checks.fact_missing", fact=fact.text))
        elif count > 1:
            yield Remark("fact_repeated", Message("checks.fact_repeated", fact=fact.text, count=count))


def _is_told_in_parts(fact: str, draft: Draft, filled: frozenset[str]) -> bool:
    """Whether the draft tells the clauses of a fact, all that hold a figure, in one of its parts or several."""
    clauses = list(filter(None, map(str.strip, CLAUSE_END.split(fact))))
    counting = [clause for clause in clauses if traced(clause).figures]
    return _is_filled_in(fact, filled) or all(
        _is_filled_in(clause, filled) or fact_count(clause, draft.sections) > 0
        for clause in counting or clauses
    )


def _filled(draft: Draft) -> frozenset[str]:
    """What was filled into blanks."""
    told = (*draft.opening, *(s for section in draft.sections for s in section.sentences))
    return frozenset(fill.text for s in told for fill in s.fills)


def _is_filled_in(fact: str, filled: frozenset[str]) -> bool:
    """Whether all figures of a fact stand in blanks that were filled; its words are then those of the sentences."""
    said = traced(fact)
    figures = [said.text[what.start : what.end].strip() for what in said.figures]
    return bool(figures) and all(any(one.startswith(fill) for fill in filled) for one in figures)
