"""Kinds of unit and how each speaks of itself and of its people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.scripts import to_simplified


@dataclass(frozen=True, slots=True)
class UnitKind:
    """`tails` end the names of such units; `own` words belong to their reports
    alone: in another kind's report they sound out of place."""

    name: str
    tails: tuple[str, ...]
    selves: tuple[str, ...]
    own: tuple[str, ...]


KINDS = (
    UnitKind(
        "kindergarten",
        ("幼儿园", "幼稚园", "托儿所", "托育中心"),
        ("我园", "本园", "全园", "园内", "园方"),
        (
            "幼儿",
            "保育",
            "保教",
            "园所",
            "园长",
            "大班",
            "小班",
            "中班",
            "晨检",
            "入园",
            "离园",
            "区角",
            "区域活动",
            "一日活动",
            "进班",
            "家园",
        ),
    ),
    UnitKind(
        "school",
        ("小学", "中学", "学校", "高中", "初中", "学院", "大学"),
        ("我校", "本校", "全校", "校内", "校方"),
        (
            "学生",
            "学校",
            "教学",
            "课堂",
            "校长",
            "班主任",
            "作业",
            "学科",
            "年级",
            "德育",
            "校园",
            "宿舍",
            "寝室",
            "寄宿",
            "课后服务",
            "义务教育",
            "课程标准",
            "操场",
            "实验室",
            "专用教室",
            "中考",
            "高考",
            "学段",
            "考试",
            "复习",
            "上课",
            "政教处",
            "教务处",
            "德育处",
        ),
    ),
    UnitKind(
        "bureau",
        ("教育局", "教体局", "教育体育局", "教委", "教育委员会", "体育局", "安监局", "应急管理局", "局"),
        ("我局", "本局", "全局", "局内", "局机关"),
        (
            "全区学校",
            "各校",
            "各学校",
            "各园",
            "责任督学",
            "督导",
            "局机关",
            "教育系统",
            "党组",
            "科级",
            "机关干部",
            "科室",
            "学位",
            "学龄人口",
            "教研员",
            "全区教育",
            "中小学",
        ),
    ),
    UnitKind(
        "street",
        ("街道办事处", "街道办", "街道", "社区", "居委会"),
        ("我街道", "本街道", "全街道", "我社区", "本社区"),
        (
            "居民",
            "社区",
            "辖区",
            "网格",
            "街道",
            "小区",
            "物业",
            "楼栋",
            "低洼",
            "河道",
            "住户",
            "商户",
            "群众",
            "老人",
            "沿街",
            "水利",
            "渠道",
            "水库",
            "堤",
            "险工险段",
            "企业",
            "地质灾害",
        ),
    ),
    UnitKind(
        "town",
        ("人民政府", "镇政府", "乡政府", "镇", "乡", "村委会", "村民委员会"),
        ("我镇", "本镇", "我乡", "本乡", "全镇", "全乡"),
        (
            "村",
            "镇政府",
            "镇党委",
            "镇干部",
            "全镇",
            "镇级",
            "屋场",
            "山塘",
            "圩",
            "农田",
            "农户",
            "灌溉",
            "抗旱",
            "农闲",
            "乡镇",
        ),
    ),
)

# Kinds that do like work: their reports lend each other wording more readily.
_KIN = (frozenset({"kindergarten", "school", "bureau"}), frozenset({"street", "town"}))

# Words of schooling fit kindergartens as little as kindergarten words fit schools, but a
# bureau may speak of both; a town has streets, a street no villages.
_MAY_SPEAK_OF = {"bureau": {"school", "kindergarten"}, "town": {"street"}}
# What every kind says: a place of the country, the party, and the street as a neighbour
# whom one tells, asks or works with.
_ANYBODYS = re.compile(
    "农村|城中村|党组织|所辖|社区(?:卫生|医院|民警|医生)|城乡"
    "|(?:与|和|会同|联合|联系|配合|协同|邀请|依托|争取|请|报|向|由)[^，。；与和]{0,6}?(?:街道|社区)(?![居群治网])(?:、(?:街道|社区))?"
)
_PLACE_PREFIX = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|区|县|乡|镇|街道))(?=[\u4e00-\u9fff]{3,})"
)

