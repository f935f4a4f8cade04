"""What a user does to several sentences of a draft at once: take out, replace words, split, join, move, add.

Each function returns the changed draft; the old one stays as it was. Locked sentences are
left alone where many are meant, and refused where one is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from draftbot.chinese.blanks import BLANK, blanks_in
from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.replacing import occurrences_of, replace_whole
from draftbot.chinese.scripts import normalise
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.shingles import overlap, shingles
from draftbot.domain import Draft, DraftSection, Fact, Sentence
from draftbot.drafts.addresses import LAST, Spot, sentence_at, sentences_in
from draftbot.drafts.editing import delete_sentence, refuse_if_locked
from draftbot.drafts.items import numbered, starts_item, unnumbered
from draftbot.drafts.refilling import refilled
from draftbot.drafts.taken_out import with_taken_out
from draftbot.errors import UnclearPlace
from draftbot.facts.figures_told import reads_on
from draftbot.messages import Message

# A sentence shorter than this on either side of a comma is none.
LEAST_OF_A_SENTENCE = 8
# Shorter words are put otherwise as such, wherever they stand.
_LEAST_OF_A_HALF = 4
# A sentence with this share of the pieces of a fact tells it.
TELLS = 0.4


def spots_saying(draft: Draft, words: str, section: int | None = None) -> list[Spot]:
    """The sentences in which `words` stand, in reading order."""
    wanted = "".join(normalise(words).split())
    return [
        spot
        for spot, sentence in sentences_in(draft, section)
        if wanted in "".join(normalise(sentence.text).split())
    ]


def spots_with_blanks(draft: Draft, label: str = "", section: int | None = None) -> list[Spot]:
    """The sentences that hold a blank, or one that asks for `label`."""
    return [
        spot
        for spot, sentence in sentences_in(draft, section)
        if (any(label == blank for blank in sentence.blanks) if label else BLANK.search(sentence.text))
    ]


def delete_sentences(draft: Draft, spots: Iterable[Spot]) -> tuple[Draft, int]:
    """The draft without these sentences, but for locked ones, and how many are gone. What only announced
    them goes, too."""
    spots = set(spots)
    gone, touched = 0, {spot.section for spot in spots}
    for spot in sorted(set(spots), key=lambda s: (s.section, s.sentence), reverse=True):
        if not sentence_at(draft, spot).locked:
            draft = delete_sentence(draft, spot)
            gone += 1
    sections = [
        _without_lead(section) if gone and i in touched else section
        for i, section in enumerate(draft.sections)
    ]
    return replace(draft, sections=tuple(sections)), gone


def _without_lead(section: DraftSection) -> DraftSection:
    """A section without the sentence that announces what is no longer there: 今后，我将从以下几个方面努力。"""
    announces = all(s.origin == "connective" and not s.blanks and not s.locked for s in section.sentences)
    return replace(section, paragraphs=()) if announces else section


def replace_text(draft: Draft, old: str, new: str, section: int | None = None) -> tuple[Draft, int]:
    """The draft with `new` for `old` in every sentence of a part, or of all, that is not locked, and how often.
    Raises UnclearPlace where a sentence would not read on with it."""
    times = dict.fromkeys((spot for spot, _ in sentences_in(draft)), 0) | {
        spot: 0 if sentence.locked else _outside_blanks(sentence.text, old)
        for spot, sentence in sentences_in(draft, section)
    }

    def put(spot: Spot, sentence: Sentence) -> str | None:
        return _read_on(sentence.text, _put(sentence.text, old, new)) if times[spot] else None

    changed = with_texts(draft, put)
    if section is None:
        changed = with_facts(changed, reworded(draft.request.facts.facts, old, new))
    meant = [spot for spot, count in times.items() if count]
    if len(meant) == 1 and len(old) >= _LEAST_OF_A_HALF:
        changed = _as_users(changed, meant[0], sentence_at(draft, meant[0]))
    return changed, sum(times.values())


def _as_users(draft: Draft, spot: Spot, before: Sentence) -> Draft:
    """The draft with a sentence, borrowed before, of which the user put a part otherwise: it is his now, and
    what it was is not written again."""
    now = sentence_at(draft, spot)
    if now.text == before.text or before.origin not in ("source", "model"):
        return draft
    return with_taken_out(_in_place(draft, spot, [replace(now, origin="user")]), [before])


def with_texts(draft: Draft, text_of: Callable[[Spot, Sentence], str | None]) -> Draft:
    """The draft with another text in each sentence that has one by `text_of`."""
    spots = iter([spot for spot, _ in sentences_in(draft)])

    def changed(sentence: Sentence) -> Sentence:
        text = text_of(next(spots), sentence)
        return sentence if text is None else with_text(sentence, text)

    for i, part in draft.parts:
        paragraphs = tuple(tuple(map(changed, paragraph)) for paragraph in part.paragraphs)
        draft = draft.with_part(i, replace(part, paragraphs=paragraphs))
    return draft


def reworded(facts: tuple[Fact, ...], old: str, new: str) -> tuple[Fact, ...]:
    """The facts with `new` for `old`, where they read on with it."""
    put = ((fact, replace_whole(fact.text, old, new)) for fact in facts)
    return tuple(replace(f, text=text) if reads_on(f.text, text) else f for f, text in put)


def split_sentence(draft: Draft, spot: Spot) -> Draft:
    """The draft with a sentence cut at the comma nearest its middle; the same draft where none is fit."""
    refuse_if_locked(draft, [spot])
    sentence = sentence_at(draft, spot)
    commas = [
        m.start()
        for m in re.finditer("[，；]", sentence.text)
        if m.start() >= LEAST_OF_A_SENTENCE and len(sentence.text) - m.start() > LEAST_OF_A_SENTENCE
    ]
    if not commas:
        return draft
    at = min(commas, key=lambda i: abs(i - len(sentence.text) / 2))
    first, second = sentence.text[:at] + "。", sentence.text[at + 1 :]
    return _in_place(draft, spot, [with_text(sentence, first), with_text(sentence, second)])


def join_sentences(draft: Draft, spot: Spot) -> Draft:
    """The draft with a sentence and the one behind it as one. Raises NoSuchPlace, Locked."""
    behind = Spot(spot.section, spot.sentence + 1)
    first, second = sentence_at(draft, spot), sentence_at(draft, behind)
    refuse_if_locked(draft, [spot, behind])
    text = first.text.rstrip("。！；") + "，" + second.text
    joined = replace(
        with_text(first, text), citations=tuple(dict.fromkeys((*first.citations, *second.citations)))
    )
    return _in_place(_in_place(draft, behind, []), spot, [joined])


def put_text(draft: Draft, spot: Spot, text: str) -> Draft:
    """The draft with another text in a sentence, whose writer and sources stay."""
    return _in_place(draft, spot, [with_text(sentence_at(draft, spot), text)])


def move_sentences(draft: Draft, spots: Sequence[Spot], section: int, place: int) -> Draft:
    """The draft with sentences, and the facts that they tell, at the 1-based `place` of a section as it is
    without them, LAST for its end."""
    refuse_if_locked(draft, spots)
    sentences = [sentence_at(draft, spot) for spot in spots]
    for spot in sorted(spots, key=lambda s: s.sentence, reverse=True):
        draft = _in_place(draft, spot, [])
    heading = draft.part(section).heading
    facts = (
        told_under(draft.request.facts.facts, sentences, heading) if heading else draft.request.facts.facts
    )
    return insert_sentences(with_facts(draft, facts), section, place, sentences)


def told_under(facts: tuple[Fact, ...], sentences: Sequence[Sentence], heading: str) -> tuple[Fact, ...]:
    """The facts; those that sentences tell are told in the part headed so."""
    told = [sentence.text for sentence in sentences]
    return tuple(
        replace(f, section=heading) if any(f.text.strip("。") in text for text in told) else f for f in facts
    )


def with_numbered_items(draft: Draft, section: int, bracketed: bool) -> Draft:
    """The draft with each sentence of a section that is no item yet as one; those counted 一是 stand together."""
    one = draft.sections[section]
    new = unnumbered(one)
    mark = "（一）" if bracketed else "一是"
    rows = [
        tuple(with_text(s, mark + s.text) if any(s is n for n in new) else s for s in row)
        for row in one.paragraphs
    ]
    heads = [row for row in rows if not any(map(starts_item, row))]
    listed = [row for row in rows if any(map(starts_item, row))]
    together = listed if bracketed else [tuple(s for row in listed for s in row)]
    return _with_section(draft, section, [*heads, *together])


def insert_sentences(draft: Draft, section: int, place: int, new: Sequence[Sentence]) -> Draft:
    """The draft with sentences before the 1-based `place` of a section, LAST for its end."""
    old = draft.part(section)
    paragraphs = [list(p) for p in old.paragraphs] or [[]]
    heads = ITEM.match(new[0].text) if new else None
    if place == LAST and heads and not heads["point"] and paragraphs[-1]:
        paragraphs.append([*new])
    elif place == LAST:
        paragraphs[-1] += new
    else:
        at = max(place - 1, 0)
        for n, paragraph in enumerate(paragraphs):
            if at <= len(paragraph):
                if heads and not heads["point"]:  # a paragraph of its own, as the other items have
                    paragraphs[n : n + 1] = [paragraph[:at], [*new], paragraph[at:]]
                else:
                    paragraph[at:at] = new
                break
            at -= len(paragraph)
        else:
            paragraphs[-1] += new
    return _with_section(draft, section, [tuple(p) for p in paragraphs if p])


def corrected(draft: Draft, fact: str, old: str, new: str) -> Draft:
    """The draft with `new` for `old` wherever it tells `fact`, and in the facts it was written with.
    Raises UnclearPlace where a sentence would not read on with it."""
    told = tuple(
        replace(f, text=replace_whole(f.text, old, new, 1)) if f.text == fact else f
        for f in draft.request.facts.facts
    )
    mine, found = shingles(fact), occurrences_of(old)

    def put(_: Spot, s: Sentence) -> str | None:
        tells = (
            found.search(s.text)
            and not s.locked
            and (fact.strip("。") in s.text or overlap(mine, shingles(s.text)) >= TELLS)
        )
        return _read_on(s.text, replace_whole(s.text, old, new, 1)) if tells else None

    return refilled(with_texts(with_facts(draft, told), put), fact, old, new)


def _read_on(before: str, after: str) -> str:
    """A sentence that was changed. Raises UnclearPlace where its figures do not stand as they stood."""
    if not reads_on(before, after):
        raise UnclearPlace(
            what=Message("places.would_not_read", text=after), example=Message("examples.reword")
        )
    return after


def merged_sections(draft: Draft, first: str, others: Sequence[str]) -> Draft:
    """The draft with the paragraphs of the sections headed `others` behind those of `first`."""
    headings = [section.heading for section in draft.sections]
    if first not in headings:
        return draft
    into = headings.index(first)
    gone = [i for i, heading in enumerate(headings) if heading in others and i != into]
    paragraphs = [p for i in (into, *gone) for p in draft.sections[i].paragraphs]
    draft = _with_section(draft, into, paragraphs)
    return replace(draft, sections=tuple(s for i, s in enumerate(draft.sections) if i not in gone))


def users_sentences(text: str) -> list[Sentence]:
    """The user's own words as sentences of a draft."""
    found = []
    for part in split_sentences(" ".join(text.split())):
        part = part if part[-1] in "。！？!?；;：:…”）" else part + "。"
        found.append(Sentence(part, (), blanks_in(part), "user"))
    return found


