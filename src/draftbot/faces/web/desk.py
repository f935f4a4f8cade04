"""Between the desk's form and the domain: outline rows, fact lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from draftbot.domain import Conversation, Fact, FactSheet, Outline, OutlineSection, Role
from draftbot.errors import BadLength
from draftbot.faces.web.texts import Texts

LEADERS_MARK = "、"
EDITOR_WORDS = {
    "heading": "outline_heading",
    "length": "outline_length",
    "add": "outline_add",
    "up": "outline_up",
    "down": "outline_down",
    "out": "outline_out",
    "in": "outline_into",
    "remove": "outline_remove",
    "undo": "outline_undo",
    "rows": "outline_rows",
    "empty": "outline_empty",
    "keys": "outline_keys",
}


FormValues = dict[str, Any]
"""What stands in the form, by field; "outline" as the editor holds it."""


def editor_value(outline: Outline | None, t: Texts) -> dict[str, Any]:
    """What the outline editor (outline.js) is given, with the editor's own words."""
    return {"words": {word: t(key) for word, key in EDITOR_WORDS.items()}, **outline_value(outline)}


def outline_value(outline: Outline | None) -> dict[str, Any]:
    """All of the outline, so that what the editor hands back is complete."""
    if outline is None:
        return {"rows": []}
    return {
        "genre": outline.genre,
        "opening": outline.opening,
        "closing": outline.closing,
        "first_person": outline.first_person,
        "length": outline.length,
        "is_usual_length": outline.is_usual_length,
        "rows": [
            {
                "heading": section.heading,
                "level": section.level,
                "length": section.length,
                "purpose": section.purpose,
                "cues": list(section.cues),
                "role": section.role.value,
                "share": section.share,
            }
            for section in outline.sections
        ],
    }


def usual_length(outline: Outline | None) -> str:
    """The length that the outline has where the user sets none, "" for none."""
    return str(outline.length or "") if outline else ""


def outline_from_editor(value: dict[str, Any] | None) -> Outline | None:
    """The edited outline, rows without a heading left out; None if there never was one.

    Raises BadLength for a section length that is not a positive whole number.
    """
    if not value or (not value.get("genre") and not value["rows"]):
        return None
    return Outline(
        genre=value.get("genre") or "",
        sections=tuple(row_section(row) for row in value["rows"] if row["heading"].strip()),
        opening=value.get("opening") or "",
        closing=value.get("closing") or "",
        first_person=bool(value.get("first_person")),
        length=value.get("length"),
        is_usual_length=bool(value.get("is_usual_length")),
    )


def row_section(row: dict[str, Any]) -> OutlineSection:
    return OutlineSection(
        heading=row["heading"].strip(),
        level=min(4, max(1, int(row.get("level") or 1))),
        purpose=row.get("purpose") or "",
        length=whole_length(row.get("length")),
        cues=tuple(row.get("cues") or ()),
        role=Role(row.get("role") or Role.OTHER),
        share=row.get("share"),
    )


def whole_length(value: object) -> int | None:
    """`value` as characters, None when empty. Raises BadLength."""
    if value is None or value == "":
        return None
    text = str(value).strip().removesuffix(".0")
    if not text.isdecimal() or int(text) == 0:
        raise BadLength(length=text, least=1, most=50_000)
    return int(text)


def facts_from_form(previous: FactSheet, fields: dict[str, str | None], lines: str | None) -> FactSheet:
    """The fact sheet as the form has it; a line that is unchanged keeps its section."""
    sections = {fact.text: fact.section for fact in previous.facts}
    texts = [line.strip() for line in (lines or "").splitlines() if line.strip()]
    leaders = (fields["leaders"] or "").replace("，", LEADERS_MARK).split(LEADERS_MARK)
    return FactSheet(
        unit=(fields["unit"] or "").strip(),
        period=(fields["period"] or "").strip(),
        author=(fields["author"] or "").strip(),
        date=(fields["date"] or "").strip(),
        leaders=tuple(leader.strip() for leader in leaders if leader.strip()),
        facts=tuple(Fact(text, sections.get(text, "")) for text in texts),
    )


def facts_with(before: FactSheet, read: FactSheet) -> FactSheet:
    """The sheet with what was read added: its fields where it has them, its facts behind
    those that are there, each once."""
    fields = ("unit", "period", "author", "date", "leaders")
    given = {name: getattr(read, name) for name in fields if getattr(read, name)}
    known = {fact.text for fact in before.facts}
    new = [fact for fact in dict.fromkeys(read.facts) if fact.text not in known]
    return replace(before, **given, facts=(*before.facts, *new))


def form_values(conversation: Conversation) -> FormValues:
    """What the form shows of a conversation."""
    return {
        "title": conversation.title,
        "length": str(conversation.length or ""),
        "outline": outline_value(conversation.outline),
        **form_from_facts(conversation.facts),
    }


def desk_of_form(before: Conversation, values: FormValues) -> Conversation:
    """`before` with what stands in the form. Raises BadLength."""
    return replace(
        before,
        title=(values["title"] or "").strip(),
        length=whole_length(values["length"]),
        outline=outline_from_editor(values["outline"]),
        facts=facts_from_form(before.facts, values, values["facts"]),
    )


def edits(before: Conversation, values: FormValues, shown: FormValues | None) -> dict[str, Any]:
    """What the user changed in the form since it was `shown`, to be put on the desk: a form sent
    late, or by a page that has not seen the newest, takes back nothing that was done meanwhile.

    Raises BadLength.
    """
    typed = desk_of_form(before, values)
    was = desk_of_form(before, shown) if shown else before
    changed = {
        name: getattr(typed, name)
        for name in ("title", "length", "outline")
        if getattr(typed, name) != getattr(was, name)
    }
    facts = {
        name: getattr(typed.facts, name)
        for name in ("unit", "period", "author", "date", "leaders", "facts")
        if getattr(typed.facts, name) != getattr(was.facts, name)
    }
    return {**changed, "facts": replace(before.facts, **facts)} if facts else changed


def form_from_facts(facts: FactSheet) -> dict[str, str]:
    """The form's fields for a fact sheet; "facts" holds one fact a line."""
    return {
        "unit": facts.unit,
        "period": facts.period,
        "author": facts.author,
        "date": facts.date,
        "leaders": LEADERS_MARK.join(facts.leaders),
        "facts": "\n".join(fact.text for fact in facts.facts),
    }
