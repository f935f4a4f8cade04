"""Web pages saved whole as a mail (.mht), which is also what some systems call .doc."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage

from draftbot.corpus.formats.html import read_html
from draftbot.corpus.lines import Line
from draftbot.errors import DamagedFile, TooManyParts

_KIND = ".mht"
# Each part begins with one of these; a page has a few dozen pictures, parts in parts hardly any.
_NESTING, _MOST_NESTED = (b"multipart/", b"message/rfc822"), 40


def read_mht(data: bytes, name: str, *, is_part: bool = False) -> list[Line]:
    """The lines of the page that a mail holds, `is_part` as for `read_html`. Raises DamagedFile,
    TooManyParts, and what `read_html` raises."""
    lower = data.lower()
    if sum(lower.count(kind) for kind in _NESTING) > _MOST_NESTED:
        raise TooManyParts(name=name, limit=_MOST_NESTED)
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        page = _text_of(pages[0]) if pages else b""
    except (LookupError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise DamagedFile(name=name, kind=_KIND) from error
    if not page.strip():
        raise DamagedFile(name=name, kind=_KIND)
    return read_html(page, name, is_part=is_part)


def _text_of(part: EmailMessage) -> bytes:
    """A page's bytes; where its mail names the encoding and the page reads so, in UTF-8."""
    content = part.get_payload(decode=True)
    page = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset() or ""
    try:
        return page.decode(charset).encode() if charset else page
    except (LookupError, UnicodeError):
        return page
