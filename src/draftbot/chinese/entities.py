"""What in a sentence belongs to one unit and one year: numbers, dates, documents,
units, places, persons.

Found by form rather than by a list of names: quantities by their measure words,
units and places by their last word and what stands before it, persons by a
surname beside an office. `find_entities` gives what has certain limits and can
be masked whole; `find_names` gives proper names whose limits are a guess, so
that a sentence with one is better left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import rjieba

from draftbot.chinese.quantities import Entity, Kind, find_quantities, without_overlaps

_UNIT_TAILS = tuple(
    "幼儿园 幼稚园 小学 中学 学校 大学 学院 高中 初中 教育局 街道办 办事处 居委会 村委会 人民政府 镇政府 乡政府 派出所 卫生院 医院 公司 集团"
    " 服务中心 协会 基金会 银行 厂 研究院 学区".split()
)
_PLACE_TAILS = tuple(
    "省 市 区 县 镇 乡 村 街道 社区 小区 新村 大道 路 街 巷 河 江 湖 水库 溪 塘 桥 码头 广场 公园 大厦 花园 苑 屯 山 岭".split()
)
# Tagged as a name by the dictionary, yet ordinary words of these reports.
_ORDINARY = frozenset(
    "新建 边远 普惠 普惠性 老旧 城东 城西 城南 城北 入园 上岗 上门 城市 大班 中班 小班 托班 山区 满意度 普及 深度 惠及 后山 入口 开齐 登门 日志 城区"
    " 中断 城镇 午休 滑坡 关联 宜居 镇区 山塘 幼儿园 师生 强降雨 保健医 德育 养老 张贴 高峰 保健 严格执行 安全检查 楼栋 明白卡 师德 寄宿生 宿舍楼"
    " 卫生保健 安抚 过敏 高三 高一 高二 农家乐 体育锻炼 周转 明白 查明 文明 陈旧 井盖 宣传栏 小学生 中小学生 高中学生 育人 托底 保姆 河道 沿河 汛期"
    " 老城区 新村 城建 河畔 东门 北门 南门 西门 东楼 西楼 中华人民共和国 中国 祖国 乡村 平安 和谐 阳光 党 校园 家园 安全 罗列 锦旗 个村 师德师 新旧 高山 高原 深基坑 中考 村容村 安监 河水 伏安 包后 卫健 宣贯 延时 加密 开园 天半 多厂 上楼 下楼 双岗 安保 保安 保教 康复 健康"
    " 美丽 法治化 上市 海洋 都市 大国 普通高中 广大干部 城中村 治本 治安 美化 德治 河湖 山水 陆海 外国 南北 东西 两国 福利 治沙 防沙 江河 海关 各县区 上路 入市 入村 入海"
    " 中度 长度 广度 深度广度 依法治国 科教兴国 神圣 英雄 爱国 建国 赞美 扎根 台次 三区 军民共建 桥头堡 重大胜利 重大意义 确保安全 加大力度 临港 中心镇 山海 土地利用"
    " 湖泊 湖区 古镇 大桥 大江 大河 黑土地 串联 沿海港口 远洋 之本 重特大 井口 石墩 大都 早市 一本 二本 三本".split()
)
# 枫树村: of two plain words, so that only its place in the sentence gives it away.
_VILLAGE = re.compile(
    r"(?:^|[，。；、：和与在到对由])(?P<name>(?![各全本该每某个乡农新老城山对向从由在与和到把将让为]|行政|自然|中心|样板|示范|贫困|重点|缺水|其他|部分|有的|多数|少数|相关|有关|驻|沿|临|下|美丽|文明)[\u4e00-\u9fff]{2}村)(?![民组级里委容居务庄医落规史干两])"
)
_NAME_TAGS = ("ns", "nr", "nz", "nt")
_MIN_OWN_NAME = 2
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡"
    "田樊胡凌霍虞万支柯管卢莫经房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段富焦侯车班仰秋仲伊宁仇栾甘厉戎祖武符刘景詹束龙叶"
    "幸司韶郜黎薄印宿白怀蒲邰从鄂索赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡文寇广禄阙东欧利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙养鞠须丰巢关蒯相查红游竺权逯盖益桓公肖涂"
)
# Surnames that stand behind an office as words of their own far more often.
_ALSO_WORDS = frozenset("应于从向方时都经能全同任常安易高明管单通解曾成关党相支查")
_OFFICES = (
    "党支部书记|党总支书记|党工委书记|党委书记|书记|副书记|园长|副园长|校长|副校长|局长|副局长|主任|副主任|镇长|副镇长|所长|处长|科长|股长|组长|副组长|队长|大队长|会长|理事长|总经理|经理"
    "|班主任|教研组长|年级组长|老师|教师|保健医生|保健医|医生|同志|干事|专干|网格员|辅导员|园医|厨师长|保安队长|联系人|负责人|干部|委员"
)
_OFFICE_WORDS = tuple(_OFFICES.split("|"))
_AFTER_NAME = rf"(?={_OFFICES}|任|为|担任|带领|带队|牵头|主持|负责|率|作|在|对|同志|等|、|，|。|；|：|（|\(|和|与|先后|亲自|逐|每|专|直接|全程|本人|随|按|定期|及时|会同|组织|分管|到|审|核|签|批|汇|检|制|统|协|指|陪|兼|介|讲|召|参|接|听|巡|深|坚|多次|具体|走|现场|一行|给|向|从|于|将|把|$)"
_PERSONS = (
    re.compile(rf"(?:{_OFFICES})(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}){_AFTER_NAME}"),
    re.compile(
        rf"(?<=[、和与])(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=任|担任|为(?:副?组长|成员|总指挥))"
    ),
    re.compile(rf"(?<![提升增最更较])(?P<name>[{_SURNAMES}](?:某+|[xX×*]+))"),
    re.compile(rf"(?:学生|同学|幼儿|孩子|老人|居民|队员)(?P<name>小[{_SURNAMES}])(?![班组学区时])"),
    re.compile(rf"我[叫是](?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，,、])"),
)
# 清镇市, which the dictionary takes for a verb; 地级市 names none.
_TOWN = re.compile(
    r"(?:^|[，。；、：和与在到对由向])(?P<name>(?!地级|县级|直辖|贫困|自治|城乡|兄弟|周边|邻近|其他|有关|相关|各|全|本|我|该|所|同)[\u4e00-\u9fff]{2}[市县])(?![级域场长区直属政民委内里外容貌城乡镇校本教公园局人])"
)
# 青禾河自西向东: its 河 goes with the next word when the text is cut into words.
_WATER = re.compile(
    r"(?:^|[，。；、：和与在到对由沿])(?P<name>(?P<stem>[\u4e00-\u9fff]{2})[河江溪湖])(?=[自由从沿穿流]|水[位面情]|段|两岸|岸|上游|下游|汛期)"
)
_COUNTING = re.compile(r"[一二三四五六七八九十]+[是要]")
# Words that segmentation leaves sticking to the head of another.
_CLINGING = re.compile(r"^[对个各每该与和在到由向从把将给为以及并则度帮]")


def find_entities(text: str) -> list[Entity]:
    """Entities whose limits are certain, in order, none overlapping another."""
    return without_overlaps(text, (*_persons(text), *find_quantities(text)))


def _persons(text: str) -> Iterator[Entity]:
    for pattern in _PERSONS:
        for match in pattern.finditer(text):
            if _is_person(match.group("name"), text[match.end("name") : match.end("name") + 1]):
                yield Entity(*match.span("name"), Kind.PERSON, match.group("name"), "姓名")


def find_names(text: str, own_names: Collection[str] = ()) -> list[str]:
    """Proper names of units, places and persons in `text`, as far as they show.

    `own_names` are names known from elsewhere (the units of the corpus). Where
    such a name begins or ends is not certain: a sentence that holds one is to
    be left out or flagged, not masked.
    """
    names = list(_known_in(text, tuple(own_names)))
    words = rjieba.tag(text, True)
    for i, (word, tag) in enumerate(words):
        before = words[i - 1] if i else ("", "")
        if _names_somebody(word, tag) or (before[0].endswith(_OFFICE_WORDS) and _may_be_person(word)):
            names.append(word)
        elif word in _UNIT_TAILS or word in _PLACE_TAILS:
            if _names_somebody(*before) or (before[0] and _is_unknown(before[0])):
                names.append(before[0] + word)
        elif _is_unknown(word) and word.endswith(_UNIT_TAILS + _PLACE_TAILS):
            names.append(word)
    names += [match["name"] for pattern in (_VILLAGE, _TOWN) for match in pattern.finditer(text)]
    names += [match["name"] for match in _WATER.finditer(text) if is_proper(match["stem"])]
    return list(dict.fromkeys(names))


def _known_in(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Those of `names` that stand in `text`."""
    by_head = _by_head(names)
    for i in range(len(text) - _MIN_OWN_NAME + 1):
        for name in by_head.get(text[i : i + _MIN_OWN_NAME], ()):
            if text.startswith(name, i):
                yield name


