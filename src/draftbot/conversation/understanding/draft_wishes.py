"""What a wish about sentences, blanks, versions and sources asks for, if the desk makes it possible."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.headings_reworded import quoted_heading
from draftbot.conversation.understanding.outline_wishes import last_sentence_place
from draftbot.conversation.understanding.taken_out import FEW
from draftbot.conversation.understanding.unwanted_words import unwanted_words
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, clean, is_question, listed, telling, unquoted
from draftbot.drafts.addresses import LAST, Where
from draftbot.facts.figures_told import figures_told

_SWAP = re.compile(
    r"(?:把|将|所有的?|全文的?|通篇的?|凡是|文中的?|里面的?|换一下)*[“「\"]?(?P<a>[^“”「」\"，,。]{1,20}?)[”」\"]?"
    r"(?:这个词|俩字|二字|两个字|一词|字样)?(?:都|统统|全部?|一律|统一|均|全都|全篇都?)*"
    r"(?P<verb>改写?[成为]|改|换[成为]|替换[成为]?|写[成作]|变成|替成)[“「\"]?(?P<b>[^“”「」\"，,。]{1,20}?)[”」\"]?(?:[，,].*)?$"
)
_INSTEAD = re.compile(
    r"用[“「\"]?(?P<b>[^“”「」\"，,。]{1,12}?)[”」\"]?(?:代替|替换|替代)[“「\"]?(?P<a>[^“”「」\"，,。]{1,12}?)[”」\"]?$"
)
_ENGLISH_SWAP = re.compile(r"(?:replace|change)\s+(?:all\s+)?(?P<a>\S+)\s+(?:with|to|by)\s+(?P<b>\S+)", re.I)
_BLANK_AT = re.compile(
    rf"第(?P<n>{NUMBER})(?:处|个)?(?:黄色的?|空白?|待补|空格)?|blank\s*(?P<e>\d+)|空格?(?P<m>[一二三四五六七八九])",
    re.I,
)
_FILLED = re.compile(
    r"(?:填成?|写成?|改成?|(?<!待)补上?|就?是|为|：|:|with|is|填上?|填进去)\s*[“「\"]?(?P<t>[^“”「」\"，,。]{1,40}?)[”」\"]?(?:[，,]?填进去|吧|了)?$"
)
# 最后那个空，我问过了，15台
_AMOUNT_LAST = re.compile(
    r"[，,：:\s](?P<t>\d[^，,。；;]{0,10}|[一二两三四五六七八九十百千]+[^，,。；;\d]{1,3})$"
)
_NUMBERED = re.compile(rf"第?(?P<n>{NUMBER})(?:个|段|条|篇|份)|最?后?一个|first|second|third")
_VERSION = re.compile(
    rf"第?(?P<n>{NUMBER})(?:个)?(?:版|稿)|版本(?:退回)?(?P<m>\d)|(?:version\s*|(?<![a-z])v\.?)(?P<e>\d+)",
    re.I,
)

_LEAST_OF_A_SENTENCE = 3
_TREATED: tuple[do.Unconfirmed, ...] = ("mark", "omit", "keep")


def delete_text(wish: Wish) -> do.Action | None:
    """What the draft says of what is named: words of the message that stand in it."""
    body = wish.view.text
    numbered = re.search(rf"第({NUMBER})(?:小?点|条|项)", wish.plain)
    if numbered and wish.section_or_end and not _spoken_of(wish, body):
        return None
    words = _spoken_of(wish, body)
    if words and re.search(rf"(?:{telling('keeps only')}).*{re.escape(words[0])}", wish.plain):
        return None  # what is kept, and the rest goes
    section = wish.section if wish.numbers_of_sections or wish.section in wish.plain else ""
    if not words:
        return None
    if wish.says("denies"):
        named = (words for words in (*wish.quotes, *wish.content) if len(words) > 1 and words in body)
        whole = [words for words in named if _is_denied(wish, words)]
        return do.DeleteText(whole[-1], denied=True) if whole else None
    if not wish.quotes and _is_subject(wish, words[0]):
        return None
    most = 0 if wish.quotes else FEW
    return do.DeleteText(words[0], section if section and words[0] not in section else "", most=most)


def delete_absent_text(wish: Wish) -> do.Action | None:
    """What is named, though the draft does not speak of it."""
    named = [*wish.quotes, *(words for words in wish.content if len(words) > 1 and not words.isascii())]
    if not named or not wish.view.draft or wish.sections or re.search(telling("keeps only"), wish.plain):
        return None
    if not wish.says("denies"):
        return None if not wish.quotes and _is_subject(wish, named[0]) else do.DeleteText(named[0])
    return do.DeleteText(named[0], denied=True) if _is_denied(wish, named[0]) else None


def _is_subject(wish: Wish, words: str) -> bool:
    """Whether something is said of what the words name: 家人没包工程."""
    return re.search(rf"{re.escape(words)}[^，,。；;]{{0,3}}没(?!有[。！]?$)", wish.plain) is not None


def _is_denied(wish: Wish, words: str) -> bool:
    """Whether the words are what is said not to be there, as they are said: behind the denial or right
    before it, and no piece of a longer word."""
    before, _, behind = wish.text.partition(words)
    denies = any_of(words_in("words_of_wishes", "denies"))
    beside = telling("beside denial")
    is_behind = re.search(rf"(?:{denies})[^，,。；;]*$", before)
    is_before = re.match(rf"[”」\"]?(?:{beside})*(?:{denies})", behind)
    return bool(is_behind or is_before)


def _spoken_of(wish: Wish, body: str) -> list[str]:
    """What is named and stands in the draft: quoted words, runs of words, then single words."""
    papers = re.compile(listed("papers"))  # 方案里别写经费了 is of the whole paper
    named = [*wish.quotes, *(n for n in wish.content if not papers.fullmatch(n))]
    found = [n for n in named if len(n) > 1 and n in body]
    if found:
        return found
    for run in named:
        parts = [run[i:j] for i in range(len(run)) for j in range(len(run), i + 1, -1)]
        longest = sorted((p for p in parts if len(p) > 1 and p in body), key=len, reverse=True)
        words = {w.text for w in wish.view.words(run)}
        if whole := [p for p in longest if p in words]:
            return whole[:1]
    return []


def sentence_about(wish: Wish) -> Where | None:
    """The one sentence that speaks of what is named."""
    texts = wish.view.text.split("\n")
    for run in wish.content:
        words = [run] if run in wish.view.text else [w.text for w in wish.view.words(run) if len(w.text) > 1]
        held = [text for text in texts if words and all(word in text for word in words)]
        if len(held) == 1 and len(run) > 1:
            return Where(quote=words[0] if wish.view.text.count(words[0]) == 1 else held[0])
    return None


@cache
def _pointed() -> re.Pattern[str]:
    """睡岗辞退那句."""
    return re.compile(telling("one sentence"))


def delete_sentence(wish: Wish) -> do.Action | None:
    where = wish.where or wish.paragraph
    return do.DeleteSentence(where) if where else None


def rewrite_sentence(wish: Wish) -> do.Action | None:
    if not wish.where:
        return None
    if wish.says("fuller"):
        return do.RewriteSentence(wish.where, "longer")
    return do.RewriteSentence(wish.where, "shorter" if wish.says("terser") else "again")


def edit_sentence(wish: Wish) -> do.Action | None:
    mark = (
        r"(?:改写?[成为]|换成|替换成|写成|应为|直接写|用我这句|我写好了|to )(?:如下内容|这样|下面这句)?[：:]?"
    )
    text = unquoted(wish.after(mark))
    where = wish.where
    return do.EditSentence(where, text) if where and len(text) > 3 and where.quote != text else None


def split_sentence(wish: Wish) -> do.Action | None:
    return do.SplitSentence(wish.where) if wish.where else None


_PLACES = ("to the end", "to the front", "at the front", "at the back", "before", "of the end", "up", "down")


def join_sentences(wish: Wish) -> do.Action | None:
    section = wish.section or wish.section_or_end
    if not section or not (wish.sentence or re.search("[两二2]个?句|句.*句", wish.plain)):
        return None  # which two is not said
    if re.search(r"最后(?:两|二|2)句", wish.plain):
        return do.JoinSentences(Where(section, 0, LAST))
    return do.JoinSentences(Where(section, 0, max(wish.sentence, 1)))


def move_sentence(wish: Wish) -> do.Action | None:
    where = wish.where
    pointed = _pointed().search(wish.plain)
    if pointed and not wish.sentence and wish.plain[pointed.start() - 1 : pointed.start()] not in '”」"':
        described = re.split('[”」"]', wish.text[: pointed.start()])[-1]
        where = sentence_about(Wish(described, wish.view)) if described else where
        if where is None:
            return None  # which sentence is told before it, and by nothing behind it
    if where is None and wish.content:
        where = sentence_about(wish)
    if where is None and len(wish.sections) > 1 and wish.sentence:
        where = Where(wish.sections[0], 0, wish.sentence)
    if where is None:
        return None
    target = wish.sections[1] if len(wish.sections) > 1 else ""
    if where.quote:
        target = wish.section
    if not target and (m := re.search(rf"(?:到|在)第({NUMBER})句", wish.plain)):
        return do.MoveSentence(where, "", integer_in(plain_digits(m[1])) or 1)
    if not target and not any(map(wish.says, _PLACES)):
        return None  # where it shall stand is not said
    return do.MoveSentence(where, target, last_sentence_place(wish))


def add_sentence(wish: Wish) -> do.Action | None:
    mark = r"(?:一句话?|这么一句|这句话?|句话|一句感谢的话|this sentence)[^：:“\"，,]{0,12}[：:，,\s]?"
    text = wish.quotes[-1] if wish.quotes and wish.quotes[-1] not in wish.view.headings else wish.after(mark)
    text = unquoted(text.split("：", 1)[-1])
    section = wish.section or wish.section_or_end
    if len(text) <= _LEAST_OF_A_SENTENCE or (wish.sections and not section):
        return None
    # Where nobody says a place, it stands where what it tells belongs.
    return do.AddSentence(text, section, last_sentence_place(wish)) if section else do.AddFact(text)


@cache
def _between_two() -> re.Pattern[str]:
    """Two quotations are old and new where one is said to become the other."""
    becomes = telling("becomes another")
    return re.compile(rf"[”」\"][^“”「」\"]{{0,12}}?(?:{becomes})[^“”「」\"]{{0,6}}[“「\"]")


def replace_text(wish: Wish) -> do.Action | None:
    if (renamed := quoted_heading(wish)) is not None:
        return renamed
    action = replace_absent_text(wish)
    return action if isinstance(action, do.ReplaceText) and action.old in wish.view.text else None


def replace_absent_text(wish: Wish) -> do.Action | None:
    """One word for another, whether the draft has it or not."""
    if len(wish.quotes) == 2 and _between_two().search(wish.plain):
        old, new = wish.quotes
    elif len(wish.quotes) > 1:
        return None
    else:
        match = _ENGLISH_SWAP.search(wish.text) or _INSTEAD.search(wish.text) or _SWAP.search(wish.text)
        if not match:
            return None
        old, new = clean(match["a"]), clean(match["b"])
        if wish.says("of the whole title") and old in wish.view.conversation.title:
            return None  # a word of the title
        if old not in wish.view.text:
            old = re.sub(r"^.*(?:里面?的?|中的?|写|所有的?)", "", old)
        verb = match.start("verb") if "verb" in match.groupdict() else 0
        if not wish.quotes and old not in wish.view.text and wish.cuts_a_word(verb):
            return None  # the 改 of 整改
    # 收费率改成92.1% means the figure beside the word, never the word.
    is_pair = bool(figures_told(old)) == bool(figures_told(new)) or len(wish.quotes) == 2
    return do.ReplaceText(old, new) if old and new and old != new and is_pair and wish.view.draft else None


def fill_blank(wish: Wish) -> do.Action | None:
    draft = wish.view.draft
    if draft is None or not draft.blanks or is_question(wish.text):
        return None
    labels = list(dict.fromkeys(blank.label for blank in draft.blanks))
    if match := BLANK.search(wish.plain):
        label, rest = match.group(1), wish.plain[match.end() :]
        filled = _FILLED.search(rest)
        return do.FillBlank(filled["t"], label=label) if filled else None
    filled = _FILLED.search(wish.text) or (_AMOUNT_LAST.search(wish.text) if wish.says("a blank") else None)
    at = _BLANK_AT.search(wish.plain)
    if at and (number := at["n"] or at["e"] or at["m"]):
        text = filled["t"] if filled else wish.after(r"第.{1,3}(?:处|个)?(?:空|待补)?[：:]?")
        n = integer_in(plain_digits(number)) or 0
        return do.FillBlank(text.strip("：: "), n) if text and n else None
    longest = sorted(labels, key=len, reverse=True)
    # 补两个数 names no 个数
    label = next(
        (one for one in longest if re.search(rf"(?<!{NUMBER[:-1]}){re.escape(one)}", wish.plain)), ""
    )
    if not filled or filled["t"] == label:
        return None
    order = Wish(wish.text[: filled.start("t")], wish.view)  # 全部 of 填全部完成 is of the text
    if not label:
        return _fill_unnamed(order, filled["t"], len(draft.blanks))
    every = order.says("every") and sum(b.label == label for b in draft.blanks) > 1
    return do.FillBlank(filled["t"], label=label, every=every)


def fill_absent_blank(wish: Wish) -> do.Action | None:
    """A blank by the one word that names it, though the draft has none so called."""
    filled = _FILLED.search(wish.text)
    named = Wish(wish.text[: filled.start()], wish.view).content if filled else []
    is_name = len(named) == 1 and len(named[0]) > 1
    return do.FillBlank(filled["t"], label=named[0]) if filled and is_name else None


def _fill_unnamed(order: Wish, text: str, count: int) -> do.Action | None:
    """The first blank, the last, or all that are left."""
    if order.says("the rest") or order.says("every"):
        return do.FillBlank(text, every=True)
    if order.says("at the front"):
        return do.FillBlank(text, 1)
    return do.FillBlank(text, count) if order.says("at the back") else None


def delete_blanks(wish: Wish) -> do.Action | None:
    draft = wish.view.draft
    if draft is None or not draft.blanks or not wish.says("a blank"):
        return None  # 别的都删 names none
    if (at := _BLANK_AT.search(wish.plain)) and at["n"] and not wish.numbers_of_sections:
        return do.DeleteBlanks(number=integer_in(plain_digits(at["n"])) or 0)
    labels = {blank.label for blank in draft.blanks}
    label = next((known for known in sorted(labels, key=len, reverse=True) if known in wish.plain), "")
    takes_out = (
        wish.says("deletes") or wish.says("none") or re.search(telling("takes out", "clears"), wish.plain)
    )
    if not (takes_out or wish.plain.isascii()):
        return None  # 把这句补上, 把那句里的空填上 take nothing away
    return do.DeleteBlanks(label, section=wish.section)


def delete_unnamed_blanks(wish: Wish) -> do.Action | None:
    """All blanks, where what is sure to be of them names them by no word that is known, and nothing of the
    draft: 括号里头我都没数，去了."""
    draft = wish.view.draft
    if draft is None or not draft.blanks or wish.sections_or_numbers or wish.quotes:
        return None
    return None if _spoken_of(wish, wish.view.text) else do.DeleteBlanks()


def merge_repeats(wish: Wish) -> do.Action | None:
    return do.MergeRepeats(wish.section) if wish.view.draft else None


def confirm(wish: Wish) -> do.Action | None:
    """What is said to be true: a place, a section, all of it; nothing that is said not to be."""
    if wish.view.draft is None or wish.says("untrue") or len(wish.sections) > 1:
        return None
    if where := wish.where or wish.paragraph:
        return do.Confirm(where)
    section = wish.section_or_end
    if section:
        return do.Confirm(Where(section))
    if words := _spoken_of(wish, wish.view.text):
        return do.Confirm(Where(), words[0])
    everything = wish.says("above") or (wish.says("whole") and not wish.content)
    return do.Confirm(Where()) if everything else None


def lock(locked: bool, wish: Wish) -> do.Action | None:
    if wish.sections and len(wish.sections) > 1:
        return None
    if where := wish.where or wish.paragraph:
        return do.SetLock(where, locked)
    section = wish.section_or_end
    whole = wish.says("whole") or not locked
    return do.SetLock(Where(section), locked) if section else do.SetLock(Where(), locked) if whole else None


def sources(wish: Wish) -> do.Action | None:
    return (
        do.ShowSources(wish.where or wish.paragraph or Where(wish.section_or_end))
        if wish.view.draft
        else None
    )


def restore(wish: Wish) -> do.Action | None:
    if wish.says("first version"):
        return do.RestoreVersion(1)
    if match := _VERSION.search(wish.plain):
        n = integer_in(plain_digits(match["n"] or match["m"] or match["e"]))
        if n:
            return do.RestoreVersion(n)
    return do.RestoreVersion(LAST) if re.search(r"上一[版稿]|前一[版稿]|之前", wish.plain) else None


def compare(wish: Wish) -> do.Action | None:
    numbers = [integer_in(plain_digits(n)) or 0 for n in re.findall(rf"第({NUMBER})[版稿]", wish.plain)]
    return do.CompareVersions(*numbers[:2])


def use_passage(wish: Wish) -> do.Action | None:
    match = _NUMBERED.search(re.sub(rf"第{NUMBER}(?:部分|块|章)", "", wish.plain))
    number = integer_in(plain_digits(match["n"])) if match and match["n"] else 1
    return do.UsePassage(number or 1, wish.section)


def search(wish: Wish) -> do.Action | None:
    words = dict.fromkeys((*wish.quotes, *wish.content))
    return do.SearchPassages(" ".join(words)) if words else None


def tone(wish: Wish) -> do.Action | None:
    """In the user's own word, where one is plain."""
    words = unwanted_words(wish)
    where = wish.where or wish.paragraph or Where(wish.section)
    where = replace(where, section=wish.section) if where.quote in words else where
    match = re.search(
        r"(?:写得?|语气|文风|语言|口气|措辞|语调|表达|读起来|说得?|改得?|更|再|太|要|用)*(?P<w>[\u4e00-\u9fff]{1,4}?)(?:化|的)?(?:一点儿?|一些|些|点)",
        wish.plain,
    )
    manner = match["w"] if match else clean(wish.text)[:12]
    return do.Restyle(manner, where, words=words) if wish.view.draft else None


def style(wish: Wish) -> do.Action | None:
    if re.search(r"第一人称|用“?我”?|本人|first person", wish.plain):
        return do.SetStyle(not re.search(r"不用?第一|别用第一|不要", wish.plain))
    return do.SetStyle(False) if re.search(r"第三人称", wish.plain) else None


def export(wish: Wish) -> do.Action | None:
    markdown = re.search(r"md|markdown", wish.plain, re.I)
    said = (how for how in _TREATED if wish.says(f"unconfirmed {how}"))
    how: do.Unconfirmed = next(said, "") if wish.says("unconfirmed") else ""
    return do.Export("md" if markdown else "docx", how) if wish.view.draft else None
