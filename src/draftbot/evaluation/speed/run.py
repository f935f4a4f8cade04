"""All that is asked for, in one run."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from draftbot.evaluation.plain_recipe import require_splitter
from draftbot.evaluation.speed.folder import measure_folder
from draftbot.evaluation.speed.ingest import measure_ingest
from draftbot.evaluation.speed.machine import this_machine
from draftbot.evaluation.speed.model import model_name
from draftbot.evaluation.speed.options import FOLDER, INGEST, SEARCH, Options, Step, Watch
from draftbot.evaluation.speed.report import SearchSpeed, SpeedReport
from draftbot.evaluation.speed.search import SearchBench
from draftbot.evaluation.speed.synthetic import MOST_ANCHORS, Anchors
from draftbot.evaluation.speed.targets import ratios_of
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoder_process import EncoderProcess
from draftbot.settings import Settings

_LEAST_ANCHORS = 24


def measure_speed(settings: Settings, options: Options, watch: Watch) -> SpeedReport:
    """The figures of every part asked for, with the user's embedding model.

    Nothing is read from or written to the user's data folder but the converted
    model. Raises BadInput where the `eval` extra is missing, ModelError,
    DataFolderError, VectorStoreUnavailable.
    """
    if INGEST in options.parts:
        require_splitter()
    machine, model = this_machine(), model_name(settings)
    with ExitStack() as resources:
        work = Path(resources.enter_context(TemporaryDirectory(prefix="draftbot-speed-")))
        ingest = folder = None
        search: tuple[SearchSpeed, ...] = ()
        if INGEST in options.parts:
            watch(Step(INGEST))
            ingest = measure_ingest(settings, model, options.reports, work / INGEST)
        if FOLDER in options.parts:
            watch(Step(FOLDER))
            folder = measure_folder(settings, model, options.reports, work / FOLDER)
        if SEARCH in options.parts:
            search = _searches(settings, model, options, watch, work)
    return SpeedReport(
        machine, settings.embedding_model, ingest, search, folder, ratios_of(ingest, search, folder)
    )


def _searches(
    settings: Settings, model: str, options: Options, watch: Watch, work: Path
) -> tuple[SearchSpeed, ...]:
    """The figures of every size, smallest first."""
    sizes = sorted(set(options.sizes))
    watch(Step(SEARCH))
    kept = options.keep or work / SEARCH
    # As a server has it.
    with EncoderProcess(model, settings.models_folder) as encoder:
        embeddings = SentenceEmbeddings(model, settings.models_folder, encoder.load)
        anchors = Anchors(embeddings, min(MOST_ANCHORS, max(_LEAST_ANCHORS, sizes[-1] // 4)))
        bench = SearchBench(settings, embeddings, anchors, options.queries)
        return tuple(bench.measure(kept / str(size), size, watch) for size in sizes)
