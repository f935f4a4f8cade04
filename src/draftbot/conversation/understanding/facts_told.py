"""A fact as it is told in talk: without what leads it in, and with what is to become of it.

哦对还有网格员86名，都写上 tells 网格员86名; 问题里加两条：人手不够；场地小 tells two, and where they go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import fact_tells_problem
from draftbot.chinese.tagging import PERSON
from draftbot.chinese.word_lists import any_of, word_set, word_table
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.plausible import is_plausible
from draftbot.conversation.understanding.statements import (
    asks_or_corrects,
    counts_in_the_world,
    is_order_about_the_paper,
    orders_so_many,
    speaks_of_the_paper,
)
from draftbot.conversation.understanding.texts_told import is_bare_label
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import clean, telling, words_of_telling
from draftbot.domain import Role
from draftbot.facts.figures_told import figures_told

_LEAST, _LONGEST_NAME, _LONGEST_OFFICE, _LONGEST_PERSON = 4, 14, 12, 3


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    w, mark = telling, r"[，,：:、\s]"
    name = rf"(?P<x>[^，,。；：:\d]{{1,{_LONGEST_NAME}}}?)"
    led = any_of(word for key in ("again", "putting") for word in _table(f"facts led by {key}"))
    one = any_of(word for key in ("one", "kinds") for word in _table(f"facts led by {key}"))
    before = rf"(?:{mark}|(?:{w('before orders')}))*"
    end = rf"(?:{w('ends')})*[。！!]*$"
    return {
        "lead": re.compile(
            rf"^(?:(?:{w('sounds')})*(?:{w('leads')}){mark}*|(?:{w('sounds')})+{mark}+|"
            rf"(?:{led})+(?:{one})*[：:，,\s]+)+"
        ),
        "into": re.compile(rf"{before}(?:{w('puts')})(?:{w('into')}){name}(?:{w('within')})*{end}"),
        "order": re.compile(
            rf"(?:{before}(?:{w('puts in')})|{mark}+(?:{w('reminds')})|(?:{mark}|(?:{w('before orders')}))+(?:{w('puts')})){end}"
        ),
        "called": re.compile(
            rf"^(?P<office>\w{{0,{_LONGEST_OFFICE}}}?)(?:{w('called')})(?P<name>\w{{2,4}})$"
        ),
        "lost": re.compile(rf"(?:{w('lost')})"),
        "back": re.compile(rf"(?:{w('back')})"),
    }


@cache
def _table(key: str) -> tuple[str, ...]:
    return word_table("words_of_wishes")[key]


def told(text: str, view: View) -> Told | None:
    """What a sentence tells with words of talk round it; None where none stand there, or it tells no fact."""
    if quotes := Wish(text, view).quotes:
        back = _put_back(text, quotes, view)
        return Told((back,)) if back else None
    if named := _named(text, view):
        return named
    if back := _back(text):
        return Told((back,))
    lead = _forms()["lead"].match(to_simplified(text))
    bare = _without_lead(text, lead)
    parts = parts_of(bare)
    for end in range(len(parts), 0, -1):
        said = "，".join(parts[:end])
        body, section, is_ordered = _without_order(said, view)
        if is_ordered and (action := _stated(body, section, view, True)):
            return Told((action,), "，".join(parts[end:]))
    action = _stated(bare, "", view, False) if bare != text else None
    return Told((action,)) if action else None


def leads_a_fact_in(text: str) -> bool:
    """Whether words begin with what leads a fact in: 还有, 再加一条."""
    plain = to_simplified(text)
    return _forms()["lead"].match(plain) is not None or _led_by_one().match(plain) is not None


@cache
def _led_by_one() -> re.Pattern[str]:
    """再加一条…, with nothing between."""
    again, put, one = (any_of(_table(f"facts led by {key}")) for key in ("again", "putting", "one"))
    return re.compile(rf"(?:{again})*(?:{put})(?:{one})")


def _without_lead(text: str, lead: re.Match[str] | None) -> str:
    """The text without what leads it in; 还有3处没整改完 says that so many are left."""
    if lead is None:
        return text
    bare = text[lead.end() :]
    first = next(iter(figures_told(bare)), None)
    is_left_over = first is not None and first.start == 0 and first.is_inherited
    return text if is_left_over or len(bare) < _LEAST else bare


def _without_order(said: str, view: View) -> tuple[str, str, bool]:
    """What is told, the part it is to go to, and whether anything was ordered of it."""
    plain = to_simplified(said)
    if into := _forms()["into"].search(plain):
        return said[: into.start()], _section(into["x"], view), True
    if order := _forms()["order"].search(plain):
        return said[: order.start()], "", True
    return said, "", False


def _stated(body: str, section: str, view: View, is_ordered: bool) -> do.Action | None:
    body = clean(body)
    wish = Wish(body, view)
    if is_bare_label(wish):
        return None  # a part of the paper, not what it tells
    if (
        len(body) < _LEAST
        or not is_plausible(do.AddFact(body), view)
        or wish.says("deletes")
        or asks_or_corrects(wish)
        or orders_so_many(wish)
    ):
        return None
    if (
        is_order_about_the_paper(body)
        or speaks_of_the_paper(wish)
        or any(_takes_up().match(part) for part in parts_of(body))
    ):
        return None
    if known := known_fact(body, view):
        return do.MoveFact(known, section) if section else None
    if counts_in_the_world(body) or any(
        f.text.endswith(_table("large")) and f.matter for f in figures_told(body)
    ):
        return do.AddFact(body, section)
    return do.AddFact(body, section) if is_ordered and _tells_without_figure(body, section, view) else None


@cache
def _takes_up() -> re.Pattern[str]:
    """嗯把: what follows is what something is done to."""
    return re.compile(rf"(?:{telling('sounds')})*(?:{any_of(_table('takes up'))})")


def _tells_without_figure(body: str, section: str, view: View) -> bool:
    """Whether words without a figure say how something is, rather than name it (演练那条)."""
    if re.search(telling("points at"), body):
        return False
    role = next((one.role for one in view.sections if one.heading == section), None)
    if role is Role.PROBLEMS or fact_tells_problem(body):
        return True
    return re.search(telling("none at all"), body) is not None


def known_fact(body: str, view: View) -> str:
    """The fact that tells all figures of what is told; "" where none does."""
    figures = figures_told(body)
    for fact in view.conversation.facts.facts:
        theirs = figures_told(fact.text)
        if figures and all(any(f.says(t) and f.matter & t.matter for t in theirs) for f in figures):
            return fact.text
    return ""


def _section(name: str, view: View) -> str:
    """The part that is called so, or that holds a point called so; "" for none."""
    if section := Wish(name, view).section:
        return section
    for one in view.draft.sections if view.draft else ():
        if any(name in s.text[:_LONGEST_NAME] and s.text.startswith("（") for s in one.sentences):
            return one.heading
    return ""


def _named(text: str, view: View) -> Told | None:
    """镇党委书记叫周建国，他牵头: who leads, and no more; 我叫李秀英: who signs."""
    first, *rest = parts_of(text) or [""]
    match = _forms()["called"].match(to_simplified(first))
    if match is None or any(map(figures_told, rest)):
        return None
    name = first[match.start("name") :]
    persons = [word.text for word in view.words(first) if word.tag == PERSON]
    office = match["office"]
    if not office or (name not in persons and not _may_be_a_person(name, office)):
        return None
    if office in words_of_telling("i"):
        return Told((do.SetFact("author", name),), "，".join(rest))
    whose = re.match(rf"(?:{telling('ourselves')})?", office)
    return Told((do.AddLeader(f"{first[whose.end() if whose else 0 : len(office)]}{name}"),))


def _may_be_a_person(name: str, office: str) -> bool:
    """Whether a name that the tagger knows for none may be a person's; 我们单位叫青山小学 is none's."""
    is_ours = office.startswith(words_of_telling("ourselves")) and office not in words_of_telling("i")
    return len(name) <= _LONGEST_PERSON and name[0] in word_set("surnames") and not is_ours


def _put_back(text: str, quotes: list[str], view: View) -> do.Action | None:
    """“…”放回去, of what the draft no longer says: a fact that is known, else one that is told."""
    quote = quotes[0].strip("。")
    behind = to_simplified(text).partition(quote)[2]
    if len(quotes) > 1 or quote in view.text or not re.match(rf"[”」。]*(?:{telling('back')})", behind):
        return None
    is_known = any(quote in fact.text for fact in view.conversation.facts.facts)
    return do.BringBack(quote) if is_known else do.AddFact(quote)


def _back(text: str) -> do.Action | None:
    """你把书车42次弄没了，加回来: what was lost, by its words."""
    plain = to_simplified(text)
    lost, back = _forms()["lost"].search(plain), _forms()["back"].search(plain)
    if not lost or not back:
        return None
    words = re.sub(
        rf"^.*?(?:{any_of(_table('takes up'))})|(?:{telling('before orders')})$", "", text[: lost.start()]
    )
    return do.BringBack(clean(words)) if clean(words) else None
