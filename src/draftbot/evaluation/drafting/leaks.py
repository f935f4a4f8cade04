"""What of its sources survives in a draft though the user never said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import normalise
from draftbot.domain import Draft, Sentence, Source
from draftbot.evaluation.drafting.figures import Figure, figures_in
from draftbot.evaluation.drafting.names import Names

# Between what stood on both sides of a blank, so that nothing new comes of the two.
_GAP = "▢"


@dataclass(frozen=True, slots=True)
class Leak:
    """`kind` is figure, unit, place or person; `from_source` False where no source of the
    draft has it either: then somebody made it up."""

    kind: str
    text: str
    from_source: bool


@dataclass(frozen=True, slots=True)
class Vouched:
    """All a user said for a draft: text, and its figures as they count."""

    text: str
    figures: frozenset[tuple[float | str, str]]

    @classmethod
    def by(cls, draft: Draft, year: int) -> Vouched:
        """What the request of a draft says; its own `year` and the next are said in any case."""
        request = draft.request
        headings = "\n".join(section.heading for section in request.outline.sections)
        formulas = f"{request.outline.opening}\n{request.outline.closing}"
        text = "\n".join(
            (request.title, headings, formulas, request.facts.text, f"{year}年", f"{year + 1}年")
        )
        return cls(text, frozenset(figure.key for figure in figures_in(text)))


def leaks_in(
    sentence: Sentence, vouched: Vouched, names: Names, sources: Mapping[int, Source]
) -> Iterator[Leak]:
    """The facts of a sentence that nobody vouches for; none in what the user wrote."""
    if sentence.is_users and not sentence.citations:
        return
    text = BLANK.sub(_GAP, sentence.text)
    cited = "\n".join(_whole(sources[n]) for n in sentence.citations if n in sources)
    known = frozenset(figure.key for figure in figures_in(cited))
    for figure in figures_in(text):
        if not _is_vouched(figure, vouched):
            yield Leak("figure", figure.text + figure.counts, figure.key in known)
    for kind, name in names.within(text, vouched.text):
        yield Leak(kind, name, name in normalise(cited))


def _is_vouched(figure: Figure, vouched: Vouched) -> bool:
    return figure.key in vouched.figures


def _whole(source: Source) -> str:
    return "\n".join((*source.heading_path, source.text))
