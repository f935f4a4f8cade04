"""How like the real section a drafted one is, beside other texts put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.scripts import normalise
from draftbot.evaluation.drafting.report import Compared
from draftbot.evaluation.intervals import Values, mean_interval
from draftbot.index.embedding import SentenceEmbeddings

# So much of each text is compared.
MOST_CHARS = 1_500
DRAFT = "draft"


def rouge_l(text: str, real: str) -> float:
    """ROUGE-L F1 on characters (Lin 2004), white space and blanks left out; 0 to 1."""
    one, other = _plain(text), _plain(real)
    common = _common_subsequence(one, other)
    return 2 * common / (len(one) + len(other)) if common else 0.0


def compare(
    texts: Mapping[str, Sequence[str]], real: Sequence[str], embeddings: SentenceEmbeddings
) -> tuple[Compared, ...]:
    """The likeness of each kind of text, one a section, to the `real` sections; the draft first."""
    vectors = embeddings.passages([_shown(text) for text in real])
    cosines: dict[str, Values] = {}
    rouges: dict[str, Values] = {}
    for name, some in texts.items():
        rows = embeddings.passages([_shown(text) for text in some])
        cosines[name] = np.asarray((rows * vectors).sum(axis=1), dtype=np.float64)
        rouges[name] = np.array([rouge_l(t, r) for t, r in zip(some, real, strict=True)], dtype=np.float64)
    return tuple(
        Compared(name, mean_interval(cosines[name]), mean_interval(rouges[name]))
        if name == DRAFT
        else Compared(
            name,
            mean_interval(cosines[name]),
            mean_interval(rouges[name]),
            mean_interval(cosines[DRAFT] - cosines[name]),
            mean_interval(rouges[DRAFT] - rouges[name]),
        )
        for name in texts
    )


def up_to(texts: Iterable[str], chars: int) -> str:
    """As many of `texts` as it takes to come to `chars` characters, cut off there."""
    whole = ""
    for text in texts:
        if len(whole) >= chars:
            break
        whole += text
    return whole[:chars]


def _shown(text: str) -> str:
    return BLANK.sub("", text)[:MOST_CHARS] or "无"


def _plain(text: str) -> str:
    return "".join(normalise(BLANK.sub("", text)).split())[:MOST_CHARS]


def _common_subsequence(one: str, other: str) -> int:
    """The length of the longest common subsequence, a row of the table a step: its bits are
    held in one integer (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004)."""
    places: dict[str, int] = {}
    for place, c in enumerate(one):
        places[c] = places.get(c, 0) | 1 << place
    full = (1 << len(one)) - 1
    row = full
    for c in other:
        met = row & places.get(c, 0)
        row = ((row + met) | (row - met)) & full
    return len(one) - row.bit_count()
