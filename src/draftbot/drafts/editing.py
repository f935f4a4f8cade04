"""What a user does to a draft by hand: fill a blank, put a sentence otherwise, take it out, lock it.

Each function returns the changed draft; the old one stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.counts import find_counts
from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import BLANK_CLOSE, Draft, DraftSection, Fill, OutlineSection, Sentence, fills_moved
from draftbot.drafts.addresses import Spot, sentence_at, spot_name
from draftbot.drafts.items import numbered, with_number_of
from draftbot.drafts.taken_out import with_taken_out
from draftbot.errors import BadInput, Locked, NoSuchPlace
from draftbot.messages import Message

LONGEST_FILL, LONGEST_SENTENCE = 200, 2000
# A sentence the user only mended still rests on its source.
_STILL_THE_SAME = 0.3


def fill_blank(draft: Draft, number: int, text: str) -> Draft:
    """The draft with its `number`-th blank, from 1 in reading order, filled.

    Raises NoSuchPlace, Locked, BadInput for no text or more than 200 characters.
    """
    value = _given(text, LONGEST_FILL, Message("editing.fill"))
    count = len(draft.blanks)
    if not 1 <= number <= count:
        there = Message("places.blanks_there", count=count) if count else Message("places.no_blanks_there")
        raise NoSuchPlace(wanted=Message("places.blank", number=number), there=there)
    found = draft.blanks[number - 1]
    before = [
        b for b in draft.blanks[: number - 1] if (b.section, b.sentence) == (found.section, found.sentence)
    ]
    spot = Spot(found.section, found.sentence)
    refuse_if_locked(draft, [spot])
    return _with(draft, spot, lambda sentence: (_filled(sentence, len(before), value),))


def blanks_named(draft: Draft, label: str) -> list[int]:
    """The numbers, from 1, of the blanks that ask for `label`."""
    same = [n for n, blank in enumerate(draft.blanks, 1) if blank.label == label]
    return same or [n for n, blank in enumerate(draft.blanks, 1) if label and label in blank.label]


def edit_sentence(draft: Draft, spot: Spot, text: str) -> Draft:
    """The draft with a sentence as the user now has it, or several in its place.

    Raises NoSuchSection, NoSuchPlace, Locked, BadInput for no text or too much.
    """
    written = _given(text, LONGEST_SENTENCE, Message("editing.sentence"))
    old = sentence_at(draft, spot)
    refuse_if_locked(draft, [spot])
    if written == old.text:
        return draft
    mine = tuple(_by_user(part, old) for part in split_sentences(written))
    return _without(_with(draft, spot, lambda _: mine), [old])


def rewrite_sentences(draft: Draft, spots: Sequence[Spot], text: str) -> Draft:
    """The draft with what the user wrote in the place of sentences that follow one another in one
    paragraph; one that was left as it stood is confirmed by that.

    Raises NoSuchSection, NoSuchPlace, Locked, BadInput for no text or too much.
    """
    written = _given(text, LONGEST_SENTENCE, Message("editing.sentence"))
    old = [sentence_at(draft, spot) for spot in spots]
    refuse_if_locked(draft, spots)
    known = {sentence.text: sentence for sentence in old}

    def as_written(part: str) -> Sentence:
        if part in known:
            return replace(known[part], confirmed=True)
        return _by_user(part, max(old, key=lambda one: overlap(shingles(part), shingles(one.text))))

    mine = tuple(map(as_written, split_sentences(written)))
    for spot in reversed(spots[1:]):
        draft = _with(draft, spot, lambda _: ())
    left = {sentence.text for sentence in mine}
    return _without(_with(draft, spots[0], lambda _: mine), [one for one in old if one.text not in left])


def delete_sentence(draft: Draft, spot: Spot) -> Draft:
    """The draft without a sentence, which is not written again; a list it stood in
    is counted anew. Raises NoSuchSection, NoSuchPlace, Locked.
    """
    old = sentence_at(draft, spot)
    refuse_if_locked(draft, [spot])
    before = draft.part(spot.section).paragraphs
    rows = [list(row) for row in before]
    at, j = _row_of(before, spot.sentence)
    del rows[at][j]
    if j < len(rows[at]):
        rows[at][j] = with_number_of(old, rows[at][j])
    section = replace(draft.part(spot.section), paragraphs=numbered([tuple(row) for row in rows if row]))
    return _without(draft.with_part(spot.section, section), [old])


def put_sentence(draft: Draft, spot: Spot, sentence: Sentence) -> Draft:
    """The draft with another wording in a sentence's place. Raises as `edit_sentence`."""
    old = sentence_at(draft, spot)
    refuse_if_locked(draft, [spot])
    return _without(_with(draft, spot, lambda _: (sentence,)), [old])


