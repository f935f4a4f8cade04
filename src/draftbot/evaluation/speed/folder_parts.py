"""A data folder opened as the program opens it, with a way to fill it without the model."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from draftbot.bootstrap import hold_folder, name_finder, prompts_folder, trades_of
from draftbot.chinese.lac_tagger import LacTagger
from draftbot.evaluation.speed.synthetic import Anchors, SyntheticCache
from draftbot.index.catalog import Catalog
from draftbot.index.database import Database
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.embedding_cache import EmbeddingCache
from draftbot.index.fulltext import FullText
from draftbot.index.ingest import Ingest, Reading
from draftbot.index.vectors import Vectors
from draftbot.retrieval.search import Index, Search
from draftbot.retrieval.synonyms import load_synonyms
from draftbot.settings import Settings


@dataclass(frozen=True, slots=True)
class FolderParts:
    """`filling` stores what is read with synthetic embeddings, `ingest` with the model's."""

    home: Path
    catalog: Catalog
    filling: Ingest
    ingest: Ingest
    search: Search


def open_folder(
    home: Path, settings: Settings, embeddings: SentenceEmbeddings, anchors: Anchors, resources: ExitStack
) -> FolderParts:
    """The parts of the data folder `home`, held until `resources` close.

    Raises DataFolderError, VectorStoreUnavailable.
    """
    hold_folder(home, resources)
    database = Database(home)
    resources.callback(database.close)
    catalog, cache = Catalog(database), EmbeddingCache(database, embeddings)
    vectors = Vectors(home, "", embeddings.name)
    resources.callback(vectors.close)
    tagger = LacTagger()
    reading = Reading(settings.max_file_mb * 2**20, tagger, trades_of(settings))
    finder = name_finder(tagger)
    ingest = Ingest(catalog, vectors, cache, finder, reading)
    filling = Ingest(catalog, vectors, SyntheticCache(database, embeddings, anchors), finder, reading)
    # As at any start, and with the synthetic cache, in case a fill was interrupted.
    filling.in_step.complete_pending()
    synonyms = load_synonyms(prompts_folder(settings) / "synonyms.txt")
    search = Search(Index(catalog, FullText(database), vectors, cache), synonyms)
    return FolderParts(home, catalog, filling, ingest, search)
