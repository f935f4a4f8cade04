"""The talk as safe HTML: what was said, what waits, what draftbot offers to be said next."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from draftbot.domain import Found, Hit, ReadyToExport, Said, Suggested, Suggestion
from draftbot.faces.web.html import button, esc, path_line, with_marks
from draftbot.faces.web.stage import Entry, Piece, Stage, Waiting
from draftbot.faces.web.texts import Texts
from draftbot.messages import Message

EXAMPLES = (
    Message("examples.draft_kindergarten"),
    Message("examples.draft_bureau"),
    Message("examples.search"),
)
UNDO = "撤销"
"""What is said to take back the last thing that was done; messages are Chinese on any page."""


def talk(stage: Stage, t: Texts) -> str:
    """The conversation so far, with what draftbot is doing right now."""
    if not stage.entries:
        return welcome(t)
    *before, last = stage.entries
    bubbles = [bubble(entry, t) for entry in before if entry.pieces]
    if last.pieces:
        bubbles.append(bubble(last, t, offers=not stage.busy))
    if stage.busy:
        bubbles.append(f'<p class="working" role="status">{esc(working(stage, t))}</p>')
    bubbles += [waits(one, t) for one in stage.waiting]
    return f'<div class="log" role="log" aria-label="{esc(t("talk_log"))}">{"".join(bubbles)}</div>'


def welcome(t: Texts) -> str:
    examples = "".join(button("example", text, "example", text=text) for text in map(t.tell, EXAMPLES))
    return (
        f'<div class="welcome"><p class="head">{esc(t("welcome"))}</p><p>{esc(t("welcome_more"))}</p>'
        f'<p class="try">{esc(t("try"))}</p>{examples}</div>'
    )


def bubble(entry: Entry, t: Texts, offers: bool = False) -> str:
    """`offers` makes buttons of what it suggests, and of undoing it."""
    who = t("you" if entry.speaker == "user" else "bot")
    suggested = [one for piece in entry.pieces if isinstance(piece, Suggested) for one in piece.suggestions]
    lines = {f"· {one.message}" for one in suggested} if offers else set()
    pieces = "".join(said(piece, lines, t) for piece in entry.pieces)
    buttons = offered(suggested, entry.can_be_undone, t) if offers else ""
    return f'<div class="bubble {entry.speaker}"><span class="who">{esc(who)}</span>{pieces}{buttons}</div>'


def offered(suggested: Sequence[Suggestion], can_be_undone: bool, t: Texts) -> str:
    """What a click says in the user's place."""
    buttons = [
        button("say", t("suggested", message=one.message), "example", text=one.message) for one in suggested
    ]
    if can_be_undone:
        buttons.append(button("say", t("undo"), text=UNDO))
    return f'<div class="offers">{"".join(buttons)}</div>' if buttons else ""


def waits(message: Waiting, t: Texts) -> str:
    """A message whose turn is still to come."""
    back = button("take_back", t("take_back"), number=message.number)
    return (
        f'<div class="bubble user waiting"><p class="words">{esc(message.text)}</p>'
        f'<span class="who">{esc(t("waits"))} {back}</span></div>'
    )


def said(piece: Piece, besides: Collection[str], t: Texts) -> str:
    """A piece of an answer; lines that are `besides` are told by buttons."""
    match piece:
        case Found(result):
            hits = "".join(small_hit(hit, t) for hit in result.hits)
            return f'<div class="hits">{hits}</div>'
        case ReadyToExport(draft_id, format_, unconfirmed):
            label = t("download_as", format=format_)
            place = {"draft": draft_id, "format": format_, "unconfirmed": unconfirmed}
            return f"<p>{button('export', label, 'solid', **place)}</p>"
        case Said(text):
            told = "\n".join(line for line in t.tell(text).splitlines() if line not in besides)
            return f'<p class="words">{esc(told)}</p>'
        case _:
            return ""


def small_hit(hit: Hit, t: Texts) -> str:
    return (
        f'<div class="hit small"><p class="where">'
        f"{button('passage', hit.report.title, passage=hit.passage.id)}"
        f' <span class="path">{path_line(hit.passage.heading_path, t)}</span></p>'
        f'<p class="text">{with_marks(hit.passage.text, hit.highlights)}</p></div>'
    )


def working(stage: Stage, t: Texts) -> str:
    if stage.writing is None or stage.draft is None:
        return t("thinking")
    sections = stage.draft.request.outline.sections
    return t("writing", heading=sections[stage.writing].heading, i=stage.writing + 1, n=len(sections))
