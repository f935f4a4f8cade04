"""The pieces that a request was marked with, their limits put right by words, lists and nouns."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from draftbot.chinese.offices import ends_in_office
from draftbot.chinese.tagging import PERSON
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.marking.kinds import FACT, LENGTH, OFFICE, PAPER, PERIOD, TOPIC, UNIT, Piece
from draftbot.corpus.title_parts import group_at, period_spans
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_LISTING = "、"
_MARK = re.compile("[，。；：！？,;:!?\\s]")
_NOUNS, _VERB = ("n", "nz", "vn"), "v"
_LONGEST_REST = 5  # characters between a piece and the end of its clause that may be part of it
_LONGEST_LABEL = 5  # characters of a kind of unit before its name


def mended(text: str, pieces: Sequence[Piece], reader: UnitReader) -> tuple[Piece, ...]:
    """The pieces of a simplified message, in order, none overlapping another."""
    spans = period_spans(text)
    pieces = [_as_counted(piece) for piece in pieces if not _is_a_person(piece, reader)]
    pieces = _lists_whole(_with_groups(text, _facts_whole(pieces)))
    pieces = [_whole_period(text, piece, spans) for piece in pieces]
    pieces = [_with_what_is_prevented(text, piece) for piece in pieces]
    pieces = [_without_label(text, _without_amount(text, piece), reader) for piece in pieces]
    pieces = [_from_word(text, piece, reader) for piece in pieces]
    starts = {piece.start for piece in pieces}
    pieces = [_topic_to_its_end(text, piece, starts, reader) for piece in pieces]
    pieces = _units_whole(text, pieces, reader)
    taken = {i for piece in pieces for i in range(piece.start, piece.end)}
    return tuple(_with_noun(text, piece, taken, reader) for piece in pieces)


def _is_a_person(piece: Piece, reader: UnitReader) -> bool:
    """Whether what was marked as a unit is the name of whoever writes: 本人叫范志远."""
    tags = [word.tag for word in reader.words(piece.text)] if piece.kind == UNIT else []
    return tags == [PERSON] and not reader.noun_length(piece.text)


def _as_counted(piece: Piece) -> Piece:
    """A length's piece as a fact where it counts something by a measure of its own: 展品130件."""
    amounts = amounts_in(piece.text) if piece.kind == LENGTH else ()
    characters = words_in(_LIST, "characters")
    is_other = all(one.counted_noun and one.measure and one.measure not in characters for one in amounts)
    return replace(piece, kind=FACT) if amounts and is_other else piece


def _units_whole(text: str, pieces: Sequence[Piece], reader: UnitReader) -> list[Piece]:
    """The pieces, a unit's name with all that is left of its clause where only that makes a name of it:
    综合行政|执法队. What was marked in it is no piece."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and piece.start < whole[-1].end:
            continue
        rest = _rest_of_clause(text, piece.end)
        name = piece.text + rest
        is_name = piece.kind == UNIT and 1 < len(rest) <= _LONGEST_REST and not reader.noun_length(piece.text)
        if is_name and (reader.noun_length(name) or _is_introduced(text, piece, rest, reader)):
            piece = Piece(UNIT, piece.start, piece.start + len(name), name)
        whole.append(piece)
    return whole


def _is_introduced(text: str, piece: Piece, rest: str, reader: UnitReader) -> bool:
    """Whether a clause says that a unit is called by all that is left of it, which is nouns: 本单位系大湾|作业点."""
    tags = [word.tag for word in reader.words(piece.text + rest) if word.end > len(piece.text)]
    is_nouns = bool(tags) and all(tag in _NOUNS for tag in tags) and not ends_in_office(rest)
    return is_nouns and text[: piece.start].endswith(words_in(_LIST, "introduces a unit"))


def _topic_to_its_end(text: str, piece: Piece, starts: Collection[int], reader: UnitReader) -> Piece:
    """A topic's piece with the nouns that are left of its clause (老旧管网|改造), or with all that a colon
    makes a label: 老旧|阀门更换：…."""
    rest = _rest_of_clause(text, piece.end)
    is_marked = any(piece.end <= start < piece.end + len(rest) for start in starts)
    is_glue = rest.startswith(words_in(_LIST, "glue"))
    if piece.kind != TOPIC or is_marked or is_glue or not 1 < len(rest) <= _LONGEST_REST:
        return piece
    tags = [word.tag for word in reader.words(piece.text + rest) if word.end > len(piece.text)]
    is_label = text[piece.end + len(rest) :].startswith(("：", ":"))
    is_nouns = all(tag in _NOUNS or (is_label and tag == _VERB) for tag in tags)
    return Piece(TOPIC, piece.start, piece.end + len(rest), piece.text + rest) if is_nouns else piece


def _rest_of_clause(text: str, at: int) -> str:
    return re.split(_MARK, text[at:], maxsplit=1)[0]


def _lists_whole(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, a list of things never broken before a 、."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and whole[-1].end == piece.start and piece.text.startswith(_LISTING):
            first = whole.pop()
            piece = Piece(first.kind, first.start, piece.end, first.text + piece.text)
        whole.append(piece)
    return whole


def _whole_period(text: str, piece: Piece, spans: Sequence[tuple[int, int]]) -> Piece:
    """A period's piece with what was cut from its end (2025年1|-9月), another without what is of a period."""
    for start, end in spans:
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if piece.kind == PERIOD and start <= piece.start < end and piece.end < end:
            return Piece(PERIOD, piece.start, end, text[piece.start : end])
        if piece.kind not in (PERIOD, FACT) and start < piece.start < end < piece.end:
            return Piece(piece.kind, end, piece.end, text[end : piece.end])
    return piece


