"""A fact as a paper puts it: 都回复了 is 均已回复, 花了38万 支出38万. Only what words hold talk's tone is touched,
never what is counted, and no word is put in that claims more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import rjieba

from draftbot.chinese.numerals import HAN
from draftbot.chinese.word_lists import any_of, word_table, words_in

_CLAUSE = re.compile("([，,；;。：:])")
_VERB, _LONG = "v", 2
_NUMBER = re.compile(r"[\d一两几]")


@lru_cache(maxsize=4096)
def as_written(fact: str) -> str:
    """The fact in a paper's words."""
    pieces = _CLAUSE.split(fact)
    return "".join(_clause(piece) if piece and not _CLAUSE.match(piece) else piece for piece in pieces)


def _clause(text: str) -> str:
    words = [
        (word, tag)
        for word, tag in rjieba.tag(_anywhere().sub(lambda m: _table("anywhere")[m.group()], text), False)
    ]
    before, with_past = _table("before doing"), _table("with 了")
    (behind,), (done,), already = (_list(key) for key in ("behind doing", "done", "already"))
    told: list[str] = []
    for i, (word, _) in enumerate(words):
        follows, its_tag = words[i + 1] if i + 1 < len(words) else ("", "")
        after = words[i + 2][0] if i + 2 < len(words) else ""
        if word == behind and told and i and _is_doing(*words[i - 1]) and not follows:
            if len(words[i - 1][0]) >= _LONG and (len(told) < _LONG or told[-_LONG] not in already):
                told.insert(len(told) - 1, done)
            elif len(words[i - 1][0]) < _LONG:
                told.append(word)
        elif word in with_past and follows == behind and _NUMBER.match(after):
            told.append(with_past[word])
        elif word == behind and i and words[i - 1][0] in with_past and _NUMBER.match(follows):
            continue
        elif word in before and (_is_doing(follows, its_tag) or its_tag in ("p", "a") or len(follows) == 1):
            told.append(before[word])
        else:
            told.append(word)
    return "".join(told)


def _is_doing(word: str, tag: str) -> bool:
    return bool(word) and tag == _VERB


def _list(key: str) -> tuple[str, ...]:
    return word_table("spoken")[key]


@cache
def _table(key: str) -> Mapping[str, str]:
    return dict(pair.split("=", 1) for pair in _list(key))


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(any_of(_table("anywhere")))


@lru_cache(maxsize=4096)
def as_formal(fact: str, own_name: str) -> str:
    """The fact as an official paper puts it: what the unit calls itself for 我们 and 咱们, further words of talk
    in a paper's words, and what `as_written` does. No figure changes."""
    pieces = _CLAUSE.split(fact)
    return as_written(
        "".join(_formal(one, own_name) if one and not _CLAUSE.match(one) else one for one in pieces)
    )


def _formal(text: str, own_name: str) -> str:
    words = [word for word, _ in rjieba.tag(_measures().sub(_measured, text), False)]
    (behind,), doing, plain = _list("behind doing"), _table("formal doing"), _table("formal")
    told: list[str] = []
    for i, word in enumerate(words):
        follows = words[i + 1] if i + 1 < len(words) else ""
        after = words[i + 2] if i + 2 < len(words) else ""
        if word in _list("selves"):
            noun = next((n for n in (own_name[1:], *words_in("unit_nouns")) if n and follows == n), "")
            told.append(f"{own_name[:1]}{noun}" if noun else own_name)
            words[i + 1 : i + 2] = [""] if noun else [follows] if follows else []
        elif word in doing and follows == behind and after:
            told.append(doing[word])
            words[i + 1] = ""
        else:
            told.append(plain.get(word, word))
    return "".join(told)


def _measured(match: re.Match[str]) -> str:
    return f"{match['number']}{_table('formal measures')[match['measure']]}"


@cache
def _measures() -> re.Pattern[str]:
    """A number with a measure of talk, which ends a word: not the 回 of 3回访."""
    return re.compile(
        rf"(?P<number>[\d{HAN}](?:{any_of(words_in('spoken_counts', 'about'))})?)"
        rf"(?P<measure>{any_of(_table('formal measures'))})(?!{any_of(_list('no measure before'))})"
    )
