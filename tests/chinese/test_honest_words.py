"""300 sentences labelled by somebody who had not seen the code: the names in them, and words
beside these that must stay. Half of them (b) were kept unseen until the last run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draftbot.chinese.names import Name, NameKind
from making.finders import finder

LABELS = Path(__file__).parent / "labels"


def overlap(name: Name, text: str, word: str) -> bool:
    at = text.find(word)
    return name.start < at + len(word) and at < name.end


@pytest.mark.parametrize("half", ["honest_a", "honest_b"])
def test_names_are_found_and_plain_words_stay(half: str) -> None:
    lines = (LABELS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = blanked = doubtful = named = found = 0
    for line in map(json.loads, lines):
        text = line["text"]
        (names,) = finder().find([text])
        wanted += 1
        kinds = {name.kind for name in names if any(overlap(name, text, word) for word in line["keep"])}
        blanked += bool(kinds - {NameKind.DOUBTFUL})
        doubtful += kinds == {NameKind.DOUBTFUL}
        named += len(line["names"])
        found += sum(any(overlap(n, text, name) for n in names) for name in line["names"])
    # Each sentence stands alone here: a report would bear its names further witness.
    assert found / named >= 0.92
    assert blanked / wanted <= 0.05
    assert doubtful / wanted <= 0.05