_PLACES = ("自治区", "省", "市", "区", "县", "路", "街")
_GENERIC = re.compile(
    "(?:公办|民办|农村|乡镇|寄宿制|各|中小|区|县|市|镇|街道)?(?:"
    + "|".join(sorted((tail for kind in KINDS for tail in kind.tails), key=len, reverse=True))
    + "|办事处|居民委员会|村民委员会)"
    "|[区县市]?(?:科技|发改|住建|财政|民政|卫健|卫生|文旅|公安|司法|人社|水利|林业|农业|农业农村|应急|市场监管|市场监督管理"
    "|交通|交通运输|环保|生态环境|城管|气象|地震|审计|统计|税务|商务|信访|档案|广电|自然资源|国土|医保|乡村振兴)局"
)
_ORGAN = re.compile(r"(?:人民政府|党工委|党委|办事处|居民委员会|居委会|村民委员会|村委会)$")


def kind_of(unit: str) -> UnitKind | None:
    """The kind a unit's name tells; None when it tells none."""
    name = to_simplified(unit)
    return next((kind for kind in KINDS if name.endswith(kind.tails)), None) or next(
        (kind for kind in KINDS if any(tail in name for tail in kind.tails if len(tail) > 1)), None
    )


def are_kin(one: UnitKind | None, other: UnitKind | None) -> bool:
    """Whether two kinds do like work; unknown kinds are kin to all."""
    return one is None or other is None or any({one.name, other.name} <= kin for kin in _KIN) or one is other


def foreign_words(text: str, kind: UnitKind | None) -> list[str]:
    """Words of `text` that only another kind of unit would use."""
    if kind is None:
        return []
    allowed = _MAY_SPEAK_OF.get(kind.name, set()) | {kind.name}
    plain = _ANYBODYS.sub("", text)
    for word in kind.own:
        plain = plain.replace(word, "")
    return [w for other in KINDS if other.name not in allowed for w in other.own if w in plain]


def names_of(unit: str) -> tuple[str, ...]:
    """The forms in which a unit's name occurs: with and without the places before it,
    and the place it governs."""
    names = [to_simplified(unit)] if unit else []
    while names and (shorter := _PLACE_PREFIX.sub("", names[-1])) != names[-1]:
        names.append(shorter)
    # 松岗镇人民政府 writes of 松岗镇, 柳荫街道办事处 of 柳荫街道.
    names += [place for name in names if (place := _ORGAN.sub("", name)) not in names]
    return tuple(name for name in dict.fromkeys(names) if len(name) > 2)


def is_generic(name: str) -> bool:
    """Whether a name is of any unit of its kind: 教育局, 民办幼儿园, 科技局. 中心小学 and
    第一小学 mean one, wherever they stand."""
    return bool(_GENERIC.fullmatch(name))


def stems_of(unit: str) -> tuple[str, ...]:
    """What is proper to a unit's name: 青禾 and 星河 of 青禾区星河幼儿园."""
    rest, stems = to_simplified(unit), list[str]()
    while match := _PLACE_PREFIX.match(rest):
        stems.append(match.group())
        rest = rest[match.end() :]
    stems.append(rest)
    return tuple(stem for stem in map(_without_tail, stems) if len(stem) > 1)


def _without_tail(name: str) -> str:
    tails = sorted((t for kind in KINDS for t in kind.tails), key=len, reverse=True)
    tail = next((t for t in (*tails, *_PLACES) if name.endswith(t)), "")
    return name.removesuffix(tail)


def is_place(name: str) -> bool:
    """Whether a unit's name is that of the place it governs."""
    return name.endswith(("镇", "乡", "街道", "村", "社区"))


