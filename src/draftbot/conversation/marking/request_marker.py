"""Marks the pieces of a request by what was learnt from examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from draftbot.chinese.plain_tagger import PlainTagger
from draftbot.chinese.tagging import Tagger
from draftbot.conversation.marking.features import features_of
from draftbot.conversation.marking.kinds import Piece, pieces_of
from draftbot.conversation.marking.marker import MarkerWeights, unpacked
from draftbot.trades.trades import Trades

SHIPPED = "request_marks.npz"


@dataclass(frozen=True, slots=True)
class RequestMarker:
    """Needs a trained tagger: what stands around a word is told by its kind."""

    tagger: Tagger
    trades: Trades

    def pieces(self, plain: str) -> list[Piece]:
        """The pieces of a simplified message, in order."""
        seen = features_of(plain, self.tagger, self.trades)
        return pieces_of(plain, shipped_weights().labels(seen))


def request_marker(tagger: Tagger | None, trades: Trades) -> RequestMarker | None:
    """None without a trained tagger."""
    if tagger is None or isinstance(tagger, PlainTagger):
        return None
    return RequestMarker(tagger, trades)


@cache
def shipped_weights() -> MarkerWeights:
    """What was learnt from the examples that ship."""
    return unpacked(resources.files("draftbot.conversation").joinpath("data", SHIPPED).read_bytes())
