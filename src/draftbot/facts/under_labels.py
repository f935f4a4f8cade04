"""Under which label of a message each fact stands: 问题：净水设备老化；…. 明年打算：…."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.numerals import HAN
from draftbot.chinese.sentence_polarity import fact_tells_plan, fact_tells_problem
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.roles import role_of
from draftbot.domain import Role

_SENTENCE, _CLAUSE = re.compile(r"[^\n。！!]+"), re.compile("[^；;]+")
_COLONS = ("：", ":")
_LIST = "new_requests"
_ITEMS = re.compile(r"[；;\n]")
_TOLD = frozenset((Role.PROBLEMS, Role.PLANS))


def labels_told(facts: Sequence[str], message: str) -> list[str]:
    """The label that each fact stands behind, up to the sentence's end; "" but for those of problems and plans."""
    spans = list(_labelled(message))
    labels, at = list[str](), 0
    for fact in facts:
        start = message.find(fact, at)
        at = start + 1 if start >= 0 else at
        inside = (label for first, end, label in spans if first <= start < end)
        label = next(inside, "")
        is_ahead = role_of(label) is Role.PROBLEMS and fact_tells_plan(fact) and not fact_tells_problem(fact)
        labels.append("" if is_ahead else label)
    return labels


def items_told(fact: str, label: str) -> list[tuple[str, str]]:
    """The items of a fact that was read with its label, each with that; else the fact as it is with `label`."""
    found = _counted().match(fact) or _label().match(fact)
    if label or found is None or role_of(found["label"]) not in _TOLD:
        return [(fact, label)]
    items = filter(None, map(str.strip, _ITEMS.split(fact[found.end() :])))
    return [(item, found["label"]) for item in items] or [(fact, label)]


def announces_list(text: str) -> bool:
    """Whether a text says no more than how many problems or plans follow: 问题有两个."""
    found = _counted().match(text)
    return found is not None and found.end() == len(text)


def _labelled(message: str) -> Iterator[tuple[int, int, str]]:
    """From where to where a label is of what a message tells, and the label: to the end of its sentence, or to
    the next one in it; without a colon one within a sentence is of its own clause."""
    for sentence in _SENTENCE.finditer(message):
        said = without_enumerator(sentence.group().strip())
        begins = sentence.end() - len(said)
        clauses = [match.span() for match in _CLAUSE.finditer(message, begins, sentence.end())]
        labels = [(label_at(message, *span), *span) for span in clauses]
        for n, (label, start, end) in enumerate(labels):
            if label is None:
                continue
            behind = (span[1] for span in labels[n + 1 :] if span[0] is not None)
            is_for_all = start == begins or label.group().endswith(_COLONS)
            yield label.end(), next(behind, sentence.end()) if is_for_all else end, label["label"]


def label_at(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """The label of problems or plans that stands at a place of a text, as `label` of what is matched: 问题：,
    不足主要有, 不足是, 问题有两个，; None for none. Before 是 and the like only trouble is one: 下半年是旺季 tells no plan."""
    label = _counted().match(text, start, end) or _label().match(text, start, end)
    if label and role_of(label["label"].strip()) in _TOLD:
        return label
    label = _of_trouble().match(text, start, end)
    return label if label and role_of(label["label"].strip()) is Role.PROBLEMS else None


def without_label(text: str) -> str:
    """A text without the label before what it tells, of whatever: 今年做的：接诊3万人次."""
    label = label_at(text) or _any_label().match(text)
    return text[label.end() :] if label else text


@cache
def _label() -> re.Pattern[str]:
    leads = any_of(words_in(_LIST, "leads to a list"))
    return re.compile(rf"(?P<label>[^，,。；;：:]{{2,10}}?)(?:[：:]|{leads})")


@cache
def _counted() -> re.Pattern[str]:
    """问题有两个，明年打算有三点: no 发现问题有3个."""
    before, counts = any_of(words_in(_LIST, "before a label")), any_of(words_in(_LIST, "counts a list"))
    named = any_of((*words_in("section_roles", *sorted(_TOLD)), *words_in("time_to_come")))
    there_is = any_of(words_in(_LIST, "there is"))
    return re.compile(
        rf"(?P<label>(?:{before})*(?:{named})+)(?:{there_is})[{HAN}\d](?:{counts})(?:[，,：:]|$)"
    )


@cache
def _of_trouble() -> re.Pattern[str]:
    """不足是人手少: no 发现问题有3个."""
    leads, counts = (any_of(words_in(_LIST, key)) for key in ("leads to troubles", "counts a list"))
    return re.compile(rf"(?P<label>[^，,。；;：:]{{2,10}}?)(?:{leads})(?![{HAN}\d](?:{counts}))")


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile(r"[^，,。；;：:]{2,10}[：:]")
