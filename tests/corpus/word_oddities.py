"""Word files whose headings are set in ways that Word allows and nobody would choose: lists of
their own for each level, fields for numbers, breaks inside a heading, titles as first heading."""

from __future__ import annotations

from dataclasses import replace

from corpus.word_headings import (
    BODY,
    BY_FONT,
    BY_STYLE,
    HEADINGS,
    PLAIN,
    USUAL,
    Look,
    Recipe,
    Style,
    W,
    box,
    cell,
    par,
    runs,
    styles,
    table,
    typed_contents,
    with_numbers,
    with_styles,
    written,
)  # fmt: skip

BOLD = replace(PLAIN, bold=True)


def list_each() -> tuple[str, bytes]:
    """One list a level, and below each heading a new one that begins at 1 again: as Word leaves
    it when every level was numbered with the button."""
    forms = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%1）"), ("decimal", "%1."))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
        for i, (form, pattern) in enumerate(forms, start=1)
    )
    lists += "".join(
        f'<w:num w:numId="{10 * level + n}"><w:abstractNumId w:val="{level}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for level in (1, 2, 3)
        for n in range(10)
    )
    return "word/numbering.xml", f'<w:numbering xmlns:w="{W}">{lists}</w:numbering>'.encode()


def of_own_list(level: int, heading: str, count: list[int]) -> str:
    number_id = 10 * level + (0 if level == 1 else count[-2] if level == 2 else count[-3])
    look = replace(PLAIN, numbered=0)
    return f"<w:p><w:pPr>{look.properties(number_id)}</w:pPr>{runs(heading, look)}</w:p>"


def broken(level: int, heading: str, count: list[int]) -> str:
    """A heading with a tab behind its number and a line break inside."""
    number = USUAL(count)
    half = len(heading) // 2
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{level}"/></w:pPr><w:r><w:t>{number}</w:t></w:r><w:r><w:tab/></w:r>'
        f"<w:r><w:t>{heading[:half]}</w:t><w:br/><w:t>{heading[half:]}</w:t></w:r></w:p>"
    )


def changed(level: int, heading: str, count: list[int]) -> str:
    """A heading of which half was put in and something taken out with changes tracked."""
    number = USUAL(count)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{level}"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Toc1"/>'
        f'<w:ins w:id="2" w:author="甲"><w:r><w:t>{number}{heading[:2]}</w:t></w:r></w:ins>'
        f'<w:del w:id="3" w:author="甲"><w:r><w:delText>旧的说法</w:delText></w:r></w:del>'
        f'<w:smartTag w:element="x"><w:r><w:t>{heading[2:]}</w:t></w:r></w:smartTag><w:bookmarkEnd w:id="1"/></w:p>'
    )


def by_field(level: int, heading: str, count: list[int]) -> str:
    """A number that a field draws: simple or in parts."""
    number = USUAL(count)
    parts = (
        f'<w:fldSimple w:instr=" SEQ s{level} \\* CHINESENUM3 "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        if level == 1
        else '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LISTNUM </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return f"<w:p><w:pPr/>{parts}{runs(heading, BOLD)}</w:p>"


def in_controls(level: int, heading: str, count: list[int]) -> str:
    """A heading whose letters stand in a content control within the paragraph."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{level}"/></w:pPr><w:sdt><w:sdtPr/><w:sdtContent>'
        f"<w:r><w:t>{USUAL(count)}{heading}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def by_letter_style(level: int, heading: str, count: list[int]) -> str:
    """Bold by a character style; the number stands outside it."""
    strong = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
    return f"<w:p><w:r>{strong}<w:t>{USUAL(count)}</w:t></w:r><w:r>{strong}<w:t>{heading}</w:t></w:r></w:p>"


def boxes_and_styles(level: int, heading: str, count: list[int]) -> str:
    """The first level as banners in text boxes, bold and numbered; the others as usual."""
    if level == 1:
        return f"<w:p>{box(par(USUAL(count) + heading, replace(BOLD, points=18)))}</w:p>"
    return par(USUAL(count) + heading, BOLD)


def bands(level: int, heading: str, count: list[int]) -> str:
    """The first level as a coloured band: a table of one cell with the heading alone."""
    if level == 1:
        return table((cell(par(USUAL(count) + heading, Look(style="1"))),))
    return par(USUAL(count) + heading, Look(style=str(level)))


def led(level: int, heading: str, count: list[int]) -> str:
    """Headings of lower levels lead their paragraph."""
    if level == 1:
        return par(USUAL(count) + heading, BY_FONT[0])
    text = BODY[count[-1] % len(BODY)]
    return f"<w:p>{runs(USUAL(count) + heading + '。', BY_FONT[1])}{runs(text, PLAIN)}</w:p>"


def plain_numbers(level: int, heading: str, count: list[int]) -> str:
    return par(USUAL(count) + heading + ("：" if level == 3 else ""), PLAIN)


SMALL_TITLES = (
    Style("b1", "小标题一", "a", "", "<w:b/><w:sz w:val='36'/>"),
    Style("b2", "小标题二", "a", "", "<w:b/><w:sz w:val='32'/>"),
    Style("b3", "小标题三", "b2", "", "<w:sz w:val='28'/>"),
)
ODD = (
    Recipe("a list for each level", (PLAIN,), drawn=USUAL, parts=(list_each(),), say=of_own_list),
    Recipe("breaks inside", (PLAIN,), USUAL, parts=(HEADINGS,), say=broken),
    Recipe("tracked changes", (PLAIN,), USUAL, parts=(HEADINGS,), say=changed),
    Recipe("numbers by fields", (PLAIN,), USUAL, say=by_field),
    Recipe("controls within", (PLAIN,), USUAL, parts=(HEADINGS,), say=in_controls),
    Recipe("bold by a letter style", (PLAIN,), USUAL, parts=(("word/styles.xml", styles().replace(
        b"</w:styles>", b'<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>')),),
        say=by_letter_style),
    Recipe("banners in boxes", (PLAIN,), USUAL, say=boxes_and_styles),
    Recipe("bands of one cell", (PLAIN,), USUAL, parts=(HEADINGS,), say=bands),
    Recipe("leads of lower levels", (PLAIN,), USUAL, say=led),
    Recipe("numbers alone, plain letters", (PLAIN,), written("{h}、", "（{h}）", "{d}."), say=plain_numbers),
    Recipe("styles that are only bold", tuple(Look(style=f"b{n}") for n in (1, 2, 3)), parts=(with_styles(*SMALL_TITLES),),
        body=Look(font="宋体", points=12)),
    Recipe("the title as the first heading", BY_STYLE[1:], parts=(HEADINGS,), title=Look(style="1"), emphasis=True),
    Recipe("the theme's font", tuple(Look(theme=True, points=p) for p in (16, 15, 14)), body=Look(font="宋体", points=12),
        parts=(("word/theme/theme1.xml", '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:font script="Hans" typeface="黑体"/></a:majorFont>'
        '</a:fontScheme></a:themeElements></a:theme>'.encode()),)),
    Recipe("lists of items that are no headings", BY_FONT, USUAL, items=replace(PLAIN, numbered=0), parts=(
        with_numbers(("decimal", "%1.")),)),
    Recipe("a contents typed without leaders", (BOLD,) * 3, USUAL, before=typed_contents(2, USUAL, "\u3000\u3000")),
    Recipe("styles named by WPS", tuple(Look(style=f"w{n}") for n in (1, 2, 3)), parts=(with_styles(*(
        Style(f"w{n}", f"标题 {n}", "a") for n in (1, 2, 3))),)),
)  # fmt: skip
