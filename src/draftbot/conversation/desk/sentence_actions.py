"""What is done to single sentences, paragraphs and blanks, and where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from draftbot.checks.standing import points_to_confirm
from draftbot.chinese.names import LABELS
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.item_actions import delete_item
from draftbot.domain import ChatEvent, Draft, DraftFinished, Origin, Said, Sentence, Source
from draftbot.drafts import editing
from draftbot.drafts.addresses import (
    LAST,
    Spot,
    Where,
    find_spot,
    find_spots,
    heading_of,
    sentence_at,
    spot_name,
    spots_at,
)
from draftbot.drafts.editing import blanks_named, refuse_if_locked
from draftbot.drafts.rearranging import spots_saying
from draftbot.errors import NoSuchPlace, UnclearPlace
from draftbot.facts.amounts import amounts_in
from draftbot.messages import NOTHING, Message, all_lines, all_sentences, plain, quoted, shortened

BLANKS_SHOWN, CHARS_SHOWN = 6, 40
# Blanks that no figure fills.
_OF_WORDS = frozenset((*LABELS.values(), "日期"))
_NO_SOURCE: dict[Origin, str] = {
    "fact": "sources.of_your_facts",
    "user": "sources.your_own",
    "connective": "sources.connective",
    "model": "sources.by_model",
    "source": "sources.none_given",
}


def fill_blank(desk: Desk, action: do.FillBlank) -> Iterator[ChatEvent]:
    draft = desk.draft
    if action.every:
        yield from _fill_all(desk, action)
        return
    number = action.number or _blank_named(draft, action.label)
    after = desk.editor.fill_blank(draft.id, number, action.text)
    yield DraftFinished(after)
    blank = draft.blanks[number - 1]
    sentence = after.part(blank.section).sentences[blank.sentence]
    filled = Message("desk.blank_filled", number=number, label=blank.label, sentence=sentence.text)
    left = (
        Message("desk.blanks_left", count=len(after.blanks))
        if after.blanks
        else Message("desk.no_blanks_left")
    )
    yield Said(all_lines([filled, left]))


def _fill_all(desk: Desk, action: do.FillBlank) -> Iterator[ChatEvent]:
    """All blanks of a label, or without one all that such a text may fill."""
    labels = {blank.label for blank in desk.draft.blanks if _takes(blank.label, action)}
    count = sum(blank.label in labels for blank in desk.draft.blanks)
    if not count:
        yield Said(Message("desk.no_blanks_left"))
        return

    def filled(draft: Draft) -> Draft:
        # From the end, each once: what fills a blank may hold one itself.
        for number in reversed([n for n, blank in enumerate(draft.blanks, 1) if blank.label in labels]):
            draft = editing.fill_blank(draft, number, action.text)
        return draft

    what = Message("steps.blanks_filled", label=action.label or "、".join(sorted(labels)))
    after = desk.editor.change(desk.draft_id, what, filled)
    yield DraftFinished(after)
    left = len(after.blanks)
    yield Said(
        Message("desk.blanks_filled", label=action.label, count=count, text=action.text, left=left)
        if action.label
        else Message("desk.every_blank_filled", count=count, text=action.text, left=left)
    )


def _takes(label: str, action: do.FillBlank) -> bool:
    """Whether a blank is meant: by its label, else a figure is no name and no day."""
    if action.label:
        return label == action.label
    is_figure = action.text.strip().isdecimal() or bool(amounts_in(action.text))
    return not is_figure or label not in _OF_WORDS


def edit_sentence(desk: Desk, action: do.EditSentence) -> Iterator[ChatEvent]:
    draft = desk.draft
    spot = find_spot(draft, action.where)
    yield DraftFinished(desk.editor.edit_sentence(draft.id, spot, action.text))
    yield Said(Message("desk.sentence_edited", where=spot_name(draft, spot)))


def delete_sentence(desk: Desk, action: do.DeleteSentence) -> Iterator[ChatEvent]:
    draft = desk.draft
    if action.where.point and not action.where.to:
        yield from delete_item(desk, action.where)
        return
    if action.where.is_run:
        yield from _delete_run(desk, action.where)
        return
    spot = find_spot(draft, action.where)
    name, old = spot_name(draft, spot), draft.part(spot.section).sentences[spot.sentence]
    yield DraftFinished(desk.editor.delete_sentence(draft.id, spot))
    yield Said(Message("desk.sentence_deleted", where=name, sentence=old.text))


def _delete_run(desk: Desk, where: Where) -> Iterator[ChatEvent]:
    draft = desk.draft
    spots = find_spots(draft, where)
    refuse_if_locked(draft, spots)
    if where.point:  # of what stands under a small heading the user's own stays
        others = [spot for spot in spots if not sentence_at(draft, spot).is_users]
        spots = others or spots
    told = "".join(draft.part(spot.section).sentences[spot.sentence].text for spot in spots)
    yield DraftFinished(desk.editor.delete_sentences(draft.id, spots))
    yield Said(Message("desk.sentence_deleted", where=_place_name(draft, where, spots), sentence=told))


def confirm(desk: Desk, action: do.Confirm) -> Iterator[ChatEvent]:
    draft = desk.draft
    where = action.where
    if action.words:
        spots = spots_saying(draft, action.words)
        if not spots:
            yield Said(Message("desk.text_nowhere", words=action.words))
            return
    else:
        spots = find_spots(draft, where) if where != Where() else spots_at(draft, None)
    after = desk.editor.confirm(draft.id, spots, True)
    yield DraftFinished(after)
    left = points_to_confirm(after)
    name = (
        Message("places.sentences_saying", words=action.words, count=len(spots))
        if action.words
        else _place_name(draft, where, spots)
    )
    yield Said(
        all_sentences(
            [
                Message("desk.confirmed", where=name),
                Message("desk.points_to_confirm", count=left) if left else Message("desk.all_confirmed"),
            ]
        )
    )


def set_lock(desk: Desk, action: do.SetLock) -> Iterator[ChatEvent]:
    draft = desk.draft
    where = action.where
    spots = find_spots(draft, where) if where != Where() else spots_at(draft, None)
    after = desk.editor.set_lock(draft.id, spots, action.locked)
    yield DraftFinished(after)
    name = _place_name(draft, where, spots)
    if action.locked:
        yield Said(Message("desk.locked", where=name))
    else:
        yield Said(Message("desk.unlocked", where=name))


def show_sources(desk: Desk, action: do.ShowSources) -> Iterator[ChatEvent]:
    draft, where = desk.draft, action.where
    spots = find_spots(draft, where) if where != Where() else spots_at(draft, None)
    sentences = [draft.part(spot.section).sentences[spot.sentence] for spot in spots]
    name = _place_name(draft, where, spots)
    if len(sentences) == 1:
        yield Said(_sentence_sources(draft, name, sentences[0]))
    else:
        yield Said(_sources_of(draft, name, sentences))


def _blank_named(draft: Draft, label: str) -> int:
    numbers = blanks_named(draft, label)
    if not numbers:
        raise NoSuchPlace(
            wanted=Message("places.blank_called", label=label),
            there=Message("places.open_blanks_there", count=len(draft.blanks)),
        )
    if len(numbers) > 1:
        places = [
            Message("places.blank_in", number=n, text=_around(draft, n)) for n in numbers[:BLANKS_SHOWN]
        ]
        raise UnclearPlace(
            what=Message("places.many_blanks", count=len(numbers), label=label, places=tuple(places)),
            example=Message("examples.fill_blank", number=numbers[0]),
        )
    return numbers[0]


def _around(draft: Draft, number: int) -> str:
    blank = draft.blanks[number - 1]
    text = draft.part(blank.section).sentences[blank.sentence].text
    return shortened(text, CHARS_SHOWN)


def _place_name(draft: Draft, where: Where, spots: Sequence[Spot]) -> Message:
    """The place as the user would say it again."""
    if where == Where():
        return Message("places.whole")
    if len(spots) == 1 and not where.paragraph:
        return spot_name(draft, spots[0])
    section = quoted(heading_of(draft, spots[0].section)) if spots else plain(where.section)
    if where.point or where.to:
        return Message("places.run", section=section, count=len(spots))
    if not where.paragraph:
        return section
    if where.paragraph == LAST:
        return Message("places.last_paragraph", section=section)
    return Message("places.paragraph", section=section, number=where.paragraph)


def _sentence_sources(draft: Draft, name: Message, sentence: Sentence) -> Message:
    cited = [source for source in draft.sources if source.number in sentence.citations]
    if not cited:
        return Message(_NO_SOURCE[sentence.origin], where=name, sentence=sentence.text)
    code = "sources.sentence_with_fills" if sentence.fills else "sources.sentence"
    lines = [Message(code, where=name, sentence=sentence.text)]
    for source in cited:
        lines += [_source(source), plain(source.text)]
    return all_lines(lines)


def _sources_of(draft: Draft, name: Message, sentences: Sequence[Sentence]) -> Message:
    numbers = {n for sentence in sentences for n in sentence.citations}
    cited = [source for source in draft.sources if source.number in numbers]
    uncited = [s for s in sentences if not s.citations and s.origin not in ("fact", "user", "connective")]
    lines = [
        Message("sources.passages", where=name, count=len(cited))
        if cited
        else Message("sources.no_passages", where=name)
    ]
    lines += map(_source, cited)
    origins = Counter(sentence.origin for sentence in sentences)
    if origins["fact"]:
        lines.append(Message("sources.more_of_facts", count=origins["fact"]))
    if origins["user"]:
        lines.append(Message("sources.more_of_yours", count=origins["user"]))
    if uncited:
        lines.append(Message("sources.more_without", count=len(uncited)))
    return all_lines(lines)


def _source(source: Source) -> Message:
    path = Message("sources.path", path="／".join(source.heading_path)) if source.heading_path else NOTHING
    return Message("sources.source", number=source.number, title=source.title, path=path)


HANDLERS: dict[type, Handler] = {
    do.FillBlank: fill_blank,
    do.EditSentence: edit_sentence,
    do.DeleteSentence: delete_sentence,
    do.SetLock: set_lock,
    do.Confirm: confirm,
    do.ShowSources: show_sources,
}
