"""A figure put right by what it is called: 到站准点率刚才写错了，应该是96.3%; 养护里程改成41.2公里.

The name finds the one figure of the draft that stands behind it and counts alike, whatever that was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.order_forms import ends, up
from draftbot.conversation.understanding.referents import Referents, order_words
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.words import is_question, telling
from draftbot.drafts.addresses import Spot
from draftbot.facts.figures_told import AMOUNT, FigureTold, figures_told

_LONGEST_NAME, _NOUN_BEHIND = 16, 6
_STOPS = re.compile("[，、；。：,;]")


def put_right_by_name(text: str, view: View) -> Told | None:
    """The figures that a sentence of a message puts right by their names, and what else it says; None for none."""
    if view.draft is None or is_question(text):
        return None
    of = Referents(view, view.draft)
    actions: list[do.Action] = []
    rest: list[str] = []
    for part in _joined(parts_of(normalise(text))):
        match = _form().fullmatch(part)
        change = _change(match["name"], match["new"], of) if match else None
        if change is not None:
            actions.append(change)
        else:
            rest.append(part)
    return Told(tuple(actions), "，".join(rest)) if actions else None


def _joined(parts: list[str]) -> Iterator[str]:
    """The parts, what says that something is wrong with what it is instead: 甲率错了，应该是5%."""
    at = 0
    while at < len(parts):
        whole = "，".join(parts[at : at + 2])
        is_pair = at + 1 < len(parts) and _form().fullmatch(whole) and not _form().fullmatch(parts[at + 1])
        yield whole if is_pair else parts[at]
        at += 2 if is_pair else 1


def _change(name: str, new: str, of: Referents) -> do.Action | None:
    figures = figures_told(new)
    if len(figures) != 1 or figures[0].kind != AMOUNT or figures[0].end - figures[0].start < len(new):
        return None
    held = list(_named(name, figures[0], of))
    if len({(spot, one.start) for spot, one in held}) != 1:
        return None
    spot, old = held[0]
    if old.text == new:
        return None
    sentence = of.draft.part(spot.section).sentences[spot.sentence].text
    facts = [f.text for f in of.view.conversation.facts.facts if f.text.strip("。") in sentence]
    for fact in facts:
        if sum(one.text == old.text for one in figures_told(fact)) == 1:
            return do.ChangeFact(old.text, new, fact)
    return do.EditSentence(of.where(spot), f"{sentence[: old.start]}{new}{sentence[old.end :]}")


def _named(name: str, right: FigureTold, of: Referents) -> Iterator[tuple[Spot, FigureTold]]:
    """The figures that count as one does and stand behind a name, those at once behind it where there are any."""
    words = of.telling(name) or [name]
    found = []
    for spot in of.texts:
        text = of.draft.part(spot.section).sentences[spot.sentence].text
        ended = 0
        for one in figures_told(text):
            before = _STOPS.split(text[ended : one.start])[-1]
            noun = _STOPS.split(text[one.end : one.end + _NOUN_BEHIND])[0]
            ended = one.end
            is_alike = one.kind == right.kind and one.measure == right.measure  # 从2.8%降到1.1% is two
            if is_alike and all(word in before + noun for word in words):
                found.append((spot, one, before.endswith(name)))
    yield from ((spot, one) for spot, one, _ in [f for f in found if f[2]] or found)


@cache
def _form() -> re.Pattern[str]:
    wrong, right = (any_of(words_in("words_of_wishes", key)) for key in ("is wrong", "puts right"))
    small = telling("before orders", "just now", "the figure")
    rather = f"{right}|{telling('it is rather')}"
    return re.compile(
        rf"{up()}(?P<name>(?!{telling('it is rather')})[^\d，,：:【“]{{2,{_LONGEST_NAME}}}?)(?:{small})*"
        rf"(?:(?:(?:{telling('writes')})?(?:{wrong})(?:{ends()})[，,]?(?:{small})*(?:{rather})?)|(?:{right}|{order_words('puts otherwise')}|{telling('still is')}))"
        rf"(?P<new>\d[^，,]*?)(?:{ends()})"
    )
