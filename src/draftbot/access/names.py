"""Names of users and keys."""

from __future__ import annotations

import unicodedata

from draftbot.errors import BadName

LONGEST = 64  # characters


def fit(name: str) -> str:
    """`name` as it is kept. A colon marks what is no user ("key:…"). Raises BadName."""
    clean = unicodedata.normalize("NFKC", name).strip()
    if not 0 < len(clean) <= LONGEST or not clean.isprintable() or any(c in ":,()" for c in clean):
        raise BadName(name=name[:LONGEST], most=LONGEST)
    return clean
