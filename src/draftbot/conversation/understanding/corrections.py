"""A figure put right: the fact that tells the old one, and the one that is right.

Old and new are one pair: of one kind, counting alike, bound to one fact by the old figure, else by
what is counted. What is no such pair is asked about, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from draftbot.chinese.measures import measures
from draftbot.chinese.replacing import replace_whole
from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.facts_told import leads_a_fact_in
from draftbot.conversation.understanding.shape import without_courtesies
from draftbot.conversation.understanding.statements import is_order_about_the_paper, measures_of_the_paper
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.drafts.addresses import Where
from draftbot.facts.amounts import amounts_in, telling_words
from draftbot.facts.figures_told import AMOUNT, DAY, DAYS, FigureTold, months_told, said_for
from draftbot.facts.figures_told import figures_told as figures_but_months

_LIST = "words_of_wishes"
_KEYS = (
    "puts right", "from", "is not", "is wrong", "not wrong", "is", "times gone", "every so many", "there is more",
    "asks at the end", "rather", "becomes", "precisely", "roughly",
)  # fmt: skip
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    figures: tuple[FigureTold, ...]
    wrong: tuple[FigureTold, ...]
    is_marked: bool  # says that something was wrong or shall be otherwise


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    """What tells the figure that is right from the one that is wrong."""
    words = {key: any_of(words_in(_LIST, key)) for key in _KEYS}
    return {
        "right": re.compile(
            rf"(?:{words['puts right']}|{words['precisely']})(?:{words['from']}|{words['roughly']})?$"
        ),
        "becomes": re.compile(rf"(?:{words['becomes']})(?:{words['from']}|{words['roughly']})?"),
        "precisely": re.compile(words["precisely"]),
        "only precisely": re.compile(
            rf"^(?:{any_of(words_in(_LIST, 'takes up'))})?\w?(?:{words['precisely']})"
        ),
        "roughly": re.compile(rf"(?:{words['roughly']})$"),
        "denied": re.compile(words["is not"]),
        "wrong": re.compile(rf"(?<!{words['not wrong']})(?:{words['is wrong']})"),
        "past": re.compile(rf"\w?(?:{words['is']})(?:{words['times gone']})"),
        "pace": re.compile(rf"(?:{words['every so many']})\w{{0,2}}$"),
        "further": re.compile(words["there is more"]),
        "asks": re.compile(rf"？|\?|(?:{words['asks at the end']})[。！!]?$"),
        "pair": re.compile(
            rf"(?:{words['is not']})(?P<old>(?:(?!{words['is']})[^，,。])+)[，,]?(?:{words['rather']})?"
            rf"(?:{words['is']})(?P<new>[^，,。]+)"
        ),
    }


def figures_told(text: str) -> tuple[FigureTold, ...]:
    """The figures of a text, months among them: one is put right as any other is."""
    return tuple(sorted((*figures_but_months(text), *months_told(text)), key=lambda one: one.start))


def corrected(text: str, view: View) -> Told | None:
    """What `text` puts right, a sentence of a message; None where it puts right no figure of a fact."""
    facts = [fact.text for fact in view.conversation.facts.facts]
    plain = _measured(without_courtesies(normalise(text)), facts)
    wish = Wish(plain, view)
    if not facts or _forms()["asks"].search(plain) or wish.numbers_of_sections or wish.says("a blank"):
        return None
    if wish.says("of the whole title"):
        return None  # 题目里的2025改2024
    clauses = [_clause(part) for part in parts_of(plain)]
    if asked := _unlike(clauses, plain, facts):
        return Told((do.NotUnderstood(text, asked),))
    rights = _last_said(clauses, [(i, one) for i, clause in enumerate(clauses) for one in _right(clause)])
    wrongs = [(i, one) for i, clause in enumerate(clauses) for one in clause.wrong]
    said = [one for i, one in rights if _is_said(clauses[i], one)]
    if wrongs and said:
        rights = [(i, one) for i, one in rights if one in said or not any(map(one.counts_like, said))]
    if not rights:
        return None
    changes = list(_changes(clauses, rights, wrongs, facts, view))
    if not changes:
        return None
    used = {i for i, _ in wrongs} | {i for _, i in changes}
    rest = [c.text for i, c in enumerate(clauses) if i not in used and not _explains(c)]
    return Told(tuple(action for action, _ in changes), "，".join(rest), surely=True)


def _measured(text: str, facts: Sequence[str]) -> str:
    """`text` with a bare number, behind a noun for what it counts, measured as the one figure is that counts
    so: 人数改成350 as 人数改成350人."""
    told = [amount for fact in facts for amount in amounts_in(fact) if amount.measure in measures()]

    def measured(match: re.Match[str]) -> str:
        words = {amount.measure for amount in told if measures()[amount.measure].label == match["label"]}
        return match.group() + (words.pop() if len(words) == 1 else "")

    labels = any_of({measure.label for measure in measures().values()})
    return re.sub(rf"(?P<label>{labels})[^，,。；\d]{{0,6}}\d+(?=[，,。；]|$)", measured, text)


def _clause(text: str) -> _Clause:
    forms = _forms()
    figures = figures_told(text)
    marked = forms["wrong"].search(text)
    found = []
    for figure in figures:
        before = text[: figure.start]
        at = next(reversed(list(forms["denied"].finditer(before))), None)
        is_denied = at is not None and not any(word in before[at.end() :] for word in words_in(_LIST, "is"))
        is_past = forms["past"].match(text[figure.end :]) is not None
        is_replaced = any(
            next_one.counts_like(figure) and _forms()["becomes"].fullmatch(text[figure.end : next_one.start])
            for next_one in figures
            if next_one.start > figure.end
        )
        if is_denied or is_past or is_replaced or (marked and marked.start() >= figure.end):
            found.append(figure)
    says = bool(marked or found or _forms()["right"].search(text[: figures[-1].start] if figures else text))
    return _Clause(text, figures, tuple(found), says)


def _last_said(
    clauses: Sequence[_Clause], rights: Sequence[tuple[int, FigureTold]]
) -> list[tuple[int, FigureTold]]:
    """Without what is said more precisely behind it: 是90%到92%之间，准确说91.3%."""
    precise = [(i, one) for i, one in rights if _forms()["precisely"].search(clauses[i].text[: one.start])]
    return [(i, one) for i, one in rights if not any(i < j and one.counts_like(last) for j, last in precise)]


def _right(clause: _Clause) -> list[FigureTold]:
    """The figures of a clause that may be right; where one is said to be, that one."""
    left = [
        figure
        for figure in clause.figures
        if figure not in clause.wrong
        and figure.measure not in measures_of_the_paper()
        and not _forms()["pace"].search(clause.text[: figure.start])
    ]
    said = [figure for figure in left if _is_said(clause, figure)]
    return said or left


def _is_said(clause: _Clause, figure: FigureTold) -> bool:
    """Whether a figure is said to be the right one: 改成121期; those behind it in its clause go with it."""
    said = (f for f in clause.figures if f.start <= figure.start)
    return any(_forms()["right"].search(clause.text[: f.start]) for f in said)


def _unlike(clauses: Sequence[_Clause], plain: str, facts: Sequence[str]) -> tuple[do.Action, ...]:
    """What may be meant by 不是全部，是36处, a figure for what is none, or for one that counts otherwise."""
    pair = _forms()["pair"].search(plain)
    olds, news = (figures_told(pair[key]) for key in ("old", "new")) if pair else ((), ())
    if not pair or not news or any(old.counts_like(new) for old in olds for new in news):
        return ()
    if news[0].start > 0 and not olds:
        return ()
    alike = (
        do.ChangeFact(*said_for(one, fact, news[0], pair["new"]), fact)
        for fact in facts
        for one in figures_told(fact)
        if one.counts_like(news[0])
    )
    changes = list(dict.fromkeys(one for one in alike if one.old != one.new))[:_SHOWN]
    return tuple(changes) or (do.ShowFacts(),)


def _changes(
    clauses: Sequence[_Clause],
    rights: Sequence[tuple[int, FigureTold]],
    wrongs: Sequence[tuple[int, FigureTold]],
    facts: Sequence[str],
    view: View,
) -> Iterator[tuple[do.Action, int]]:
    """The changes with the clauses that tell them; each right figure for the wrong one it counts like."""
    now = list(facts)
    open_wrongs = list(wrongs)
    is_marked = any(clause.is_marked for clause in clauses)
    for i, right in rights:
        told = [(j, wrong) for j, wrong in open_wrongs if wrong.counts_like(right)]
        if told:
            j, wrong = told[0]
            action = _for_wrong(
                wrong, right, _matter(clauses, i) | _matter(clauses, j), clauses[i], now, view
            )
            if action is not None:
                open_wrongs.remove((j, wrong))
        elif wrongs and not _is_said(clauses[i], right):
            continue  # explains the figure that is right
        else:
            action = _by_matter(right, _matter(clauses, i), clauses[i], now, is_marked)
        if action is None:
            continue
        yield action, i
        if isinstance(action, do.ChangeFact) and action.fact in now:
            changed = replace_whole(action.fact, action.old, action.new, 1)
            now[now.index(action.fact)] = changed


def _matter(clauses: Sequence[_Clause], i: int) -> frozenset[str]:
    """What a clause's figures count; where it does not say, what the clauses before it tell."""
    right = (*words_in(_LIST, "puts right"), *words_in(_LIST, "is wrong"))
    for clause in reversed(clauses[: i + 1]):
        if _forms()["only precisely"].match(clause.text):
            continue
        words = telling_words(clause.text)
        if matter := frozenset(word for word in words if not any(word in r or r in word for r in right)):
            return matter
    return frozenset()


