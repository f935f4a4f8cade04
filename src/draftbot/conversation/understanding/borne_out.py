"""What a message was read as, held against a second witness before it is done.

A rule finds an action in a few of a message's words, and what was learnt from examples reads all of them.
What takes away, signs, heads or keeps out of later drafts stands only where both agree: its values are such
as their slots hold, cut where words are cut; something in the message is read as that; and of a step back, or
where its sentence as a whole tells a fact, nothing in its own words is left that nobody says who asks for it.
All else is read anew, by what was learnt alone, and what is still unsure is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.names import name_of, slots_of
from draftbot.conversation.understanding.clauses import clauses_of, items_of, lines_of, parts_of
from draftbot.conversation.understanding.deciding import PRINTED
from draftbot.conversation.understanding.piece import Piece
from draftbot.conversation.understanding.reading import LOOKS, Likely, MessageReader
from draftbot.conversation.understanding.slot_values import fits_its_slot
from draftbot.conversation.understanding.statements import counts_in_the_world
from draftbot.conversation.understanding.values_said import is_said
from draftbot.conversation.understanding.wishes import as_one_piece
from draftbot.facts.amounts import amounts_in

# From here on a sentence surely tells a fact; below this nothing in a message is read as an action.
SURE_OF_A_FACT, LEAST_READ, LEAST_BESIDE = 0.85, 0.1, 0.05
_MOST_READ = 24
_STEPS = ("undo", "redo", "versions.restore")
_OUT = (
    "text.delete", "sentence.delete", "outline.remove", "outline.keep", "fact.remove", "blank.delete",
    "unconfirmed.delete", "reports.without", "section.shorten",
)  # fmt: skip
_PRINTS = ("fact.add", "sentence.add", "sentence.edit", "fact.move", "leader.add")
_HEADS = ("outline.add", "outline.rename", "outline.replace", "outline.merge", "sentence.add")
_NEW = ("draft.new", "draft.rewrite", "title", "genre")
# What is done only where both bear it out, each with the readings that speak for it.
_WEIGHTY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_STEPS, _STEPS),
    **dict.fromkeys(("outline.remove", "outline.keep", "text.delete", "blank.delete", "unconfirmed.delete"), _OUT),
    **dict.fromkeys(("draft.new", "draft.rewrite", "title"), _NEW),
    "outline.add": _HEADS,
    "outline.rename": (*_HEADS, "text.replace"),
    "facts.clear": ("facts.clear", "fact.remove"),
    "sign": ("sign", "unit", "leader.add", "period"),
    "unit": ("unit", "sign"),
    "leader.add": ("leader.add", "sign", "fact.add"),
    **dict.fromkeys(("sentence.add", "fact.add"), _PRINTS),
}  # fmt: skip
# How the paper shall be, and nothing that stands in it.
_HOW = ("length", "style", "tone", "section.length", "section.shorten", "section.lengthen")
_SAYS_NOTHING = ("aside", "clarify", "smalltalk", "stop")
_CONTENT = ("n", "nz", "nw", "vn", "s", "PER", "LOC", "ORG")
_SHORTEST = 2


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a message, what it is read as, and the same of what stands between its commas."""

    text: str
    likely: Sequence[Likely]
    parts: Mapping[str, Sequence[Likely]]

    def reads(self, name: str) -> float:
        return _reads(self.likely, name)

    def best_part(self, name: str) -> tuple[str, float]:
        read = [(part, _reads(likely, name)) for part, likely in self.parts.items()]
        best = max(read, key=lambda one: one[1], default=(self.text, 0.0))
        return best if best[1] >= LEAST_READ else (self.text, self.reads(name))

    @property
    def tells_a_fact(self) -> bool:
        return self.likely[0].name in PRINTED and self.likely[0].likelihood >= SURE_OF_A_FACT


def borne_out(actions: Sequence[do.Action], said: str, view: View, reader: MessageReader) -> list[do.Action]:
    """`actions`, those that no second witness bears out read anew, or offered."""
    if view.draft is None or not any(map(_is_weighty, actions)):
        return list(actions)
    sentences = _sentences(said, view, reader)
    of = [_sentence_of(action, sentences) for action in actions]
    doubted = [
        _is_weighty(action) and _is_doubted(action, sentence, said, view, reader)
        for action, sentence in zip(actions, of, strict=True)
    ]
    if not any(doubted):
        return list(actions)
    unheaded = {
        one.heading
        for one, bad in zip(actions, doubted, strict=True)
        if bad and isinstance(one, do.AddSection)
    }
    doubted = [
        bad or (isinstance(one, (do.TellPart, do.AddFact)) and one.section in unheaded)
        for one, bad in zip(actions, doubted, strict=True)
    ]
    return list(_read_anew(actions, of, doubted, view, reader))


def _is_weighty(action: do.Action) -> bool:
    if isinstance(action, do.TellPart):
        return action.only
    return name_of(action) in _WEIGHTY and not isinstance(action, do.BringBack)


