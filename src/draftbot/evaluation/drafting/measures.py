"""One draft held against what is asked of every draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.chinese.blanks import BLANK
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, DraftSection, OutlineSection, Role, Sentence, Source
from draftbot.evaluation.drafting.cases import Case
from draftbot.evaluation.drafting.figures import figures_in
from draftbot.evaluation.drafting.invented import InventedFact
from draftbot.evaluation.drafting.leaks import Vouched, leaks_in
from draftbot.evaluation.drafting.names import Names
from draftbot.evaluation.drafting.report import BOUNDS, Failure, Measured
from draftbot.index.embedding import SentenceEmbeddings

LEAST_LENGTH, MOST_LENGTH = 0.8, 1.2
# Where passages hold this many times what is asked for, a short section is the writer's own fault.
AMPLE = 3
# A sentence states a fact when it has all its figures and this share of its pairs of characters.
STATED = 0.6
# Two sentences of a draft this alike (Jaccard over 5 characters, blanks aside) say one thing twice.
REPEATED = 0.5
_LEAST_WORDS = 6
_NUMERALS = re.compile(r"[\d一二三四五六七八九十百千万两]+")
# Where a fact on the work fits when no section has that role: no other role claims it.
_OPEN_ROLES = frozenset({Role.OTHER, Role.GOALS, Role.STEPS})


@dataclass(slots=True)
class Tally:
    """Counts per measure, and what failed."""

    of: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def count(self, measure: str, failures: Sequence[Failure] = ()) -> None:
        """One more thing measured, with what of it failed."""
        self.of[measure] += 1
        self.failures += failures

    def measured(self) -> tuple[Measured, ...]:
        """Every measure that anything was counted for, in the order of BOUNDS."""
        failed = Counter(failure.measure for failure in self.failures)
        return tuple(Measured(n, failed[n], self.of[n], bound) for n, bound in BOUNDS.items() if n in self.of)


def judge_sentences(draft: Draft, year: int, names: Names, tally: Tally) -> None:
    """Facts nobody vouches for, citations that do not bear out, sentences said twice."""
    sources = {source.number: source for source in draft.sources}
    vouched = Vouched.by(draft, year)
    said: list[frozenset[str]] = []
    for section in draft.sections:
        for sentence in section.sentences:
            cited = next((sources[n] for n in sentence.citations if n in sources), None)
            made = _Maker(draft.title, section.heading, sentence.text, cited)
            leaks = list(leaks_in(sentence, vouched, names, sources))
            for measure, from_source in (("leaks", True), ("made_up", False)):
                found = "、".join(leak.text for leak in leaks if leak.from_source is from_source)
                tally.count(measure, [made(measure, found)] if found else [])
            if sentence.citations:
                share = _support(sentence, sources)
                bad = share < LEAST_SUPPORT
                tally.count("supported", [made("supported", f"{share:.2f}")] if bad else [])
            pieces = _pieces(sentence)
            if pieces is not None:
                twice = any(overlap(pieces, other) >= REPEATED for other in said)
                tally.count("repeated", [made("repeated", "")] if twice else [])
                said.append(pieces)


def judge_facts(draft: Draft, case: Case, embeddings: SentenceEmbeddings, tally: Tally) -> None:
    """Whether every given fact is stated, once, in a section it fits."""
    fitting = _fitting_sections(case, embeddings)
    for fact, fits in zip(case.invented.facts, fitting, strict=True):
        places = [
            i
            for i, section in enumerate(draft.sections)
            for s in section.sentences
            if states(s.text, fact.text)
        ]
        wrong = ""
        if not places:
            wrong = "missing"
        elif len(places) > 1:
            wrong = f"{len(places)}×"
        elif places[0] not in fits:
            wrong = "elsewhere"
        heading = draft.sections[places[0]].heading if places else ""
        failure = Failure("facts", draft.title, heading, fact.text, wrong)
        tally.count("facts", [failure] if wrong else [])


def judge_length(draft: Draft, section: DraftSection, target: int, matter: int, tally: Tally) -> None:
    """Whether a section is as long as asked for, of which other reports hold `matter` characters."""
    fine = LEAST_LENGTH * target <= section.chars <= MOST_LENGTH * target
    for measure in ("length", "length_ample") if matter >= AMPLE * target else ("length",):
        detail = f"{section.chars} / {target}"
        failure = Failure(measure, draft.title, section.heading, "", detail, note=section.note)
        tally.count(measure, [] if fine else [failure])


def states(sentence: str, fact: str) -> bool:
    """Whether a sentence says a fact: all of its figures, and most of its letters."""
    has = Counter(figure.key for figure in figures_in(sentence))
    if Counter(figure.key for figure in figures_in(fact)) - has:
        return False
    return support(_NUMERALS.sub("▢", fact), _NUMERALS.sub("▢", sentence)) >= STATED


def _fitting_sections(case: Case, embeddings: SentenceEmbeddings) -> list[set[int]]:
    """For each fact the sections it fits: those whose role is what it is about. A fact on the
    work also fits, of the sections that announce no role, the half whose real text is
    nearest to it by the embedding model; all of them where no section is on the work."""
    sections = case.request.outline.sections
    texts = [f"{s.heading}：{real[:400]}" for s, real in zip(sections, case.real, strict=True)]
    facts = case.invented.facts
    likeness = embeddings.passages([fact.text for fact in facts]) @ embeddings.passages(texts).T
    return [_fits(fact, sections, row) for fact, row in zip(facts, likeness, strict=True)]


def _fits(fact: InventedFact, sections: Sequence[OutlineSection], likeness: np.ndarray) -> set[int]:
    same = {i for i, section in enumerate(sections) if section.role is fact.about}
    if fact.about is not Role.WORK:
        return same
    rest = [i for i, section in enumerate(sections) if section.role in _OPEN_ROLES]
    if not same:
        return set(rest or range(len(sections)))
    nearest = sorted(rest, key=lambda i: -float(likeness[i]))[: (len(rest) + 1) // 2]
    return same | set(nearest)


def _support(sentence: Sentence, sources: Mapping[int, Source]) -> float:
    """By the best of the passages it cites; 0 where none of them is there."""
    cited = (sources[n] for n in sentence.citations if n in sources)
    return max((support(sentence.text, "\n".join((*s.heading_path, s.text))) for s in cited), default=0.0)


def _pieces(sentence: Sentence) -> frozenset[str] | None:
    """What a sentence says, blanks and enumerators aside; None for too little to compare."""
    text = BLANK.sub("", sentence.text)
    words = "".join(c for c in text if c.isalnum())
    return shingles(words) if len(words) >= _LEAST_WORDS else None


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the failures of one sentence."""

    title: str
    section: str
    sentence: str
    cited: Source | None

    def __call__(self, measure: str, detail: str) -> Failure:
        source, passage = (self.cited.title, self.cited.text) if self.cited else ("", "")
        return Failure(measure, self.title, self.section, self.sentence, detail, source, passage)


def all_sentences(draft: Draft) -> Iterator[Sentence]:
    """The sentences of all sections, in order."""
    return (sentence for section in draft.sections for sentence in section.sentences)
