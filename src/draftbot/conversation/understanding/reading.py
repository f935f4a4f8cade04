"""What a message probably means: its likely actions, the likeliest first."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from draftbot.conversation.actions import ADVICE
from draftbot.conversation.understanding.classifier import BrokenWeightsError, Floats, Weights, unpacked
from draftbot.conversation.understanding.examples import MessageExamples
from draftbot.conversation.understanding.shape import shape_of
from draftbot.conversation.understanding.spelling import LatinSpelling
from draftbot.errors import DraftbotError
from draftbot.index.e5_weights import FOLDER_NAME
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoders import SHIPPED as SHIPPED_MODEL

log = logging.getLogger(__name__)

# What was learnt from the examples that ship, with the model that ships and by characters alone.
SHIPPED = ("weights.npz", "weights_by_characters.npz")
_KEPT = "messages"
QUESTION, TONE = "question", "tone"
WITH_KINDS = (QUESTION, TONE)
LOOKS = frozenset(
    ("outline.show", "outline.mine", "blanks.show", "facts.show", "versions.show", "compare", "sources",
     "search", "question", "smalltalk", "help", "export")
)  # fmt: skip
_CHANGES_NOTHING = LOOKS | {"aside", "clarify", "stop"}
SURE_TO_ASK = 0.5
# A question less surely read as one asks about what else it is read as.
SURE_OF_KIND = 0.3


@dataclass(frozen=True, slots=True)
class Likely:
    """An action by its name, and how likely it is meant, 0 to 1; of a question or a tone, which `kind` it is."""

    name: str
    likelihood: float
    kind: str = ""


class MessageReader:
    """Ranks actions for a message by what was learnt from examples.

    For other examples or another embedding model than those that ship it learns anew at its
    first use, once, and keeps what it learnt in the data folder.
    """

    def __init__(
        self,
        examples: MessageExamples,
        headings: Sequence[str],
        embeddings: SentenceEmbeddings,
        home: Path,
    ) -> None:
        """`headings` are those of the built-in outlines: which one is named says nothing."""
        self.examples, self.headings, self.embeddings = examples, tuple(headings), embeddings
        self._folder = home / _KEPT
        self._learning = threading.Lock()
        self._weights: dict[str, Weights] = {}
        self.spelling = LatinSpelling(said for said, _ in examples.pairs)

    def read(self, messages: Sequence[str], headings: Sequence[str] = ()) -> list[list[Likely]]:
        """For each message its likely actions; `headings` are those on the desk."""
        if not messages:
            return []
        spelt = map(self.spelling.corrected, messages)
        shapes = [shape_of(message, (*headings, *self.headings)) for message in spelt]
        vectors = self._vectors(shapes)
        weights = self._weights_for(self._model if vectors is not None else "")
        found = []
        for row, asks in zip(weights.likelihoods(shapes, vectors), weights.asks(shapes), strict=True):
            order = row.argsort()[::-1]
            likely = _kinds_as_one([Likely(weights.actions[i], float(row[i])) for i in order])
            found.append(_asking(likely, float(asks)))
        return found

    def kind_of(self, name: str, message: str) -> str:
        """Which kind of an action that has kinds a message asks for; "" for none of those that have a name."""
        likely = self.read([message])[0] if message else []
        return next((one.kind for one in likely if one.name == name), "")

    @property
    def _model(self) -> str:
        """The embedding model's name; the same for the model that ships, wherever it lies."""
        name = self.embeddings.name
        return SHIPPED_MODEL if Path(name).name == FOLDER_NAME else name

    def prepare(self) -> None:
        """Learn now what there is to learn."""
        self.read(["。"])

    def _vectors(self, shapes: Sequence[str]) -> Floats | None:
        """None while there is no model to compute with."""
        if not self.embeddings.is_usable():
            return None
        try:
            return self.embeddings.queries(shapes)
        except DraftbotError:
            log.warning("a message was read by its characters alone", exc_info=True)
            return None

    def _weights_for(self, model: str) -> Weights:
        with self._learning:
            if model not in self._weights:
                self._weights[model] = self._shipped(model) or self._kept(model) or self._learnt(model)
            return self._weights[model]

    def _fits(self, weights: Weights, model: str) -> bool:
        return weights.fingerprint == self.examples.fingerprint and weights.model == model

    def _shipped(self, model: str) -> Weights | None:
        for name in SHIPPED:
            path = resources.files("draftbot.conversation").joinpath("data", name)
            if path.is_file() and self._fits(weights := unpacked(path.read_bytes()), model):
                return weights
        return None

    def _path(self, model: str) -> Path:
        safe = "".join(c if c.isalnum() else "_" for c in model) or "characters"
        return self._folder / f"{self.examples.fingerprint}_{safe}.npz"

    def _kept(self, model: str) -> Weights | None:
        path = self._path(model)
        try:
            weights = unpacked(path.read_bytes()) if path.is_file() else None
        except BrokenWeightsError:
            log.warning("%s is damaged and is made anew", path)
            return None
        return weights if weights and self._fits(weights, model) else None

    def _learnt(self, model: str) -> Weights:
        from draftbot.conversation.understanding.training import train

        shapes = [shape_of(said, self.headings) for said, _ in self.examples.pairs]
        vectors = self.embeddings.queries(shapes) if model else None
        weights = train(self.examples, self.headings, vectors, model)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path(model).write_bytes(weights.packed())
        except OSError as exc:  # learnt again at the next start
            log.warning("what was learnt of messages is not kept: %s", exc)
        return weights


def _kinds_as_one(likely: Sequence[Likely]) -> list[Likely]:
    """Questions of all kinds are one action, of the likeliest kind, and so are wishes for another tone."""
    for name in WITH_KINDS:
        same = [one for one in likely if one.name.split(".")[0] == name]
        rest = [one for one in likely if one.name.split(".")[0] != name]
        if same:
            kind = same[0].name.removeprefix(name).lstrip(".")
            rest.append(Likely(name, sum(one.likelihood for one in same), kind))
        likely = sorted(rest, key=lambda one: -one.likelihood)
    return list(likely)


def _asking(likely: Sequence[Likely], asks: float) -> list[Likely]:
    """`likely`, where a message by its words asks more likely than it is read as a question: then what
    would change something is what it asks about. What but looks is asked for in the same words."""
    read = next((one for one in likely if one.name == QUESTION), Likely(QUESTION, 0.0, ADVICE))
    if asks <= max(read.likelihood, SURE_TO_ASK):
        return list(likely)
    left = (1 - asks) / max(1 - read.likelihood, 1e-6)
    rest = [
        one if one.name in _CHANGES_NOTHING else replace(one, likelihood=one.likelihood * left)
        for one in likely
        if one.name != QUESTION
    ]
    kind = ADVICE if read.likelihood < SURE_OF_KIND else read.kind
    question = Likely(QUESTION, sum(o.likelihood for o in likely) - sum(o.likelihood for o in rest), kind)
    return sorted([*rest, question], key=lambda one: -one.likelihood)
