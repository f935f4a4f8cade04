"""The forms of orders that are given of whole items, and of all sentences of a kind."""

from __future__ import annotations

import re
from functools import cache

from draftbot.conversation.understanding.clauses import QUOTED
from draftbot.conversation.understanding.order_forms import ends, up
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.words import NUMBER, OF


@cache
def merges_items() -> re.Pattern[str]:
    """（二）和（四）重复了，合并一下; 晨检说了两遍."""
    twice = order_words("is one thing", "told twice")
    return re.compile(
        rf"{up()}(?P<what>[^：:]{{2,40}}?)(?:{order_words('may join')})*(?P<twice>{twice})?{ends()}[，,]?"
        rf"(?:{order_words('may join', 'takes up')})*(?P<merges>{order_words('joins', 'makes one item')})?{ends()}"
    )


@cache
def of_a_kind_out() -> re.Pattern[str]:
    """基本情况里没数据的那些句子你就都删掉, 凡是没填数的，那一句都拿掉; those with blanks, those of nobody."""
    noun = order_words("sentences of a kind", "a sentence", "an item")
    small = order_words("may join", "takes up", "you", "besides")
    kinds = rf"(?:(?P<blank>{order_words('left blank')})|(?P<unfounded>{order_words('without grounds')}))"
    return re.compile(
        rf"{up()}(?:(?P<part>[^，,]{{2,16}}?)(?:{order_words('within')}))?(?:{order_words('every')})*{kinds}(?:{OF})?"
        rf"(?:{small}|{noun}|{OF}|[，,])*(?:{order_words('takes out')}){ends()}"
    )


@cache
def leaves_none() -> re.Pattern[str]:
    """不要留空, said behind it."""
    return re.compile(rf"{up()}(?:{order_words('leaves no blank')}){ends()}")


@cache
def lists_things() -> re.Pattern[str]:
    """甲、乙、丙这些我们都没有."""
    return re.compile(
        rf"{up()}(?P<what>[^、，,]{{2,12}}?(?:、[^、，,]{{2,12}}?)+)(?:(?:{order_words('these')}).*)?$"
    )


@cache
def told_of_out() -> re.Pattern[str]:
    """凡是写到的都删."""
    noun = order_words("sentences of a kind", "these", "a sentence", "an item")
    return re.compile(
        rf"{up()}(?:{order_words('every')})*(?:{order_words('tells of')})(?:{noun}|{OF})*"
        rf"(?:{order_words('may join', 'takes up')})*(?:{order_words('takes out')}){ends()}"
    )


@cache
def put_as_item() -> re.Pattern[str]:
    """这个单独列一条放到主要做法最后."""
    return re.compile(
        rf"{up()}(?:{order_words('may join', 'just told')})*(?:{order_words('on its own')})[，,]?"
        rf"(?:{order_words('moves')})(?:{order_words('into')})+(?P<place>.{{2,30}}?){ends()}"
    )


@cache
def instead_of_item() -> re.Pattern[str]:
    """另外换成一条：, behind what names the item."""
    counted = rf"(?:{NUMBER}(?:{order_words('counted')}))?"
    return re.compile(
        rf"{up()}(?:{order_words('may join')})*(?:{order_words('puts otherwise')}){counted}[：:]?\s*"
    )


@cache
def names_item() -> re.Pattern[str]:
    """不足第三条我们没有: up to what calls the item one."""
    ordinal = (
        rf"(?:{order_words('ordinal')}){NUMBER}(?:{order_words('of a count')})?(?:{order_words('counted')})"
    )
    return re.compile(
        rf"{up()}(?P<what>[^，,：:]{{0,24}}?(?:{ordinal}|{order_words('an item', 'that one')}|[（(]\w{{1,3}}[）)]))"
    )


@cache
def headed_anew() -> re.Pattern[str]:
    """换成河道保洁这一块：…: what the new item is headed."""
    return re.compile(
        rf"(?P<head>[^，,：:。]{{2,16}}?)(?:{order_words('a block', 'that one', 'an item')})?[：:]\s*(?=\S)"
    )


@cache
def follows_along() -> re.Pattern[str]:
    """…，后面的顺延: what numbering does by itself."""
    return re.compile(
        rf"[，,；;。][^，,；;。：:]{{0,10}}(?:{order_words('moves on')})[^，,；;。]{{0,10}}[。！!]?$"
    )


@cache
def quoted_item() -> re.Pattern[str]:
    """主要工作里加一条“（七）…”: what a new item is headed, quoted."""
    return re.compile(
        rf"{up()}(?:{order_words('in')})?(?P<what>[^：:{QUOTED}]{{2,}}?)(?:{order_words('within')})*(?:{order_words('may join')})*"
        rf"(?:{order_words('adds')})(?:{order_words('one more')})(?P<quote>{QUOTED}+)"
    )


@cache
def content_of_it() -> re.Pattern[str]:
    """内容：…, what stands under it."""
    return re.compile(rf"{up()}(?:{order_words('content')})[：:]?\s*")


@cache
def pointed_out() -> re.Pattern[str]:
    """那半句去掉, behind what says of what."""
    marks = order_words("a sentence", "an item", "a half")
    return re.compile(
        rf"{up()}(?P<mark>{marks})(?:{order_words('may join')})*(?:{order_words('takes out')}){ends()}"
    )


@cache
def within_an_item() -> re.Pattern[str]:
    """安全管理那条里的双人双锁那句."""
    return re.compile(
        rf"(?P<item>.+?(?:{order_words('an item')}))(?:{order_words('within')}|{OF})+(?P<what>.{{2,}})"
    )
