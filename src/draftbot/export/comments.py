"""What was found in a Word file, written into it as comments."""

from __future__ import annotations

import io
from collections.abc import Sequence
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from draftbot.errors import DamagedFile

_COMMENTER = "draftbot"


def with_comments(data: bytes, name: str, remarks: Sequence[tuple[str, str]]) -> bytes:
    """The .docx in `data` with a comment for each (quote, what to say of it).

    A comment stands at the first paragraph that holds its quote, white space aside; where
    none does (text boxes, automatic numbers), at the file's first paragraph. Nothing else
    of the file is changed. Raises DamagedFile.
    """
    try:
        document: WordDocument = Document(io.BytesIO(data))
        paragraphs = [Paragraph(p, document.element.body) for p in document.element.body.iter(qn("w:p"))]
        places = [(_letters(p.text), p) for p in paragraphs if p.runs]
        for quote, text in remarks:
            wanted = _letters(quote)
            at = next((p for held, p in places if wanted and wanted in held), None)
            if at is None and places:
                at, text = places[0][1], f"“{quote}”：{text}"
            if at is not None:
                document.add_comment(at.runs, text, author=_COMMENTER, initials=_COMMENTER)
        stream = io.BytesIO()
        document.save(stream)
    except (OpcError, BadZipFile, KeyError, ValueError, AttributeError) as exc:
        raise DamagedFile(name=name, kind=".docx") from exc
    return stream.getvalue()


def _letters(text: str) -> str:
    return "".join(text.split())
