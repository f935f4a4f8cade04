"""Word files written as XML, for what python-docx does not write; units are invented."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def paragraph(
    text: str, *, style: str = "", letters: str = "", properties: str = "", inside: str = ""
) -> str:
    """A w:p; `letters` is the inside of its w:rPr, `inside` further content before its text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f"<w:r><w:rPr>{letters}</w:rPr><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}{run}</w:p>"


def cell(*content: str, merged: str | None = None, columns: int = 1) -> str:
    """A w:tc of the paragraphs `content`; `merged` is the value of its w:vMerge."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    merge = "" if merged is None else f'<w:vMerge w:val="{merged}"/>' if merged else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{''.join(content) or '<w:p/>'}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def box(*content: str) -> str:
    """A text box as Word writes it: for itself and once more for old readers."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def word(*body: str, parts: dict[str, bytes] | None = None, namespace: str = W) -> bytes:
    """A .docx with `body`; `parts` are further files of the package, by path."""
    document = f'<w:document xmlns:w="{namespace}" xmlns:r="{R}" xmlns:mc="{MC}"><w:body>{"".join(body)}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for path, content in (parts or {}).items():
            archive.writestr(path, content)
    return buffer.getvalue()


def styles(*named: tuple[str, str]) -> bytes:
    """A word/styles.xml with paragraph styles (id, name)."""
    inside = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in named
    )
    return f'<w:styles xmlns:w="{W}">{inside}</w:styles>'.encode()
