"""A draft as Markdown."""

from __future__ import annotations

import re

from draftbot.domain import Draft
from draftbot.export.manuscript import Line, LineKind, lay_out
from draftbot.export.options import WordOptions
from draftbot.export.unconfirmed import without_unconfirmed

# What Markdown would take for markup; brackets stay, as [1] reads the same either way.
_MARKUP = re.compile(r"([\\`*_<>|~])")


def to_markdown(draft: Draft, options: WordOptions | None = None) -> str:
    """`draft` as Markdown: title, opening, numbered sections, closing, attachments,
    signature, date and the list of sources. Citations stand as [1], where the list
    they point to is wanted and they are."""
    options = options or WordOptions()
    if options.unconfirmed == "omit":
        draft = without_unconfirmed(draft)
    lines = lay_out(
        draft,
        citations=options.appendix and options.citations != "none",
        appendix=options.appendix,
        attachments=options.attachments,
    )
    return "\n\n".join(_block(line) for line in lines) + "\n"


def _block(line: Line) -> str:
    text = _escaped(line.text)
    if line.kind is LineKind.TITLE:
        return f"# {text}"
    if line.kind is LineKind.HEADING:
        return "#" * (line.level + 1) + f" {text}"
    if line.kind is LineKind.SOURCES_HEADING:
        return f"---\n\n## {text}"
    if line.kind is LineKind.EXCERPT:
        return f"> {text}"
    return text


def _escaped(text: str) -> str:
    text = _MARKUP.sub(r"\\\1", text.replace("\n", " ").strip())
    return re.sub(r"^([#+\-=])|^(\d{1,9})([.)])(?=\s)", _escaped_start, text)


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"
