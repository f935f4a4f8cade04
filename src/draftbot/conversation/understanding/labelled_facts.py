"""Facts typed as the lines of a form, each behind its label: 抽查病历：200份."""

from __future__ import annotations

import re

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in
from draftbot.facts.under_labels import label_at

_LINE = re.compile(r"\s*(?P<label>[^：:，。；、\d]{2,12})[：:]\s*(?P<value>[^：:]+?)\s*[。；;]?\s*")
_ITEMS = re.compile("[；;]")
_SEVERAL = 2


def without_labelled_facts(message: str) -> tuple[str, tuple[str, ...]]:
    """A message without the lines that are facts behind labels of their own, and these; one that has
    fewer than two of them stays as it is. What labels fields of a request (单位, 字数) is none."""
    left: list[str] = []
    facts: list[str] = []
    for line in message.splitlines():
        told = _LINE.fullmatch(line)
        if told is None or _is_field(to_simplified(told["label"])):
            left.append(line)
        elif _ITEMS.search(told["value"]) and label_at(line.strip()):
            facts += [
                item.strip() for item in _ITEMS.split(told["value"]) if item.strip()
            ]  # told of its part
        elif _is_an_amount(told["value"]):
            facts.append(f"{told['label']}{told['value']}")
        else:
            facts.append(f"{told['label']}：{told['value']}")
    if len(facts) < _SEVERAL or not left or not any(map(str.isdigit, "".join(facts))):
        return message, ()
    return "\n".join(left), tuple(facts)


def _is_field(label: str) -> bool:
    return re.search(any_of(words_in("new_requests", "fields")), label) is not None


def _is_an_amount(value: str) -> bool:
    amounts = amounts_in(value)
    return bool(amounts) and amounts[0].start == 0
