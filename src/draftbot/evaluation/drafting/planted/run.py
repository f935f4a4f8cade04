"""Corpora in, a report on what survived out: every draft by the real service in a folder of its own."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from draftbot.bootstrap import build_service
from draftbot.domain import Draft, DraftRequest, FactSheet
from draftbot.errors import BadInput
from draftbot.evaluation.drafting.planted.corpora import DRAFT_YEAR, GENRE, Corpus, make_corpus
from draftbot.evaluation.drafting.planted.judging import judge
from draftbot.evaluation.drafting.planted.results import LENGTH, PlantedReport
from draftbot.evaluation.drafting.planted.trades import Trade, load_trades
from draftbot.evaluation.speed.model import model_name, settings_for
from draftbot.index.encoders import Encoder, load_encoder
from draftbot.index.tokens import Encoded
from draftbot.messages import Message
from draftbot.settings import Settings


@dataclass(frozen=True, slots=True)
class Options:
    """`rounds` corpora of each of `trades` (all where none is named), from `seed` on."""

    seed: int = 1
    rounds: int = 1
    trades: tuple[str, ...] = ()


def evaluate_planted(settings: Settings, options: Options) -> PlantedReport:
    """Draft from generated corpora, and look for what was planted in them.

    Nothing is read from or written to the user's data folder but the converted model. Raises
    BadInput for a trade there is not, ModelError, DataFolderError.
    """
    begun = time.monotonic()
    trades = _chosen(options.trades)
    model = model_name(settings)
    encoder = _EncodedOnce(load_encoder(model, settings.models_folder))
    corpora = (make_corpus(trade, options.seed + n) for trade in trades for n in range(options.rounds))
    judged = [judge(_drafted(settings, model, encoder, corpus), corpus) for corpus in corpora]
    seconds = round(time.monotonic() - begun, 1)
    return PlantedReport(
        settings.embedding_model, options.seed, options.rounds, LENGTH, seconds, tuple(judged)
    )


class _EncodedOnce:
    """A model that computes each text once: all drafts ask for the same lists of topics, and frames
    without a name come again in every corpus."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[tuple[str, str], Encoded] = {}

    @property
    def prompts(self) -> Mapping[str, str | None]:
        return self.encoder.prompts

    @property
    def precision(self) -> str:
        return self.encoder.precision

    def encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        """One batch, as the model has it."""
        missing = [text for text in dict.fromkeys(texts) if (prompt, text) not in self._known]
        encoded = self.encoder.encode(missing, prompt) if missing else []
        self._known.update(zip(((prompt, text) for text in missing), encoded, strict=True))
        return [self._known[prompt, text] for text in texts]


def _chosen(names: Sequence[str]) -> list[Trade]:
    """The trades of those names, all where there are none. Raises BadInput."""
    trades = load_trades()
    unknown = [name for name in names if name not in trades]
    if unknown:
        raise BadInput(what=Message("planted.unknown_trades", names=tuple(unknown), known=tuple(trades)))
    return [trades[name] for name in names or trades]


def _drafted(settings: Settings, model: str, encoder: Encoder, corpus: Corpus) -> Draft:
    """What the service, given a corpus and the name of another unit, drafts."""
    with TemporaryDirectory(prefix="draftbot-planted-") as folder:
        reports, home = Path(folder, "reports"), Path(folder, "home")
        reports.mkdir()
        corpus.write(reports)
        own = settings_for(home, settings, model)
        with closing(build_service(own, load=lambda: encoder)) as service:
            service.ingest([reports])
            outline = service.outline_for(corpus.title, GENRE)
            facts = FactSheet(corpus.unit, f"{DRAFT_YEAR}年")
            return service.draft(DraftRequest(corpus.title, outline, facts, LENGTH))
