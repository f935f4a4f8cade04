"""Pages that a system shows in place of a file: to log in, to enter a code, to say that a link has ended."""

from __future__ import annotations

from pathlib import PurePath

from selectolax.lexbor import LexborHTMLParser

_PAGES = (".html", ".htm", ".xhtml")
# A report has more running text, in characters.
_LITTLE = 400
_HIDDEN, _SECRET = "hidden", "password"


def is_gate(parsed: LexborHTMLParser, prose: int, name: str) -> bool:
    """Whether a page with so much running text only asks for something: for a password, or, under the name
    of a file that is no page, for anything at all. Saved pages of sites have a field to search in."""
    if prose >= _LITTLE:
        return False
    asked = {
        (field.attributes.get("type") or "").lower() for field in parsed.css("input, textarea, form button")
    } - {_HIDDEN}
    return _SECRET in asked or (bool(asked) and PurePath(name).suffix.lower() not in _PAGES)
