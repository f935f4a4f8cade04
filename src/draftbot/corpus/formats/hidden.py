"""Which elements of a web page are none of its text: kept from being seen by its markup, struck out, or a
mark that points at a note."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What holds on paper, or on narrow screens, says nothing of what a reader sees.
_CONDITION = re.compile(r"@[^{};]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,500}[^{}]{0,2000}\}")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"[a-z0-9]{0,20}([.#][\w-]{1,80})", re.IGNORECASE)
_STRUCK = ("s", "del", "strike")
_NOTE_MARK = re.compile(r"\s*[\[［(（]?\s*(?:\d{1,3}|[a-z*†‡])\s*[\]］)）]?\s*")
_LONGEST_SHEETS = 200_000


def hidden_names(sheets: Iterable[str]) -> frozenset[str]:
    """The classes (.name) and ids (#name) that a page's own style sheets hide, whatever stands round them."""
    rules = _CONDITION.sub("", _COMMENT.sub("", "\n".join(sheets)[:_LONGEST_SHEETS]))
    hiding = (selectors for selectors, style in _RULE.findall(rules) if _STYLE.search(style))
    found = (_SELECTOR.fullmatch(one.strip()) for selectors in hiding for one in selectors.split(","))
    return frozenset(match[1] for match in found if match)


def is_hidden(node: LexborNode, tag: str, names: frozenset[str]) -> bool:
    """Whether a page's markup keeps an element from being seen, or says that it is no text. A page
    saved before its script ran may hide its whole text by `visibility`, so that does not count."""
    if tag in ("-text", "body", "html"):
        return False
    if tag in _STRUCK or (tag == "a" and _points_at_note(node)):
        return True
    attributes = node.attributes
    if "hidden" in attributes or _STYLE.search(attributes.get("style") or ""):
        return True
    if not names:
        return False
    own = {f".{name}" for name in (attributes.get("class") or "").split()}
    return not names.isdisjoint(own | {f"#{attributes.get('id')}"})


def _points_at_note(link: LexborNode) -> bool:
    """Whether a link is but a number set above the line that leads within its page."""
    leads_within = (link.attributes.get("href") or "").startswith("#")
    is_raised = link.css_first("sup") is not None or (link.parent is not None and link.parent.tag == "sup")
    return leads_within and is_raised and bool(_NOTE_MARK.fullmatch(link.text(deep=True)))