# What one kind calls a thing another kind calls otherwise: patterns, longer words first.
_IN_OTHER_WORDS = {
    ("school", "kindergarten"): (
        ("校领导班子", "园领导班子"), ("校领导", "园领导"), ("副校长", "副园长"), ("校长", "园长"), ("校门口", "园门口"), ("校门", "园门"),
        ("办学", "办园"), ("班主任", "带班教师"), ("年级组", "年龄组"), ("教学秩序", "保教秩序"), ("学校领导", "园领导"), ("学校", "幼儿园"), ("学生", "幼儿"),
        ("校舍", "园舍"), ("校外", "园外"), ("校内", "园内"), ("全校", "全园"), ("我校", "我园"), ("本校", "本园"), ("在校", "在园"),
        ("进校", "入园"), ("到校", "到园"), ("家校", "家园"), ("校务会", "园务会"), ("放学", "离园"), ("总务处", "后勤部门"), ("校园", "园内"), ("班会课", "集体活动"),
    ),
    ("kindergarten", "school"): (
        ("副园长", "副校长"), ("园长", "校长"), ("园领导", "校领导"), ("园门口", "校门口"), ("园门", "校门"), ("办园", "办学"), ("带班教师", "班主任"),
        ("保教秩序", "教学秩序"), ("保教", "教学"), ("幼儿园", "学校"), ("幼儿", "学生"), ("园舍", "校舍"), ("园外", "校外"), ("园内", "校内"),
        ("全园", "全校"), ("我园", "我校"), ("本园", "本校"), ("在园", "在校"), ("入园", "入校"), ("离园", "离校"), ("到园", "到校"), ("园所", "校园"), ("家园", "家校"), ("园级", "校级"), ("园务会", "校务会"),
    ),
    ("town", "street"): (
        ("镇党委、政府", "街道党工委、办事处"), ("镇党委", "街道党工委"), ("镇人民政府", "街道办事处"), ("镇政府", "街道"), ("镇干部", "街道干部"), ("镇级", "街道级"),
        ("全镇", "全街道"), ("我镇", "本街道"), ("本镇", "本街道"), ("镇村两级", "街道社区两级"), ("镇村", "街道社区"), ("村干部", "社区干部"), ("村两委", "社区两委"), ("各村", "各社区"), ("村民", "居民"), ("镇(?=防汛|应急|分管|纪|机关|值班|综合)", "街道"),
    ),
    ("street", "town"): (
        ("街道党工委、办事处", "镇党委、政府"), ("街道党工委", "镇党委"), ("街道办事处", "镇政府"), ("街道干部", "镇干部"), ("街道级", "镇级"), ("全街道", "全镇"), ("我街道", "本镇"), ("本街道", "本镇"),
        ("街道社区两级", "镇村两级"), ("街道、社区", "镇、村"), ("社区干部", "村干部"), ("社区两委", "村两委"), ("各社区", "各村"),
        # 街道召开, but 街道两侧
        (r"(?<![本我全各区市])街道(?![两沿]|路面|边|清扫|巡)", "镇政府"),
    ),
}  # fmt: skip


def in_own_words(text: str, source: UnitKind | None, own: UnitKind | None) -> str:
    """`text` of a `source` kind of unit in the words the `own` kind uses for the same things."""
    if source is None or own is None:
        return text
    for theirs, ours in _IN_OTHER_WORDS.get((source.name, own.name), ()):
        text = re.sub(theirs, ours, text)
    return text


def with_own_self(text: str, self_name: str) -> str:
    """`text` with every way a unit speaks of itself (我园, 本校 …) turned into `self_name`."""
    return _SELF.sub(self_name, text) if self_name else text


_SELF = re.compile(
    "|".join(sorted((s for kind in KINDS for s in kind.selves if s[0] in "我本"), key=len, reverse=True))
)