def _for_wrong(
    wrong: FigureTold,
    right: FigureTold,
    matter: frozenset[str],
    clause: _Clause,
    facts: Sequence[str],
    view: View,
) -> do.Action | None:
    """The fact that tells the wrong figure with the right one; where none does, and one tells the right
    one already, nothing is to do."""
    holding = [(fact, one) for fact in facts for one in figures_told(fact) if one.says(wrong)]
    if holding:
        best = _nearest(holding, matter)
        return _change(best, right, clause.text) if best else None
    already = [(fact, one) for fact in facts for one in figures_told(fact) if one.says(right)]
    if best := _nearest(already, matter):
        return do.ChangeFact(best[1].text, best[1].text, best[0])
    return _in_the_draft(wrong, right, matter, view)


def _in_the_draft(
    wrong: FigureTold, right: FigureTold, matter: frozenset[str], view: View
) -> do.Action | None:
    """The figure put right in the one sentence that tells the wrong one, or that of several which is of the
    matter."""
    found = re.compile(rf"(?<![\d.]){re.escape(wrong.text)}")
    all_held = [text for text in view.text.split("\n") if found.search(text)]
    held = (
        all_held if len(all_held) == 1 else [one for one in all_held if any(word in one for word in matter)]
    )
    if len(held) != 1:
        return None
    old, new = said_for(replace(wrong, start=0), wrong.text, replace(right, start=0), right.text)
    if len(all_held) == 1 and old == wrong.text:
        return do.ReplaceText(old, new)
    return do.EditSentence(Where(quote=held[0].strip("。")), held[0].replace(old, new, 1))


