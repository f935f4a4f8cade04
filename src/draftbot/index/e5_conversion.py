"""The weights converted and tried in a process of its own.

A processor that lacks an instruction which torch was built with ends the process that
meets it, and a library that does not load may do as much: better there than here. What
has been converted has computed a vector on this machine.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import draftbot
from draftbot.errors import DraftbotError, ShippedModelMissing, TorchUnusable
from draftbot.index.e5_weights import FOLDER_NAME, PACKAGE, convert_e5, packaged_weights, weights_in
from draftbot.messages import Message

_REFUSED = 3
# As Unix and as Windows (STATUS_ILLEGAL_INSTRUCTION) tell of it.
_ILLEGAL_INSTRUCTION = (-signal.SIGILL, 0xC000001D)


def shipped_folder(models: Path) -> Path:
    """The default model as a sentence-transformers folder below `models`; made once.

    Raises ShippedModelMissing, TorchUnusable, EmbeddingModelDamaged, DiskFull, DataFolderNotWritable.
    """
    folder = models / FOLDER_NAME
    if not folder.exists():
        weights = weights_in(models, packaged_weights())
        if weights is None:
            raise ShippedModelMissing(model=PACKAGE)
        _convert_apart(weights, models)
    return folder


def _convert_apart(weights: Path, models: Path) -> None:
    # Not multiprocessing, which would run the user's own main module once more.
    source = str(Path(draftbot.__file__).parents[1])
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), source)))
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(weights), str(models)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode == _REFUSED:
        error: DraftbotError = pickle.loads(done.stdout)
        raise error
    if done.returncode:
        raise _ended(done.returncode, done.stderr.decode(errors="replace"))


def _ended(code: int, said: str) -> TorchUnusable:
    """Why the process ended otherwise than it should, with what it last said on stderr."""
    if code in _ILLEGAL_INSTRUCTION:
        reason = Message("models.instruction_lacking")
    else:
        last = said.strip().splitlines()[-1:]
        reason = Message("models.trial_ended", status=code, last=f" {last[0]}" if last else "")
    return TorchUnusable(model=PACKAGE, reason=reason)


def main() -> None:
    """`python -m draftbot.index.e5_conversion WEIGHTS MODELS`: an error of ours goes to stdout."""
    from draftbot.index.encoders import need_torch, open_folder

    weights, models = map(Path, sys.argv[1:])
    try:
        with redirect_stdout(sys.stderr):  # should a library have something to say
            need_torch()
            convert_e5(weights, models, lambda folder: open_folder(folder).encode(["试"], ""))
    except DraftbotError as exc:
        sys.stdout.buffer.write(pickle.dumps(exc))
        sys.exit(_REFUSED)


if __name__ == "__main__":
    main()
