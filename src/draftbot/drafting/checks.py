"""What a draft is held against, whoever wrote it. Finds, never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.corpus.scripts import to_simplified
from draftbot.domain import Draft, DraftSection, OutlineSection, Remark, Sentence, Source
from draftbot.drafting.brief import Brief
from draftbot.drafting.entities import find_entities
from draftbot.drafting.masking import BLANK, unvouched
from draftbot.retrieval.similarity import overlap, shingles

SHORT, LONG = 0.8, 1.2
# Sentences this alike say the same thing twice.
REPEATED = 0.6
_LIST_NUMBER = re.compile(
    r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+是|\d{1,2}\.|（\d{1,2}）|[①-⑳])"
)
_QUOTED = 24


def check_draft(draft: Draft, brief: Brief) -> tuple[Remark, ...]:
    """Everything the writer should look at, in reading order, whole-draft remarks last."""
    outline = draft.request.outline.sections
    remarks: list[Remark] = []
    for i, section in enumerate(draft.sections):
        target = outline[i] if i < len(outline) else None
        remarks += check_section(i, section, target, brief, draft.sources)
    remarks += _repeated(draft.sections)
    remarks += _missing_facts(draft)
    return tuple(remarks)


def check_section(
    i: int, section: DraftSection, target: OutlineSection | None, brief: Brief, sources: Sequence[Source]
) -> Iterator[Remark]:
    """Facts nobody vouches for, names from elsewhere, and the length of one section."""
    for sentence in section.sentences:
        yield from _foreign_facts(i, sentence, brief, sources)
    if section.note:
        yield Remark("section_short", f"“{section.heading}”：{section.note}", i)
    elif target and target.length and section.chars > LONG * target.length:
        text = f"“{section.heading}”有{section.chars}字，目标约{target.length}字。"
        yield Remark("section_long", text, i)
    elif target and target.length and section.chars < SHORT * target.length:
        text = f"“{section.heading}”只有{section.chars}字，目标约{target.length}字。"
        yield Remark("section_short", text, i)


def _foreign_facts(i: int, sentence: Sentence, brief: Brief, sources: Sequence[Source]) -> Iterator[Remark]:
    if sentence.origin in ("fact", "user"):
        return
    text = BLANK.sub("", to_simplified(_LIST_NUMBER.sub("", sentence.text)))
    for entity in find_entities(text):
        if unvouched(entity, brief) and not _is_own_year(entity.text, brief):
            yield Remark("unvouched_fact", _leak(sentence, entity.text, sources), i)
    for name in brief.own_names:
        if name in text:
            yield Remark("foreign_name", _leak(sentence, name, sources), i)


def _is_own_year(text: str, brief: Brief) -> bool:
    return brief.year is not None and text in {
        f"{brief.year + d}年{tail}" for d in (0, 1) for tail in ("", "度")
    }


def _leak(sentence: Sentence, what: str, sources: Sequence[Source]) -> str:
    origin = next(
        (s for s in sources if s.number in sentence.citations and what in to_simplified(s.text)), None
    )
    start = sentence.text[:_QUOTED] + ("…" if len(sentence.text) > _QUOTED else "")
    if origin is not None:
        return f"“{start}”中的“{what}”来自《{origin.title}》，不在事实清单里，请核对。"
    return f"“{start}”中的“{what}”不在事实清单里，请核对。"


def _repeated(sections: Sequence[DraftSection]) -> Iterator[Remark]:
    seen: list[tuple[frozenset[str], DraftSection]] = []
    for i, section in enumerate(sections):
        for sentence in section.sentences:
            if sentence.origin == "connective":
                continue
            mine = shingles(sentence.text)
            if any(overlap(mine, other) > REPEATED for other, _ in seen):
                yield Remark("repeated", f"“{sentence.text[:_QUOTED]}…”在文中重复出现。", i)
            seen.append((mine, section))


def _missing_facts(draft: Draft) -> Iterator[Remark]:
    written = "".join(section.text for section in draft.sections)
    for fact in draft.request.facts.facts:
        if fact.text.strip().rstrip("。；;，,、 ") not in written:
            yield Remark("fact_missing", f"事实“{fact.text}”没有写进草稿。")
