"""The page of GB/T 9704-2012 in numbers, and an empty Word file that has it.

Millimetres of the standard become twips (1/20 pt, 1/1440 inch), Word's unit.
The file is built from nothing instead of from python-docx's template, which
brings blue headings, table styles and a thumbnail along.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from draftbot.export.footnotes import footnote_settings, footnotes_part

TWIPS_PER_MM = 1440 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = round(210 * TWIPS_PER_MM), round(297 * TWIPS_PER_MM)
TOP, BOTTOM = round(37 * TWIPS_PER_MM), round(35 * TWIPS_PER_MM)
LEFT, RIGHT = round(28 * TWIPS_PER_MM), round(26 * TWIPS_PER_MM)
LINES, CHARS = 22, 28
BODY_POINTS, TITLE_POINTS, FOOTER_POINTS, SOURCE_POINTS, NOTE_POINTS = 16, 22, 14, 12, 9

# 22 whole lines fit 225 mm at 28.95 pt. The 29.5 pt one reads of count 21
# pitches and one bare character, which Word does not do.
LINE_PITCH = (PAGE_HEIGHT - TOP - BOTTOM) // LINES
# 28 characters of 16 pt are 448 pt, the text area is 442 pt wide: the grid
# takes 0.2 pt off each. In 1/4096 pt, as w:charSpace wants it.
CHAR_PITCH = (PAGE_WIDTH - LEFT - RIGHT) / CHARS
CHAR_SPACE = round((CHAR_PITCH / 20 - BODY_POINTS) * 4096) - 1
# LibreOffice gives a 16 pt character in a 15.8 pt grid two cells. So the grid is
# declared (Word's page set-up shows 22 × 28) but the text does not snap to it:
# exact line pitch and this tightening, in twips, put each character in its place.
# One twip more than the width asks for, or LibreOffice's rounding pushes out the 28th.
TIGHTENING = math.floor(CHAR_PITCH - BODY_POINTS * 20) - 1
# The dash of — 1 — stands 7 mm below the text; it is in the middle of a 16 pt line.
FOOTER_LINE = 320
FOOTER_DISTANCE = BOTTOM - round(7 * TWIPS_PER_MM) - FOOTER_LINE // 2

TITLE_FONT, BODY_FONT, KAI_FONT, HEI_FONT, SONG_FONT = (
    "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体",
)  # fmt: skip
# Word takes the first of these that is installed where the named font is not.
_FALLBACKS = {
    TITLE_FONT: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,小标宋,宋体,SimSun,Songti SC,Noto Serif CJK SC",
    BODY_FONT: "仿宋,FangSong,FangSong_GB2312,STFangsong,华文仿宋,方正仿宋_GBK,Noto Serif CJK SC",
    KAI_FONT: "楷体,KaiTi,KaiTi_GB2312,STKaiti,华文楷体,方正楷体_GBK,Noto Serif CJK SC",
    HEI_FONT: "SimHei,STHeiti,方正黑体_GBK,Heiti SC,Noto Sans CJK SC",
    SONG_FONT: "SimSun,STSong,Songti SC,Noto Serif CJK SC",
}

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style. `paragraph` and `size` (points) say only what differs
    from the style it is based on."""

    id: str
    name: str
    font: str = ""
    size: int = 0
    paragraph: str = ""
    based_on: str = "a"
    next: str = ""
    outline_level: int | None = None

    def xml(self) -> str:
        outline = "" if self.outline_level is None else f'<w:outlineLvl w:val="{self.outline_level}"/>'
        size = f'<w:sz w:val="{self.size * 2}"/><w:szCs w:val="{self.size * 2}"/>' if self.size else ""
        font = _fonts(self.font) if self.font else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based_on}"/><w:next w:val="{self.next or self.id}"/><w:qFormat/>'
            f"<w:pPr>{self.paragraph}{outline}</w:pPr><w:rPr>{font}{size}</w:rPr></w:style>"
        )


