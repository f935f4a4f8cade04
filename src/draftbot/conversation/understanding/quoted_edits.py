"""What is done to words that are quoted: “花了3万”写成“支出3万元”, “会后发言”这几个字去掉, “甲”和“乙”挪到问题里.

Which quotation is put otherwise, which takes its place and beside which it goes is told by the verb and what
stands between them; two quotations by themselves tell nothing. Who means the sentence says so (那句), or quotes
all of it; other words are but themselves, and the rest of their sentence stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import (
    QUOTED,
    parts_of,
    quoted_in,
    without_quoted,
)
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import so_many_of_them, telling, words_of_telling
from draftbot.drafts.addresses import LAST, Spot, Where, heading_of, sentences_in, spelt_out

_MARKS, _END = "。，,.；;！!", "[。，,.；;！!]"
# A quotation begins with this and goes on with what masks it.
_Q = "\ue001"
_QUOTE = f"{_Q}{QUOTED}*"
_OUTSIDE = f"[^{_Q}{QUOTED}，,。；;！!]"


@dataclass(frozen=True, slots=True)
class _Meant:
    """Words of the draft that something is done to; `is_sentence` where all their sentence is meant."""

    words: str
    spot: Spot
    sentence: str
    is_sentence: bool

    @property
    def where(self) -> Where:
        return Where(quote=self.words)


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    takes_up = any_of(words_in("words_of_wishes", "takes up"))
    counted = so_many_of_them()
    pointed = rf"(?:{counted}|{telling('one sentence')}|{telling('two sentences')}|{telling('some sentences')}|{telling('of sentences')})"
    noun = rf"(?:{telling('so many characters')}|{pointed})*"
    lead = rf"(?:^|(?<=[，,。；;]))(?:{telling('leads')}|{takes_up})*(?:{_OUTSIDE}{{0,30}}?)(?:{takes_up})?(?:{telling('one sentence')})?"
    joint = rf"[、，,]?(?:{telling('joins things')}|{telling('leads')})?(?:{telling('within')}|{telling('one sentence')}|{telling('particles')})*"
    things = rf"(?P<things>{_QUOTE}{noun}(?:{joint}{_QUOTE}{noun})*)"
    run = rf"(?P<run>(?:{telling('starting')})?{_QUOTE}{noun}(?:{telling('as far as')}){_QUOTE}{noun})"
    meant = rf"(?:{run}|{things})(?P<noun>{noun})(?:{telling('before orders')})*"
    end = rf"(?:{telling('ends')})*(?={_END}|$)"
    to = rf"(?:{telling('moves')})(?:{telling('into')})*"
    return {
        "otherwise": re.compile(
            rf"{lead}{meant}(?:{telling('puts otherwise')})[：:]?(?P<new>{_QUOTE}){end}{_END}*"
        ),
        "beside": re.compile(
            rf"{lead}{meant}(?:{telling('should')})?(?:{telling('moves')}|{telling('goes beside')}|{telling('adds')})"
            rf"(?:{telling('into')})*(?P<other>{_QUOTE}){noun}(?:{telling('particles')})?(?:(?P<behind>{telling('behind')})|{telling('ahead')}){end}"
            rf"(?P<joined>[，,]?(?:{telling('once more')})?(?:{telling('joined')}){_OUTSIDE}*)?{_END}*"
        ),
        "moved": re.compile(
            rf"{lead}{meant}(?:{telling('should')})?{to}(?P<target>(?:{_QUOTE}|{_OUTSIDE}){{1,24}}?){end}"
            rf"(?:[，,](?:{telling('one sentence')})?(?:(?P<added_behind>{telling('behind')})|{telling('ahead')})"
            rf"(?:{telling('adds')}|{telling('once more')})+(?:{telling('sentences')})?[：:]?(?P<added>{_QUOTE}){end})?{_END}*"
        ),
        "joined": re.compile(
            rf"{lead}{meant}(?:{telling('joined')})(?:[，,]?{to}(?P<target>(?:{_QUOTE}|{_OUTSIDE}){{1,24}}?))?{end}{_END}*"
        ),
        "added": re.compile(
            rf"{lead}(?:{telling('takes')})?{meant}(?:{telling('particles')})?(?:(?P<behind>{telling('behind')})|{telling('ahead')})(?:{telling('before orders')}|{telling('once more')})*"
            rf"(?:{telling('adds')})+(?P<a_sentence>{telling('sentences')})?[：:，,]?(?P<new>{_QUOTE}){noun}{end}{_END}*"
        ),
        "out": re.compile(rf"{lead}{meant}(?:{telling('takes out')}){end}{_END}*"),
        "out first": re.compile(rf"{lead}(?:{telling('takes out')}){meant}{end}{_END}*"),
        "only": re.compile(
            rf"{lead}(?:{telling('keeps only')}){meant}{end}{_END}+(?:{telling('takes')})?(?:{telling('the rest')}|{telling('behind')})"
            rf"{_OUTSIDE}*?(?:{telling('takes out')}){end}{_END}*"
        ),
        "reads": re.compile(rf"(?:{telling('would read')})[“「].+[”」]{end}"),
        "stays": re.compile(rf"(?:{telling('stays')}){end}"),
        "characters": re.compile(telling("so many characters")),
        "sentences": re.compile(pointed),
        "several": re.compile(rf"{counted}|{telling('of sentences')}|{telling('two sentences')}"),
    }


def quoted_edits(text: str, view: View) -> Told | None:
    """What `text` does to words that it quotes, and what else it says."""
    if view.draft is None:
        return None
    masked = without_quoted(text)
    for start, _ in quoted_in(text):
        masked = masked[:start] + _Q + masked[start + 1 :]
    found: list[tuple[int, int, list[do.Action]]] = []
    for name in ("only", "otherwise", "beside", "joined", "added", "moved", "out", "out first"):
        for match in _forms()[name].finditer(masked):
            is_taken = any(start < match.end() and match.start() < end for start, end, _ in found)
            if not is_taken and (actions := list(_done(name, match, text, view))):
                found.append((*match.span(), actions))
    if not found:
        return None
    rest, at = "", 0
    for begin, end, _ in sorted(found, key=lambda one: one[0]):
        rest, at = rest + text[at:begin], max(at, end)
    done = tuple(action for _, _, some in sorted(found, key=lambda one: one[0]) for action in some)
    kept = (part for part in parts_of(rest + text[at:]) if not _explains(part))
    return Told(done, "，".join(kept).strip(_MARKS + " "))


def _explains(part: str) -> bool:
    """Whether what is said beside an edit says but what stays, or how it reads then: 叫“…”."""
    return bool(_forms()["stays"].search(part) or _forms()["reads"].fullmatch(part))


def _done(name: str, match: re.Match[str], text: str, view: View) -> Iterator[do.Action]:
    groups, title = match.groupdict(), view.conversation.title
    old = _quotes(match, "things", text)[0][0] if groups["things"] else ""
    if name in ("out", "out first") and says("of the whole title", text) and old in title and old != title:
        yield do.TakeTitle(title.replace(old, ""))
        return
    if any(key in _said(match, match.span(), text) for key in words_in("words_of_wishes", "of the title")):
        return
    if groups["run"]:
        yield from _of_a_run(name, match, text, view)
        return
    quotes = _quotes(match, "things", text)
    if quotes and _forms()["several"].match(quotes[-1][1]):  # “甲”“乙”这两句 says it of each
        quotes = [(words, quotes[-1][1]) for words, _ in quotes]
    led = text[match.start() : match.start("things")]
    if len(quotes) == 1 and re.search(rf"(?:{telling('points at words')})$", led):
        quotes = [(quotes[0][0], words_of_telling("one sentence")[0] + quotes[0][1])]  # 那句“…”删掉
    meant = [_meant(words, said, view) for words, said in quotes]
    if not meant or (name == "otherwise" and len(meant) > 1):
        return
    if name in ("out", "out first"):
        is_of_words = _forms()["characters"].search(match["things"] + match["noun"]) is not None
        words = [words for words, _ in _quotes(match, "things", text)]
        yield from _taken_out(words, meant, is_of_words, view)
        return
    if name == "beside" and len(meant) == 1:
        yield from _beside(_quotes(match, "things", text)[0][0], meant[0], match, text, view)
        return
    known = [one for one in meant if one is not None]
    if len(known) < len(meant):
        return
    if name == "otherwise":
        yield from _otherwise(known[0], _unquoted(match, "new", text))
    elif name == "only":
        number = ITEM.match(known[0].sentence)
        yield do.EditSentence(known[0].where, (number.group() if number else "") + known[0].words + "。")
    elif name == "joined" and len(known) == 2:
        yield from _joined(known[0], known[1], match, text, view)
    elif name == "added" and len(known) == 1:
        yield _added(known[0], _unquoted(match, "new", text), match, view)
    elif name == "moved":
        yield from _moved(known, match, text, view)


def _taken_out(
    words: list[str], meant: list[_Meant | None], is_of_words: bool, view: View
) -> Iterator[do.Action]:
    """Words that stand in several sentences are only taken out where it is said that they are but words."""
    if any(
        one is None and not (is_of_words and said in view.text)
        for said, one in zip(words, meant, strict=True)
    ):
        return
    for said, one in zip(words, meant, strict=True):
        if one is None or not one.is_sentence or (is_of_words and said != one.sentence.strip(_MARKS)):
            yield do.ReplaceText(one.words if one else said, "")
        else:
            yield do.DeleteSentence(one.where)


def _otherwise(old: _Meant, new: str) -> Iterator[do.Action]:
    if old.is_sentence:
        yield do.EditSentence(old.where, new)
    else:
        yield do.ReplaceText(old.words, new.strip(_MARKS))


def _moved(meant: list[_Meant], match: re.Match[str], text: str, view: View) -> Iterator[do.Action]:
    """Each to the end of the part that is named, or its beginning; words without their sentence leave it there."""
    target = Wish(_said(match, match.span("target"), text), view)
    if not target.section or says("interrogative", target.plain.replace(target.section, "")):
        return  # …放到存在问题里不合适 moves nothing
    place = 1 if target.says("at the front") else LAST
    for one in meant:
        if one.is_sentence or not _reads_alone(one):
            yield do.MoveSentence(one.where, target.section, place)
            continue
        is_fact = any(one.words in fact.text for fact in view.conversation.facts.facts)
        yield do.ReplaceText(one.words, "")
        yield (
            do.AddFact(one.words, target.section)
            if is_fact
            else do.AddSentence(one.words, target.section, place)
        )
    if match["added"]:
        count = _count_of(target.section, view)
        at = LAST if match["added_behind"] or place != LAST else count + 1
        yield do.AddSentence(_unquoted(match, "added", text), target.section, at)


def _beside(
    words: str, one: _Meant | None, match: re.Match[str], text: str, view: View
) -> Iterator[do.Action]:
    """A sentence that shall stand beside another, as one with it where that is said; words that are not in the
    draft are put there."""
    other = _meant(_unquoted(match, "other", text), "", view)
    if other is None:
        return
    are_words = _forms()["characters"].search(match["things"] + match["noun"]) is not None
    if words not in view.text or (are_words and not (one and one.is_sentence)):
        new = other.words + words if match["behind"] else words + other.words
        yield do.ReplaceText(other.words, new)
    elif one is not None:
        yield _put_beside(one, other, bool(match["behind"]), view)
        if match["joined"]:
            yield do.JoinSentences(other.where if match["behind"] else one.where)


def _joined(
    first: _Meant, second: _Meant, match: re.Match[str], text: str, view: View
) -> Iterator[do.Action]:
    """Two sentences as one, where the first stands or in the part that is named."""
    target = Wish(_said(match, match.span("target"), text), view).section if match["target"] else ""
    if target:
        yield do.MoveSentence(first.where, target)
        yield do.MoveSentence(second.where, target)
    elif match["target"]:
        return
    elif (second.spot.section, second.spot.sentence) != (first.spot.section, first.spot.sentence + 1):
        yield _put_beside(second, first, True, view)
    yield do.JoinSentences(first.where)


def _added(one: _Meant, new: str, match: re.Match[str], view: View) -> do.Action:
    """Words, or a sentence of its own, behind others or before them."""
    behind = bool(match["behind"])
    if (match["a_sentence"] or one.is_sentence) and view.draft is not None:
        heading = heading_of(view.draft, one.spot.section)
        return do.AddSentence(new, heading, one.spot.sentence + 1 + behind)
    return do.ReplaceText(one.words, one.words + new if behind else new + one.words)


def _put_beside(one: _Meant, other: _Meant, behind: bool, view: View) -> do.Action:
    heading = heading_of(view.draft, other.spot.section) if view.draft else ""
    is_before = one.spot.section == other.spot.section and one.spot.sentence < other.spot.sentence
    return do.MoveSentence(one.where, heading, other.spot.sentence + 1 + behind - is_before)


def _of_a_run(name: str, match: re.Match[str], text: str, view: View) -> Iterator[do.Action]:
    (first, _), (last, _) = _quotes(match, "run", text)
    if _meant(first, "", view) is None or _meant(last, "", view) is None:
        return
    where = Where(quote=first, to=last)
    if name in ("out", "out first"):
        yield do.DeleteSentence(where)
    elif name == "moved" and (section := Wish(_said(match, match.span("target"), text), view).section):
        yield do.MoveSentence(where, section)


def _meant(words: str, said: str, view: View) -> _Meant | None:
    """The one sentence of the draft that words are of; None where they are of none or of several. `said` is
    what is said behind them."""
    words = spelt_out(words, view.text)
    held = [
        (spot, s.text)
        for spot, s in (sentences_in(view.draft) if view.draft else ())
        if words and words in s.text
    ]
    held = [one for one in held if one[1].strip(_MARKS) == words] if len(held) > 1 else held
    if len(held) != 1 or words in view.headings:
        return None
    spot, sentence = held[0]
    is_all = words == sentence.strip(_MARKS) or words == without_enumerator(sentence).strip(_MARKS)
    is_words = _forms()["characters"].search(said) is not None
    return _Meant(words, spot, sentence, not is_words and (is_all or bool(_forms()["sentences"].match(said))))


def _reads_alone(one: _Meant) -> bool:
    """Whether words are whole clauses of their sentence, and more than how it begins."""
    before, _, behind = one.sentence.partition(one.words)
    bare = without_enumerator(before)
    is_whole = (not bare or bare[-1] in "，；") and behind[:1] in ("", *"，；。！")
    return is_whole and bool(bare or "，" in one.words)


def _count_of(section: str, view: View) -> int:
    sections = view.draft.sections if view.draft else ()
    return next((len(one.sentences) for one in sections if one.heading == section), 0)


def _quotes(match: re.Match[str], group: str, text: str) -> list[tuple[str, str]]:
    """The quotations of a group, with what is said behind each."""
    start, end = match.span(group)
    end = max(end, match.end("noun"))
    spans = [(a, b) for a, b in quoted_in(text) if start <= a and b <= end]
    ends = [*(a for a, _ in spans[1:]), end]
    return [(text[a + 1 : b - 1].strip(_MARKS), text[b:c]) for (a, b), c in zip(spans, ends, strict=True)]


def _unquoted(match: re.Match[str], group: str, text: str) -> str:
    return _said(match, match.span(group), text)[1:-1].strip()


def _said(match: re.Match[str], span: tuple[int, int], text: str) -> str:
    return text[slice(*span)]
