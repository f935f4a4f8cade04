"""What is done to many sentences at once, or to one without its words being given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from draftbot.checks.standing import point_at
from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.chinese.shingles import overlap, shingles
from draftbot.chinese.standing_alone import stands_alone
from draftbot.conversation import actions as do
from draftbot.conversation.desk.blanks_left import blanks_by_sentence
from draftbot.conversation.desk.denied import note_denied
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.speaking import is_common, nearest, spots_speaking_of
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.taken_out import FEW
from draftbot.domain import ChatEvent, Draft, DraftFinished, Fact, Said, Sentence, Suggested, Suggestion
from draftbot.drafts import editing, items, rearranging
from draftbot.drafts.addresses import (
    Spot,
    Where,
    find_part,
    find_section,
    find_spot,
    find_spots,
    heading_of,
    sentence_at,
    sentences_in,
    spelt_out,
    spot_name,
)
from draftbot.drafts.items import starts_item
from draftbot.drafts.without_blanks import without_blanks
from draftbot.drafts.words_out import facts_without, without_words
from draftbot.errors import NoSuchPlace
from draftbot.messages import Message, all_lines, all_sentences, plain, shortened

SHOWN = 3
# Two sentences this much alike say the same.
SAME = 0.5
# More than so large a part of the sentences do not go unasked.
_FIFTH = 5


def delete_text(desk: Desk, action: do.DeleteText) -> Iterator[ChatEvent]:
    draft = desk.draft
    section = find_part(draft, action.section) if action.section else None
    if action.denied and is_common(desk, action.words):
        yield Said(Message("desk.denied_is_yours", words=action.words))
        return
    spots = spots_speaking_of(desk, draft, action.words, section)
    if action.most:
        spots, is_sure = _bounded(desk, draft, action, spots, section)
        if spots and not is_sure:
            yield from _asked(draft, action, spots)
            return
    others = [spot for spot in spots if not sentence_at(draft, spot).is_users]
    if action.denied or (not action.section and action.most > 1) or (action.is_listed and others):
        spots = others
    if action.points:
        spots = _with_points(draft, spots)
    if spots:
        yield from _without(
            desk, spots, lambda count: Message("desk.text_deleted", words=action.words, count=count)
        )
    else:
        yield Said(Message("desk.text_nowhere", words=action.words))
    if action.denied:
        yield from note_denied(desk, action.words)


def _with_points(draft: Draft, spots: list[Spot]) -> list[Spot]:
    """The spots, and what else is not the user's under the point that one begins, or of the item (一是…) that
    it stands in."""
    found = dict.fromkeys(spots)
    for spot in spots:
        point = point_at(draft, spot)
        match = ITEM.match(sentence_at(draft, point[0]).text)
        if match and match["point"]:
            found |= {one: None for one in point if not sentence_at(draft, one).is_users}
        if not starts_item(sentence_at(draft, spot)):
            continue
        behind = draft.part(spot.section).sentences[spot.sentence + 1 :]
        under = takewhile(lambda one: not starts_item(one[1]), enumerate(behind, spot.sentence + 1))
        found |= {Spot(spot.section, at): None for at, one in under if not one.is_users}
    return list(found)


def _bounded(
    desk: Desk, draft: Draft, action: do.DeleteText, spots: list[Spot], section: int | None
) -> tuple[list[Spot], bool]:
    """The sentences that may go, and whether so many surely may."""
    if len(spots) == 1:
        return spots, True
    if action.most < FEW or not spots:
        found, is_sure = nearest(desk, draft, action.words, min(action.most, 2) if spots else 1, section)
        is_guess = not spots and not is_sure and action.is_listed
        return ([], True) if is_guess else (found, is_sure)
    sentences = len(draft.sentences)
    return spots, len(spots) <= min(action.most, sentences // _FIFTH)


def _asked(draft: Draft, action: do.DeleteText, spots: list[Spot]) -> Iterator[ChatEvent]:
    """Which of them is meant: each by its words, or all."""
    texts = [sentence_at(draft, spot).text for spot in spots]
    shown = [plain(f"· {shortened(text)}") for text in texts[:SHOWN]]
    yield Said(all_lines([Message("desk.which_go", words=action.words, count=len(spots)), *shown]))
    offered: list[do.Action] = [do.DeleteSentence(Where(quote=text.strip("。"))) for text in texts[:SHOWN]]
    offered.append(do.DeleteText(action.words))
    yield Suggested(tuple(Suggestion(said, name_of(one)) for one in offered if (said := say(one))))


def delete_blanks(desk: Desk, action: do.DeleteBlanks) -> Iterator[ChatEvent]:
    draft = desk.draft
    section = find_part(draft, action.section) if action.section else None
    if action.number:
        if not action.number <= len(draft.blanks):
            raise NoSuchPlace(
                wanted=Message("places.blank", number=action.number),
                there=Message("places.blanks_there", count=len(draft.blanks)),
            )
        blank = draft.blanks[action.number - 1]
        spots = [Spot(blank.section, blank.sentence)]
    else:
        spots = rearranging.spots_with_blanks(draft, action.label, section)
    if not spots:
        yield Said(Message("desk.no_blanks_left"))
        return
    emptied = without_blanks(draft, spots)[1]
    yield from _without(
        desk,
        spots,
        lambda count: Message("desk.blanks_deleted", count=count),
        lambda now: without_blanks(now, spots)[0],
        Message("steps.blanks_deleted"),
    )
    if emptied:
        yield Said(Message("desk.parts_left_blank", headings=tuple(emptied)))


def _without(
    desk: Desk,
    spots: list[Spot],
    said: Callable[[int], Message],
    change: Callable[[Draft], Draft] | None = None,
    step: Message | None = None,
) -> Iterator[ChatEvent]:
    """The draft without sentences, but for those that are locked, and how many are gone."""
    draft = desk.draft
    loose = [s for s in spots if not sentence_at(draft, s).locked]
    kept = Message("desk.locked_sentences_left_alone", count=len(spots) - len(loose))
    if not loose:
        yield Said(kept)
        return
    gone = [sentence_at(draft, s).text for s in loose]
    after = desk.editor.change(
        draft.id,
        step or Message("steps.sentences_deleted", count=len(spots)),
        change or (lambda now: rearranging.delete_sentences(now, spots)[0]),
    )
    yield DraftFinished(after)
    shown = [plain(f"· {shortened(text)}") for text in gone[:SHOWN]]
    yield Said(all_lines([said(len(loose)), *shown, *([kept] if len(spots) > len(loose) else [])]))


def replace_text(desk: Desk, action: do.ReplaceText) -> Iterator[ChatEvent]:
    """In the draft and in the facts that it tells; with nothing instead the words are taken out."""
    draft = desk.draft
    section = find_part(draft, action.section) if action.section else None
    action = replace(action, old=spelt_out(action.old, "\n".join(s.text for s in draft.sentences)))
    if not action.new:
        yield from _take_out_words(desk, action.old, section)
        return
    count = rearranging.replace_text(draft, action.old, action.new, section)[1]
    if not count:
        yield Said(Message("desk.text_nowhere", words=action.old))
        return
    yield from _changed(
        desk,
        Message("steps.text_replaced", old=action.old, new=action.new),
        lambda now: rearranging.replace_text(now, action.old, action.new, section)[0],
        Message("desk.text_replaced", old=action.old, new=action.new, count=count)
        if section is None
        else Message(
            "desk.text_replaced_in", old=action.old, new=action.new, heading=heading_of(draft, section)
        ),
    )
    if section is None:
        yield from _with_facts(
            desk, rearranging.reworded(desk.conversation.facts.facts, action.old, action.new)
        )


def _take_out_words(desk: Desk, words: str, section: int | None) -> Iterator[ChatEvent]:
    """The words alone; of what would not read without them, what stands between the commas."""
    tagger = desk.drafter.knowledge.now().tagger

    def reads_on(was: str, left: str) -> bool:
        return stands_alone(was, left, tagger)

    count = without_words(desk.draft, words, reads_on, section)[1]
    if not count:
        held = rearranging.spots_saying(desk.draft, words, section)
        is_locked = any(sentence_at(desk.draft, spot).locked for spot in held)
        locked = Message("desk.locked_sentences_left_alone", count=len(held))
        yield Said(locked if is_locked else Message("desk.text_nowhere", words=words))
        return
    yield from _changed(
        desk,
        Message("steps.words_taken_out", words=words),
        lambda draft: without_words(draft, words, reads_on, section)[0],
        Message("desk.words_taken_out", words=words, count=count),
    )
    if section is None:
        yield from _with_facts(desk, facts_without(desk.conversation.facts.facts, words, reads_on))


def _with_facts(desk: Desk, facts: tuple[Fact, ...]) -> Iterator[ChatEvent]:
    """The facts as the draft tells them now, so that it is not written again as it was."""
    sheet = desk.conversation.facts
    if facts != sheet.facts:
        yield desk.change(facts=replace(sheet, facts=facts))


def split_sentence(desk: Desk, action: do.SplitSentence) -> Iterator[ChatEvent]:
    draft = desk.draft
    spot = find_spot(draft, action.where)
    name = spot_name(draft, spot)
    if rearranging.split_sentence(draft, spot) == draft:
        yield Said(Message("desk.cannot_split", where=name))
        return
    yield from _changed(
        desk,
        Message("steps.sentence_split", where=name),
        lambda now: rearranging.split_sentence(now, spot),
        Message("desk.sentence_split", where=name),
    )


def join_sentences(desk: Desk, action: do.JoinSentences) -> Iterator[ChatEvent]:
    draft = desk.draft
    spot = find_spot(draft, action.where)
    name = spot_name(draft, spot)
    yield from _changed(
        desk,
        Message("steps.sentences_joined", where=name),
        lambda now: rearranging.join_sentences(now, spot),
        Message("desk.sentences_joined", where=name),
    )


def move_sentence(desk: Desk, action: do.MoveSentence) -> Iterator[ChatEvent]:
    """A sentence or several, with the facts that they tell: written again, these stand where they were put."""
    draft = desk.draft
    spots = find_spots(draft, action.where) if action.where.is_run else [find_spot(draft, action.where)]
    name = spot_name(draft, spots[0])
    target = find_part(draft, action.section) if action.section else spots[0].section
    heading = heading_of(draft, target)
    moved = [sentence_at(draft, spot) for spot in spots]
    if rearranging.move_sentences(draft, spots, target, action.place) == draft:
        yield Said(Message("desk.sentence_stays", where=name, heading=heading))
        return
    after = rearranging.move_sentences(draft, spots, target, action.place)
    told = (
        Message("desk.sentence_moved", where=name, heading=heading)
        if len(spots) == 1
        else Message("desk.sentences_moved", where=name, count=len(spots), heading=heading)
    )
    yield from _changed(
        desk,
        Message("steps.sentence_moved", where=name),
        lambda now: rearranging.move_sentences(now, spots, target, action.place),
        all_sentences([told, _before_it(after, target, moved[0])]),
    )
    yield from _with_facts(desk, rearranging.told_under(desk.conversation.facts.facts, moved, heading))


def _before_it(draft: Draft, part: int, moved: Sentence) -> Message:
    """What a sentence stands behind now."""
    texts = [s.text for s in draft.part(part).sentences]
    bare = without_enumerator(moved.text)
    at = next((n for n, text in enumerate(texts) if bare in text), 0)
    if not at:
        return Message("desk.moved_to_front")
    return Message("desk.moved_behind", text=texts[at - 1])


def add_sentence(desk: Desk, action: do.AddSentence) -> Iterator[ChatEvent]:
    draft = desk.draft
    section = find_part(draft, action.section)
    heading = heading_of(draft, section)
    yield from _changed(
        desk,
        Message("steps.sentence_added", heading=heading),
        lambda now: rearranging.insert_sentences(
            now, section, action.place, rearranging.users_sentences(action.text)
        ),
        Message("desk.sentence_added", heading=heading, text=without_enumerator(action.text)),
    )


def number_items(desk: Desk, action: do.NumberItems) -> Iterator[ChatEvent]:
    draft = desk.draft
    section = find_section(draft.sections, action.section)
    heading = draft.sections[section].heading
    count = len(items.unnumbered(draft.sections[section]))
    if not count:
        yield Said(Message("desk.nothing_to_number", heading=heading))
        return
    yield from _changed(
        desk,
        Message("steps.items_numbered", heading=heading),
        lambda now: rearranging.with_numbered_items(now, section, action.bracketed),
        Message("desk.items_numbered", heading=heading, count=count),
    )


def merge_repeats(desk: Desk, action: do.MergeRepeats) -> Iterator[ChatEvent]:
    """Of sentences that say the same the longest stays; what the user wrote or locked always does."""
    draft = desk.draft
    section = find_part(draft, action.section) if action.section else None
    spots = _repeated(draft, section)
    if not spots:
        yield Said(Message("desk.no_repeats"))
        return
    yield from _without(desk, spots, lambda count: Message("desk.repeats_merged", count=count))


def _repeated(draft: Draft, section: int | None) -> list[Spot]:
    kept: list[frozenset[str]] = []
    gone: list[Spot] = []
    for spot, sentence in sorted(
        sentences_in(draft, section), key=lambda p: (not _is_kept(p[1]), -len(p[1].text))
    ):
        mine = frozenset(shingles(sentence.text))
        if mine and not _is_kept(sentence) and any(overlap(mine, other) >= SAME for other in kept):
            gone.append(spot)
        else:
            kept.append(mine)
    return gone


def _is_kept(sentence: Sentence) -> bool:
    return sentence.locked or sentence.is_users


def show_blanks(desk: Desk, action: do.ShowBlanks) -> Iterator[ChatEvent]:
    draft = desk.draft
    if not draft.blanks:
        yield Said(Message("desk.no_blanks_left"))
        return
    lines = [Message("desk.blanks_are", count=len(draft.blanks)), *blanks_by_sentence(draft)]
    labels = Counter(blank.label for blank in draft.blanks)
    label, count = labels.most_common(1)[0]
    if count > 1:
        lines.append(Message("desk.fill_alike", label=label, count=count))
    yield Said(all_lines(lines))


def _changed(
    desk: Desk, what: Message, change: Callable[[Draft], Draft], said: Message
) -> Iterator[ChatEvent]:
    yield DraftFinished(desk.editor.change(desk.draft_id, what, lambda draft: editing.pruned(change(draft))))
    yield Said(said)


HANDLERS: dict[type, Handler] = {
    do.DeleteText: delete_text,
    do.DeleteBlanks: delete_blanks,
    do.ReplaceText: replace_text,
    do.SplitSentence: split_sentence,
    do.JoinSentences: join_sentences,
    do.MoveSentence: move_sentence,
    do.AddSentence: add_sentence,
    do.NumberItems: number_items,
    do.MergeRepeats: merge_repeats,
    do.ShowBlanks: show_blanks,
}
