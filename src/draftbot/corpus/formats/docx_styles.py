"""What the styles of a Word file say of its paragraphs and letters."""

from __future__ import annotations

import re

from lxml import etree

from draftbot.corpus.formats.docx_numbers import W, attribute
from draftbot.corpus.formats.docx_xml import StyleChains, outline_level, style_name
from draftbot.corpus.formats.found import Looks
from draftbot.corpus.lines import TITLE_STYLE

_STYLE_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题", "標題")
_CONTENTS_NAME = re.compile(r"(?:toc|目录|目錄)\s*(?:\d|heading|标题)$|table of figures$")
_CAPTION_NAMES = ("caption", "题注", "題注")
_OFF = ("0", "false", "off", "none")
_NO_TEXT = ("vanish", "strike", "dstrike")


class Styles(StyleChains):
    """What each paragraph style says about headings, numbering and letters."""

    def of_paragraph(self, paragraph: etree._Element) -> tuple[str, int | None, etree._Element | None]:
        """(id of its style, heading level or None, its w:numPr or None)."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", None, None
        style = properties.find(f"{W}pStyle")
        style_id = attribute(style, "val") if style is not None else ""
        outline = properties.find(f"{W}outlineLvl")
        level = outline_level(outline) if outline is not None else self.level(style_id)
        numbering = properties.find(f"{W}numPr")
        return style_id, level, numbering if numbering is not None else self.numbering(style_id)

    def level(self, style_id: str) -> int | None:
        """`TITLE_STYLE`, a heading level 1–9, or None for a body style."""
        for style in self.chain(style_id):
            name = style_name(style)
            if name in _TITLE_NAMES:
                return TITLE_STYLE
            named = _STYLE_NAME.match(name)
            if named:
                return int(named[1])
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return outline_level(outline)
        return None

    def numbering(self, style_id: str) -> etree._Element | None:
        """The w:numPr a style brings along, or None."""
        for style in self.chain(style_id):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
        return None

    def is_contents(self, style_id: str) -> bool:
        """Whether a style is one of a table of contents."""
        return any(_CONTENTS_NAME.match(style_name(style)) for style in self.chain(style_id))

    def is_caption(self, style_id: str) -> bool:
        """Whether a style is that of what says what a picture or a table shows."""
        return any(style_name(style) in _CAPTION_NAMES for style in self.chain(style_id))

    def hides(self, properties: etree._Element | None, style_id: str = "") -> bool:
        """Whether letters with these w:rPr, or of this style, are not shown, or are struck out."""
        found = (self._letters(properties, style_id, name) for name in _NO_TEXT)
        return any(one is not None and attribute(one, "val") not in _OFF for one in found)

    def looks(self, paragraph: etree._Element, style_id: str) -> Looks:
        """How a paragraph's letters are set, as far as they all are set alike."""
        alignment = paragraph.find(f"{W}pPr/{W}jc")
        side = attribute(alignment, "val") if alignment is not None else ""
        is_aside, is_centred = side in ("center", "right", "end"), side == "center"
        runs = [
            run
            for run in paragraph.iter(f"{W}r")
            if any((t.text or "").strip() for t in run.findall(f"{W}t"))
        ]
        set_ways = {self._set_way(run.find(f"{W}rPr"), style_id) for run in runs}
        if not set_ways:
            return Looks(is_aside=is_aside, is_centred=is_centred)
        bold = all(way[0] for way in set_ways)
        faces, sizes = {way[1] for way in set_ways}, {way[2] for way in set_ways}
        return Looks(
            bold,
            faces.pop() if len(faces) == 1 else "",
            sizes.pop() if len(sizes) == 1 else 0,
            is_aside,
            is_centred,
        )

    def _set_way(self, properties: etree._Element | None, style_id: str) -> tuple[bool, str, int]:
        bold = self._letters(properties, style_id, "b")
        fonts = self._letters(properties, style_id, "rFonts")
        size = self._letters(properties, style_id, "sz")
        said = attribute(size, "val") if size is not None else ""
        return (
            bold is not None and attribute(bold, "val") not in _OFF,
            attribute(fonts, "eastAsia") if fonts is not None else "",
            int(said) if said.isdecimal() and len(said) < 5 else 0,
        )

    def _letters(self, properties: etree._Element | None, style_id: str, name: str) -> etree._Element | None:
        """What w:rPr, its character style or the paragraph's style say of one property."""
        if properties is not None:
            found = properties.find(W + name)
            if found is not None:
                return found
            character = properties.find(f"{W}rStyle")
            if character is not None:
                for style in self.chain(attribute(character, "val")):
                    found = style.find(f"{W}rPr/{W}{name}")
                    if found is not None:
                        return found
        for style in self.chain(style_id):
            found = style.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return found
        return None
