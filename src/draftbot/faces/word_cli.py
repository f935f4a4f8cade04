"""`draftbot export` and `draftbot bring-back`: a draft out to Word, and back with its edits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CitationsOption = Annotated[
    str, typer.Option("--citations", metavar="HOW", help="引用写成批注 comments、脚注 footnotes，或不写 none")
]
NoAppendix = Annotated[bool, typer.Option("--no-appendix", help="末尾不附参考来源")]
Attachments = Annotated[list[str] | None, typer.Option("--attach", metavar="NAME", help="附件名称，可重复")]
_DraftId = Annotated[str, typer.Argument(metavar="DRAFT_ID", help="草稿编号")]
_Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", help="数据文件夹，也可用 DRAFTBOT_HOME")]
_Json = Annotated[bool, typer.Option("--json", help="只输出一份 JSON")]


def export(
    ctx: typer.Context,
    draft_id: _DraftId,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="存为 .docx 或 .md")],
    citations: CitationsOption = "comments",
    no_appendix: NoAppendix = False,
    attach: Attachments = None,
    home: _Home = None,
    json: _Json = False,
) -> None:
    """把草稿存为 Word 或 Markdown 文件。"""
    from draftbot.export.options import word_options
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import export_format, save
    from draftbot.faces.shapes import SavedShape

    settings, terminal = prepare(ctx, home, json)
    format = export_format(output, terminal.language)
    options = word_options(citations, not no_appendix, attach or ())
    with opened(settings) as service:
        save(service.export(draft_id, format, options).data, output, terminal.language)
    if terminal.json:
        terminal.answer(SavedShape(path=str(output)))
    else:
        terminal.tell(f"已存为 {output}", f"Saved as {output}")


def bring_back(
    ctx: typer.Context,
    draft_id: _DraftId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="导出后改过的 .docx")],
    home: _Home = None,
    json: _Json = False,
) -> None:
    """取回在 Word 里改过的草稿；没动过的句子保留出处。"""
    from draftbot.faces.cli import opened, prepare
    from draftbot.faces.files import read_bytes
    from draftbot.faces.shapes import DraftShape

    settings, terminal = prepare(ctx, home, json)
    data = read_bytes(file)
    with opened(settings) as service:
        shape = DraftShape.of(service.bring_back(draft_id, data, file.name))
    terminal.answer(shape) if terminal.json else terminal.show_draft(shape)
