"""A sentence named by what it says, and what is done to it: 讲党课那句改成“…”, 救人那句挪到甲那句后面, 甲那句和乙那句换一下.

Its words tell which one: all of them stand in one sentence of the draft, in the part that is named. Where they
stand in several, or in none, nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from draftbot.chinese.scripts import normalise, to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import QUOTED, parts_of, without_quoted
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import is_question, telling, unquoted
from draftbot.domain import Draft
from draftbot.drafts.addresses import LAST, Spot, Where, find_spot, heading_of, sentences_in
from draftbot.errors import DraftbotError
from draftbot.facts.amounts import amounts_in

_LONGEST = 30
# Words of one character tell no sentence from others, figures do.
_LEAST, _TELLING = 2, 4
# What is longer repeats a sentence, rather than says which.
_LONGEST_DESCRIPTION = 10


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w = telling
    up = rf"^(?:{w('leads')}|{w('means')}|{w('within')}|{any_of(words_in('words_of_wishes', 'takes up'))}|{w('before orders')})*"
    sentence = rf"(?:{w('one sentence')})"
    what = rf"(?P<what>[^，,。；;：:{QUOTED}]{{2,{_LONGEST}}}?)(?P<sentence>{sentence})"
    other = rf"(?P<other>[^，,。；;：:{QUOTED}]{{2,{_LONGEST}}}?){sentence}"
    also = rf"(?:{w('before orders')}|{w('should')})*"
    to = rf"(?:{w('moves')}|{w('goes beside')})(?:{w('into')})*"
    end = rf"(?:{w('ends')})*$"
    return {
        "beside": re.compile(
            rf"{up}{what}{also}{to}{other}(?:{w('particles')})*(?:(?P<behind>{w('behind')})|{w('ahead')})(?:{w('within')})?{end}"
        ),
        "clause": re.compile(
            rf"{up}(?P<what>[^，,。；;：:{QUOTED}]{{2,{_LONGEST}}}?)(?:{w('within')})+(?:{w('puts otherwise')})[：:]?(?P<new>{QUOTED}+){end}"
        ),
        "swapped": re.compile(
            rf"{up}{what}(?:{w('joins things')}|{w('goes beside')}){other}{also}(?:{w('changes places')}){end}"
        ),
        "moved": re.compile(
            rf"{up}{what}{also}{to}(?P<part>[^，,。；;：:{QUOTED}]{{2,{_LONGEST}}}?)(?:{w('within')})*{end}"
        ),
        "from": re.compile(
            rf"{up}(?P<what>[^，,。；;：:{QUOTED}]{{2,{_LONGEST}}}?)(?:{w('starting')})[^，,。；;：:{QUOTED}]{{2,20}}?(?:{w('within')})*{to}"
            rf"(?P<part>[^，,。；;：:{QUOTED}]{{2,{_LONGEST}}}?)(?:{w('within')})*{end}"
        ),
        "out first": re.compile(rf"{up}(?:{w('takes out')}){what}{end}"),
        "out": re.compile(rf"{up}{what}{also}(?:{w('takes out')}){end}"),
        "otherwise": re.compile(rf"{up}{what}(?:{w('puts otherwise')})[：:]?(?P<new>{QUOTED}+){end}"),
    }


def sentences_named(text: str, view: View) -> Told | None:
    """What is done to sentences that a clause names by their words, and what else it says."""
    if view.draft is None or is_question(text):
        return None
    done: list[do.Action] = []
    rest: list[str] = []
    for part in parts_of(text):
        found = list(_done(part, view, view.draft))
        done += found
        rest += [] if found else [part]
    return Told(tuple(done), "，".join(rest)) if done else None


def _done(part: str, view: View, draft: Draft) -> Iterator[do.Action]:
    masked = without_quoted(to_simplified(part))
    item = Wish(part, view).item
    if item and re.search(rf"(?:{telling('takes out')})(?:{telling('ends')})*$", masked):
        yield do.DeleteSentence(item)  # 存在的问题第一条不用了
        return
    name, match = next(((n, m) for n, form in _forms().items() if (m := form.match(masked))), ("", None))
    if match and name == "clause":
        yield from _clause(match, part, view, draft)
        return
    spot = (_sentence(match["what"], view, draft) or _counted(match, part, view, draft)) if match else None
    if name == "from" and spot is None:
        name, match = "", None
    if match is None or spot is None:
        return
    where = _where(draft, spot, match["what"])
    if name.startswith("out") and len(match["what"]) > _LONGEST_DESCRIPTION and where.quote != match["what"]:
        return  # words that are repeated must stand there as they are
    if name in ("beside", "swapped"):
        other = _sentence(match["other"], view, draft)
        if other is None or other == spot:
            return
        yield from _beside(
            spot, other, where, draft, name == "swapped", name == "beside" and bool(match["behind"])
        )
    elif name in ("moved", "from"):
        target = Wish(match["part"], view)
        if target.section and not target.sentence:
            place = 1 if target.says("at the front") else LAST
            fact = _fact_in(match["what"], _where(draft, spot), view)
            yield do.MoveFact(fact, target.section) if fact else do.MoveSentence(where, target.section, place)
    elif name.startswith("out"):
        fact = _figure_of_a_fact(match["what"], view) if not says("of a sentence", match["sentence"]) else ""
        yield do.RemoveFact(fact) if fact else do.DeleteSentence(where)
    else:
        yield do.EditSentence(where, unquoted(part[slice(*match.span("new"))]))


def _figure_of_a_fact(what: str, view: View) -> str:
    """The one fact of the user's that a bare figure is of: 320人 of 320人那个别写了; "" for anything else."""
    told = [one.text for one in amounts_in(normalise(what))]
    held = (
        [fact.text for fact in view.conversation.facts.facts if what in fact.text] if told == [what] else []
    )
    return held[0] if len(held) == 1 else ""


