"""The parts of an official paper round its text, set aside: letterhead, number, addressees,
signature, enclosures, notes, copies (GB/T 9704-2012, 7.2–7.4)."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.dates import is_signing_date
from draftbot.chinese.enumerators import Family, parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.corpus.captions import picture_captions, with_captions
from draftbot.corpus.cleaning.furniture import is_prose
from draftbot.corpus.lines import Line, Place
from draftbot.corpus.metadata import is_department
from draftbot.corpus.roles import role_of
from draftbot.corpus.set_lines import is_salutation
from draftbot.corpus.signature import date_signed, unit_line
from draftbot.corpus.titles import is_title_text
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import Aside, Role

LETTERHEAD, NUMBER, ADDRESSEES, DATE = "letterhead", "number", "addressees", "date"
ENCLOSURES, SIGNATURE, NOTE, ATTACHMENTS = "enclosures", "signature", "note", "attachments"
COPIES, ISSUED, FOOTNOTES, ABOVE, CAPTIONS = "copies", "issued", "footnotes", "above", "captions"
FORM = "form"

_HEAD = 6
_SHORT, _LONGEST_ADDRESS, _LONGEST_ITEM = 32, 90, 20
# A line with a colon that may stand over a text is no longer.
_LONGEST_LABEL = 20
# An attachment with this much running text, in characters, is read like any other text.
_PROSE_OF_TEXT = 150
_SENTENCE = 30
# A person's name with a date.
_NAME_AND_DATE, _LONGEST_NAME, _PAIR = 15, 4, 2
# What stands above a title (whose file, how it was sent, what was said of it), or behind the signature,
# is no longer, in characters.
_MOST_ABOVE = _MOST_BEHIND = 120
_DOCUMENT_NUMBER = re.compile(
    r"^.{0,14}[〔\[(（]\s*\d{4}\s*[〕\])）].{0,6}?\d+\s*[号期]$|^第?\s*\d+\s*[号期]$"
)
# Beside a number stands, far to the right, who signs the paper off.
_GAP = re.compile(r"[ \u3000]{3,}|\u3000|\s*\|\s*")
_DATE_IN_BRACKETS = re.compile(r"^[（(].{6,20}[）)]$")
_ENCLOSED = re.compile(r"^附(?:件|表|录)?\s*[:：]")
_ATTACHED = re.compile(r"^附(?:件|表|录)\s*[\d一二三四五六七八九十]{0,3}\s*(?:[:：].{0,60})?$")
_NEXT_ENCLOSED = re.compile(r"^\s*\d{1,2}\s*[.．、]\s*\S")
_IN_BRACKETS = re.compile(r"^[（(].*[）)]$")
_LABEL = re.compile(r"^.{2,6}[:：]\s*")
_MARKS = re.compile("[。！？；]")


@dataclass(frozen=True, slots=True)
class Parts:
    """`body` are the lines of the text, `asides` what stood round it, in reading order."""

    body: list[Line]
    asides: tuple[Aside, ...]


def set_aside(
    lines: Sequence[Line], reader: UnitReader, above: int = 0, wanted: Container[int] = ()
) -> Parts:
    """The text of a report, `lines` without its title, and the parts of its paper. So many of its
    first lines stand `above` the title; the source lines that are `wanted` are its text."""
    lines = with_captions(lines)
    column = [i for i, line in enumerate(lines) if line.place in (Place.TEXT, Place.ROW)]
    plain = [to_simplified(lines[i].text) for i in column]
    found = _head(plain, reader, above)
    found |= _tail(plain, max(found, default=-1) + 1, reader)
    kinds = {column[i]: kind for i, kind in found.items()}
    over = lines[:above]
    said = sum(len(line.text) for line in over if not _says_names_and_values(line.text))
    if said <= _MOST_ABOVE and not any(" | " in line.text for line in over):
        kinds = dict.fromkeys(range(above), ABOVE) | kinds
    kinds = {i: kind for i, kind in kinds.items() if lines[i].number not in wanted}
    # Something must be left to read.
    if len(kinds) == len(column):
        kinds = {}
    kinds |= {i: FOOTNOTES for i, line in enumerate(lines) if line.place is Place.NOTE}
    kinds |= {
        i: FORM for i, line in enumerate(lines) if line.place is Place.FORM and line.number not in wanted
    }
    kinds |= {i: CAPTIONS for i in picture_captions(lines) if lines[i].number not in wanted}
    asides: list[tuple[str, list[str]]] = []
    for i, kind in sorted(kinds.items()):
        if not asides or asides[-1][0] != kind:
            asides.append((kind, []))
        asides[-1][1].append(lines[i].text)
    body = [line for i, line in enumerate(lines) if i not in kinds]
    return Parts(body, tuple(Aside(kind, tuple(texts)) for kind, texts in asides))


def _head(plain: Sequence[str], reader: UnitReader, above: int) -> dict[int, str]:
    """The kinds of the parts before the text, by line; so many of its lines stand above the title."""
    kinds: dict[int, str] = {}
    for i, text in enumerate(plain[:_HEAD]):
        if any(map(_DOCUMENT_NUMBER.match, _GAP.split(text))) or _is_over_head(text):
            kinds[i] = NUMBER
        elif _is_letterhead(text, reader):
            kinds[i] = LETTERHEAD
        elif i == above and i + 1 < len(plain) and _is_byline(text, reader):
            kinds[i] = SIGNATURE
        elif is_signing_date(text) or (_DATE_IN_BRACKETS.match(text) and date_signed([text]) is not None):
            kinds[i] = DATE
        elif i + 1 < len(plain) and (is_addressee(text, reader) or _stands_as_address(plain, i)):
            kinds[i] = ADDRESSEES
            break
        elif not _stands_before_text(text):
            break
    return kinds


def _is_byline(text: str, reader: UnitReader) -> bool:
    """Whether the line under a title names a person set apart from the part of a unit that he is of, or the
    other way round; or such a part alone."""
    cells = text.split()
    if len(cells) == 1 and len(text) <= _LONGEST_ITEM:
        return parse_number(text) is None and is_department(text, reader)
    if len(cells) != _PAIR or max(map(len, cells)) > _LONGEST_ITEM or _MARKS.search(text):
        return False
    of_units = words_in("departments") + words_in("groups_within", "nouns")
    return any(
        len(name) <= _LONGEST_NAME
        and name.startswith(words_in("surnames"))
        and (part.endswith(of_units) or reader.is_unit(part))
        for name, part in (cells, reversed(cells))
    )


def _stands_as_address(plain: Sequence[str], i: int) -> bool:
    """Whether a first line is an address by its place, whomever it names: the only label of a paper
    whose headings are numbered, over running text (全体业主：)."""
    if not _may_be_address(plain[i]) or len(plain[i]) > _LONGEST_LABEL or not is_prose(plain[i + 1]):
        return False
    below = plain[i + 1 :]
    is_label = (
        text[-1] in "：:" and len(text) <= _LONGEST_LABEL and parse_number(text) is None for text in below
    )
    is_numbered = any((number := parse_number(text)) and number.family is Family.HAN for text in below)
    return is_numbered and not any(is_label)


def _may_be_address(text: str) -> bool:
    if text[-1] not in "：:" or len(text) > _LONGEST_ADDRESS or _MARKS.search(text):
        return False
    name = text[:-1].strip()
    return parse_number(name) is None and role_of(name) is Role.OTHER and not _lead_in().search(text)


def is_addressee(text: str, reader: UnitReader) -> bool:
    """Whether a first line (Simplified) names the units that a paper goes to: 各镇、县直各单位："""
    if not _may_be_address(text):
        return False
    name = text[:-1].strip()
    items = [
        item for item in re.split("[、，,；及]|和(?=各)", re.sub(r"[（(][^）)]*[）)]", "", name)) if item
    ]
    if not items or max(map(len, items)) > _LONGEST_ITEM or _to_people().search(name):
        return False
    return (
        items[0].startswith("各")
        or "各" in name[:8]
        or is_salutation(text)
        or any(map(reader.is_unit, items))
    )


def _tail(plain: Sequence[str], start: int, reader: UnitReader) -> dict[int, str]:
    """The kinds of the parts behind the text, by line, from line `start` on."""
    for i in range(start + 1, len(plain)):
        if not _opens_tail(plain, i, reader):
            continue
        kinds = _kinds_from(plain, i, reader)
        if kinds is not None:
            return kinds
    return {}


def begins_a_part(plain: Sequence[str], i: int, reader: UnitReader) -> bool:
    """Whether a line (Simplified) is, or may begin, a part behind the text: enclosures, a
    signature, a contact, who gets copies."""
    text = plain[i]
    return (
        _opens_tail(plain, i, reader)
        or _is_note(text)
        or bool(_ATTACHED.match(text))
        or (text.endswith("印发") and len(text) <= 2 * _SHORT)
    )


def _opens_tail(plain: Sequence[str], i: int, reader: UnitReader) -> bool:
    text = plain[i]
    if _ENCLOSED.match(text) or _is_copy(text) or _is_dated(text, reader):
        return True
    if not _could_sign(text):
        return False
    near = next((k for k in range(i + 1, min(i + 4, len(plain))) if _is_dated(plain[k], reader)), None)
    if near is not None:
        return all(_could_sign(plain[k]) for k in range(i, near))
    return i == len(plain) - 1 and (bool(unit_line(text, reader)) or _says_who_wrote(text))


def _says_who_wrote(text: str) -> bool:
    """Whether a line only names who filled a form in, and who else had it: 填报人：某某　审核人：某某."""
    cells = [cell.replace(":", "：").partition("：") for cell in _GAP.split(text) if cell]
    return (
        bool(cells)
        and cells[0][0].strip() in words_in("signature_labels")
        and all(
            is_signing_date(said) or (colon and len(name.strip()) <= _LONGEST_NAME) or is_signing_date(name)
            for said, colon, name in cells
        )
    )


def _kinds_from(plain: Sequence[str], first: int, reader: UnitReader) -> dict[int, str] | None:
    """What each line from `first` on is, or None if there is running text among them."""
    kinds: dict[int, str] = {}
    kind, is_signed, is_dated = "", False, False
    for i in range(first, len(plain)):
        text = plain[i]
        if _is_copy(text):
            kind = COPIES
        elif text.endswith("印发") and len(text) <= 2 * _SHORT:
            kind = ISSUED
        elif kind in (COPIES, ISSUED) and len(text) <= _SHORT:
            pass
        elif _ATTACHED.match(text) and (is_signed or not _ENCLOSED.match(text)):
            kind = ATTACHMENTS
        elif kind == ATTACHMENTS:
            pass
        elif _ENCLOSED.match(text) or (kind == ENCLOSURES and _NEXT_ENCLOSED.match(text)):
            kind = ENCLOSURES
        elif _is_note(text):
            kind = NOTE
        elif _is_dated(text, reader) or _could_sign(text):
            kind = SIGNATURE
        elif is_signed and is_dated and _is_said_behind(plain[i:]):
            kind = NOTE
        else:
            return None
        kinds[i] = kind
        is_signed = is_signed or kind == SIGNATURE
        is_dated = is_dated or (kind == SIGNATURE and _is_dated(text, reader))
    attached = [i for i, kind in kinds.items() if kind == ATTACHMENTS]
    if sum(len(plain[i]) for i in attached if _is_prose(plain[i])) >= _PROSE_OF_TEXT:
        kinds = {i: kind for i, kind in kinds.items() if kind != ATTACHMENTS}
    return kinds


def _is_said_behind(rest: Sequence[str]) -> bool:
    """Whether the last lines of a file, behind a signature with its date, are few words about how it was sent."""
    return sum(map(len, rest)) <= _MOST_BEHIND and not any(
        parse_number(text) is not None or is_title_text(text) for text in rest
    )


def _is_letterhead(text: str, reader: UnitReader) -> bool:
    if len(text) > 40 or not re.search(rf"(?:{any_of(words_in('letterheads'))})$", text):
        return False
    return bool(unit_line(text, reader))


def _says_names_and_values(text: str) -> bool:
    """Whether a line is names with their values side by side, as a system puts them over a paper."""
    cells = [cell.replace(":", "：").partition("：") for cell in _GAP.split(text) if cell]
    return (
        all(colon and len(name) <= _LONGEST_NAME + _LONGEST_NAME for name, colon, _ in cells)
        and "。" not in text
    )


def _is_over_head(text: str) -> bool:
    """Whether a line tells what a paper's head tells beside its number: who signs it off, how secret it is."""
    labels = words_in("parts_of_papers", "heads")
    cells = [cell.replace(":", "：").partition("：") for cell in _GAP.split(text) if cell]
    return bool(cells) and all(colon and "".join(name.split()) in labels for name, colon, _ in cells)


