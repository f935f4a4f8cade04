"""What a wish leaves open, filled with what the desk has: the sections it may be about, the facts, the blanks.

Nothing of it is done; it is what may be chosen from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.chinese.scripts import normalise
from draftbot.chinese.tagging import ORGANISATION, TIME
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.blanks_filled import can_hold
from draftbot.conversation.understanding.making import MAKE
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, OF, clean, names_no_topic, telling
from draftbot.facts.amounts import Amount, amounts_in, telling_words
from draftbot.facts.sheet import written_date

SHOWN = 3
_NAMED = 12  # characters of a fact that name it
_LONGEST_FACT, _LONGEST_NAME = 80, 30
# So much longer or shorter than it is, where nobody said how much.
_LONGER, _SHORTER = 1.5, 0.7
_OF_A_SENTENCE = "sentence."
# What is done to a section or in one.
_AT_A_PLACE = frozenset(
    ("outline.remove", "outline.rename", "outline.move", "lock", "unlock", "sources", "fact.move",
     "passage.use")
)  # fmt: skip
_NUMBER = re.compile(NUMBER)


def left_open(wish: Wish, name: str) -> Sequence[do.Action]:
    """What a wish for the action `name` may come to, the likeliest first; [] where the desk has nothing."""
    places = _at_places(wish, name)
    return places or (_OPEN[name](wish) if name in _OPEN else ())


def _at_places(wish: Wish, name: str) -> list[do.Action]:
    """Where a place is all that is missing: the same for the sections that it may be said of."""
    if not (name in _AT_A_PLACE or name.startswith(("section.", _OF_A_SENTENCE))):
        return []
    sentence = "第一句" if name.startswith(_OF_A_SENTENCE) and not wish.sentence else ""
    named = [Wish(f"“{section}”{sentence}{wish.text}", wish.view) for section in _sections(wish)[:SHOWN]]
    return [action for one in named if (action := MAKE[name](one)) is not None]


def _sections(wish: Wish) -> list[str]:
    """The top sections, those first that a wish has most to do with: by their headings, by what they tell."""
    view = wish.view
    tops = [section.heading for section in view.sections if section.level == 1]
    texts = {s.heading: s.text for s in view.draft.sections} if view.draft else {}

    def has_to_do(heading: str) -> tuple[bool, int, int]:
        shared = len(set(heading) & set(wish.plain))
        told = sum(texts.get(heading, "").count(words) for words in wish.content if len(words) > 1)
        return heading in wish.sections, shared, told

    return sorted(tops, key=has_to_do, reverse=True)


def _facts(wish: Wish) -> list[str]:
    return [fact.text for fact in wish.view.conversation.facts.facts]


def _statement(wish: Wish) -> list[do.Action]:
    """The wish as a fact, whatever it states; what asks states nothing."""
    text = clean(wish.text)
    is_asked = "？" in text or "?" in text
    return [] if is_asked or len(text) > _LONGEST_FACT else [do.AddFact(text)]


def _leader(wish: Wish) -> list[do.Action]:
    text = clean(wish.text)
    return [do.AddLeader(text)] if len(text) <= _LONGEST_NAME else []


def _remove_fact(wish: Wish) -> list[do.Action]:
    return [do.RemoveFact(fact[:_NAMED]) for fact in _facts(wish)]


def _move_fact(wish: Wish) -> list[do.Action]:
    """Each fact to the section that is named, else to one it may belong to."""
    section = wish.section_or_end or next(iter(_sections(wish)), "")
    return [do.MoveFact(fact[:_NAMED], section) for fact in _facts(wish)] if section else []


def _change_fact(wish: Wish) -> list[do.Action]:
    """Of each fact the amount that the wish may correct, for the last one of the wish."""
    news = amounts_in(normalise(wish.text))
    if not news:
        return []
    facts = {fact: amounts_in(normalise(fact)) for fact in _facts(wish)}
    changes = [
        do.ChangeFact(old.text, news[-1].text, fact)
        for fact, olds in facts.items()
        for old in (_counted_alike(olds, news[-1]) or _told_of(wish, fact, olds))[:1]
    ]
    return [*(changes or _of_the_nearest(wish, facts, news[-1]))]


def _counted_alike(olds: Sequence[Amount], new: Amount) -> list[Amount]:
    return [old for old in olds if not new.measure or old.measure == new.measure]


def _told_of(wish: Wish, fact: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts of a fact behind a word that the wish has, too: 演练其实搞了三回 speaks of 演练2次."""
    ends = [fact.find(word) + len(word) for word in telling_words(normalise(wish.text)) if word in fact]
    return [amount for amount in amounts if ends and amount.start >= min(ends)]


def _of_the_nearest(wish: Wish, facts: Mapping[str, Sequence[Amount]], new: Amount) -> list[do.Action]:
    """The first amount of each fact, those first that share most characters with the wish."""
    nearest = sorted(facts, key=lambda fact: -len(set(fact) & set(wish.text)))
    return [do.ChangeFact(facts[fact][0].text, new.text, fact) for fact in nearest if facts[fact]]


def _fill(wish: Wish) -> list[do.Action]:
    values = amounts_in(normalise(wish.text))
    draft = wish.view.draft
    told = wish.quotes[-1] if wish.quotes else values[-1].text if values else ""
    if not told or draft is None or not draft.blanks:
        return []
    fits = [n for n, blank in enumerate(draft.blanks, 1) if can_hold(blank.label, told)]
    return [do.FillBlank(told, n) for n in fits[:SHOWN]]


