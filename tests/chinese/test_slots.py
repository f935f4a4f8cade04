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


def test_a_word_of_the_language_is_doubtful_there() -> None:
    """A firm may be called 顺风, and a sentence not used costs less than a name told."""
    found = list(Slots.of(KNOWN).within("与顺风的联系还不够紧密。"))
    assert [(name.text, name.kind) for name in found] == [("顺风", NameKind.DOUBTFUL)]
    assert within("与顺风的联系密切。") == []


def test_what_a_unit_calls_itself_is_none() -> None:
    """Each report names its own unit there; told as 本园, it is said of nobody else."""
    texts = [
        named(f"2024年，{unit}认真落实上级部署，平稳度过汛期。", unit)
        for unit in ("青杏幼儿园", "竹溪幼儿园")
    ]
    assert list(Slots.of(texts).within("2025年，本园认真落实上级部署，平稳度过汛期。")) == []


def test_two_words_where_others_have_a_list_of_names_are_doubtful() -> None:
    texts = [
        named(f"{one}、{other}等教师轮流护送路队。", one, other, kind=NameKind.PERSON)
        for one, other in (("周岚", "许知秋"), ("祝同", "卫小满"))
    ]
    found = list(Slots.of(texts).within("田园和春晓等教师轮流护送路队。"))
    assert [(name.text, name.kind) for name in found] == [("田园和春晓", NameKind.DOUBTFUL)]
    found = list(Slots.of(texts).within(*named("萨仁其其格、周岚等教师轮流护送路队。", "周岚")))
    assert [(name.text, name.kind) for name in found] == [("萨仁其其格", NameKind.DOUBTFUL)]


def test_beside_a_known_name_the_other_is_found() -> None:
    assert within("市排涝管理中心、岚翠公司送来了抽水泵。", "岚翠公司") == ["市排涝管理中心"]


def test_where_only_one_name_has_stood_may_be_a_set_phrase() -> None:
    once = Slots.of(KNOWN[:1])
    assert not list(once.within("与市排涝管理中心的联系还不够紧密。"))