def _outside_blanks(text: str, old: str) -> int:
    """How often words stand in a text, not in what a blank is called; words with a blank as they are."""
    if BLANK.search(old):
        return text.count(old)
    return len(occurrences_of(old).findall(BLANK.sub("\0", text)))


def _put(text: str, old: str, new: str) -> str:
    """`new` for `old`, but not in the label of a blank."""
    if BLANK.search(old):
        return text.replace(old, new)
    pieces, end = [], 0
    for match in BLANK.finditer(text):
        pieces += [replace_whole(text[end : match.start()], old, new), match.group()]
        end = match.end()
    return "".join([*pieces, replace_whole(text[end:], old, new)])


def with_text(sentence: Sentence, text: str) -> Sentence:
    """The sentence with another text; a filled blank that is not found again is the user's words now."""
    fills = []
    start = 0
    for fill in sentence.fills:
        at = text.find(fill.text, start)
        if at >= 0:
            fills.append(replace(fill, start=at))
            start = at + len(fill.text)
    return replace(sentence, text=text, blanks=blanks_in(text), fills=tuple(fills))


def _in_place(draft: Draft, spot: Spot, new: Sequence[Sentence]) -> Draft:
    paragraphs, at = [], 0
    for paragraph in draft.part(spot.section).paragraphs:
        row: list[Sentence] = []
        for sentence in paragraph:
            row += new if at == spot.sentence else [sentence]
            at += 1
        if row:
            paragraphs.append(tuple(row))
    return _with_section(draft, spot.section, paragraphs)


def _with_section(draft: Draft, i: int, paragraphs: Sequence[tuple[Sentence, ...]]) -> Draft:
    return draft.with_part(i, replace(draft.part(i), paragraphs=numbered(list(paragraphs))))


def with_facts(draft: Draft, facts: tuple[Fact, ...]) -> Draft:
    """The draft as written with these facts."""
    request = replace(draft.request, facts=replace(draft.request.facts, facts=facts))
    return replace(draft, request=request)
