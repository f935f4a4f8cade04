"""Numbers for what a part tells: 下一步打算每条前面加“一是”“二是”, 给存在的问题编个号."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.numerals import HAN, integer_in, plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling
from draftbot.drafts.items import unnumbered


def numbers_added(text: str, view: View) -> Told | None:
    """The items of the part that `text` names, numbered; asked about where it counts them otherwise."""
    plain = re.sub('[“”「」"]', "", to_simplified(text))
    match = _form().fullmatch(plain.rstrip("。！!，, "))
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
    each = rf"(?:(?:{telling('each')})|(?P<count>[{HAN}\d]+)(?:{telling('items')}))"
    marks = rf"(?:[{HAN}](?:{any_of(words_in('words_of_wishes', 'is'))})|（[{HAN}]）|[、，…])+"
    return re.compile(
        rf"(?:{telling('leads')}|{takes_up}|{telling('takes')})*(?P<part>[^，,。]{{2,20}}?)(?:{telling('within')}|{telling('particles')})*{each}?(?:{telling('particles')})?"
        rf"(?:{telling('ahead')})?(?:{telling('before orders')}|{telling('once more')})*(?:{telling('adds')}|{telling('numbers')})+(?:{telling('particles')})*"
        rf"(?P<marks>{marks}|(?:{telling('number')}))(?:{telling('ends')})*"
    )