def set_lock(draft: Draft, spots: Iterable[Spot], locked: bool) -> Draft:
    """The draft with these sentences locked, or free again."""
    for spot in spots:
        draft = _with(draft, spot, lambda sentence: (replace(sentence, locked=locked),))
    return draft


def confirm(draft: Draft, spots: Iterable[Spot], confirmed: bool) -> Draft:
    """The draft with these sentences confirmed as true, or open again."""
    for spot in spots:
        draft = _with(draft, spot, lambda sentence: (replace(sentence, confirmed=confirmed),))
    return draft


def rename_section(draft: Draft, old: str, plan: OutlineSection) -> Draft:
    """The draft with the section headed `old` under the plan's heading, in its outline too."""
    outline = draft.request.outline
    plans = tuple(
        replace(known, heading=plan.heading, role=plan.role) if known.heading == old else known
        for known in outline.sections
    )
    sections = tuple(
        replace(section, heading=plan.heading) if section.heading == old else section
        for section in draft.sections
    )
    request = replace(draft.request, outline=replace(outline, sections=plans))
    return replace(draft, request=request, sections=sections)


def pruned(draft: Draft) -> Draft:
    """The draft without the sources that no sentence cites any more."""
    used = {n for s in draft.sentences for n in s.citations}
    return replace(draft, sources=tuple(source for source in draft.sources if source.number in used))


def _given(text: str, most: int, what: Message) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise BadInput(what=Message("editing.empty", what=what))
    if len(plain) > most:
        raise BadInput(what=Message("editing.too_long", what=what, chars=len(plain), most=most))
    return plain


def refuse_if_locked(draft: Draft, spots: Iterable[Spot]) -> None:
    """Raises Locked, naming the first of the sentences that is."""
    for spot in spots:
        if sentence_at(draft, spot).locked:
            raise Locked(what=spot_name(draft, spot))


def _filled(sentence: Sentence, nth: int, value: str) -> Sentence:
    """The sentence with its `nth` blank, from 0, filled; a measure, and what is counted, that already stands
    behind the blank is not said twice (320人 into 【待补：人数】人, 2个林区 into 【待补：个数】个林区)."""
    match = list(BLANK.finditer(sentence.text))[nth]
    behind = sentence.text[match.end() :]
    counts = find_counts(plain_digits(value))
    measure = counts[0].measure if len(counts) == 1 else None
    counted = measure.word + value[counts[0].end :] if measure else ""
    if counted and behind.startswith(counted):
        value = value.removesuffix(counted)
    text = sentence.text[: match.start()] + value + behind
    growth = len(value) - len(match.group())
    moved = fills_moved(sentence.fills, match.start(), growth)
    fills = sorted([*moved, Fill(match.group(1), value, match.start())], key=lambda fill: fill.start)
    return replace(sentence, text=text, blanks=blanks_in(text), fills=tuple(fills))


def _by_user(text: str, old: Sentence) -> Sentence:
    """A sentence in the user's words; it keeps the old one's sources while it says the same."""
    if text[-1] not in "。！？!?；;：:…”）" and not text.endswith(BLANK_CLOSE):
        text += "。"
    same = overlap(shingles(text), shingles(old.text)) >= _STILL_THE_SAME
    return Sentence(text, old.citations if same else (), blanks_in(text), "user")


def _with(draft: Draft, spot: Spot, change: Callable[[Sentence], tuple[Sentence, ...]]) -> Draft:
    """The draft with one sentence changed into none, one or several."""
    section, at = draft.part(spot.section), 0
    paragraphs = []
    for paragraph in section.paragraphs:
        sentences: list[Sentence] = []
        for sentence in paragraph:
            sentences += change(sentence) if at == spot.sentence else (sentence,)
            at += 1
        paragraphs.append(tuple(sentences))
    return draft.with_part(spot.section, replace(section, paragraphs=tuple(p for p in paragraphs if p)))


def _row_of(paragraphs: Sequence[Sequence[Sentence]], sentence: int) -> tuple[int, int]:
    """The paragraph of a sentence and its place there."""
    for at, row in enumerate(paragraphs):
        if sentence < len(row):
            return at, sentence
        sentence -= len(row)
    raise IndexError(sentence)


def _without(draft: Draft, gone: Iterable[Sentence]) -> Draft:
    """The draft that remembers which sentences the user did not want; what stands in the fact sheet stays in
    force."""
    return pruned(with_taken_out(draft, gone))


def is_unwritten(section: DraftSection) -> bool:
    """Whether a section holds nothing but the blank that says its matter is missing."""
    return all(BLANK.sub("", s.text).strip() == "" for s in section.sentences)
