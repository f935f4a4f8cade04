"""What is wrong in the draft, said as a complaint: 添两台吊机是明年的打算，今年没添; 检修不是12座，是15座.

Such words are printed nowhere. What is next year's goes to the plans, what was last year's goes, and one
figure or word is put for another, each where one sentence of the draft alone can be meant; else it is asked.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding import order_forms as forms
from draftbot.conversation.understanding.clauses import QUOTED, parts_of, without_quoted
from draftbot.conversation.understanding.referents import Referents, order_words
from draftbot.conversation.understanding.remarks import is_remark
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.roles import role_of
from draftbot.domain import Role
from draftbot.drafts.addresses import LAST, Spot, heading_of, sentence_at

_MARKS = "，,。；;：:！!？? \n"
_FIGURE = re.compile(r"\d[\d.]*")


def complained(said: str, view: View) -> Told | None:
    """What a complaint comes to, and what else the message says; None for none."""
    if view.draft is None or QUOTED in without_quoted(said):
        return None
    parts = [part.strip(_MARKS) for line in re.split("[。；;！!？?\n]", said) for part in parts_of(line)]
    parts = [part for part in parts if part]
    reading = _Reading(Referents(view, view.draft))
    for n, part in enumerate(parts):
        behind = parts[n + 1] if n + 1 < len(parts) else ""
        if _orders(behind):
            continue
        for read, used in ((reading.of_another_year(part), 1), (reading.put_right(part, behind), 2)):
            if read:
                rest = [*parts[:n], *parts[n + used :]]
                return Told(tuple(read), "，".join(one for one in rest if not is_remark(one, view)))
    return None


class _Reading:
    """What clauses of a complaint mean in one draft."""

    def __init__(self, of: Referents) -> None:
        self.of = of

    def of_another_year(self, part: str) -> list[do.Action]:
        plain = to_simplified(part)
        later, past = _later().fullmatch(plain), _past().fullmatch(plain)
        match = later or past
        spots = self._work(match["what"]) if match else []
        if match is None or len(spots) != 1:
            return []
        spot, half = spots[0], self._half(spots[0], match["what"])
        sentence = sentence_at(self.of.draft, spot)
        out: do.Action = do.ReplaceText(half, "") if half else do.DeleteSentence(self.of.where(spot))
        if past:
            return [do.NotUnderstood(part, (out,))] if sentence.is_users else [out]
        plans = [s.heading for s in self.of.draft.sections if role_of(s.heading) is Role.PLANS]
        if len(plans) != 1:
            return [do.NotUnderstood(part, (out,))]
        if self._is_planned(half or sentence.text, plans[0]):
            return [out]
        if half:
            return [out, do.AddSentence(half, plans[0], LAST)]
        return [do.MoveSentence(self.of.where(spot), plans[0], LAST)]

    def _work(self, what: str) -> list[Spot]:
        """The sentences that words name outside the plans."""
        bare = re.sub(rf"(?:{order_words('a sentence', 'an item', 'a matter')})$", "", what)
        draft = self.of.draft
        return [s for s in self.of.sentences(bare) if role_of(heading_of(draft, s.section)) is not Role.PLANS]

    def _half(self, spot: Spot, what: str) -> str:
        """The clause of a sentence of several that tells it; "" for the whole sentence."""
        text = sentence_at(self.of.draft, spot).text.rstrip("。；")
        clauses = [one for one in re.split("[，；]", text) if one]
        words = self.of.telling(to_simplified(what))
        held = [one for one in clauses if words and all(word in to_simplified(one) for word in words)]
        return held[0] if len(clauses) > 1 and len(held) == 1 else ""

    def _is_planned(self, text: str, heading: str) -> bool:
        """Whether the plans tell it already, with its figures."""
        told = "\n".join(
            t for s, t in self.of.texts.items() if heading_of(self.of.draft, s.section) == heading
        )
        words = [*self.of.telling(to_simplified(text)), *_FIGURE.findall(text)]
        return bool(words) and all(word in told for word in words)

    def put_right(self, part: str, behind: str) -> list[do.Action]:
        """One figure or word for another in the one sentence that has the old one, and is spoken of."""
        for form in _rather():
            match = form.fullmatch(to_simplified(f"{part}，{behind}" if behind else part))
            if match is None:
                continue
            old, new = (match[key].strip(_MARKS).removesuffix(OF) for key in ("old", "new"))
            figure = _FIGURE.match(old)
            if figure and new.replace(".", "").isdigit():
                new += old[figure.end() :]
            topic = self.of.telling(re.sub(re.escape(old), "，", match["what"]))
            held = [s for s, text in self.of.texts.items() if _stands(old, text)]
            spoken_of = [s for s in held if topic and all(word in self.of.texts[s] for word in topic)]
            if len(spoken_of) != 1 or old == new or bool(figure) != bool(_FIGURE.match(new)):
                return []
            sentence = sentence_at(self.of.draft, spoken_of[0])
            if sentence.origin == "fact" and figure:
                return []  # the fact is put right, and the sentence with it
            return [do.EditSentence(self.of.where(spoken_of[0]), sentence.text.replace(old, new, 1))]
        return []


def _stands(old: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(old)}", text) is not None and len(old) > 1


def _orders(part: str) -> bool:
    """Whether a clause orders what shall become of what the one before speaks of."""
    masked = to_simplified(part)
    return any(form.fullmatch(masked) for form in (forms.bare_move(), forms.bare_out(), forms.moves_told()))


@cache
def _later() -> re.Pattern[str]:
    return re.compile(rf"(?P<what>.{{2,30}}?)(?:{order_words('may join')})*(?:{order_words('is later')})")


@cache
def _past() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<what>.{{2,30}}?)(?:{order_words('may join')})*(?:{order_words('was earlier')})\w{{0,3}}{OF}\w?"
    )


@cache
def _rather() -> tuple[re.Pattern[str], ...]:
    not_so, rather = order_words("is not so"), order_words("is rather so")
    value = r"[^，,。；]{1,16}?"
    return (
        re.compile(rf"(?P<what>.*?)(?:{not_so})(?P<old>{value})[，,]?(?:{rather})(?P<new>{value})"),
        re.compile(rf"(?P<what>.*?)(?:{rather})(?P<new>{value})[，,]?(?:{not_so})(?P<old>{value})"),
    )
