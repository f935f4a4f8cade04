"""One draft held against the corpus it was made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from draftbot.domain import Draft, Remark, Sentence, count_chars
from draftbot.evaluation.drafting.planted.contacts import CONTACT
from draftbot.evaluation.drafting.planted.corpora import Corpus
from draftbot.evaluation.drafting.planted.matching import Use, hidden_in, torn_in, uses_in
from draftbot.evaluation.drafting.planted.planting import Said
from draftbot.evaluation.drafting.planted.results import DraftJudged, Mistake, Share, Survivor, Torn
from draftbot.evaluation.drafting.planted.strings import (
    FIGURE,
    Planted,
    squeezed,
    stands_in,
    without_blanks,
)
from draftbot.messages import render

BLANKED, PASSED_OVER = "blanked", "passed_over"
# A remark quotes the sentence it is about; a quotation is at least this long.
_QUOTATION = 10
# So many characters of a name beside its blank tell whose it was.
_TELLING = 2


def judge(draft: Draft, corpus: Corpus) -> DraftJudged:
    """What of the corpus survives in the draft, and what was lost for nothing."""
    uses = uses_in(draft, corpus)
    survivors = tuple(_survivors(draft, corpus, uses))
    exposed = {planted.text for use in uses for planted in use.said.planted}
    exposed |= {survivor.planted for survivor in survivors}
    frames = _Frames(corpus, uses)
    mistakes = tuple(_mistakes(corpus, uses, frames))
    named = [use for use in uses if use.said.planted]
    widened = sum(len(hidden.plain) for use in named for hidden in hidden_in(use) if hidden.is_name)
    judged = {*frames.used, *(m.words for m in mistakes if m.what == PASSED_OVER)}
    return DraftJudged(
        corpus.trade.name,
        corpus.seed,
        draft.title,
        sum(section.chars for section in draft.sections),
        _by_kind(corpus, survivors),
        len(exposed),
        survivors,
        frames.words_used(named=True),
        frames.words_used(named=False),
        Share(len(mistakes), len(judged)),
        Share(len(frames.plain - frames.plain_used), len(frames.plain)),
        Share(widened, sum(_plain_chars(use.said) for use in named)),
        tuple(_torn(corpus, uses, survivors)),
        mistakes,
    )


def _by_kind(corpus: Corpus, survivors: Sequence[Survivor]) -> Mapping[str, Share]:
    survived = Counter(survivor.kind for survivor in survivors)
    planted = Counter(planted.kind for planted in corpus.planted)
    return {kind: Share(survived[kind], count) for kind, count in sorted(planted.items())}


def _survivors(draft: Draft, corpus: Corpus, uses: Sequence[Use]) -> Iterator[Survivor]:
    """Each planted string that the draft says, or says so much of as tells who it was, at the
    first place where it does."""
    places = list(_places(draft))
    pieces = defaultdict[Planted, list[str]](list)
    for planted, left in (torn for use in uses for torn in torn_in(use)):
        if planted.kind not in (FIGURE, CONTACT) and len(left) >= _TELLING:
            pieces[planted].append(left)
    for planted in corpus.planted:
        for found in (planted.text, *planted.parts, *pieces[planted]):
            place = next(
                (p for p in places if stands_in(squeezed(found), p[0], planted.kind == FIGURE)), None
            )
            if place is None:
                continue
            _, heading, sentence, remarks = place
            told = any(_names(remark, found, sentence) for remark in remarks)
            codes = tuple(dict.fromkeys(remark.code for remark in remarks))
            yield Survivor(
                corpus.trade.name,
                corpus.seed,
                planted.kind,
                planted.text,
                found,
                heading,
                sentence.text,
                told,
                codes,
            )
            break


def _places(draft: Draft) -> Iterator[tuple[str, str, Sentence, Sequence[Remark]]]:
    """Every sentence of a draft: as it is searched, the heading above it, itself, the remarks on it."""
    for sentence in (*draft.opening, *draft.closing):
        yield squeezed(without_blanks(sentence.text)), "", sentence, ()
    for i, section in enumerate(draft.sections):
        for j, sentence in enumerate(section.sentences):
            remarks = [r for r in draft.warnings if (r.section, r.sentence) == (i, j)]
            yield squeezed(without_blanks(sentence.text)), section.heading, sentence, remarks


def _torn(corpus: Corpus, uses: Sequence[Use], survivors: Sequence[Survivor]) -> Iterator[Torn]:
    """What was planted and is shown in pieces, each once; not what survived."""
    seen = {survivor.planted for survivor in survivors}
    for use in uses:
        for planted, left in torn_in(use):
            if planted.text not in seen:
                seen.add(planted.text)
                yield Torn(corpus.trade.name, corpus.seed, planted.kind, planted.text, left, use.text)


def _names(remark: Remark, found: str, sentence: Sentence) -> bool:
    """Whether a remark names what was found, its quotation of the sentence aside."""
    rest = render(remark.text, "zh")
    match = SequenceMatcher(None, rest, sentence.text, autojunk=False).find_longest_match()
    if match.size >= max(_QUOTATION, len(found) + 2):
        rest = rest[: match.a] + rest[match.a + match.size :]
    return squeezed(found) in squeezed(rest)


class _Frames:
    """The frames of a corpus by what they hold, and how much of each a draft uses."""

    def __init__(self, corpus: Corpus, uses: Sequence[Use]) -> None:
        self.sizes: dict[str, int] = {}
        self.named: set[str] = set()
        self.used: defaultdict[str, float] = defaultdict(float)
        for said in _sentences(corpus):
            self.sizes[said.frame] = max(self.sizes.get(said.frame, 0), _plain_chars(said))
            if said.planted:
                self.named.add(said.frame)
        for use in uses:
            self.used[use.said.frame] = max(self.used[use.said.frame], use.share)

    @property
    def plain(self) -> set[str]:
        return self.sizes.keys() - self.named

    @property
    def plain_used(self) -> set[str]:
        return self.plain & self.used.keys()

    def words_used(self, *, named: bool) -> Share:
        """Characters of the frames with names, or without, that a draft uses, of all."""
        frames = self.named if named else self.plain
        used = sum(self.sizes[frame] * self.used.get(frame, 0.0) for frame in frames)
        return Share(round(used), sum(self.sizes[frame] for frame in frames))


def _mistakes(corpus: Corpus, uses: Sequence[Use], frames: _Frames) -> Iterator[Mistake]:
    """Frames with a blank in their own words, and plain ones that a draft went past."""
    seen: set[str] = set()
    for use in uses:
        hidden = next((h for h in hidden_in(use) if not h.is_name and h.plain), None)
        if hidden and use.said.frame not in seen:
            seen.add(use.said.frame)
            yield Mistake(
                corpus.trade.name, corpus.seed, BLANKED, use.said.frame, f"{hidden.words}：{use.text}"
            )
    used = {id(use.said) for use in uses}
    for report in corpus.reports:
        for paragraph in report.paragraphs:
            for place, said in enumerate(paragraph.sentences):
                later = any(id(one) in used for one in paragraph.sentences[place + 1 :])
                if later and said.frame in frames.plain - frames.plain_used and said.frame not in seen:
                    seen.add(said.frame)
                    yield Mistake(corpus.trade.name, corpus.seed, PASSED_OVER, said.frame, said.text)


def _sentences(corpus: Corpus) -> Iterator[Said]:
    return (said for report in corpus.reports for p in report.paragraphs for said in p.sentences)


def _plain_chars(said: Said) -> int:
    return sum(count_chars(piece.text) for piece in said.pieces if not piece.planted)