def _clause(match: re.Match[str], part: str, view: View, draft: Draft) -> Iterator[do.Action]:
    """最高一天那里写成“…”: what stands between two marks and says so, put otherwise; what the sentence tells
    beside it stays."""
    if Wish(match["what"], view).section:
        return
    spot = _sentence(match["what"], view, draft)
    text = draft.part(spot.section).sentences[spot.sentence].text if spot else ""
    held = [one for one in re.split("[，；。]", text) if one and match["what"] in one]
    if len(held) == 1:
        yield do.ReplaceText(held[0], unquoted(part[slice(*match.span("new"))]).strip("。"))


def _counted(match: re.Match[str], part: str, view: View, draft: Draft) -> Spot | None:
    """The sentence that is counted: 第一部分开头那句."""
    if "sentence" not in match.groupdict():
        return None
    where = Wish(part[: match.end("sentence")], view).where
    try:
        return find_spot(draft, where) if where and not where.quote else None
    except DraftbotError:
        return None


def _beside(
    one: Spot, other: Spot, where: Where, draft: Draft, both: bool, behind: bool
) -> Iterator[do.Action]:
    """One sentence moved to another's side; of two that change places, each to where the other stood."""
    heading = heading_of(draft, other.section)
    is_before = one.section == other.section and one.sentence < other.sentence
    if not both:
        yield do.MoveSentence(where, heading, other.sentence + 1 + behind - is_before)
        return
    yield do.MoveSentence(where, heading, other.sentence + 1)
    if abs(one.sentence - other.sentence) > 1 or one.section != other.section:
        yield do.MoveSentence(_where(draft, other), heading_of(draft, one.section), one.sentence + 1)


def _fact_in(said: str, where: Where, view: View) -> str:
    """The fact that words name, where its sentence tells others beside it, which stay; "" for none."""
    facts = [f.text for f in view.conversation.facts.facts if f.text in where.quote and f.text != where.quote]
    words = [word.text for word in view.words(said) if len(word.text) >= _LEAST or word.text.isdigit()]
    held = [fact for fact in facts if words and all(word in fact for word in words)]
    return held[0] if len(held) == 1 else ""


def _where(draft: Draft, spot: Spot, said: str = "") -> Where:
    """By its words, which stay its own when others move; as they were said where they are its own alone."""
    texts = [s.text for _, s in sentences_in(draft)]
    is_its_own = len(said) >= _TELLING and sum(said in text for text in texts) == 1
    whole = draft.part(spot.section).sentences[spot.sentence].text.strip("。")
    return Where(quote=said if is_its_own else whole)


def _sentence(said: str, view: View, draft: Draft) -> Spot | None:
    """The one sentence that all telling words of `said` stand in."""
    wish = Wish(said, view)
    section = wish.section if wish.section and wish.section in wish.plain else ""
    bare = (
        re.sub(rf"^(?:{telling('within')})+", "", wish.plain.split(section, 1)[-1]) if section else wish.plain
    )
    bare = re.sub(rf"(?:{telling('particles')}|{telling('tells of')})+$", "", bare)
    words = [word.text for word in view.words(bare) if len(word.text) >= _LEAST or word.text.isdigit()]
    sentences = [
        (spot, to_simplified(s.text))
        for spot, s in sentences_in(draft)
        if not section or heading_of(draft, spot.section) == section
    ]
    for told in ([bare], words):
        held = [spot for spot, text in sentences if told and all(_stands(word, text) for word in told)]
        if len(held) == 1:
            return held[0]
        if held:
            return None
    return None


def _stands(word: str, text: str) -> bool:
    """Whether a text has a word; a figure, as one of its own."""
    return word in text if not word.isdigit() else re.search(rf"(?<!\d){word}(?!\d)", text) is not None
