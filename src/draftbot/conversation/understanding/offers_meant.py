"""What may be offered for words that were not understood: only what shares something with them.

An offer is a button, and one that nobody meant is dangerous: a part to be taken out for words about one
sentence, a period for noise, a unit for a list of places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.items_named import NUMBERED, is_named_as_item
from draftbot.conversation.understanding.slot_values import fits_its_slot
from draftbot.conversation.understanding.suggesting import usual
from draftbot.conversation.understanding.wish import Wish

_LEAST = 2
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WHOLE_PARTS = (do.RemoveSection, do.KeepSections, do.MergeSections)


def with_offers_meant(actions: Sequence[do.Action], view: View) -> list[do.Action]:
    """The actions, of what was not understood with the offers alone that its words can mean; where none is
    left, with what is usually wanted."""
    return [
        _with_offers_meant(one, view) if isinstance(one, do.NotUnderstood) and view.draft is not None else one
        for one in actions
    ]


def _with_offers_meant(one: do.NotUnderstood, view: View) -> do.NotUnderstood:
    meant = tuple(offer for offer in one.perhaps if _is_meant(offer, one.text, view))
    if one.perhaps and not meant and _says_something(one.text):
        meant = tuple(offer for offer in usual(Wish(one.text, view)) if not isinstance(offer, do.WriteDraft))
    return replace(one, perhaps=meant)


def _is_meant(offer: do.Action, said: str, view: View) -> bool:
    plain = to_simplified(said)
    match offer:
        case do.RenameSection(section=section):
            return _names_part(section, said, view) or not (is_named_as_item(said) or NUMBERED.search(said))
        case do.RemoveSection(section=section):
            return _names_part(section, said, view) and not _is_of_a_sentence(offer, plain)
        case do.SetFact(field="unit", value=value):
            return fits_its_slot(replace(offer, introduced=True), view) and _shares(value, plain)
        case do.SetFact(value=value):
            return not value or _shares(value, plain)
        case do.AddSection(heading=heading) | do.LikeReport(words=heading):
            return not heading or _says_something(heading) or _is_english(said)
        case do.Ask():
            return _says_something(said) or _is_english(said)
        case do.SetLength(length=length):
            said_so = plain_digits(plain)
            return length is None or str(length) in said_so or not re.search(r"\d", plain)
    return True


def _says_something(text: str) -> bool:
    """Whether a text has a word of Chinese: asdf heads no part."""
    return len(_CHINESE.findall(text)) >= _LEAST


def _is_english(text: str) -> bool:
    return len(_LATIN.findall(text)) >= _LEAST


def _is_of_a_sentence(offer: do.Action, plain: str) -> bool:
    return isinstance(offer, _WHOLE_PARTS) and forms.points_at().search(plain) is not None


def _names_part(section: str, said: str, view: View) -> bool:
    """Whether the words name a part, by its heading, its number, or as what it is for."""
    wish = Wish(said, view)
    return section in wish.sections or wish.section == section or _shares(section, to_simplified(said))


def _shares(value: str, plain: str) -> bool:
    """Whether two texts have a pair of characters in common."""
    bare = re.sub(r"\s", "", to_simplified(value))
    return any(bare[i : i + _LEAST] in plain for i in range(max(len(bare) - _LEAST + 1, 1)))
