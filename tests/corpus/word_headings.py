"""Thirty Word files whose headings are made in the ways Word has, each with the tree that a
reader of the page sees; units and matters are invented.

Made before anybody looked at how the reader tells headings, so that it measures something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from corpus.wordxml import W, box, cell, table, word

Tree = list[tuple[int, str]]  # (level, number and heading as shown, without blanks)

TITLES = (
    "青禾镇中心小学2024年度安全工作总结",
    "柳塘街道2023年社区服务工作汇报",
    "银杏幼儿园2024年秋季学期保教工作计划",
    "临溪县图书馆关于全民阅读情况的调研报告",
)
# A line is a heading by its depth in marks; the rest of each section is text from BODY.
OUTLINES = (
    "#基本情况 #主要做法 ##健全责任体系 ##排查整治隐患 ###校舍与设施 ###食堂与饮水 ##开展教育演练 #存在的问题 ##人防力量不足 ##台账不够规范 #下一步打算",
    "#总体情况 ##队伍建设 ##阵地建设 #重点工作推进情况 ##便民服务 ###窗口提速 ###上门代办 ##矛盾调处 #困难与不足 #今后工作思路 ##充实力量 ##完善机制",
    "#指导思想 #目标任务 ##保育目标 ##教学目标 #具体措施 ##抓实一日常规 ##丰富区域活动 ###材料投放 ###观察记录 ##密切家园联系 #逐月安排",
    "#调研背景与方法 #阅读现状 ##设施分布 ##馆藏结构 ##活动开展 ###讲座与沙龙 ###流动书车 #问题与成因 ##经费来源单一 ##专业人员短缺 #对策建议 ##多元投入 ##培养馆员",
)
BODY = (
    "围绕年初确定的任务，各责任人逐项对照清单落实，每月底由办公室汇总进展并在例会上通报，未按期完成的说明原因。",
    "我们先后召开推进会和现场会，听取一线同志的意见，把反映集中的问题列入台账，明确专人跟进，办结后及时回访。",
    "通过走访和座谈了解到，多数群众对这项工作表示认可，同时希望进一步延长开放时间，增加周末的服务内容。",
    "对照上级要求还有差距，主要是人手偏紧、资料留存不全，个别环节衔接不够顺畅，需要在今后的工作中逐步加以解决。",
    "将把好的做法固定下来，形成长效机制，定期组织培训和检查，发现苗头性问题立即处理，确保各项安排落到实处。",
    "在经费有限的情况下，优先保障基础设施的维护和更新，其余项目分步实施，力求把每一笔钱用在刀刃上，让大家看得见变化。",
)
ITEMS = (
    "每天早晚各巡查一次，并做好登记；",
    "每周核对一次库存，及时补充短缺的物品；",
    "每月组织一次讲评，结果记入档案。",
)


@dataclass(frozen=True)
class Look:
    """How one paragraph is set: its style, outline level (from 1), list level (from 0), letters."""

    style: str = ""
    outline: int = 0
    numbered: int | None = None
    bold: bool = False
    font: str = ""
    points: float = 0
    centred: bool = False
    theme: bool = False
    colour: str = ""

    def letters(self) -> str:
        fonts = f'<w:rFonts w:eastAsia="{self.font}" w:hint="eastAsia"/>' if self.font else ""
        if self.theme:
            fonts = '<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia"/>'
        size = f'<w:sz w:val="{int(self.points * 2)}"/>' if self.points else ""
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        return fonts + ("<w:b/>" if self.bold else "") + colour + size

    def properties(self, number_id: int = 7) -> str:
        number = ""
        if self.numbered is not None:
            number = f'<w:numPr><w:ilvl w:val="{self.numbered}"/><w:numId w:val="{number_id}"/></w:numPr>'
        return (
            (f'<w:pStyle w:val="{self.style}"/>' if self.style else "")
            + number
            + ('<w:jc w:val="center"/>' if self.centred else "")
            + (f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else "")
        )


PLAIN = Look(font="仿宋_GB2312", points=16)
TITLE = Look(font="方正小标宋简体", points=22, centred=True)


def runs(text: str, look: Look) -> str:
    """The text in several runs, as Word leaves it after a few corrections."""
    cut = max(1, len(text) // 2) if len(text) > 6 else len(text)
    return "".join(
        f'<w:r><w:rPr>{look.letters()}</w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:cut], text[cut:])
        if part
    )


def par(text: str, look: Look = PLAIN) -> str:
    return f"<w:p><w:pPr>{look.properties()}</w:pPr>{runs(text, look)}</w:p>"


@dataclass(frozen=True)
class Style:
    """A paragraph style of the file: `inside` is what stands in it after its name."""

    id: str
    name: str
    based: str = ""
    properties: str = ""
    letters: str = ""


def styles(*named: Style) -> bytes:
    inside = "".join(
        f'<w:style w:type="paragraph" w:styleId="{s.id}"><w:name w:val="{s.name}"/>'
        + (f'<w:basedOn w:val="{s.based}"/>' if s.based else "")
        + f"<w:pPr>{s.properties}</w:pPr><w:rPr>{s.letters}</w:rPr></w:style>"
        for s in (Style("a", "Normal"), *named)
    )
    return f'<w:styles xmlns:w="{W}">{inside}</w:styles>'.encode()


HEADING_STYLES = tuple(Style(str(n), f"heading {n}", "a") for n in range(1, 5))


def numbering(*levels: tuple[str, str], start: int = 1, legal: bool = False, styled: bool = False) -> bytes:
    """A word/numbering.xml of one list: (format, pattern) from the top level on."""
    inside = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start if i == 0 else 1}"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{i + 1}"/>' if styled else "")
        + ("<w:isLgl/>" if legal and i else "")
        + f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (form, pattern) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">{inside}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    ).encode()


HAN = "一二三四五六七八九"
Numberer = Callable[[list[int]], str]


def written(*patterns: str) -> Numberer:
    """Numbers by level: {h} 一, {t} 甲, {f} 壹, {c} ㊀, {o} ①, {p} ⑴, {k} ㈠, {r} Ⅰ, {l} A, {d} 1, {all} 1.2.3."""

    def number(count: list[int]) -> str:
        n = count[-1] - 1
        return patterns[len(count) - 1].format(
            h=HAN[n], t="甲乙丙丁戊己"[n], f="壹贰叁肆伍陆"[n], c="㊀㊁㊂㊃㊄㊅"[n], o="①②③④⑤⑥"[n], k="㈠㈡㈢㈣㈤㈥"[n],
            p="⑴⑵⑶⑷⑸⑹"[n], r="ⅠⅡⅢⅣⅤⅥ"[n], roman=("I", "II", "III", "IV", "V", "VI")[n], l="ABCDEF"[n],
            z="子丑寅卯辰巳"[n], g="１２３４５６"[n], d=n + 1, all=".".join(map(str, count)),
        )  # fmt: skip

    return number


NO_NUMBER = written("", "", "", "")


def sections(outline: str) -> Iterator[tuple[int, str, list[int]]]:
    """(level, heading, counts down to it) of an outline."""
    count: list[int] = []
    for mark in outline.split():
        heading = mark.lstrip("#")
        level = len(mark) - len(heading)
        count = [*count[:level], *[0] * (level - len(count))]
        count[level - 1] += 1
        yield level, heading, list(count)


@dataclass(frozen=True)
class Made:
    """A file of its own making and the headings that a reader of the page sees in it."""

    name: str
    data: bytes
    tree: Tree


@dataclass(frozen=True)
class Recipe:
    """How a file is made: whose numbers are typed, whose drawn by Word, how levels look."""

    name: str
    looks: tuple[Look, ...]
    typed: Numberer = NO_NUMBER
    drawn: Numberer = NO_NUMBER
    parts: tuple[tuple[str, bytes], ...] = ()
    title: Look = TITLE
    before: tuple[str, ...] = ()
    items: Look | None = None
    wrap: Callable[[str], str] = lambda paragraph: paragraph
    whole: Callable[[list[str]], list[str]] = lambda paragraphs: paragraphs
    lead: bool = False
    body: Look = PLAIN
    gap: str = ""
    emphasis: bool = False
    say: Callable[[int, str, list[int]], str] | None = None


def made(recipe: Recipe, index: int) -> Made:
    outline, title = OUTLINES[index % 4], TITLES[index % 4]
    body = [par("根据工作安排，现将有关情况报告如下。", recipe.body)]
    tree: Tree = []
    for at, (level, heading, count) in enumerate(sections(outline)):
        look = recipe.looks[min(level, len(recipe.looks)) - 1]
        shown = recipe.typed(count) + recipe.gap + heading
        tree.append((level, (recipe.drawn(count) + shown).replace(" ", "")))
        text = BODY[(at + index) % len(BODY)]
        if recipe.say:
            body += [recipe.say(level, heading, count), par(text, recipe.body)]
        elif recipe.lead and level == 2:
            body.append(
                f"<w:p><w:pPr>{look.properties()}</w:pPr>{runs(shown + '。', look)}{runs(text, recipe.body)}</w:p>"
            )
        else:
            body.append(recipe.wrap(par(shown, look)))
            body.append(par(text, recipe.body))
        if recipe.items and at == 2:
            body.extend(
                par(f"（{n}）{item}" if recipe.items.numbered is None else item, recipe.items)
                for n, item in enumerate(ITEMS, start=1)
            )
        if recipe.emphasis and at in (1, 4):
            body.append(par(BODY[(at + 3) % len(BODY)], replace(recipe.body, bold=True)))
    body += [par(TITLES[index % 4][:5], recipe.body), par("2024年12月20日", recipe.body)]
    paragraphs = [par(title, recipe.title), *recipe.before, *recipe.whole(body)]
    return Made(recipe.name, word(*paragraphs, parts=dict(recipe.parts)), tree)


def with_styles(*named: Style) -> tuple[str, bytes]:
    return ("word/styles.xml", styles(*named))


def with_numbers(
    *levels: tuple[str, str], start: int = 1, legal: bool = False, styled: bool = False
) -> tuple[str, bytes]:
    return ("word/numbering.xml", numbering(*levels, start=start, legal=legal, styled=styled))


BY_STYLE = tuple(Look(style=str(n)) for n in range(1, 5))
BY_OUTLINE = tuple(replace(PLAIN, outline=n) for n in range(1, 4))
BY_LIST = tuple(replace(PLAIN, numbered=n) for n in range(3))
BY_STYLE_LIST = tuple(Look(style=str(n), numbered=n - 1) for n in range(1, 4))
BY_FONT = (
    Look(font="黑体", points=16),
    Look(font="楷体_GB2312", points=16),
    replace(PLAIN, bold=True),
)
BY_SIZE = (Look(font="宋体", points=18), Look(font="宋体", points=15), Look(font="宋体", points=13))
SMALL = Look(font="宋体", points=12)
USUAL = written("{h}、", "（{h}）", "{d}.")
HEADINGS = with_styles(*HEADING_STYLES)


def control(paragraph: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="标题"/></w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>'
    )


def boxed(paragraph: str) -> str:
    return f"<w:p>{box(paragraph)}</w:p>"


def in_one_cell(paragraphs: list[str]) -> list[str]:
    return [table((cell(*paragraphs),))]


def in_rows(paragraphs: list[str]) -> list[str]:
    """A frame of one column, a row for some paragraphs each, as minutes and forms are laid out."""
    return [table(*((cell(*paragraphs[i : i + 5]),) for i in range(0, len(paragraphs), 5)))]


def typed_contents(index: int, number: Numberer, leader: str) -> tuple[str, ...]:
    """A table of contents somebody typed: heading, leader, page."""
    lines = [
        par(f"{number(count)}{heading}{leader}{at // 2 + 1}")
        for at, (_, heading, count) in enumerate(sections(OUTLINES[index % 4]))
    ]
    return (par("目  录", Look(font="黑体", points=16, centred=True)), *lines)


def field_contents(index: int, number: Numberer) -> tuple[str, ...]:
    """Word's own table of contents: a field over several paragraphs, in a content control."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3" \\h</w:instrText></w:r>'
    )
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lines = [
        f'<w:p>{begin if at == 0 else ""}<w:hyperlink w:anchor="_Toc{at}"><w:r><w:t>{number(count)}{heading}</w:t></w:r>'
        f"<w:r><w:tab/></w:r><w:r><w:t>{at // 2 + 1}</w:t></w:r></w:hyperlink></w:p>"
        for at, (_, heading, count) in enumerate(sections(OUTLINES[index % 4]))
    ]
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return (*lines, end)


