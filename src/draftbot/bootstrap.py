"""The only place that chooses implementations: settings in, a working service out."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from filelock import FileLock, Timeout

from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.name_finder import WitnessedNames
from draftbot.chinese.name_network import NameNetwork
from draftbot.chinese.name_places import NamePlaces
from draftbot.chinese.names import NameFinder
from draftbot.chinese.plain_tagger import ContactsOnly, PlainTagger
from draftbot.chinese.tagging import Tagger
from draftbot.conversation.understanding.examples import load_examples
from draftbot.conversation.understanding.reading import MessageReader
from draftbot.drafts.store import DraftStore
from draftbot.errors import (
    DataFolderLocked,
    DataFolderNotWritable,
    ExtraMissing,
    OriginalsUnavailable,
    SettingsWrong,
    VectorStoreDamaged,
)
from draftbot.facts.knowledge import CorpusKnowledge
from draftbot.index.catalog import Catalog
from draftbot.index.database import FILE_NAME, SCHEMA_VERSION, Database, schema_version
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.embedding_cache import EmbeddingCache
from draftbot.index.encoders import Encoder
from draftbot.index.following import Followed
from draftbot.index.fulltext import FullText
from draftbot.index.ingest import Ingest, Reading
from draftbot.index.originals import InDatabase, InFolder, Originals
from draftbot.index.progress import Progress
from draftbot.index.trade_words import TradeWords
from draftbot.index.vectors import Vectors, discard
from draftbot.messages import Message
from draftbot.outlines.book import OutlineBook, load_outlines
from draftbot.prompt_files.templates import load_prompts
from draftbot.retrieval.reranker import CrossEncoderReranker
from draftbot.retrieval.search import Index, Search
from draftbot.retrieval.synonyms import load_synonyms
from draftbot.service import Draftbot, Parts
from draftbot.service.jobs import Jobs
from draftbot.settings import Settings
from draftbot.trades.files import load_trades
from draftbot.trades.trades import Trades
from draftbot.writing.bounded_answer import AnswerLimits
from draftbot.writing.chat_model import ModelAccess, ModelWriter
from draftbot.writing.drafter import Drafter
from draftbot.writing.extractive import ExtractiveWriter

if TYPE_CHECKING:
    from draftbot.index.postgresql.store import PostgresStore

log = logging.getLogger(__name__)

NO_TAGGER = "none"
LOCK, HOLDER = ".lock", ".holder"


def build_service(
    settings: Settings,
    *,
    repair: bool = False,
    load: Callable[[], Encoder] | None = None,
    progress: Progress | None = None,
) -> Draftbot:
    """The service for a data folder, which it holds until closed.

    Vectors that a crash left behind, or that are missing, are put right first, of
    which `progress` is told; with `repair`, vectors too damaged to be opened are made
    anew. The embedding model is had from `load`, else loaded into this process when
    first needed; without one, words alone are searched.
    Raises DataFolderLocked, DataFolderNotWritable, DataFolderDamaged,
    PromptsBroken, ChatModelMisconfigured, VectorStoreUnavailable.
    """
    resources = ExitStack()
    try:
        return Draftbot(
            build_parts(settings, resources, repair=repair, load=load, progress=progress), resources
        )
    except BaseException:
        resources.close()
        raise


def build_parts(
    settings: Settings,
    resources: ExitStack,
    *,
    repair: bool = False,
    load: Callable[[], Encoder] | None = None,
    progress: Progress | None = None,
) -> Parts:
    """What a service is made of, for programs that need more than the service offers.
    Raises as `build_service`; `resources` hold the data folder until closed."""
    hold_folder(settings.home, resources)
    database = database_of(settings)
    resources.callback(database.close)
    book, prompts = load_outlines(prompts_folder(settings)), load_prompts(prompts_folder(settings))
    catalog, store = Catalog(database), DraftStore(database)
    trades = trades_of(settings)
    synonyms = load_synonyms(prompts_folder(settings) / "synonyms.txt")
    embeddings = SentenceEmbeddings(settings.embedding_model, settings.models_folder, load)
    resources.callback(embeddings.close)
    cache, fulltext = EmbeddingCache(database, embeddings), FullText(database)
    vectors = _vectors(settings, repair)
    resources.callback(vectors.close)
    tagger = tagger_of(settings)
    reading = Reading(settings.max_file_mb * 2**20, tagger, trades)
    trade_words = TradeWords(database, trades)
    ingest = Ingest(catalog, vectors, cache, name_finder(tagger), reading, trade_words)
    with ingest.reading_alone(at_once=True) as is_alone:
        # Another process that is reading right now has put all right, and what it does is not to be
        # taken for what a crash left.
        if is_alone:
            fulltext.recount()
            ingest.kinship.recount()
            try:
                ingest.in_step.complete_pending(progress)
            except VectorStoreDamaged:
                if not repair:
                    raise
                ingest.in_step.rebuild()
            ingest.names.complete()
            trade_words.learn()
            _swept(catalog)
    reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
    search = Search(Index(catalog, fulltext, vectors, cache), synonyms, reranker=reranker)
    resources.callback(search.close)
    model = ModelWriter(_access(settings), prompts) if settings.llm else None
    writer = ExtractiveWriter(search)
    knowledge = CorpusKnowledge(ingest.names, search.rarities, trade_words.now, tagger)
    drafter = Drafter(writer, model, knowledge, embeddings, store, book)
    reader = message_reader(settings, book, embeddings)
    followed = Followed(settings.watch_folder.expanduser().absolute() if settings.watch_folder else None)
    jobs = Jobs(database.job_board)
    resources.callback(jobs.close)
    return Parts(catalog, embeddings, ingest, search, book, drafter, store, knowledge, reader, followed, jobs)


def _swept(catalog: Catalog) -> None:
    """A store that is not there now is no reason not to start."""
    try:
        catalog.sweep_originals()
    except OriginalsUnavailable as exc:
        log.warning("%s", exc.code)


def message_reader(settings: Settings, book: OutlineBook, embeddings: SentenceEmbeddings) -> MessageReader:
    """What ranks actions for a message, by the examples of the user's prompts; by those that ship
    where a folder made before there were any has none. Raises PromptsBroken."""
    folder = prompts_folder(settings)
    examples = load_examples(folder if (folder / "messages").is_dir() else _shipped("prompts"))
    headings = [s.heading for genre in book.genres for s in book.outline(genre).sections]
    return MessageReader(examples, headings, embeddings, settings.home)


def tagger_of(settings: Settings) -> Tagger:
    """What cuts sentences into words and calls names by their kind; the dictionary alone where
    the user will have no other. Raises TaggerUnusable."""
    return PlainTagger() if settings.tagger == NO_TAGGER else LacTagger()


def name_finder(tagger: Tagger | None = None) -> NameFinder:
    """What finds names in reports, by the tagger that ships where none is given. Raises
    TaggerUnusable."""
    if isinstance(tagger, PlainTagger):
        return ContactsOnly()
    return WitnessedNames(tagger or LacTagger(), NameNetwork(), NamePlaces())


def trades_of(settings: Settings) -> Trades:
    """The trades of the user's prompts; those that ship where a folder made before there
    were any has none. Raises PromptsBroken."""
    folder = prompts_folder(settings)
    return load_trades(folder if (folder / "trades").is_dir() else _shipped("prompts"))


def _vectors(settings: Settings, repair: bool) -> Vectors:
    """The vectors; a folder too damaged to be opened is made anew when asked to."""
    try:
        return Vectors(settings.home, settings.chroma_url, settings.embedding_model)
    except VectorStoreDamaged:
        if not repair:
            raise
        discard(settings.home)
        return Vectors(settings.home, settings.chroma_url, settings.embedding_model)


def hold_folder(home: Path, resources: ExitStack) -> None:
    """Make `home` if need be and lock it until `resources` close."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK)
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise DataFolderLocked(home=home, holder=_holder(home)) from exc
    except OSError as exc:
        raise DataFolderNotWritable(home=home) from exc
    resources.callback(lock.release)
    name_holder(home, f"pid {os.getpid()}")


