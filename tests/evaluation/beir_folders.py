"""Small BEIR folders for tests, all of it invented."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

DOCUMENTS = {
    "flood": (
        "防汛值守",
        "汛期实行二十四小时值班，雨前清理排水沟，低洼教室提前转移。\n物资库备有沙袋和抽水泵。",
    ),
    "food": ("食堂管理", "食堂每餐留样，留样冷藏四十八小时；采购索证索票，从业人员持健康证上岗。"),
    "read": ("亲子阅读", "图书角每周五开放，家长陪孩子共读一本绘本，并在阅读卡上画出喜欢的情节。"),
    "fire": ("消防演练", "每学期组织两次疏散演练，灭火器逐月检查压力，疏散通道不得堆放杂物。"),
    "sport": ("户外活动", "晴天户外活动不少于两小时，大班练习跳绳和拍球，小班玩滑梯与平衡木。"),
}
QUERIES = {
    "q1": "下雨前要清理什么",
    "q2": "餐后留样保存多久",
    "q3": "灭火器多久检查一次",
    "q4": "家长和孩子一起读绘本",
}
QRELS = [("q1", "flood", "1"), ("q2", "food", "1"), ("q3", "fire", "1"), ("q4", "read", "1")]


def write_beir(
    folder: Path,
    documents: Mapping[str, tuple[str, str]] = DOCUMENTS,
    queries: Mapping[str, str] = QUERIES,
    qrels: Sequence[tuple[str, ...]] = QRELS,
    header: bool = True,
) -> Path:
    """A BEIR folder, made with its parents."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [{"_id": id_, "title": title, "text": text} for id_, (title, text) in documents.items()]
    write_lines(folder / "corpus.jsonl", [json.dumps(line, ensure_ascii=False) for line in lines])
    asked = [{"_id": id_, "text": text} for id_, text in queries.items()]
    write_lines(folder / "queries.jsonl", [json.dumps(line, ensure_ascii=False) for line in asked])
    head = [("query-id", "corpus-id", "score")] if header else []
    write_lines(folder / "qrels.tsv", ["\t".join(row) for row in [*head, *qrels]])
    return folder


def write_lines(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
