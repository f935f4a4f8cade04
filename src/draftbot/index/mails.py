"""A saved mail (.eml) taken apart: its text and what hangs on it."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from pathlib import PurePath

from draftbot.errors import DamagedFile, EmptyFile, TooManyParts
from draftbot.index.folders import is_report_name

_KIND = ".eml"
_MOST_PARTS = 200
_TEXTS = {"text/html": ".html", "text/plain": ".txt"}
_PICTURES = "image"
_NESTING = (b"multipart/", b"message/rfc822")


@dataclass(frozen=True, slots=True)
class MailPart:
    """A part of a mail under the name of a file."""

    name: str
    data: bytes


def parts_of_mail(data: bytes, name: str) -> list[MailPart]:
    """The mail's text, under the name of the mail, and its attachments; not the pictures set in
    its text. Raises EmptyFile, DamagedFile, TooManyParts."""
    if not data:
        raise EmptyFile(name=name)
    lower = data.lower()
    if sum(lower.count(kind) for kind in _NESTING) > _MOST_PARTS:
        raise TooManyParts(name=name, limit=_MOST_PARTS)
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        found = [*_parts(message, PurePath(name).name)]
    except (LookupError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise DamagedFile(name=name, kind=_KIND) from error
    if not message.keys() or not found:
        raise DamagedFile(name=name, kind=_KIND)
    return found


def _parts(message: EmailMessage, name: str) -> Iterator[MailPart]:
    body = message.get_body(("html", "plain"))
    if body is not None and (text := _text_of(body)).strip():
        yield MailPart(name + _TEXTS[body.get_content_type()], text)
    for part in message.iter_attachments():
        file_name = PurePath(str(part.get_filename() or "").replace("\\", "/")).name
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                yield MailPart(f"{PurePath(file_name or name).stem}{_KIND}", inner.as_bytes())
            continue
        content = part.get_payload(decode=True)
        is_set_in_text = part.get_content_maintype() == _PICTURES and part.get("Content-ID") is not None
        if isinstance(content, bytes) and content and not is_set_in_text and is_report_name(file_name or "."):
            yield MailPart(file_name, content)


def _text_of(part: Message) -> bytes:
    """A text's bytes in UTF-8 where the mail names its encoding rightly, else as they are."""
    content = part.get_payload(decode=True)
    text = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset() or ""
    try:
        return text.decode(charset).encode() if charset else text
    except (LookupError, UnicodeError):
        return text