def _read_anew(
    actions: Sequence[do.Action],
    of: Sequence[_Sentence],
    doubted: Sequence[bool],
    view: View,
    reader: MessageReader,
) -> Iterator[do.Action]:
    """The actions; a sentence of which nothing else is done is read as a whole, once; of any other what is
    doubted is offered."""
    done: set[str] = set()
    for action, sentence, is_doubted in zip(actions, of, doubted, strict=True):
        others = [
            one
            for one, its, bad in zip(actions, of, doubted, strict=True)
            if its is sentence and not bad and not isinstance(one, (do.NotUnderstood, do.AddFact, do.Ask))
        ]
        is_bad = any(bad for its, bad in zip(of, doubted, strict=True) if its is sentence)
        if not is_bad or (others and not is_doubted):
            yield action
        elif others:
            yield do.NotUnderstood(sentence.best_part(name_of(action))[0], (action,))
        elif sentence.text not in done:
            done.add(sentence.text)
            yield from _as_a_whole(as_one_piece(sentence.text, view, reader), action, view)


def _as_a_whole(piece: Piece, instead_of: do.Action, view: View) -> Iterator[do.Action]:
    """What a sentence comes to by what was learnt alone; never what is doubted."""
    action, perhaps = piece.decision.action, piece.decision.perhaps
    is_step = action is not None and name_of(action) in _STEPS and name_of(instead_of) in _STEPS
    if action is not None and (
        is_step or action == instead_of or _is_no_value(action, piece.wish.text, view)
    ):
        action = None
    if action is not None:
        yield action
        yield from piece.decision.also
        return
    yield do.NotUnderstood(piece.wish.text, tuple(one for one in perhaps if one != instead_of))


def _is_no_value(action: do.Action, said: str, view: View) -> bool:
    return not fits_its_slot(action, view) or not is_said(action, said, view)


def _is_doubted(action: do.Action, sentence: _Sentence, said: str, view: View, reader: MessageReader) -> bool:
    if _is_no_value(action, said, view):
        return True
    name = name_of(action)
    if isinstance(action, (do.AddFact, do.AddSentence)):
        return is_an_order(action.text, view, reader)
    if isinstance(action, do.TellPart):
        return tells_orders(action, view, reader)
    part, likelihood = sentence.best_part(name)
    if likelihood < LEAST_READ:
        best = sentence.likely[0]
        return best.likelihood >= SURE_OF_A_FACT and best.name not in ("question", "smalltalk")
    is_told = name in _STEPS or (sentence.tells_a_fact and sentence.reads(name) < LEAST_BESIDE)
    return is_told and bool(list(_unaccounted(part, action, view, reader)))


def tells_orders(told: do.TellPart, view: View, reader: MessageReader) -> bool:
    """Whether some of what is told for a part says how the paper shall be: 每条别超过四十字."""
    items = [without_enumerator(item) for item in items_of(told.text)]
    read = reader.read(items, view.headings) if items else []
    return any(sum(o.likelihood for o in one if o.name in _HOW) >= SURE_OF_A_FACT for one in read)


def is_an_order(text: str, view: View, reader: MessageReader) -> bool:
    """Whether a text that would be printed counts nothing in the world and is surely read as an order."""
    if counts_in_the_world(text):
        return False
    likely = reader.read([text], view.headings)[0]
    is_order = (
        likely[0].name not in (*_PRINTS, *LOOKS, *_SAYS_NOTHING) and likely[0].likelihood >= SURE_OF_A_FACT
    )
    return is_order and sum(one.likelihood for one in likely if one.name in _PRINTS) < LEAST_BESIDE


def _unaccounted(part: str, action: do.Action, view: View, reader: MessageReader) -> Iterator[str]:
    """The words of a part that neither the action's values nor the desk have, nor anybody says who asks for
    such an action."""
    name = name_of(action)
    asked = "\n".join(text for text, of in reader.examples.pairs if of in _WEIGHTY[name])
    known = "\n".join((asked, *_values(action), *view.headings, view.text))
    plain = to_simplified(part)
    for word in view.words(plain):
        if word.tag in _CONTENT and len(word.text) >= _SHORTEST and word.text not in known:
            yield word.text
    for amount in amounts_in(plain):
        if amount.measure and amount.measure not in asked and amount.text not in known:
            yield amount.text


def _sentences(said: str, view: View, reader: MessageReader) -> list[_Sentence]:
    texts = [clause for line in lines_of(said) for clause in clauses_of(line)][:_MOST_READ] or [said]
    parts = {text: [one for part in parts_of(text) for one in part.split()][:_MOST_READ] for text in texts}
    spans = list(dict.fromkeys([*texts, *(part for text in texts for part in parts[text])]))
    read = dict(zip(spans, reader.read(spans, view.headings), strict=True))
    return [_Sentence(text, read[text], {part: read[part] for part in parts[text]}) for text in texts]


def _sentence_of(action: do.Action, sentences: Sequence[_Sentence]) -> _Sentence:
    """The sentence that an action was found in: by its values, else the one most read as that."""
    values = [value for value in _values(action) if len(value) >= _SHORTEST]
    held: Callable[[_Sentence], int] = lambda one: sum(len(v) for v in values if v in one.text)  # noqa: E731
    most = max(sentences, key=held)
    if held(most):
        return most
    return max(sentences, key=lambda one: one.best_part(name_of(action))[1])


def _values(action: do.Action) -> list[str]:
    if isinstance(action, do.NotUnderstood):
        return [action.text]
    if isinstance(action, do.Ask):
        return [action.question]
    return [value for value in slots_of(action).values() if isinstance(value, str)]


def _reads(likely: Sequence[Likely], name: str) -> float:
    names = _WEIGHTY.get(name, (name,))
    return sum(one.likelihood for one in likely if one.name in names)