_TWO_CHARS = f'w:firstLineChars="200" w:firstLine="{round(2 * CHAR_PITCH)}"'
_BODY_INDENT = f"<w:ind {_TWO_CHARS}/>"
_NOTE_LINES = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="exact"/><w:jc w:val="left"/>'
_STYLES = (
    _Style(
        "Title", "Title", TITLE_FONT, TITLE_POINTS, '<w:keepNext/><w:jc w:val="center"/>', next="BodyText",
    ),
    _Style("Salutation", "Salutation", next="BodyText"),
    _Style("BodyText", "Body Text", paragraph=_BODY_INDENT),
    *(
        _Style(
            f"Heading{level}", f"heading {level}", font,
            paragraph=f'<w:keepNext/>{_BODY_INDENT}<w:jc w:val="left"/>',
            next="BodyText", outline_level=level - 1,
        )
        for level, font in enumerate((HEI_FONT, KAI_FONT, BODY_FONT, BODY_FONT), 1)
    ),
    _Style("Attachment", "附件", paragraph='<w:jc w:val="left"/>'),
    _Style("Signature", "Signature", paragraph='<w:keepNext/><w:jc w:val="left"/>', next="Date"),
    _Style("Date", "Date", paragraph='<w:jc w:val="left"/>'),
    _Style(
        "Source", "参考来源", BODY_FONT, SOURCE_POINTS,
        '<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:line="400" w:lineRule="exact"/>'
        '<w:jc w:val="left"/>',
    ),
    _Style("Excerpt", "参考段落", paragraph='<w:ind w:left="480"/>', based_on="Source"),
    _Style("FootnoteText", "footnote text", size=NOTE_POINTS, paragraph=_NOTE_LINES),
    _Style("CommentText", "annotation text", size=NOTE_POINTS, paragraph=_NOTE_LINES),
    _Style(
        "Footer", "footer", SONG_FONT, FOOTER_POINTS,
        f'<w:snapToGrid w:val="0"/><w:spacing w:line="{FOOTER_LINE}" w:lineRule="exact"/>',
    ),
)  # fmt: skip


# The marks that point to notes: raised numbers, and the handle of a comment.
_MARKS = "".join(
    f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="a0"/>'
    f"<w:rPr>{look}</w:rPr></w:style>"
    for id_, name, look in (
        ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        ("CommentReference", "annotation reference", '<w:sz w:val="21"/><w:szCs w:val="21"/>'),
    )
)


def empty_document(footnotes: Sequence[str] = ()) -> bytes:
    """A .docx without text: page, grid, styles, fonts with fallbacks, page numbers,
    and `footnotes` that wait for their marks, numbered from 1."""
    parts = {
        "[Content_Types].xml": _content_types(has_footnotes=bool(footnotes)),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"), ("footer", "footer2.xml"),
            *([("footnotes", "footnotes.xml")] if footnotes else ()),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(footnote_settings() if footnotes else ""),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer("right", "right"),
        "word/footer2.xml": _footer("left", "left"),
    }  # fmt: skip
    if footnotes:
        parts["word/footnotes.xml"] = footnotes_part(footnotes, _W)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)
    return stream.getvalue()


def _fonts(name: str) -> str:
    """One font for Chinese and Latin alike: with another for Latin, “ ” turn narrow."""
    names = "".join(f' w:{script}="{name}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia"{names}/>'


def _document() -> str:
    return (
        f"<w:document {_W} {_R}><w:body><w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="851" w:footer="{FOOTER_DISTANCE}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH}" w:charSpace="{CHAR_SPACE}"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _styles() -> str:
    size = BODY_POINTS * 2
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FONT)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE_PITCH}"'
        ' w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{_fonts(BODY_FONT)}<w:snapToGrid w:val="0"/><w:color w:val="000000"/>'
        f'<w:spacing w:val="{TIGHTENING}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + "".join(style.xml() for style in _STYLES)
        + _MARKS
        + "</w:styles>"
    )


def _settings(notes: str) -> str:
    """Odd and even pages differ; the East Asian line breaking and spacing of Word 2013 on."""
    flags = (
        "spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone", "ulTrailSpace",
        "doNotExpandShiftReturn", "adjustLineHeightInTable", "useFELayout",
    )  # fmt: skip
    compat = "".join(f"<w:{flag}/>" for flag in flags)
    word = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        f'<w:drawingGridVerticalSpacing w:val="{LINE_PITCH // 2}"/>'
        f'<w:characterSpacingControl w:val="compressPunctuation"/>{notes}<w:compat>{compat}'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, others in _FALLBACKS.items()
        for family in ("swiss" if name == HEI_FONT else "roman",)
    )
    return f"<w:fonts {_W}>{fonts}</w:fonts>"


def _footer(side: str, indent: str) -> str:
    """— 1 — one character in from `side`."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{indent}="{FOOTER_POINTS * 20}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p></w:ftr>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'


def _content_types(*, has_footnotes: bool) -> str:
    kinds = {
        "document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable",
        "footer1": "footer", "footer2": "footer",
    }  # fmt: skip
    if has_footnotes:
        kinds["footnotes"] = "footnotes"
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
