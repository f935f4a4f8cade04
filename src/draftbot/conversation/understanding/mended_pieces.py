"""The pieces that a request was marked with, their limits put right by words, lists and nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.marking.kinds import FACT, OFFICE, PERIOD, TOPIC, UNIT, Piece
from draftbot.corpus.title_parts import period_spans
from draftbot.corpus.unit_reader import UnitReader

_LIST = "new_requests"
_LISTING = "、"
_LONGEST_LABEL = 5  # characters of a kind of unit before its name


def mended(text: str, pieces: Sequence[Piece], reader: UnitReader) -> tuple[Piece, ...]:
    """The pieces of a simplified message, in order, none overlapping another."""
    spans = period_spans(text)
    pieces = [_whole_period(text, piece, spans) for piece in _lists_whole(pieces)]
    pieces = [_with_what_is_prevented(text, piece) for piece in pieces]
    pieces = [_without_label(text, _without_amount(text, piece), reader) for piece in pieces]
    pieces = [_from_word(text, piece, reader) for piece in pieces]
    taken = {i for piece in pieces for i in range(piece.start, piece.end)}
    return tuple(_with_noun(text, piece, taken, reader) for piece in pieces)


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
