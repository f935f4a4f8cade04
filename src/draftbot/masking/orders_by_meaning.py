"""Past passages in which somebody speaks to whoever writes from them, told by characters and meaning.

Characters alone know an order by how it is put. Where they leave it open the model of meaning is
asked, whose log-odds are added to theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from draftbot.chinese.sentences import split_sentences
from draftbot.domain import Passage
from draftbot.errors import DraftbotError
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.lately import Lately
from draftbot.masking.addressed import shipped_weights
from draftbot.masking.instructions import SUREST, certainty, shown
from draftbot.retrieval.aboutness import is_shipped_model

# From these log-odds of its characters on a sentence is looked at for its meaning, from these of both
# on it is an order: chosen so that of real reports of another kind than the samples one sentence in
# a thousand is lost.
OPEN, TOGETHER = -2.0, 2.0
_MOST_KEPT = 50_000


class OrdersByMeaning:
    """Remembers of each passage whether it holds an order."""

    def __init__(self, embeddings: SentenceEmbeddings) -> None:
        self.embeddings = embeddings
        self._kept: Lately[str, bool] = Lately(_MOST_KEPT)

    def within(self, passages: Iterable[Passage]) -> frozenset[str]:
        """The ids of those passages of which nothing may be used, whoever planted the order may have
        written the rest; without a model, or with another than the one that ships, none."""
        by_id = {passage.id: passage for passage in passages}
        known = self._kept.known(by_id)
        unknown = {id_: _sentences(passage) for id_, passage in by_id.items() if id_ not in known}
        if unknown and (told := self._told([s for said in unknown.values() for s in said])) is not None:
            found = {
                id_: any(told.get(s, -math.inf) >= TOGETHER for s in said) for id_, said in unknown.items()
            }
            self._kept.keep(found)
            known |= found
        return frozenset(id_ for id_, is_order in known.items() if is_order)

    def _told(self, sentences: Sequence[str]) -> Mapping[str, float] | None:
        """The log-odds of those sentences that may be orders; None where no model tells."""
        if not is_shipped_model(self.embeddings.name) or not self.embeddings.is_usable():
            return None
        weights = shipped_weights()
        by_characters = {s: odds for s in dict.fromkeys(sentences) if (odds := certainty(s)) >= OPEN}
        if not by_characters:
            return {}
        try:
            vectors = self.embeddings.passages([weights.surest_part(shown(s)) for s in by_characters])
        except DraftbotError:
            if self.embeddings.fault is None:  # there is a model, which failed over these
                raise
            return None
        added = weights.by_meaning(vectors)
        return {
            s: odds if odds >= SUREST else odds + float(more)
            for (s, odds), more in zip(by_characters.items(), added, strict=True)
        }


def _sentences(passage: Passage) -> list[str]:
    return [
        s for text in (*passage.heading_path, *passage.text.split("\n")) for s in split_sentences(text) if s
    ]
