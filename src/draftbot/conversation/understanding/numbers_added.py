"""Numbers for what a part tells: 下一步打算每条前面加“一是”“二是”, 给存在的问题编个号."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.drafts.items import unnumbered

_LIST, _ROOM = "words_of_telling", "draftbot.conversation"


def numbers_added(text: str, view: View) -> Told | None:
    """The items of the part that `text` names, numbered; asked about where it counts them otherwise."""
    plain = re.sub('[“”「」"]', "", to_simplified(text))
    match = _form().fullmatch(plain.rstrip("。！!"))
    section = Wish(plain[: match.start("marks")], view).section if match else ""
    found = next((s for s in view.draft.sections if s.heading == section), None) if view.draft else None
    if match is None or found is None:
        return None
    action = do.NumberItems(section, "（" in match["marks"])
    count = integer_in(plain_digits(match["count"])) if match["count"] else None
    if count is not None and count != len(unnumbered(found)):
        return Told((do.NotUnderstood(text, (action,)),))
    return Told((action,))


@cache
def _form() -> re.Pattern[str]:
    takes_up = any_of(words_in("words_of_wishes", "takes up"))
    each = rf"(?:(?:{_words('each')})|(?P<count>[{HAN}\d]+)(?:{_words('items')}))"
    marks = rf"(?:[{HAN}](?:{any_of(words_in('words_of_wishes', 'is'))})|（[{HAN}]）|[、，…])+"
    return re.compile(
        rf"(?:{_words('leads')}|{takes_up}|{_words('takes')})*(?P<part>[^，,。]{{2,20}}?)(?:{_words('within')}|{_words('particles')})*{each}?(?:{_words('particles')})?"
        rf"(?:{_words('ahead')})?(?:{_words('before orders')}|{_words('once more')})*(?:{_words('adds')}|{_words('numbers')})+(?:{_words('particles')})*"
        rf"(?P<marks>{marks}|(?:{_words('number')}))(?:{_words('ends')})*"
    )


@cache
def _words(key: str) -> str:
    return any_of(word_table(_LIST, _ROOM)[key])