@lru_cache(maxsize=16)
def _by_head(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Names by their first characters: a corpus knows thousands, a sentence holds none or one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= _MIN_OWN_NAME:
            found[name[:_MIN_OWN_NAME]].append(name)
    return dict(found)


def is_proper(name: str) -> bool:
    """Whether a word is nothing but a name: 青禾, not 中心 or 实验."""
    tag = rjieba.tag(name, True)[0][1]
    return name not in _ORDINARY and (
        _is_unknown(name) or (rjieba.has_word(name) and tag.startswith(_NAME_TAGS))
    )


def _names_somebody(word: str, tag: str) -> bool:
    if len(word) < _MIN_OWN_NAME or word in _ORDINARY or not tag.startswith(_NAME_TAGS):
        return False
    if tag.startswith("nr"):
        # The dictionary takes many plain words for surnames with given names.
        return _may_be_person(word)
    return tag.startswith("ns") and rjieba.has_word(word)


def _may_be_person(word: str) -> bool:
    return word[0] in _SURNAMES and _is_unknown(word)


def _is_unknown(word: str) -> bool:
    """Not in the dictionary, so likely a name or a slip of segmentation."""
    return (
        len(word) >= _MIN_OWN_NAME
        and word not in _ORDINARY
        and "\u4e00" <= word[0] <= "\u9fff"
        and not rjieba.has_word(word)
        and not rjieba.has_word(_CLINGING.sub("", word))
        and not _COUNTING.fullmatch(word)
    )


def _is_person(name: str, after: str) -> bool:
    """Whether a surname and what follows it make a name rather than a word; `after` is the
    character behind it."""
    if name[1] in "某xX×*" or name[0] == "小":
        return True
    if re.match(r"任(?:[主政组副总指队委]|常务)", name):
        return False  # 书记任政委
    if any(c in "副组长班级课签字工应为任中会议在须对" for c in name[1:]):
        return False
    if rjieba.has_word(name):
        return rjieba.tag(name, True)[0][1].startswith("nr")
    if len(name) == 2:
        return True
    if rjieba.has_word(name[:2]):  # 高明远, but 方案审核
        return not rjieba.has_word(name[1:]) and not rjieba.has_word(name[2] + after)
    # 王建设 is a person, the 应 of 应带头 is not one's surname.
    return not (name[0] in _ALSO_WORDS and rjieba.has_word(name[1:]))
