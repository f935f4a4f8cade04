"""The embedding model in a process of its own: the same vectors, and an end with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from draftbot.errors import EmbeddingModelMissing
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.encoder_process import EncoderProcess
from serving import clean_environment

TEXTS = ["汛期实行二十四小时值班制度。", "食堂每周公布带量食谱。"]
PATIENCE = 30


@pytest.fixture(scope="module")
def apart(model_folder: Path) -> Iterator[EncoderProcess]:
    with EncoderProcess(str(model_folder), model_folder.parent) as encoder:
        yield encoder


def test_vectors_and_tokens_are_those_of_this_process(
    apart: EncoderProcess, embeddings: SentenceEmbeddings, model_folder: Path
) -> None:
    elsewhere = SentenceEmbeddings(str(model_folder), model_folder.parent, apart.load)
    for one, other in zip(elsewhere.encode_passages(TEXTS), embeddings.encode_passages(TEXTS), strict=True):
        assert np.allclose(one.vector, other.vector, atol=1e-3)
        assert np.allclose(one.tokens, other.tokens, atol=1e-2)
    assert elsewhere.precision == embeddings.precision
    assert elsewhere.passage_prompt == embeddings.passage_prompt


def test_a_fault_over_a_batch_is_told_and_the_next_is_encoded(apart: EncoderProcess) -> None:
    with pytest.raises(TypeError):
        apart.encode([None], "")  # type: ignore[list-item]
    assert len(apart.encode(TEXTS, "passage: ")) == 2


def test_a_process_ended_from_outside_gets_a_successor(
    apart: EncoderProcess, caplog: pytest.LogCaptureFixture
) -> None:
    before = apart.encode(TEXTS, "passage: ")
    first = process_of(apart)
    os.kill(first, signal.SIGKILL)
    after = apart.encode(TEXTS, "passage: ")
    assert process_of(apart) != first
    assert np.array_equal(before[0].vector, after[0].vector)
    assert "started again" in caplog.text


def test_a_model_that_is_not_there_is_named_and_looked_for_again(tmp_path: Path, model_folder: Path) -> None:
    wanted = tmp_path / "late"
    with EncoderProcess(str(wanted), tmp_path) as encoder:
        with pytest.raises(EmbeddingModelMissing) as caught:
            encoder.load()
        assert str(wanted) in caught.value.message("zh")
        wanted.symlink_to(model_folder, target_is_directory=True)
        assert encoder.load().precision


def test_it_ends_when_told_and_starts_no_other(model_folder: Path) -> None:
    encoder = EncoderProcess(str(model_folder), model_folder.parent)
    process = process_of(encoder)
    encoder.close()
    for _ in range(2):
        with pytest.raises(ConnectionError):
            encoder.encode(TEXTS, "")
    assert process_of(encoder) == process
    assert not runs(process)


def test_it_ends_with_a_parent_that_was_killed(model_folder: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from draftbot.index.encoder_process import EncoderProcess\n"
        "if __name__ == '__main__':\n"
        "    encoder = EncoderProcess(sys.argv[1], Path(sys.argv[1]).parent).load()\n"
        "    print(encoder._running.process.pid, flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(model_folder)],
        stdout=subprocess.PIPE,
        env=clean_environment(),
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert runs(child)
        parent.kill()
    end = time.monotonic() + PATIENCE
    while runs(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs(child)


def process_of(encoder: EncoderProcess) -> int:
    running = encoder._running
    assert running is not None
    assert running.process.pid is not None
    return running.process.pid


def runs(process: int) -> bool:
    """Whether it is there and not merely waiting to be counted out."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
