"""Outline files: YAML or plain text with 公文 numbering, read into an Outline.

The built-in outlines of `prompts/outlines/` and an outline a user brings are
written the same way; only the built-in ones need 别名 and 占比 everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from draftbot.chinese.enumerators import Nesting, parse_number, parse_outline_lines
from draftbot.chinese.numerals import HAN_DIGITS, integer_in
from draftbot.corpus.roles import role_of
from draftbot.domain import Outline, OutlineSection, Role
from draftbot.messages import Message, quoted
from draftbot.outlines.keys import (
    DOCUMENT_KEYS,
    DOCUMENT_WORDS,
    ROLE_NAMES,
    ROLE_WORDS,
    SECTION_KEYS,
    SECTION_WORDS,
)
from draftbot.outlines.validation import Faults, check_sections
from draftbot.prompt_files.yaml_text import BrokenYamlError, Value, dump_yaml, read_yaml

_YES_NO = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False, "": False}
_LOOKS_LIKE_YAML = re.compile(
    rf"^(?:-[ \t]|---|[\[{{]|(?:{'|'.join(DOCUMENT_KEYS)})[ \u3000]*[:：])", re.MULTILINE | re.IGNORECASE
)
_BULLET = re.compile(r"^[ \t\u3000]*[-–—•·●*▪][ \t\u3000]*", re.MULTILINE)
_LENGTH = (
    r"(?:约|大约|不超过|控制在)?\s*(\d{1,7})(?:\s*[-—–~～至到]\s*(\d{1,7}))?\s*字(?:左右|以内|以上|上下)?"
)
_TRAILING_LENGTH = re.compile(rf"[\s，,：:]*(?:[（(]\s*{_LENGTH}\s*[）)]|{_LENGTH})$")
_SALUTATION_END = ("：", ":")
_CLOSING_FORMULA = re.compile(r"^(?:特此|以上(?:报告|汇报|述职|情况)|专此)")


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """What an outline file says. `outline.genre` is "" when it names none;
    `fields` are the fields of Outline that it sets, be it to nothing.
    `told_roles` says for each section whether the file (not just the heading)
    tells its role. `title` is the report's title when the file has one."""

    outline: Outline
    fields: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    told_roles: tuple[bool, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    section: OutlineSection
    told_role: bool = False


def read_outline_file(text: str) -> OutlineFile:
    """The outline `text` describes, in YAML or as one heading a line.

    Raises BadOutline naming every fault.
    """
    faults = Faults()
    file = _from_yaml(text, faults) if _LOOKS_LIKE_YAML.search(text) else _from_lines(text)
    check_sections(file.outline.sections, faults)
    faults.raise_if_any()
    return file


def write_outline(outline: Outline) -> str:
    """`outline` as YAML that reads back as the same outline; empty parts are left out."""
    word, of_section = DOCUMENT_WORDS, SECTION_WORDS
    document: dict[str, Value] = {}
    if outline.genre:
        document[word["genre"]] = outline.genre
    document[word["first_person"]] = "是" if outline.first_person else "否"
    if outline.length:
        document[word["length"]] = str(outline.length)
    document[word["opening"]] = outline.opening
    document[word["closing"]] = outline.closing
    sections: list[Value] = []
    for section in outline.sections:
        entry: dict[str, Value] = {
            of_section["heading"]: section.heading,
            of_section["level"]: str(section.level),
            of_section["role"]: ROLE_WORDS[section.role],
        }
        if section.purpose:
            entry[of_section["purpose"]] = section.purpose
        if section.share:
            entry[of_section["share"]] = f"{section.share:.1%}".replace(".0%", "%")
        if section.length:
            entry[of_section["length"]] = str(section.length)
        if section.cues:
            entry[of_section["cues"]] = list(section.cues)
        sections.append(entry)
    document[word["sections"]] = sections
    return dump_yaml(document)


def split_length(heading: str) -> tuple[str, int | None]:
    """A heading and the length written after it (基本情况 800字 → 基本情况, 800);
    a range gives its middle."""
    match = _TRAILING_LENGTH.search(heading)
    if not match or not heading[: match.start()].strip():
        return heading.strip(), None
    low, high, low_bare, high_bare = match.groups()
    return heading[: match.start()].strip(), _middle(low or low_bare, high or high_bare)


def _middle(low: str, high: str | None) -> int:
    return (int(low) + int(high)) // 2 if high else int(low)


# -- YAML --------------------------------------------------------------------


def _from_yaml(text: str, faults: Faults) -> OutlineFile:
    try:
        value = read_yaml(text, {**DOCUMENT_KEYS, **SECTION_KEYS})
    except BrokenYamlError as exc:
        faults.add(exc.reason)
        faults.raise_if_any(exc)
        raise
    if not isinstance(value, dict):
        value = {DOCUMENT_WORDS["sections"]: value}
    fields = _known_fields(value, DOCUMENT_KEYS, faults)
    entries = list(_entries(fields.get("sections", []), 1, Nesting(), faults))
    genre, opening, closing = (_text(fields, key, faults) for key in ("genre", "opening", "closing"))
    outline = Outline(
        genre=genre,
        sections=tuple(entry.section for entry in entries),
        opening=opening,
        closing=closing,
        first_person=_yes_no(_text(fields, "first_person", faults), faults),
        length=_length(_text(fields, "length", faults), Message("outlines.whole"), faults),
    )
    return OutlineFile(
        outline,
        frozenset(fields),
        _texts(fields.get("aliases", [])),
        tuple(entry.told_role for entry in entries),
        _text(fields, "title", faults),
    )


def _known_fields(value: dict[str, Value], keys: Mapping[str, str], faults: Faults) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for key, item in value.items():
        name = keys.get(key.lower())
        if name is None:
            faults.add(Message("outlines.unknown_key", key=key, **known_keys(keys)))
        elif name in fields:
            faults.add(Message("outlines.key_twice", key=key))
        else:
            fields[name] = item
    return fields


def known_keys(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What may be written, in Chinese (`known`) and in Latin letters (`latin`)."""
    every = tuple(keys)
    return {
        "known": tuple(key for key in every if not key.isascii()),
        "latin": tuple(key for key in every if key.isascii()),
    }


def _entries(value: Value, level: int, nesting: Nesting, faults: Faults) -> list[_Entry]:
    """The sections of a list, of a mapping heading → length, or of lines, flattened."""
    if isinstance(value, str):
        sections = _from_lines(value).outline.sections if value.strip() else ()
        return [_Entry(section) for section in sections]
    items = [{key: item} for key, item in value.items()] if isinstance(value, dict) else value
    entries: list[_Entry] = []
    for item in items:
        if isinstance(item, str):
            entries.append(_Entry(_section({"heading": item}, level, nesting, faults)))
        elif isinstance(item, list):
            entries.extend(_entries(item, level + 1, Nesting(), faults))
        else:
            entries.extend(_entry_of_mapping(item, level, nesting, faults))
    return entries


def _entry_of_mapping(item: dict[str, Value], level: int, nesting: Nesting, faults: Faults) -> list[_Entry]:
    if len(item) == 1 and not set(map(str.lower, item)) & set(SECTION_KEYS):
        # “- 基本情况: 500” and “- 主要做法: [一项, 另一项]” are what people write first.
        heading, content = next(iter(item.items()))
        key = "length" if isinstance(content, str) else "sections"
        item = {"heading": heading, key: content}
    fields = _known_fields(item, SECTION_KEYS, faults)
    section = _section(fields, level, nesting, faults)
    below = _entries(fields.get("sections", []), section.level + 1, Nesting(), faults)
    return [_Entry(section, told_role=bool(fields.get("role"))), *below]


def _section(fields: dict[str, Value], level: int, nesting: Nesting, faults: Faults) -> OutlineSection:
    written = _text(fields, "heading", faults)
    number = parse_number(written)
    heading, length = split_length(written[number.end :] if number else written)
    given_level = _text(fields, "level", faults)
    if given_level:
        level = _level(given_level, heading, faults)
    elif number:
        level += nesting.place(number) - 1
    return OutlineSection(
        heading=heading,
        level=level,
        purpose=_text(fields, "purpose", faults),
        length=_length(_text(fields, "length", faults), quoted(heading), faults) or length,
        cues=_texts(fields.get("cues", [])),
        role=_role(_text(fields, "role", faults), heading, faults),
        share=_share(_text(fields, "share", faults), heading, faults),
    )


def _text(fields: dict[str, Value], key: str, faults: Faults) -> str:
    value = fields.get(key, "")
    if isinstance(value, str):
        return value.strip()
    faults.add(Message("outlines.one_value", key=key))
    return ""


def _texts(value: Value) -> tuple[str, ...]:
    parts = re.split(r"[、,，;；\n]", value) if isinstance(value, str) else list(value)
    return tuple(part.strip() for part in parts if isinstance(part, str) and part.strip())


def _yes_no(text: str, faults: Faults) -> bool:
    if text.lower() not in _YES_NO:
        faults.add(Message("outlines.not_yes_or_no", text=text))
    return _YES_NO.get(text.lower(), False)


def _length(text: str, where: Message, faults: Faults) -> int | None:
    match = re.fullmatch(_LENGTH.replace("字(?:", "字?(?:"), text)
    if match:
        return _middle(match[1], match[2])
    if text:
        faults.add(Message("outlines.length_no_number", where=where, text=text))
    return None


def _share(text: str, heading: str, faults: Faults) -> float | None:
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*[%％]?", text)
    if match and 0 < float(match[1]) <= 100:
        return round(float(match[1]) / 100, 4)
    if text:
        faults.add(Message("outlines.share_off", heading=heading, text=text))
    return None


def _level(text: str, heading: str, faults: Faults) -> int:
    bare = text.removesuffix("级")
    if bare.isdecimal():
        return int(bare)
    if re.fullmatch(f"[{HAN_DIGITS}]", bare):
        return integer_in(bare)
    faults.add(Message("outlines.level_no_number", heading=heading, text=text))
    return 1


def _role(text: str, heading: str, faults: Faults) -> Role:
    if not text:
        return role_of(heading)
    if text in ROLE_NAMES:
        return ROLE_NAMES[text]
    if text.lower() in {role.value for role in Role}:
        return Role(text.lower())
    roles = known_keys([*ROLE_NAMES, *(role.value for role in Role)])
    faults.add(Message("outlines.unknown_role", heading=heading, text=text, **roles))
    return Role.OTHER


# -- plain text ----------------------------------------------------------------


def _from_lines(text: str) -> OutlineFile:
    """One heading a line. Of lines without a number in a numbered outline, the
    first may be the title or a salutation, the last a closing formula; a bare
    前言 or 结语 is a heading; any other says what the heading above it is for."""
    lines = _below_markdown_title(text, parse_outline_lines(_BULLET.sub("", text.lstrip("\ufeff"))))
    title = opening = closing = ""
    sections: list[OutlineSection] = []
    for at, (level, line) in enumerate(lines):
        if level == 0 and not sections and line.endswith(_SALUTATION_END):
            opening = line
        elif level == 0 and sections and at == len(lines) - 1 and _CLOSING_FORMULA.match(line):
            closing = line
        elif level == 0 and not sections and not title and not _is_bare_heading(line):
            title = line
        elif level == 0 and sections and not _is_bare_heading(line):
            above = sections[-1]
            sections[-1] = _with_purpose(above, line)
        else:
            heading, length = split_length(line)
            sections.append(
                OutlineSection(heading, level=max(level, 1), length=length, role=role_of(heading))
            )
    return OutlineFile(
        Outline("", tuple(sections), opening, closing),
        frozenset(name for name, text in (("opening", opening), ("closing", closing)) if text),
        told_roles=(False,) * len(sections),
        title=title,
    )


def _below_markdown_title(text: str, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """`lines` with a lone “# title” as level 0 and what stands below it moved up."""
    alone = (
        text.lstrip("\ufeff \n").startswith("# ") and len(lines) > 1 and min(lv for lv, _ in lines[1:]) > 1
    )
    return [(level - 1, line) for level, line in lines] if alone else lines


def _is_bare_heading(line: str) -> bool:
    return len(line) <= 8 and role_of(line) in (Role.OPENING, Role.CLOSING)


def _with_purpose(section: OutlineSection, note: str) -> OutlineSection:
    purpose = f"{section.purpose}；{note}" if section.purpose else note
    return replace(section, purpose=purpose)