def database_of(settings: Settings) -> Database:
    """The database that the settings name: that of the data folder where they name none.

    Raises SettingsWrong, ExtraMissing, DatabaseUnavailable, DatabaseNewer, and as `Database`.
    """
    store = server_of(settings) if settings.database_url else None
    return Database(settings.home, store, originals_of(settings.originals_url))


def originals_of(url: str) -> Originals:
    """Where original files are kept: a folder, a bucket of an S3-compatible store and a prefix in it
    (s3://bucket/prefix), or the database for "". Raises SettingsWrong, ExtraMissing, OriginalsUnavailable."""
    parts = urlsplit(url)
    if parts.scheme == "s3" and parts.netloc:
        try:
            from draftbot.index.originals_s3 import InS3  # few need its package
        except ModuleNotFoundError as exc:
            raise ExtraMissing(extra="s3") from exc
        return InS3(parts.netloc, parts.path)
    if "://" in url and parts.scheme != "file":
        raise SettingsWrong(reason=Message("settings.originals_nowhere", url=url))
    folder = Path(unquote(parts.path) if parts.scheme == "file" else url).expanduser().absolute()
    return InFolder(folder) if url else InDatabase()


def server_of(settings: Settings) -> PostgresStore:
    """The database server that the settings name. Raises as `database_of`."""
    if not settings.chroma_url:
        raise SettingsWrong(reason=Message("settings.database_without_vectors"))
    try:
        from draftbot.index.postgresql.store import PostgresStore  # few need its package
    except ModuleNotFoundError as exc:
        raise ExtraMissing(extra="postgresql") from exc
    return PostgresStore(settings.database_url.get_secret_value())


@contextmanager
def opened_database(settings: Settings) -> Iterator[Database]:
    """The database alone, beside a running server too where that is of this version. Raises
    DataFolderLocked, DataFolderNotWritable, DataFolderDamaged, and as `database_of`."""
    home = settings.home
    with ExitStack() as resources:
        try:
            hold_folder(home, resources)
        except DataFolderLocked:
            if not settings.database_url and schema_version(home / FILE_NAME) != SCHEMA_VERSION:
                raise
        database = database_of(settings)
        resources.callback(database.close)
        yield database


def name_holder(home: Path, text: str) -> None:
    """Note for others who holds the folder, e.g. a server's address."""
    (home / HOLDER).write_text(text, encoding="utf-8")


def _holder(home: Path) -> str:
    try:
        return (home / HOLDER).read_text(encoding="utf-8")
    except OSError:
        return "?"


def sample_corpus() -> Path:
    """The sample reports that come with draftbot."""
    return _shipped("corpus")


def prompts_folder(settings: Settings) -> Path:
    """The user's edited prompts, else those that come with draftbot."""
    return settings.prompts or _shipped("prompts")


def _shipped(name: str) -> Path:
    """A folder that ships with draftbot: inside an installed package, or beside a checkout's src."""
    package = Path(__file__).parent
    installed = package / "_shipped" / name
    return installed if installed.is_dir() else package.parents[1] / name


def _access(settings: Settings) -> ModelAccess:
    return ModelAccess(
        settings.llm,
        settings.llm_base_url,
        settings.llm_api_key.get_secret_value(),
        settings.llm_timeout,
        AnswerLimits(settings.llm_max_seconds, settings.llm_max_chars),
    )