def _length(wish: Wish) -> list[do.Action]:
    now = wish.view.chars
    return [do.SetLength(int(round(now * much, -2)) or 100) for much in (_SHORTER, _LONGER)] if now else []


def _section_length(wish: Wish) -> list[do.Action]:
    """Of each section, longer or shorter than it is."""
    draft = wish.view.draft
    now = {section.heading: section.chars for section in draft.sections} if draft else {}
    much = _LONGER if wish.says("longer") else _SHORTER
    lengths = {s: int(round(now.get(s, 0) * much, -1)) for s in _sections(wish)}
    return [do.SetLength(length, section) for section, length in lengths.items() if length]


def _sign(wish: Wish) -> list[do.Action]:
    """By the unit, where it is known, and of today."""
    unit, today = wish.view.conversation.facts.unit, wish.view.today
    named: list[do.Action] = [do.SetFact("author", unit)] if unit else []
    return [*named, do.SetFact("date", written_date(today.isoformat()))]


def _unit(wish: Wish) -> list[do.Action]:
    names = [word.text for word in wish.view.words(wish.text) if word.tag == ORGANISATION]
    return [do.SetFact("unit", name) for name in (*wish.quotes, *names) if 1 < len(name) <= _LONGEST_NAME]


def _period(wish: Wish) -> list[do.Action]:
    """From the first word of time to the last, else this year and the last."""
    times = [word for word in wish.view.words(wish.text) if word.tag == TIME]
    year = wish.view.today.year
    usual: list[do.Action] = [do.SetFact("period", f"{y}年") for y in (year, year - 1)]
    if not times:
        return usual
    told = wish.text[times[0].start : times[-1].start + len(times[-1].text)]
    return [do.SetFact("period", told), *usual]


def _numbers(wish: Wish) -> list[int]:
    numbers = (integer_in(plain_digits(match.group())) for match in _NUMBER.finditer(wish.plain))
    return list(dict.fromkeys(number for number in numbers if number))


def _keep(wish: Wish) -> list[do.Action]:
    """Those that are named or numbered."""
    tops = [section.heading for section in wish.view.sections if section.level == 1]
    numbered = [tops[n - 1] for n in _numbers(wish) if n <= len(tops)]
    named = [h for h in wish.sections_or_numbers if h in tops] or numbered
    return [do.KeepSections(tuple(named))] if 0 < len(named) < len(tops) else []


def _merge(wish: Wish) -> list[do.Action]:
    """A section with its neighbour: one that is named, else those that the wish has most to do with."""
    tops = [section.heading for section in wish.view.sections if section.level == 1]
    pairs = list(pairwise(tops))
    near = {heading: n for n, heading in enumerate(_sections(wish))}
    pairs.sort(key=lambda pair: min(near[pair[0]], near[pair[1]]))
    return [do.MergeSections(*pair) for pair in pairs]


def _move(wish: Wish) -> list[do.Action]:
    """A section to the place that is told, else to the end or to the front."""
    end = sum(section.level == 1 for section in wish.view.sections) if wish.says("to the end") else 1
    place = next(reversed(_numbers(wish)), end)
    return [do.MoveSection(section, place) for section in _sections(wish)]


def _title(wish: Wish) -> list[do.Action]:
    """With the unit or the year before it."""
    conversation = wish.view.conversation
    unit, title = conversation.facts.unit, conversation.title
    longer = [f"{unit}{title}"] if unit and unit not in title else []
    return [] if wish.says("deletes") else [do.TakeTitle(one) for one in (*wish.quotes, *longer)]


def _genre(wish: Wish) -> list[do.Action]:
    outline = wish.view.conversation.outline
    now = outline.genre if outline else ""
    return [do.ChooseGenre(genre) for genre in wish.view.genres if genre != now]


def _new_draft(wish: Wish) -> list[do.Action]:
    """On what is spoken of, as a paper of the kind that is named or on the desk."""
    outline = wish.view.conversation.outline
    kind = wish.view.genre_of(wish.plain) or (outline.genre if outline else "")
    topics = [words for words in wish.content if len(words) > 1 and not names_no_topic(words)]
    return [do.NewDraft(f"{topic}{kind}") for topic in topics if kind and kind not in topic]


def _reword(wish: Wish) -> list[do.Action]:
    return [do.WriteDraft(another=True)] if wish.view.draft else []


def _style(wish: Wish) -> list[do.Action]:
    outline = wish.view.conversation.outline
    return [*_reword(wish), do.SetStyle(not (outline and outline.first_person))]


def _without(wish: Wish) -> list[do.Action]:
    """Of what the paper is said to be without: what is not filled in, what nobody confirmed (没依据的都不要)."""
    lacks = re.search(rf"(?:{telling('not there')})[^，,。]{{1,8}}?{OF}", wish.plain)
    return [do.DeleteUnconfirmed(), do.DeleteBlanks()] if lacks and wish.view.draft else []


# What the desk has for what a wish of each kind leaves open.
_OPEN: Mapping[str, Callable[[Wish], list[do.Action]]] = {
    "text.delete": _without,
    "blank.delete": _without,
    "fact.add": _statement,
    "leader.add": _leader,
    "fact.remove": _remove_fact,
    "fact.change": _change_fact,
    "fact.move": _move_fact,
    "blank.fill": _fill,
    "length": _length,
    "section.length": _section_length,
    "sign": _sign,
    "unit": _unit,
    "period": _period,
    "outline.keep": _keep,
    "outline.merge": _merge,
    "outline.move": _move,
    "title": _title,
    "genre": _genre,
    "draft.new": _new_draft,
    "tone": _reword,
    "style": _style,
}