def _by_matter(
    right: FigureTold, matter: frozenset[str], clause: _Clause, facts: Sequence[str], is_marked: bool
) -> do.Action | None:
    """路灯改成66盏, 护理员是31人, 商户走访350户: the one fact whose figure counts the same."""
    if not matter - {measure.label for measure in measures().values()}:
        # 人数改成350人, where one figure alone counts persons
        alike = [(fact, one) for fact in facts for one in figures_told(fact) if one.counts_like(right)]
        return _change(alike[0], right, clause.text) if is_marked and len(alike) == 1 else None
    says_so = _is_said(clause, right) and right.kind not in (DAY, DAYS)
    told = [one for fact in facts for one in figures_told(fact) if one.says(right) and matter & one.matter]
    if told:
        return None  # is so already, and is of no other fact
    near = []
    for fact in facts:
        for one in figures_told(fact):
            theirs = one.matter
            own = right.kind == AMOUNT and matter - theirs and theirs - matter  # 认知障碍老人 beside 入住老人
            bound = bool(matter & theirs and not own) if is_marked else matter == theirs
            if one.counts_like(right) and bound and not (says_so and _narrower(matter, fact, theirs)):
                near.append((fact, one))
    best = _nearest(near, matter)
    if best is None or best[1].values == right.values:
        return None
    return _change(best, right, clause.text)


def _narrower(matter: frozenset[str], fact: str, theirs: frozenset[str]) -> bool:
    """Whether words name something within what a fact counts: 夜间演练 beside 演练."""
    return bool(matter - theirs) and not any(word in fact for word in matter - theirs) and theirs < matter


def _nearest(
    holding: Sequence[tuple[str, FigureTold]], matter: frozenset[str]
) -> tuple[str, FigureTold] | None:
    """The one whose matter has most words in common; None where several have as many."""
    scored = [(len(matter & one.matter), fact, one) for fact, one in holding]
    most = max((score for score, _, _ in scored), default=0)
    best = [(fact, one) for score, fact, one in scored if score == most]
    return best[0] if len(best) == 1 else None


def _change(held: tuple[str, FigureTold], right: FigureTold, text: str) -> do.ChangeFact:
    fact, old = held
    before, after = said_for(old, fact, right, text)
    roughly = _forms()["roughly"]
    about = roughly.search(text[: right.start])
    if about and not roughly.search(fact[: old.start]):
        after = about.group() + after
    return do.ChangeFact(before, after, fact)


def _explains(clause: _Clause) -> bool:
    """Whether a clause only says why: what was wrong (打颠倒了), or a figure that counts nothing new
    (刚又来了两个)."""
    if clause.is_marked and not clause.figures:
        return True
    if leads_a_fact_in(clause.text):
        return False  # 再加一条…
    if clause.figures and _forms()["right"].search(clause.text[: clause.figures[-1].start]):
        return False  # 人数也改成350
    if re.search(rf"\d(?:{any_of(measures_of_the_paper())})", clause.text):
        return False  # 整体缩到1500字
    return (
        bool(clause.figures)
        and not is_order_about_the_paper(clause.text)
        and all(one.is_inherited for one in clause.figures)
        and not _forms()["further"].match(clause.text)
    )
