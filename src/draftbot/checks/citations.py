"""Citations: what a sentence cites bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.checks.quoting import start_of
from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.domain import Draft, Remark, Sentence, Source
from draftbot.facts.brief import Brief
from draftbot.messages import Message, titled


def citation_remarks(draft: Draft, i: int, brief: Brief) -> Iterator[Remark]:
    """The sentences of section `i` that their passages do not bear out, and citations of nothing."""
    by_number = {source.number: source for source in draft.sources}
    for j, sentence in enumerate(draft.sections[i].sentences):
        if sentence.origin == "user" or not sentence.citations:
            continue
        cited = [by_number[n] for n in sentence.citations if n in by_number]
        if len(cited) < len(sentence.citations):
            text = Message("checks.source_gone", sentence=start_of(sentence.text))
            yield Remark("unsupported", text, i, j)
        elif not bears_out(sentence, cited, brief):
            titles = tuple(titled(source.title) for source in cited)
            text = Message("checks.unsupported", sentence=start_of(sentence.text), titles=titles)
            yield Remark("unsupported", text, i, j, cited[0].number)


def bears_out(sentence: Sentence, cited: Sequence[Source], brief: Brief) -> bool:
    """Whether the passages together, with the user's facts, say what the sentence says."""
    ground = "\n".join([*("\n".join((*s.heading_path, s.text)) for s in cited), brief.vouched])
    return support(sentence.unfilled, ground) >= LEAST_SUPPORT
