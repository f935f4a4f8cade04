"""The documentation as one plain page, made from the OpenAPI schema: no script and no other
host, so that it can be read on a machine without a network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from draftbot.messages import Language, Message, render

Schema = dict[str, Any]

STYLE = """
body { font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
       max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c1b18; background: #fdfcf9 }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.2rem; border-bottom: 1px solid #ddd8cc }
details { margin: .4rem 0; padding: .2rem .6rem; border: 1px solid #e4dfd3; border-radius: 4px }
summary { cursor: pointer } code, .verb { font-family: ui-monospace, Consolas, monospace }
.verb { display: inline-block; min-width: 4.2rem; font-weight: 600; color: #8a2a1b }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 } h4 { margin: .8rem 0 .2rem }
td, th { text-align: left; vertical-align: top; padding: .15rem .6rem .15rem 0; border-top: 1px solid #eee9dd }
"""


def page_of(schema: Schema, language: Language) -> str:
    """The whole page for an OpenAPI schema whose words are in `language`."""
    info = schema["info"]
    title = f"{info['title']} {info['version']}"
    parts = [f"<h1>{escape(title)}</h1><p>{escape(info.get('description', ''))}</p>"]
    for tag in schema.get("tags", []):
        parts.append(f"<h2>{escape(tag['name'])}</h2>")
        parts += [operation(*one, language) for one in operations(schema) if tag["name"] in one[2]["tags"]]
    parts.append(f"<h2>{render(Message('api.doc_schemas'), language)}</h2>")
    shapes = schema.get("components", {}).get("schemas", {})
    parts += [shape(name, one) for name, one in sorted(shapes.items())]
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><body>{''.join(parts)}</body></html>"
    )


def operations(schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Verb, path and description of each address."""
    for path, verbs in schema["paths"].items():
        for verb, one in verbs.items():
            yield verb.upper(), path, {"tags": [], **one}


def operation(verb: str, path: str, one: Schema, language: Language) -> str:
    parameters_head, body_head, answers_head = (
        render(Message(code), language) for code in ("api.doc_parameters", "api.doc_body", "api.doc_answers")
    )
    parts = [f"<p>{escape(one.get('description', ''))}</p>"]
    if parameters := one.get("parameters"):
        given = [(p["name"], p.get("schema", {}), p.get("description", "")) for p in parameters]
        parts.append(f"<h4>{parameters_head}</h4>{table(given)}")
    for kind, content in one.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<h4>{body_head} <code>{kind}</code></h4><p>{of_kind(content.get('schema', {}))}</p>")
    answers = [
        f"<tr><td><code>{status}</code></td><td>{escape(answer['description'])}</td>"
        f"<td>{', '.join(of_kind(c.get('schema', {})) for c in answer.get('content', {}).values())}</td></tr>"
        for status, answer in one.get("responses", {}).items()
    ]
    parts.append(f"<h4>{answers_head}</h4><table>{''.join(answers)}</table>")
    head = f'<span class="verb">{verb}</span> <code>{escape(path)}</code> {escape(one.get("summary", ""))}'
    return f"<details><summary>{head}</summary>{''.join(parts)}</details>"


def shape(name: str, one: Schema) -> str:
    needed = set(one.get("required", []))
    given = [
        (f"{field}*" if field in needed else field, schema, schema.get("description", ""))
        for field, schema in one.get("properties", {}).items()
    ]
    return (
        f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>{table(given)}</details>'
    )


def table(rows: list[tuple[str, Schema, str]]) -> str:
    return "".join(
        [
            "<table>",
            *(
                f"<tr><td><code>{escape(name)}</code></td><td>{of_kind(schema)}</td><td>{escape(said)}</td></tr>"
                for name, schema, said in rows
            ),
            "</table>",
        ]
    )


def of_kind(schema: Schema) -> str:
    """What a value is, in the schema's own words; a shape of its own as a link to it."""
    if ref := schema.get("$ref"):
        name = escape(ref.rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " | ".join(of_kind(one) for one in schema[several])
    if schema.get("type") == "array":
        return f"[{of_kind(schema.get('items', {}))}]"
    kind = escape(str(schema.get("type", "")))
    default = schema.get("default")
    return f"{kind} = {escape(str(default))}" if default not in (None, "") else kind
