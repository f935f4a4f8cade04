"""Another tone: by a chat model where there is one, else as far as the sources and the usual wording go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.word_lists import words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.draft_actions import leaves, reword
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.reading import TONE
from draftbot.domain import ChatEvent, Draft, DraftFinished, Said, Suggested, Suggestion
from draftbot.drafts.addresses import (
    Spot,
    Where,
    block_of,
    find_section,
    find_spots,
    heading_of,
    sentence_at,
    sentences_in,
)
from draftbot.errors import Locked, NeedsChatModel
from draftbot.messages import (
    NOTHING,
    Message,
    all_clauses,
    all_lines,
    all_sentences,
    plain,
    shortened,
)
from draftbot.writing.formal import in_new_words, with_formal_facts
from draftbot.writing.restyling import Restyled, Restyler

SHOWN = 3
_QUOTES = re.compile("[“”]")
Change = Callable[[Draft], Restyled]


def restyle(desk: Desk, action: do.Restyle) -> Iterator[ChatEvent]:
    """In another style: one sentence, an item, a section, or all that is not locked."""
    if desk.uses_model:
        yield from _by_model(desk, action)
        return
    how = action.how or _direction(desk, action)
    if how not in _WAYS:
        yield _instead(action)
        raise NeedsChatModel(what=Message("writing.style_asked", wish=action.wish))
    draft = desk.draft
    # A quoted word that is not to be used stands for no sentence.
    where = Where(action.where.section) if action.where.quote in action.words else action.where
    spots = _meant(draft, where)
    if spots and all(sentence_at(draft, spot).locked for spot in spots):
        headings = dict.fromkeys(heading_of(draft, spot.section) for spot in spots)
        raise Locked(what=Message("common.all_quoted", texts=tuple(headings)))
    yield from _WAYS[how](desk, action, spots)


def _direction(desk: Desk, action: do.Restyle) -> str:
    """Which way a tone goes that was told by its name: what its certain way to be said is read as."""
    said = say(do.Restyle(action.wish)) or action.wish
    return desk.reader.kind_of(TONE, _QUOTES.sub("", said)) or "other"


def _meant(draft: Draft, where: Where) -> list[Spot]:
    """The sentences that are meant; of the whole draft those of its parts."""
    if where != Where():
        return find_spots(draft, where)
    return [spot for spot, _ in sentences_in(draft) if spot.section >= 0]


def _plainer(desk: Desk, action: do.Restyle, spots: Sequence[Spot]) -> Iterator[ChatEvent]:
    text = "\n".join(sentence_at(desk.draft, spot).text for spot in spots)
    words = tuple(word for word in action.words if word in text)
    if action.words and not words:
        yield Said(Message("desk.words_nowhere", texts=action.words))
        return

    def change(now: Draft) -> Restyled:
        return Restyler(desk.drafter, now).plainer(spots, words)

    made = change(desk.draft)
    done = Message("desk.words_gone", texts=words, count=len(made.cut)) if words and made.cut else NOTHING
    if not words and made.cut:
        done = Message("desk.set_phrases_cut", count=len(made.cut))
    nothing = Message("desk.words_stay") if words else Message("desk.no_set_phrases")
    yield from _restyled(desk, action, made, change, done, nothing)


def _more_concrete(desk: Desk, action: do.Restyle, spots: Sequence[Spot]) -> Iterator[ChatEvent]:
    def change(now: Draft) -> Restyled:
        return Restyler(desk.drafter, now).more_concrete(spots)

    made = change(desk.draft)
    yield from _restyled(desk, action, made, change, NOTHING, Message("desk.nothing_general"))


def _restyled(
    desk: Desk, action: do.Restyle, made: Restyled, change: Change, cut: Message, nothing: Message
) -> Iterator[ChatEvent]:
    """The draft as it was made, with what was done and what is left to be done; `nothing` where there was nothing."""
    before = desk.draft
    changed = [*made.cut, *made.exchanged, *made.dropped]
    done = [
        cut,
        Message("desk.exchanged", count=len(made.exchanged)) if made.exchanged else NOTHING,
        Message("desk.hollow_gone", count=len(made.dropped)) if made.dropped else NOTHING,
    ]
    if changed:
        after = desk.editor.change(
            before.id,
            Message("steps.restyled", wish=action.wish),
            lambda now: (made if now == before else change(now)).draft,
        )
        yield DraftFinished(after)
    left = tuple(dict.fromkeys(heading_of(before, spot.section) for spot in made.left))
    kept = _still_said(desk.draft, action.words)
    said = [
        Message("desk.restyled_so", done=all_clauses([one for one in done if one])) if changed else nothing,
        Message("desk.blanks_came", count=made.blanks) if made.blanks > 0 else NOTHING,
        Message("desk.hollow_left", count=len(made.left), headings=left) if left else NOTHING,
        Message("desk.words_are_yours", texts=action.words, count=kept) if kept else NOTHING,
        Message("desk.more_by_model"),
    ]
    yield Said(all_lines([all_sentences(said), *_shown(before, made)]))


def _still_said(draft: Draft, words: Sequence[str]) -> int:
    """In how many sentences of the user's own, or that stay as they are, unwanted words stand."""
    return sum(any(word in s.text for word in words) for s in draft.sentences if s.is_users or s.is_kept)


