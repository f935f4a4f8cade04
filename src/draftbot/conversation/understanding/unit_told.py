"""The unit that a message says is the writer's: by its name, or by what kind of unit it is; what it is not
(我们是职高，不是普高) is never taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import OF, clean, telling, words_of_telling

_SHORTEST, _LONGEST, _LEAST_NAME = 2, 40, 3


def unit(wish: Wish) -> do.Action | None:
    """Behind 我们是 it may be but a kind of unit; what is quoted or called so is a name."""
    if wish.view.draft and wish.says("a blank"):
        return None  # 第一个空是某某公司
    if wish.quotes:
        return do.SetFact("unit", clean(wish.quotes[-1]))
    said = "，".join(_without_denied(part) for part in parts_of(wish.text)).strip("，")
    is_its_name = re.search(any_of(_longer(_wished("its name"))), wish.plain)
    introduced = _introduced().match(to_simplified(said)) is not None and not is_its_name
    value = clean(match["v"]) if (match := _called().search(said)) else ""
    value = re.sub(rf"{OF}$|^(?:{any_of(_longer(_wished('calls it')))})", "", value)
    if not value:
        names = [word.text for word in wish.view.words(said) if word.tag == ORGANISATION]
        value, introduced = (names[-1], True) if names else ("", introduced)
    if value in words_of_telling("our own unit"):
        return None  # 那份是我们自己单位的
    least = _SHORTEST if introduced else _LEAST_NAME
    return do.SetFact("unit", value, introduced) if least <= len(value) <= _LONGEST else None


def without_what_it_is_not(clause: str) -> str:
    """A clause that says what the writer is, without the parts that say what it is not beside it."""
    first, *rest = parts_of(clause) or [""]
    if not rest or not _introduced().match(to_simplified(first)) or _denied().search(to_simplified(first)):
        return clause
    kept = [part for part in rest if not _denied().fullmatch(to_simplified(part))]
    return clause if len(kept) == len(rest) else "，".join((first, *kept))


def _without_denied(part: str) -> str:
    found = _denied().search(to_simplified(part))
    return part if found is None else f"{part[: found.start()]}{part[found.end() :]}"


@cache
def _called() -> re.Pattern[str]:
    unit_, name, calls = (any_of(_wished(key)) for key in ("our unit", "its name", "calls it"))
    value = rf"(?P<v>[^，,。；;]{{{_SHORTEST},{_LONGEST}}})"
    return re.compile(rf"(?:{unit_})?(?:{name})?\s*(?:{calls}|[：:=＝])\s*{value}$")


def _longer(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) > 1]


@cache
def _introduced() -> re.Pattern[str]:
    """我们是, and 是 alone behind it; not 单位名称是."""
    we, is_ = (
        telling("ourselves"),
        any_of(_wished("is")),
    )
    return re.compile(rf"(?:.*[，,])?(?:(?:{we})[^，,]{{0,2}})?(?:{is_})(?=.)")


@cache
def _denied() -> re.Pattern[str]:
    """不是学校, without a figure, up to what it is instead."""
    denied, rather, is_ = (any_of(_wished(key)) for key in ("denied", "rather", "is"))
    return re.compile(rf"(?:{denied})(?:(?!(?:{rather})(?:{is_}))[^，,。；;\d])+")


def _wished(key: str) -> tuple[str, ...]:
    return words_in("words_of_wishes", key)
