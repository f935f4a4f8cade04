"""The footnotes of a Word file: python-docx has none, so their part is written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

# Word keeps these two for the line above the notes; the notes count from 1.
SEPARATORS = {"separator": -1, "continuationSeparator": 0}
_RULE = '<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
_NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


def footnotes_part(notes: Sequence[str], namespace: str) -> str:
    """The content of word/footnotes.xml; `namespace` declares w:."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}">{_RULE.format(kind=kind)}</w:footnote>'
        for kind, id_ in SEPARATORS.items()
    )
    texts = "".join(_NOTE.format(id=n, text=escape(text)) for n, text in enumerate(notes, 1))
    return f"<w:footnotes {namespace}>{rules}{texts}</w:footnotes>"


def footnote_settings() -> str:
    """What word/settings.xml says of a file that has footnotes."""
    return (
        "<w:footnotePr>"
        + "".join(f'<w:footnote w:id="{n}"/>' for n in SEPARATORS.values())
        + "</w:footnotePr>"
    )
