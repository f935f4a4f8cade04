"""Where a clause ends in words typed or spoken on without marks: 隧道7月修好了花了93万一处也不漏了.

Logistic regression over the tagger's words on both sides of each joint, learnt from clauses that people do put
marks between (`scripts/train_clause_ends.py`). It looks only at stretches that are longer than anybody's clause.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from draftbot.chinese.tagging import TaggedWord, Tagger

SHIPPED = "clause_ends.npz"
# A stretch of so many characters without a mark is looked at.
LONGEST_CLAUSE = 12
# So sure it must be that a clause ends, and so many characters lie between two ends.
SURE, LEAST_APART = 0.6, 4
_MARK = re.compile(r"[，。；：！？、,;:!?\s（）()“”「」《》【】\"]+")
_ENDS = "\u2403"
_AROUND = 3
_AMOUNT = "m"


class ClauseEnds:
    """What each feature of a joint tells for the end of a clause."""

    def __init__(self, features: Sequence[str], weights: np.ndarray, intercept: float) -> None:
        self._weights = dict(zip(features, weights.tolist(), strict=True))
        self._intercept = intercept

    def likelihoods(self, words: Sequence[TaggedWord]) -> list[float]:
        """How likely a clause ends before each word but the first."""
        found = []
        for i in range(1, len(words)):
            score = self._intercept + sum(self._weights.get(one, 0.0) for one in features_at(words, i))
            found.append(float(1 / (1 + np.exp(-score))))
        return found


@cache
def shipped_clause_ends() -> ClauseEnds:
    data = files("draftbot.chinese").joinpath("data", SHIPPED).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        features = tuple(map(str, arrays["features"]))
        return ClauseEnds(features, arrays["weights"].astype(np.float32), float(arrays["intercept"]))


def packed(features: Sequence[str], weights: np.ndarray, intercept: float) -> bytes:
    """As a file that `shipped_clause_ends` reads."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        features=np.array(features),
        weights=weights.astype(np.float16),
        intercept=np.float32(intercept),
    )
    return file.getvalue()


def with_clause_ends(text: str, tagger: Tagger) -> str:
    """A simplified text with a comma where a clause ends in a long stretch without marks."""
    stretches = list(_long_stretches(text))
    if not stretches:
        return text
    tagged = tagger.tag([text[start:end] for start, end in stretches])
    for (start, _), sentence in reversed(list(zip(stretches, tagged, strict=True))):
        for at in reversed(list(_ends_in(sentence.words))):
            text = f"{text[: start + at]}，{text[start + at :]}"
    return text


def _long_stretches(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for mark in (*_MARK.finditer(text), None):
        end = mark.start() if mark else len(text)
        if end - at > LONGEST_CLAUSE:
            yield at, end
        at = mark.end() if mark else end


def _ends_in(words: Sequence[TaggedWord]) -> Iterator[int]:
    """Where clauses end, the surest first where two stand too near to one another; in order."""
    likely = shipped_clause_ends().likelihoods(words)
    sure = [i for i, one in enumerate(likely) if one >= SURE and not _are_amounts(words[i], words[i + 1])]
    sure.sort(key=lambda i: -likely[i])
    chosen: list[int] = []
    for i in sure:
        at = words[i + 1].start
        if LEAST_APART <= at <= words[-1].end - LEAST_APART and all(
            abs(at - other) >= LEAST_APART for other in chosen
        ):
            chosen.append(at)
    yield from sorted(chosen)


def _are_amounts(word: TaggedWord, behind: TaggedWord) -> bool:
    """Whether two amounts stand side by side, as 3金 and 5银 do: they are told of one thing."""
    return word.tag == behind.tag == _AMOUNT and word.text[:1].isdigit() and behind.text[:1].isdigit()


def features_at(words: Sequence[TaggedWord], i: int) -> Iterator[str]:
    """What is seen of the joint before word `i`."""
    shown = [_shown(words[j].text) if 0 <= j < len(words) else _ENDS for j in range(i - _AROUND, i + _AROUND)]
    tags = [words[j].tag if 0 <= j < len(words) else _ENDS for j in range(i - _AROUND, i + _AROUND)]
    left, right = _AROUND - 1, _AROUND
    for k in range(2 * _AROUND):
        yield f"g{k} {tags[k]}"
        if abs(k - left) < 2 or abs(k - right) < 2:
            yield f"w{k} {shown[k]}"
    for k in range(1, 2 * _AROUND):
        yield f"gg{k} {tags[k - 1]} {tags[k]}"
    yield f"ggg {tags[left - 1]} {tags[left]} {tags[right]}"
    yield f"ggg+ {tags[left]} {tags[right]} {tags[right + 1]}"
    yield f"gggg {tags[left - 1]} {tags[left]} {tags[right]} {tags[right + 1]}"
    yield f"wg {shown[left]} {tags[right]}"
    yield f"gw {tags[left]} {shown[right]}"
    yield f"ww {shown[left]} {shown[right]}"
    yield f"l {shown[left][-1]}"
    yield f"lf {shown[left][-1]}{shown[right][0]}"
    yield f"f {shown[right][0]} {tags[left]}"
    yield f"before {_look(words[:i])}"
    yield f"behind {_look(words[i:])}"


def _look(words: Sequence[TaggedWord]) -> str:
    """What there is in a few words on one side: a verb, a number, a noun."""
    near = words[:4] if len(words) < 4 else words[-4:]
    return "".join(sorted({word.tag[:1] for word in near} & set("vmna")))


def _shown(word: str) -> str:
    if any(c.isdigit() for c in word):
        return "0" + "".join(c for c in word if not c.isdigit() and c not in ".+")
    return word