def _stands_before_text(text: str) -> bool:
    """Whether a line may stand between a title and the parts under it: a name, a subtitle."""
    return len(text) <= _SHORT and not _MARKS.search(text) and parse_number(text) is None


def _is_dated(text: str, reader: UnitReader) -> bool:
    """Whether a line is the date under a signature, alone or beside who signs."""
    if len(text) > 2 * _SHORT or _MARKS.search(text) or "，" in text:
        return False
    said = _LABEL.sub("", text)
    is_short = len("".join(said.split())) <= _NAME_AND_DATE
    return is_signing_date(said) or (
        date_signed([said]) is not None and (is_short or _names_unit(text, reader))
    )


def _names_unit(text: str, reader: UnitReader) -> bool:
    before = re.split(r"\s{1,}|(?=[12]\d{3})", text, maxsplit=1)[0]
    return bool(unit_line(before, reader))


def _could_sign(text: str) -> bool:
    cells = [_LABEL.sub("", cell) for cell in _GAP.split(text)] if _LABEL.match(text) else [text]
    return (
        2 <= len(text) <= _SHORT * min(len(cells), 2)
        and not any(re.search("[。！？；，,;：:|]", cell) for cell in cells)
        and parse_number(text) is None
    )


def _is_copy(text: str) -> bool:
    return bool(_copies().match(text))


def _is_note(text: str) -> bool:
    return len(text) <= 2 * _SHORT and bool(_IN_BRACKETS.match(text) or _contact().match(text))


def _is_prose(text: str) -> bool:
    return len(text) >= _SENTENCE and "。" in text


@cache
def _copies() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(word_table('parts_of_papers')['copies'])})\s*(?:单位)?\s*[:：]")


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(rf"^[（(]?(?:{any_of(word_table('parts_of_papers')['contacts'])})\s*[:：]")


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words_in('lead_ins'))}|^(?:{any_of(word_table('salutations')['labels'])})")


@cache
def _to_people() -> re.Pattern[str]:
    """Whom a speech is for is part of what is said."""
    table = word_table("salutations")
    return re.compile(
        rf"(?:{any_of(table['people'])})(?:们|好)*$|^(?:{any_of(w for w in table['opens'] if w != '各')})"
    )
