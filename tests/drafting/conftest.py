from __future__ import annotations

from pathlib import Path

import pytest

from draftbot import corpus
from draftbot.corpus.sentences import split_sentences


@pytest.fixture(scope="session")
def sample_sentences() -> list[str]:
    """Every sentence of the sample reports that are plain text."""
    folder = Path(__file__).parents[2] / "corpus"
    reports = [r for path in sorted(folder.glob("*.txt")) for r in corpus.read(path.read_bytes(), path.name)]
    return [
        s for r in reports for _, section in r.walk() for p in section.paragraphs for s in split_sentences(p)
    ]
