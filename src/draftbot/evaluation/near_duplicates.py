"""All pairs of texts that say nearly the same, without comparing each with each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from draftbot.chinese.shingles import overlap, shingles

SAME = 0.5  # Jaccard; what a search folds


def near_duplicates(texts: Mapping[str, str], least: float = SAME) -> dict[str, frozenset[str]]:
    """For each id the other ids whose texts share `least` or more of their shingles.

    Exact, by prefix filtering (Bayardo, Ma and Srikant, "Scaling up all pairs
    similarity search", 2007): two sets of Jaccard ≥ t have an element in common
    among the |x| - ⌈t·|x|⌉ + 1 rarest of each, so only those are looked up.
    """
    pieces_of = {id_: shingles(text) for id_, text in texts.items()}
    counts = Counter(piece for pieces in pieces_of.values() for piece in pieces)
    found: defaultdict[str, set[str]] = defaultdict(set)
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for id_, pieces in pieces_of.items():
        rarest_first = sorted(pieces, key=lambda piece: (counts[piece], piece))
        prefix = rarest_first[: len(pieces) - math.ceil(least * len(pieces)) + 1]
        for other in {other for piece in prefix for other in holders[piece]}:
            if overlap(pieces, pieces_of[other]) >= least:
                found[id_].add(other)
                found[other].add(id_)
        for piece in prefix:
            holders[piece].append(id_)
    return {id_: frozenset(found[id_]) for id_ in texts}
