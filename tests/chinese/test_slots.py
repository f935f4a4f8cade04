"""What stands where other reports have names, by the sentences that units share."""

from __future__ import annotations

from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.slots import Slots


def named(text: str, *names: str, kind: NameKind = NameKind.ORGANISATION) -> tuple[str, list[Name]]:
    return text, [Name(text.index(n), text.index(n) + len(n), kind, n) for n in names]


KNOWN = [
    named("与春晖基金会的联系还不够紧密。", "春晖基金会"),
    named("汛前做了准备。与北塘水文站的联系还不够紧密。", "北塘水文站"),
    named("岚翠公司、春晖基金会送来了抽水泵。", "岚翠公司", "春晖基金会"),
    named("北塘水文站、岚翠公司送来了抽水泵。", "北塘水文站", "岚翠公司"),
]


def within(text: str, *known: str) -> list[str]:
    return [name.text for name in Slots.of(KNOWN).within(*named(text, *known))]


def test_what_stands_where_several_names_have_stood_is_one() -> None:
    assert within("与市排涝管理中心的联系还不够紧密。") == ["市排涝管理中心"]


def test_a_word_of_the_language_is_none() -> None:
    assert within("与家长的联系还不够紧密。") == []


def test_beside_a_known_name_the_other_is_found() -> None:
    assert within("市排涝管理中心、岚翠公司送来了抽水泵。", "岚翠公司") == ["市排涝管理中心"]


def test_where_only_one_name_has_stood_may_be_a_set_phrase() -> None:
    once = Slots.of(KNOWN[:1])
    assert not list(once.within("与市排涝管理中心的联系还不够紧密。"))
