"""The particles behind a verb that say of something that it was done: 开了, 去过."""

from __future__ import annotations

import rjieba

_OF_PARTICLES = frozenset(("ul", "ug"))


def has_aspect(text: str) -> bool:
    """Whether a simplified text holds 了 or 过 as a particle, by the tags of the dictionary."""
    return any(tag in _OF_PARTICLES for _, tag in rjieba.tag(text, False))