def _without_amount(text: str, piece: Piece) -> Piece:
    """A unit's piece without what counts the paper before it: 要份|粮站路幼儿园."""
    write, amount = any_of(words_in(_LIST, "write", "write with amount")), any_of(words_in(_LIST, "amount"))
    told = re.match(rf"(?:{amount})(?=.{{3}})", piece.text)
    if piece.kind != UNIT or told is None or not re.search(rf"(?:{write})$", text[: piece.start]):
        return piece
    return Piece(UNIT, piece.start + told.end(), piece.end, piece.text[told.end() :])


def _without_label(text: str, piece: Piece, reader: UnitReader) -> Piece:
    """A unit's piece without what says that its name follows: 公司名|起航船务有限公司."""
    names = any_of(words_in(_LIST, "behind the kind of a unit"))
    for end in range(piece.start, piece.start + _LONGEST_LABEL):
        told = re.match(rf"(?:{names})+[：:]?(?=.{{3}})", text[end : piece.end])
        kinds = (text[max(0, end - n) : end] for n in range(2, _LONGEST_LABEL))
        if piece.kind == UNIT and told and any(map(reader.trades.is_bare, kinds)):
            at = end + told.end()
            return Piece(UNIT, at, piece.end, text[at : piece.end])
    return piece


def _with_noun(text: str, piece: Piece, taken: set[int], reader: UnitReader) -> Piece:
    """A unit's piece with the one character behind it that is its noun: 管理|所."""
    end = piece.end + 1
    if piece.kind != UNIT or piece.end in taken or end > len(text) or reader.noun_length(piece.text):
        return piece
    longer = text[piece.start : end]
    return Piece(UNIT, piece.start, end, longer) if reader.noun_length(longer) else piece


def _with_what_is_prevented(text: str, piece: Piece) -> Piece:
    """A topic's piece with the one character before it that was cut off: 防|溺水."""
    start = piece.start - 1
    if piece.kind != TOPIC or start < 0 or text[start] not in words_in(_LIST, "before topics"):
        return piece
    return Piece(TOPIC, start, piece.end, text[start : piece.end])


def _from_word(text: str, piece: Piece, reader: UnitReader) -> Piece:
    """A piece that begins within a word with all of it (课后服务, marked from 服务 on); an office's with
    the next: 园长 of 幼儿园|园长."""
    torn = next((w for w in reader.words(text) if w.start < piece.start < w.end < piece.end + 1), None)
    if torn is None or piece.kind not in (OFFICE, TOPIC):
        return piece
    is_body = torn.text in reader.trades.body_tails  # 党总支|书记
    start = torn.end if piece.kind == OFFICE and torn.end < piece.end and not is_body else torn.start
    return Piece(piece.kind, start, piece.end, text[start : piece.end])


def _facts_whole(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what a fact ends on as part of it, where the paper is named before: 护理技能|竞赛一等奖."""
    whole: list[Piece] = []
    for piece in pieces:
        before = whole[-1] if whole else None
        ends_it = before is not None and before.kind == FACT and before.end == piece.start
        if before and ends_it and piece.kind == PAPER and any(one.kind == PAPER for one in whole):
            whole[-1] = replace(before, end=piece.end, text=before.text + piece.text)
        else:
            whole.append(piece)
    return whole


def _with_groups(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with a class that stands behind a unit's name as part of the name: 石榴红幼儿园中三班."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and piece.start < whole[-1].end:
            continue
        group = group_at(text, piece.end) if piece.kind == UNIT else ""
        whole.append(replace(piece, end=piece.end + len(group), text=piece.text + group) if group else piece)
    return whole
