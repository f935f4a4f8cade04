"""What actions are called outside: their names with slots, as the interface tells them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from draftbot.conversation import actions as do
from draftbot.drafts.addresses import Where

# What the parts of a place are called outside: a sentence moves `to` a section.
PARTS_OF_PLACES = {
    "section": "section",
    "paragraph": "paragraph",
    "sentence": "sentence",
    "quote": "quote",
    "through": "to",
    "point": "point",
}
Slot = str | int | bool | list[str]

# Each name with its action and what is fixed in it; the first that fits an action is its name.
_TABLE: tuple[tuple[str, type, Mapping[str, object]], ...] = (
    ("outline.show", do.ShowOutline, {}),
    ("outline.like", do.MineOutline, {"take": True}),
    ("outline.mine", do.MineOutline, {}),
    ("outline.like", do.LikeReport, {}),
    ("reports.auto", do.ChooseReports, {"how": "auto"}),
    ("reports.without", do.ChooseReports, {"how": "without"}),
    ("reports.any_trade", do.ChooseReports, {"how": "any_trade"}),
    ("reports.own_trade", do.ChooseReports, {"how": "own_trade"}),
    ("reports.choose", do.ChooseReports, {"how": "only"}),
    ("outline.add", do.AddSection, {}),
    ("outline.remove", do.RemoveSection, {}),
    ("outline.rename", do.RenameSection, {}),
    ("outline.move", do.MoveSection, {}),
    ("outline.keep", do.KeepSections, {}),
    ("outline.merge", do.MergeSections, {}),
    ("outline.replace", do.ReplaceOutline, {}),
    ("outline.replace", do.SetPoints, {}),
    ("section.lengthen", do.RewriteSection, {"how": "longer"}),
    ("section.shorten", do.RewriteSection, {"how": "shorter"}),
    ("section.rewrite", do.RewriteSection, {"how": "again"}),
    ("section.merge_repeats", do.MergeRepeats, {}),
    ("section.merge_repeats", do.MergeItems, {}),
    ("length", do.SetLength, {"section": ""}),
    ("section.length", do.SetLength, {}),
    ("sentence.rewrite", do.RewriteSentence, {}),
    ("sentence.edit", do.EditSentence, {}),
    ("sentence.edit", do.RetellItem, {}),
    ("sentence.delete", do.DeleteSentence, {}),
    ("sentence.number", do.NumberItems, {}),
    ("sentence.split", do.SplitSentence, {}),
    ("sentence.join", do.JoinSentences, {}),
    ("sentence.move", do.MoveSentence, {}),
    ("sentence.add", do.AddSentence, {}),
    ("text.delete", do.DeleteText, {}),
    ("text.replace", do.ReplaceText, {}),
    ("unconfirmed.delete", do.DeleteUnconfirmed, {}),
    ("blank.fill", do.FillBlank, {}),
    ("blank.delete", do.DeleteBlanks, {}),
    ("blanks.show", do.ShowBlanks, {}),
    ("draft.new", do.NewDraft, {}),
    ("draft.rewrite", do.WriteDraft, {"title": ""}),
    ("draft.new", do.WriteDraft, {}),
    ("title", do.TakeTitle, {}),
    ("genre", do.ChooseGenre, {}),
    ("tone", do.Restyle, {}),
    ("style", do.SetStyle, {}),
    ("opening", do.SetOpening, {}),
    ("closing", do.SetClosing, {}),
    ("unit", do.SetFact, {"field": "unit"}),
    ("period", do.SetFact, {"field": "period"}),
    ("sign", do.SetFact, {}),
    ("fact.add", do.AddFact, {}),
    ("fact.add", do.BringBack, {}),
    ("fact.add", do.TellPart, {}),
    ("fact.change", do.ChangeFact, {}),
    ("fact.remove", do.RemoveFact, {}),
    ("fact.move", do.MoveFact, {}),
    ("facts.show", do.ShowFacts, {}),
    ("facts.clear", do.ClearFacts, {}),
    ("leader.add", do.AddLeader, {}),
    ("model", do.UseModel, {}),
    ("section.confirm", do.Confirm, {}),
    ("lock", do.SetLock, {"locked": True}),
    ("unlock", do.SetLock, {"locked": False}),
    ("sources", do.ShowSources, {}),
    ("compare", do.CompareVersions, {}),
    ("versions.show", do.ShowVersions, {}),
    ("versions.restore", do.RestoreVersion, {}),
    ("undo", do.Undo, {}),
    ("undo", do.UndoStep, {}),
    ("undo", do.PutBack, {}),
    ("redo", do.Redo, {}),
    ("export", do.Export, {}),
    ("search", do.SearchPassages, {}),
    ("passage.use", do.UsePassage, {}),
    ("question", do.Ask, {}),
    ("smalltalk", do.SmallTalk, {}),
    ("help", do.ShowHelp, {}),
)
ACTION_NAMES = frozenset(name for name, _, _ in _TABLE)


def name_of(action: do.Action) -> str:
    """What an action is called; "" for what was not understood."""
    for name, kind, fixed in _TABLE:
        if type(action) is kind and all(getattr(action, key) == value for key, value in fixed.items()):
            return name
    return ""


def kinds_named(name: str) -> list[tuple[type, Mapping[str, object]]]:
    """The actions that a name stands for, each with what is fixed in it."""
    return [(kind, fixed) for known, kind, fixed in _TABLE if known == name]


def slots_of(action: do.Action) -> dict[str, Slot]:
    """What an action says beside its name; what it leaves open is left out."""
    fixed = next(
        (
            fixed
            for _, kind, fixed in _TABLE
            if type(action) is kind and all(getattr(action, key) == value for key, value in fixed.items())
        ),
        {},
    )
    slots: dict[str, Slot] = {}
    for field in fields(action):
        value: Any = getattr(action, field.name)
        if isinstance(value, Where):
            slots |= {key: part for key in PARTS_OF_PLACES if (part := getattr(value, PARTS_OF_PLACES[key]))}
        elif (
            field.compare
            and field.name not in fixed
            and value is not None
            and not _is_left_open(field, value)
        ):
            slots[slot_of(type(action), field.name)] = list(value) if isinstance(value, tuple) else value
    return slots


def slot_of(kind: type, field: str) -> str:
    """What a field is called outside: a section that a sentence goes to is not the one that it stands in."""
    return "to" if kind is do.MoveSentence and field == "section" else field


def _is_left_open(field: Field[Any], value: object) -> bool:
    return field.default is not MISSING and value == field.default
