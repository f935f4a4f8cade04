"""What quoted words are in a draft: a sentence, words of one, or several sentences in a row.

Words that are all of a sentence mean that one, though another holds them, too. A part or an item that is named
before them is where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.chinese.enumerators import without_enumerator
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.referents import Referents, Stretch
from draftbot.drafts.addresses import Spot, sentences_in, spelt_out, unmarked

_END = "。；;！!，,"
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Where quoted words stand: `spots` in a row, `text` all that these say, `words` the quotation as it stands
    there."""

    spots: tuple[Spot, ...]
    text: str
    words: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing else stands in its sentences."""
        return unmarked(without_enumerator(self.text)) == unmarked(without_enumerator(self.words))


def quoted_there(quote: str, of: Referents, within: Stretch | None = None) -> list[Found]:
    """Where a quotation may stand, all equally; [] for nowhere."""
    words = spelt_out(quote, "\n".join(s.text for s in of.draft.sentences)).strip()
    bare = unmarked(words)
    if len(bare) < _LEAST:
        return []
    told = [(spot, s.text) for spot, s in sentences_in(of.draft) if within is None or is_within(spot, within)]
    single = [
        Found((spot,), text, _as_it_stands(words, text)) for spot, text in told if bare in unmarked(text)
    ]
    return [one for one in single if one.is_whole] or single or _in_a_row(words, told)


def is_within(spot: Spot, stretch: Stretch) -> bool:
    return spot.section == stretch.section and stretch.first <= spot.sentence < stretch.end


def gone(found: Found, of: Referents, *, is_sentence: bool) -> list[do.Action]:
    """The words taken out, with their sentences where these are meant."""
    if is_sentence or found.is_whole or len(found.spots) > 1:
        said = found.words.strip(_END) if len(found.spots) == 1 else ""
        return [do.DeleteSentence(of.where(spot, said)) for spot in found.spots]
    return [do.ReplaceText(found.words.strip(_END), "")]


def _as_it_stands(words: str, text: str) -> str:
    bare = words.strip(_END)
    return bare if bare in text else text


def _in_a_row(words: str, told: list[tuple[Spot, str]]) -> list[Found]:
    """The sentences side by side over which a quotation runs."""
    wanted, found = unmarked(words), list[Found]()
    parts = dict.fromkeys(spot.section for spot, _ in told)
    for part in parts:
        mine = [(spot, text) for spot, text in told if spot.section == part]
        plain = [_joined(text) for _, text in mine]
        whole = "".join(plain)
        at = whole.find(_joined(words)) if _joined(words) else -1
        if at < 0 or whole.find(_joined(words), at + 1) >= 0 or not wanted:
            continue
        end, start, spots = at + len(_joined(words)), 0, list[int]()
        for n, text in enumerate(plain):
            if start < end and start + len(text) > at:
                spots.append(n)
            start += len(text)
        text = "".join(mine[n][1] for n in spots)
        held = words.strip(_END) if words.strip(_END) in text else text
        found.append(Found(tuple(mine[n][0] for n in spots), text, held))
    return found


def _joined(text: str) -> str:
    """Letters and figures alone: how sentences are parted is nothing that a quotation need have."""
    return "".join(c for c in unmarked(text) if c.isalnum())
