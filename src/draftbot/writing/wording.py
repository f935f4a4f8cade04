"""What the clauses of a sentence are worth: set phrases, general talk, or something told.

No list has all slogans, and none has next year's; how often a word stands in a corpus tells nothing where most
reports are plain. It is learnt from clauses of each kind (`prompts/wording/`, `scripts/train_wording.py`). A
clause with a figure, a blank or a paper's name tells something, however it is put.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import word_table
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.writing.learnt_kinds import shipped_weights, vectors_of

SHIPPED, BY_CHARACTERS = "wording.npz", "wording_by_characters.npz"
# From so much on a clause is a set phrase, where it is so many times as likely one as that it tells something; or
# tells something. Of 4,000 clauses of the sample reports, which are plain, 80 are set phrases by this.
_SET, _TIMES, _TELLS = 0.55, 6, 0.3
_SAYS_SO = re.compile(r"[\d《“]")
# Between clauses of one sentence; not within brackets or quotes.
_MARK = re.compile("[，；]")
_OPENING, _CLOSING = "（“《【(", "）”》】)"
_END = re.compile("[。！；…]*$")


@dataclass(frozen=True, slots=True)
class Worth:
    """How likely a clause is each kind, 0 to 1."""

    set_phrase: float
    general: float
    matter: float
    says_so: bool  # it has a figure, a blank, a paper

    @property
    def is_set_phrase(self) -> bool:
        return not self.says_so and self.set_phrase >= max(_SET, _TIMES * self.matter)

    @property
    def tells(self) -> bool:
        """Whether it tells of any thing."""
        return self.says_so or self.matter >= _TELLS


def kinds() -> tuple[str, ...]:
    """The files of prompts/wording, in the order of `Worth`."""
    return word_table("set_words", "draftbot.writing")["kinds"]


def shown(clause: str) -> str:
    """A clause as it is learnt and read: a blank is as good as a figure."""
    return normalise(BLANK.sub("0", clause))


def worth_of(clauses: Sequence[str], embeddings: SentenceEmbeddings) -> list[Worth]:
    """What each clause is worth; by its characters alone where the model that ships is not there."""
    if not clauses:
        return []
    texts = [shown(clause) for clause in clauses]
    vectors = vectors_of(texts, embeddings)
    if vectors is None:
        odds = shipped_weights(BY_CHARACTERS).odds(texts, np.zeros((len(texts), 0), dtype=np.float32))
    else:
        odds = shipped_weights(SHIPPED).odds(texts, vectors)
    likely = np.exp(odds).tolist()
    return [
        Worth(set_phrase, general, matter, bool(_SAYS_SO.search(text)))
        for (set_phrase, general, matter), text in zip(likely, texts, strict=True)
    ]


def clauses_of(text: str) -> tuple[str, list[str], str]:
    """A sentence as its number, its clauses, each with the mark before it, and its end."""
    number = ITEM.match(text)
    head = number.group() if number else ""
    end = _END.search(text)
    tail = end.group() if end else ""
    body = text[len(head) : len(text) - len(tail)]
    cuts, depth = [0], 0
    for at, char in enumerate(body):
        depth += (char in _OPENING) - (char in _CLOSING)
        if not depth and _MARK.match(char):
            cuts.append(at)
    pieces = [body[a:b] for a, b in zip(cuts, [*cuts[1:], len(body)], strict=True)]
    return head, pieces, tail


def bare(clause: str) -> str:
    return clause.lstrip("，；")
