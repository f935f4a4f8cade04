"""What libraries are told before they are imported: that is when they read it."""

from __future__ import annotations

from os import environ

SETTINGS = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",  # also silences transformers' loading bar
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    # Threads that wait for one another in a loop take the processor from the rest of an office:
    # numpy's matrices are too small to share out, torch's threads sleep while they wait. Without
    # these, fifty who search at once get a fifth of the answers (docs/benchmarks.md).
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    # What torch's kernels are compiled to, kept for each shape of a batch that came by: with the
    # 1,024 it keeps by itself the embedding model's process grows by 400 MB and is no faster.
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "16",
}


def quieten() -> None:
    """Set what a user has not set. Called before any of the libraries is imported; processes that
    are started later inherit it."""
    for name, value in SETTINGS.items():
        environ.setdefault(name, value)
