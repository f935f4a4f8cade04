"""Fact lists people keep in files: YAML, plain text, Word with paragraphs, lists and tables, workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from draftbot.chinese.enumerators import parse_number
from draftbot.corpus.formats import extract
from draftbot.corpus.formats.encoding import decode
from draftbot.corpus.formats.workbooks import SEPARATED, WORKBOOKS, read_tables
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.domain import Fact, FactSheet
from draftbot.errors import BadFacts, FileTooLarge, UnsupportedFormat
from draftbot.facts.sheet import FIELDS, parse_facts, parse_lines
from draftbot.facts.table_rows import facts_of_table
from draftbot.messages import Message
from draftbot.prompt_files.yaml_text import MAX_CHARS

MAX_BYTES = 10 * 2**20
_YAML, _TEXT, _WORD = (".yaml", ".yml"), (".txt", ".text"), (".docx",)
_CELL = " | "


def read_facts(data: bytes, name: str) -> FactSheet:
    """The fact sheet in the file `name` (.yaml, .yml, .txt, .docx, .xlsx, .xls, .ods, .csv).

    In a Word file each paragraph or list item is a field (单位：…) or a fact,
    a heading names the section of what follows. A table row is a name and
    its value, or what the table's head says. Raises BadFacts, and an
    UnreadableFile: UnsupportedFormat, EmptyFile, FileTooLarge, UnknownEncoding,
    DamagedFile, EncryptedFile, TooManyParts.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*_YAML, *_TEXT, *_WORD, *WORKBOOKS, *SEPARATED):
        known = (*_YAML, ".txt", *_WORD, *WORKBOOKS, *SEPARATED)
        raise UnsupportedFormat(name=name, known=" ".join(known))
    if len(data) > MAX_BYTES:
        raise FileTooLarge(name=name, megabytes=-(-len(data) // 2**20), limit=MAX_BYTES // 2**20)
    if suffix in _YAML:
        return parse_facts(decode(data, name))
    if suffix in (*WORKBOOKS, *SEPARATED):
        tables = read_tables(data, name, suffix)
        return _merged(fact for table in tables for fact in facts_of_table(table))
    lines = [line for line in extract(data, name, MAX_BYTES) if not line.dropped_as]
    if sum(len(line.text) for line in lines) > MAX_CHARS:
        raise BadFacts(reason=Message("facts.too_long", most=MAX_CHARS))
    if suffix in _TEXT:
        return parse_facts("\n".join(line.text for line in lines))
    return _merged(_parts(lines))


def _parts(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """(section, line) of a Word file, table rows turned into lines."""
    section, table = "", list[list[str]]()
    for line in lines:
        text = line.text.strip()
        if _CELL in text and line.style is None:
            table.append([cell.strip() for cell in text.split(_CELL)])
            continue
        yield from facts_of_table(table, section)
        table = []
        if line.style == TITLE_STYLE or not text:
            continue
        if line.style is not None:
            number = parse_number(text)
            heading = (text[number.end :] if number else text).strip(" 　。：:")
            section = "" if _is_field(heading) else heading
        else:
            yield section, text
    yield from facts_of_table(table, section)


def _is_field(heading: str) -> bool:
    return any(heading in names for names in FIELDS.values())


def _merged(parts: Iterable[tuple[str, str]]) -> FactSheet:
    """One sheet of all lines, each fact under the section it stands in."""
    pairs = [(section, line) for section, line in parts if line]
    fields = parse_lines("\n".join(line for _, line in pairs))
    facts: list[Fact] = []
    for section, line in pairs:
        facts += [Fact(fact.text, section or fact.section) for fact in parse_lines(line).facts]
    return replace(fields, facts=tuple(dict.fromkeys(facts)))