def _shown(before: Draft, made: Restyled) -> Iterator[Message]:
    """The first sentences that were changed, as they were and as they are."""
    new = dict(made.texts)
    for spot in [*made.exchanged, *made.cut][:SHOWN]:
        old = shortened(sentence_at(before, spot).text)
        yield Message("desk.before_and_after", before=old, after=shortened(new[spot]))
    for spot in made.dropped[:SHOWN]:
        yield plain(f"· {shortened(sentence_at(before, spot).text)}")


def _formal(desk: Desk, action: do.Restyle, spots: Sequence[Spot]) -> Iterator[ChatEvent]:
    """The user's facts in a paper's words; what is borrowed is written so already."""
    before = desk.draft
    own_name = desk.drafter.brief(before.request, before.plan).own_name
    after, count, words = with_formal_facts(before, spots, own_name)
    if not count:
        yield Said(all_sentences([Message("desk.nothing_spoken"), Message("desk.more_by_model")]))
        return
    step = Message("steps.restyled", wish=action.wish)
    changed = desk.editor.change(
        before.id, step, lambda now: after if now == before else with_formal_facts(now, spots, own_name)[0]
    )
    yield DraftFinished(changed)
    sheet = desk.conversation.facts
    yield desk.change(facts=replace(sheet, facts=in_new_words(sheet.facts, words)))
    pairs = list(words.items())[:SHOWN]
    shown = [Message("desk.before_and_after", before=shortened(a), after=shortened(b)) for a, b in pairs]
    said = [Message("desk.facts_formal", count=count), Message("desk.more_by_model")]
    yield Said(all_lines([all_sentences(said), *shown]))


_WAYS: dict[str, Callable[[Desk, do.Restyle, Sequence[Spot]], Iterator[ChatEvent]]] = {
    "plain": _plainer,
    "concrete": _more_concrete,
    "formal": _formal,
}


def _by_model(desk: Desk, action: do.Restyle) -> Iterator[ChatEvent]:
    """One sentence, a section, or all sections that are not locked, by the chat model."""
    where = action.where
    if where.quote or where.sentence:
        yield from reword(desk, action, "again")
        return
    draft = desk.draft
    first = find_section(draft.sections, where.section) if where.section else None
    parts = range(len(draft.sections)) if first is None else block_of(draft.sections, first)
    locked = [draft.sections[i].heading for i in parts if draft.sections[i].is_locked]
    for i in parts:
        if i in leaves(draft, i) and not draft.sections[i].is_locked:
            for event in desk.drafter.rewrite(draft, i, wish=f"写得{action.wish}一些，意思和事实不变。"):
                yield event
                if isinstance(event, DraftFinished):
                    draft = event.draft
    if len(locked) == len(parts):
        raise Locked(what=Message("common.all_quoted", texts=tuple(locked)))
    kept = Message("desk.locked_left_alone", headings=tuple(locked)) if locked else NOTHING
    yield Said(all_sentences([Message("desk.restyled", wish=action.wish), kept]))


def _instead(action: do.Restyle) -> Suggested:
    """What can be done for a text's style without a chat model."""
    section = action.where.section
    again: do.Action = do.RewriteSection(section, "again") if section else do.WriteDraft(another=True)
    styles = [do.Restyle(style, Where(section)) for style in words_in("words_of_wishes", "without a model")]
    offered = [(one, say(one)) for one in (*styles, again, do.MergeRepeats(section))]
    return Suggested(tuple(Suggestion(said, name_of(one)) for one, said in offered if said))


HANDLERS: dict[type, Handler] = {do.Restyle: restyle}
