"""What a section does in its report, told from its heading."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from draftbot.chinese.phrases import OTHERWISE, Phrases
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.domain import Role


@lru_cache(maxsize=4096)
def role_of(heading: str) -> Role:
    """The role `heading` announces (存在问题 → PROBLEMS), else OTHER."""
    plain = to_simplified(heading)
    if _dealt_with().search(plain):
        return Role.WORK
    return next((role for role, words in _roles() if words.stands_in(plain)), Role.OTHER)


@cache
def _roles() -> tuple[tuple[Role, Phrases], ...]:
    table = dict(word_table("section_roles"))
    otherwise = table.pop(OTHERWISE)
    table[Role.PLANS] += words_in("time_to_come")
    return tuple((Role(role), Phrases(words, otherwise)) for role, words in table.items())


@cache
def _dealt_with() -> re.Pattern[str]:
    """A trouble with the verb that removes it before it."""
    removes = any_of(words_in("dealing_with_troubles", "removes", "removes, in a heading"))
    found = any_of(words_in("dealing_with_troubles", "found"))
    troubles = any_of(words_in("dealing_with_troubles", "troubles"))
    return re.compile(rf"(?:{removes})(?!{found})[^，。、]{{0,12}}(?:{troubles})")


# A section on problems or plans keeps its role all the way down: 措施不力 under
# 存在问题 is still a problem. Other roles give way to a subheading that has its own.
_LASTING = (Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.STEPS, Role.SUPPORT)
_WORTH_A_CHANGE = (Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.OVERVIEW)
_PLAIN_LENGTH = 14


def role_of_path(path: tuple[str, ...]) -> Role:
    """The role of a section under the headings `path` (outermost first).

    A subsection takes over its parent's role, unless the parent has none or its
    own heading plainly announces another (problems, plans, experience).
    """
    role = Role.OTHER
    for heading in path:
        own = role_of(heading)
        if role is Role.OTHER or (
            role not in _LASTING and own in _WORTH_A_CHANGE and len(heading) <= _PLAIN_LENGTH
        ):
            role = own
    return role
