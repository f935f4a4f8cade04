"""Invented reports, as many as wanted: every one of its own unit, numbers and wording."""

from __future__ import annotations

import random

_PLACES = "松风 晨光 青禾 南山 东湾 云岭 石桥 梅溪 白鹭 长堤 金穗 望江".split()
_KINDS = "小学 幼儿园 街道 供电所 卫生院".split()
_TOPICS = "防汛 消防安全 垃圾分类 家校共育 食品安全 档案管理 设备检修 志愿服务 信访接待 环境整治".split()
_OPENINGS = (
    "{unit}围绕{topic}任务，分{a}个阶段推进，现将有关情况总结如下。",
    "按照年初安排，{unit}把{topic}列入{a}项重点工作，现作如下总结。",
    "过去一年，{unit}在{topic}方面投入{a}人次，现将情况报告如下。",
)
_WORK = (
    "成立由{a}人组成的{topic}工作小组，明确{b}个岗位的责任，每周碰头研究。",
    "先后开展{topic}检查{a}次，发现问题{b}处，当场整改{c}处，其余限期完成。",
    "举办{topic}培训{a}期，参加人员{b}人次，编印学习材料{c}份。",
    "走访住户{a}户，收集关于{topic}的意见{b}条，逐条答复并登记归档。",
    "投入资金{a}万元，更新{topic}所需器材{b}套，全部通过验收。",
    "与相邻单位签订{topic}联动协议{a}份，组织联合演练{b}次。",
)
_PROBLEMS = (
    "个别人员对{topic}重视不够，{a}处台账填写不完整，检查走过场。",
    "{topic}设施老化，已有{a}台超过使用年限，更换进度比计划慢{b}天。",
    "{topic}宣传形式单一，{a}个小组反映材料看不懂，参与面不宽。",
)
_PLANS = (
    "下一步补齐{a}处{topic}短板，修订制度{b}项，做到责任到人。",
    "计划在{a}个月内完成{topic}设施改造，并建立每{b}天一次的巡查制度。",
    "继续抓好{topic}培训，力争覆盖{a}个班组，形成长效机制。",
)
_WORDS = (
    "组织 宣传 检查 培训 整改 台账 走访 群众 安全 责任 制度 会议 方案 值班 演练 物资 设施 巡查 登记 考核"
    " 志愿 社区 学校 家长 居民 企业 环境 绿化 卫生 食堂 档案 信息 网络 服务 窗口 调解 信访 督导 帮扶 就业"
    " 经费 预算 采购 工程 道路 供水 电力 燃气 消防 防汛 应急 预警 排查 隐患 台风 暴雨 积水 树木 垃圾 分类"
).split()


def report_text(number: int, edition: int = 0) -> str:
    """The `number`th report; another `edition` is the same report written anew."""
    chance = random.Random(f"{number}/{edition}")
    place = _PLACES[number % len(_PLACES)]
    unit = f"{place}{_KINDS[number // len(_PLACES) % len(_KINDS)]}"
    topic = _TOPICS[number % len(_TOPICS)]

    def sentences(templates: tuple[str, ...], count: int) -> str:
        chosen = chance.sample(templates, count)
        return "".join(
            one.format(unit=unit, topic=topic, **{name: chance.randint(2, 998) for name in "abc"})
            for one in chosen
        )

    return "\n\n".join(
        [
            f"{unit}{2010 + number % 15}年{topic}工作总结",
            sentences(_OPENINGS, 1),
            "一、主要做法",
            sentences(_WORK, 2),
            "二、存在问题",
            sentences(_PROBLEMS, 1),
            "三、下一步打算",
            sentences(_PLANS, 1) + "\n",
        ]
    )


def yearly_text(family: int, year: int) -> str:
    """A report of a family: all of its years are nearly the same, and like no other family."""
    chance = random.Random(f"family {family}")
    unit = f"{_PLACES[family % len(_PLACES)]}{_KINDS[family % len(_KINDS)]}"

    def paragraph() -> str:
        return "".join(f"{''.join(chance.sample(_WORDS, 6))}，" for _ in range(5)).rstrip("，") + "。"

    headings = ("一、主要做法", "二、存在问题")
    parts = [line for heading in headings for line in (heading, paragraph())]
    return "\n\n".join([f"{unit}{year}年工作总结", f"{year}年，{paragraph()}", *parts]) + "\n"


def drifting_text(family: int, edition: int) -> str:
    """A report of a family that changes little by little: neighbours are alike, those far apart are not.

    Every two editions share title and year.
    """
    chance = random.Random(f"drift {family}")
    paragraphs = ["，".join("".join(chance.sample(_WORDS, 6)) for _ in range(3)) + "。" for _ in range(20)]
    title = f"{_PLACES[family % len(_PLACES)]}街道{2015 + edition // 2}年工作总结"
    return "\n\n".join([title, *paragraphs[edition : edition + 6]]) + "\n"


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a report of ours that are neither its title nor a heading."""
    return [line for line in text.split("\n")[1:] if line.endswith("。")]
