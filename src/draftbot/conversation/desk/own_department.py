"""The unit whose past reports the corpus has, meant by its department alone, 检验科 of 县医院检验科, or by its level
and what it is: 县燃气公司."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from draftbot.chinese.names import LEVELS
from draftbot.chinese.organisations import ends_as_unit
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.corpus.title_parts import period_spans

_SHORTEST = 3
# A place's name with its level has no more characters.
_LONGEST_PLACE = 8


def own_instead(unit: str, title: str, unit_names: Sequence[str], is_like: bool) -> str:
    """The unit whose department a title begins with, where `unit` is none, or one that neither the title nor the
    corpus knows: what facts tell of (获东川集团表彰) is not who writes."""
    is_sure = unit and (unit in title or unit in unit_names)
    return "" if is_sure else own_department(title, unit_names, is_like)


def own_department(title: str, unit_names: Sequence[str], is_like: bool) -> str:
    """The one unit of `unit_names` whose department `title` begins with; "" where there is none or several.
    A department that is a word of the dictionary is any unit's, but where the paper is asked for like an
    earlier one (`is_like`)."""
    plain = to_simplified(title)
    for start, end in reversed(period_spans(plain)):
        plain = plain[:start] + plain[end:]
    meant = {name for name in unit_names if _is_department(to_simplified(name), plain, is_like)}
    # 第二人民医院检验科 is 青禾市第二人民医院检验科, told shorter.
    whole = [name for name in meant if not any(other != name and other.endswith(name) for other in meant)]
    return whole[0] if len(whole) == 1 else ""


def own_by_level(unit: str, unit_names: Sequence[str]) -> str:
    """The one unit of `unit_names` that a name without its place's means: 县燃气公司 for 青禾县燃气有限公司; "" where there
    is none or several."""
    plain = to_simplified(unit)
    if not plain or plain[0] not in LEVELS:
        return ""
    left_out = any_of(words_in("places_of_units", "left out"))
    meant = list[str]()
    for name in unit_names:
        at = to_simplified(name).find(plain[0], 1, _LONGEST_PLACE)
        if at > 0 and re.sub(left_out, "", to_simplified(name)[at:]) == re.sub(left_out, "", plain):
            meant.append(name)
    return meant[0] if len(meant) == 1 else ""


def own_whole(unit: str, unit_names: Sequence[str]) -> str:
    """The unit of `unit_names` that a department of it writes for (青禾县燃气公司办公室): the longest name that the
    department's goes on from, where none has reports under its own; "" for none."""
    plain = to_simplified(unit)
    if unit in unit_names:
        return ""
    of = [name for name in unit_names if plain.startswith(to_simplified(name))]
    departments = words_in("departments")
    return max((n for n in of if plain[len(n) :].endswith(departments)), key=len, default="")


def with_whole_name(title: str, unit: str) -> str:
    """A title that names a department, with the name of the unit that it is of before it."""
    told = next(unit[start:] for start in range(len(unit)) if unit[start:] in title)
    return title.replace(told, unit, 1)


def _is_department(name: str, title: str, is_like: bool) -> bool:
    for start in range(1, len(name) - _SHORTEST + 1):
        department = name[start:]
        if title.startswith(department) and ends_as_unit(name[:start]):
            return is_like or not rjieba.has_word(department)
    return False
