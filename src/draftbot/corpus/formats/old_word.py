"""Word's and WPS's old files (.doc, .wps) → a .docx, by msdoc2docx: no other program is needed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import doc2docx
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

from draftbot.errors import EncryptedFile

# The ends of what it calls a part of a file that it had to leave out.
_LEFT_OUT = ("MALFORMED", "OMITTED")


def converted(data: bytes, name: str, *, is_whole: bool) -> bytes | None:
    """The file as a .docx, None where that cannot be made of it; if `is_whole`, also where
    something of it would be left out. Raises EncryptedFile."""
    with tempfile.TemporaryDirectory(prefix="draftbot-doc-") as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "target.docx")
        source.write_bytes(data)
        try:
            report = doc2docx.convert(source, target).report
        except EncryptedDocumentError as error:
            raise EncryptedFile(name=name) from error
        except Doc2DocxError:
            return None
        if is_whole and any(said.code.endswith(_LEFT_OUT) for said in report.diagnostics):
            return None
        return target.read_bytes()