CHINESE = ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")
RECIPES = (
    Recipe("styles, numbers typed", BY_STYLE, USUAL, parts=(HEADINGS,)),
    Recipe("styles without numbers", BY_STYLE, parts=(HEADINGS,), emphasis=True),
    Recipe("own styles based on headings", tuple(Look(style=f"own{n}") for n in (1, 2, 3)), parts=(
        with_styles(*HEADING_STYLES, *(Style(f"own{n}", f"本单位标题{'一二三'[n - 1]}", str(n)) for n in (1, 2, 3))),)),
    Recipe("own styles with outline level", tuple(Look(style=f"o{n}") for n in (1, 2, 3)), parts=(with_styles(*(
        Style(f"o{n}", f"章节{n}", "a", f'<w:outlineLvl w:val="{n - 1}"/>') for n in (1, 2, 3))),)),
    Recipe("outline level of the paragraph", BY_OUTLINE, items=PLAIN),
    Recipe("bold alone", (replace(PLAIN, bold=True),) * 3, USUAL, emphasis=True),
    Recipe("bold and larger, no numbers", tuple(replace(PLAIN, bold=True, points=p) for p in (18, 17, 16.5))),
    Recipe("fonts of official papers", BY_FONT, USUAL),
    Recipe("fonts alone, no numbers", BY_FONT),
    Recipe("sizes alone", BY_SIZE, body=SMALL),
    Recipe("list of Chinese numbers", BY_LIST, drawn=USUAL, parts=(with_numbers(*CHINESE),)),
    Recipe("heading styles numbered 1.1.1", BY_STYLE, drawn=written("{all}", "{all}", "{all}"), parts=(
        with_styles(*(Style(str(n), f"heading {n}", "a",
            f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="7"/></w:numPr>') for n in (1, 2, 3))),
        with_numbers(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), styled=True))),
    Recipe("Roman, letters, figures", BY_STYLE_LIST, drawn=written("{roman}.", "{l}.", "{d}."), parts=(
        HEADINGS, with_numbers(("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3.")))),
    Recipe("甲 drawn", BY_LIST, drawn=written("{t}、", "（{h}）", "{d}、"), parts=(with_numbers(
        ("ideographTraditional", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3、")),)),
    Recipe("壹 drawn", BY_LIST, drawn=written("{f}、", "{h}、", "（{h}）"), parts=(with_numbers(
        ("chineseLegalSimplified", "%1、"), ("chineseCounting", "%2、"), ("japaneseCounting", "（%3）")),)),
    Recipe("子 drawn", BY_STYLE_LIST, drawn=written("{z}、", "{d}、", "{o}"), parts=(HEADINGS, with_numbers(
        ("ideographZodiac", "%1、"), ("decimal", "%2、"), ("decimalEnclosedCircle", "%3")))),
    Recipe("㊀ drawn below 一、", BY_LIST, drawn=written("{h}、", "{c}", "{o}"), parts=(with_numbers(
        ("chineseCounting", "%1、"), ("ideographEnclosedCircle", "%2"), ("decimalEnclosedCircleChinese", "%3")),)),
    Recipe("甲 typed", (Look(font="黑体", points=16), PLAIN, PLAIN), written("{t}、", "（{h}）", "{d}.")),
    Recipe("壹 typed, spaced", (replace(PLAIN, bold=True), PLAIN, PLAIN), written("{f}、", "{h}、", "（{h}）"), gap=" "),
    Recipe("㊀ typed below 一、", (PLAIN,) * 3, written("{h}、", "{c}", "{p}")),
    Recipe("chapters typed", (Look(font="黑体", points=18, centred=True), Look(font="黑体", points=16, centred=True), PLAIN),
        written("第{h}章", "第{h}节", "{h}、"), gap=" "),
    Recipe("chapters drawn", BY_STYLE_LIST, drawn=written("第{h}章", "第{h}节", "{h}、"), parts=(HEADINGS, with_numbers(
        ("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2节"), ("chineseCountingThousand", "%3、")))),
    Recipe("decimals typed, full-width top", (replace(PLAIN, bold=True),) * 3, written("{g}．", "{all}", "{all}")),
    Recipe("㈠ below 一、, a colour for headings", (Look(font="宋体", points=16, colour="C00000"),) * 3,
        written("{h}、", "{k}", "{d}、")),
    Recipe("styles in one cell", BY_STYLE, USUAL, parts=(HEADINGS,), whole=in_one_cell),
    Recipe("bold in rows of a frame", (replace(PLAIN, bold=True),) * 3, USUAL, whole=in_rows),
    Recipe("headings in text boxes", BY_STYLE, USUAL, parts=(HEADINGS,), wrap=boxed),
    Recipe("headings in content controls", (replace(BY_FONT[0], outline=1), replace(BY_FONT[1], outline=2), PLAIN), USUAL,
        wrap=control),
    Recipe("mixed, with a typed contents", (Look(style="1"), replace(PLAIN, bold=True), PLAIN),
        written("", "（{h}）", "{d}."), parts=(HEADINGS,), before=typed_contents(0, written("", "（{h}）", "{d}."), "……………"),
        emphasis=True),
    Recipe("Word's contents, legal numbers, leads", (Look(style="1", numbered=0), Look(style="", numbered=1, bold=True), PLAIN),
        written("", "", "({d})"), drawn=written("第{h}部分", "{all}", ""), parts=(HEADINGS, with_numbers(
        ("chineseCounting", "第%1部分"), ("decimal", "%1.%2"), legal=True)),
        before=field_contents(1, written("第{h}部分", "{all}", "")), lead=True, title=Look(style="t", points=22)),
)  # fmt: skip


def files(recipes: tuple[Recipe, ...] = RECIPES) -> Iterator[Made]:
    for index, recipe in enumerate(recipes):
        yield made(recipe, index)
