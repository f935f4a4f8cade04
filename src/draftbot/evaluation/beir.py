"""Retrieval sets in the layout of BEIR.

A folder with `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`,
`text`) and `qrels.tsv` or `qrels/test.tsv` (query id, document id, grade; a
header line or none).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from draftbot.chinese.scripts import script_of
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.domain import Guess, Report, Section
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.retrieval_set import RetrievalSet
from draftbot.index.catalog import ReadFile

CORPUS, QUERIES = "corpus.jsonl", "queries.jsonl"
QRELS = ("qrels.tsv", "qrels/test.tsv")

Record = dict[str, object]


def read_beir(folder: Path) -> RetrievalSet:
    """The set in `folder`, judged by document.

    Queries that nothing known is relevant to are left out, and counted; so are
    judgements that name an unknown query or document. Raises FileMissing, and
    BadInput naming file and line.
    """
    if not folder.exists():
        raise FileMissing(path=folder)
    if not folder.is_dir():
        raise _bad(f"{folder} 不是文件夹", f"{folder} is not a folder")
    qrels_file = next((folder / name for name in QRELS if (folder / name).is_file()), folder / QRELS[0])
    documents = {
        id_: (_text(record, "title", at), _text(record, "text", at))
        for id_, record, at in _records(folder / CORPUS)
    }
    asked = {id_: _text(record, "text", at) for id_, record, at in _records(folder / QUERIES)}
    left_out: Counter[str] = Counter()
    qrels = _read_qrels(qrels_file, asked, documents, left_out)
    queries = {id_: text for id_, text in asked.items() if id_ in qrels}
    if not documents:
        raise _bad(f"{folder / CORPUS} 里没有文档", f"{folder / CORPUS} holds no document")
    if not queries:
        raise _bad(
            f"{folder} 里没有一个查询有相关文档",
            f"no query in {folder} has a relevant document",
        )
    left_out["queries_without_judgements"] = len(asked) - len(queries)
    files = {id_: _file(n, id_, *document) for n, (id_, document) in enumerate(documents.items())}
    return RetrievalSet(
        name=folder.resolve().name,
        files=tuple(files.values()),
        unit_of={p.id: id_ for id_, file in files.items() for p in file.reports[0][2]},
        # Without the title, which is not searched in draftbot either: all systems see the same.
        texts={id_: text for id_, (_, text) in documents.items()},
        queries=queries,
        qrels=qrels,
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def _file(number: int, id_: str, title: str, text: str) -> ReadFile:
    """A document as a report of one section, under no heading."""
    nothing = Guess("", 0.0)
    paragraphs = tuple(line.strip() for line in text.split("\n") if line.strip())
    report = Report(
        id=f"d{number}",
        title=title,
        title_is_derived=False,
        genre=nothing,
        unit=nothing,
        year=Guess(None, 0.0),
        level=nothing,
        script=script_of(text),
        source=id_,
        first_line=1,
        sections=(Section(0, "", "", paragraphs),),
    )
    hash_ = hashlib.sha256(id_.encode()).hexdigest()  # of the id: two documents may say the same
    return ReadFile(id_, hash_, b"", ((report, signature(report.text), tuple(cut_passages(report))),))


def _read_qrels(
    path: Path, queries: Container[str], documents: Container[str], left_out: Counter[str]
) -> Mapping[str, dict[str, int]]:
    """Query id → relevant document id → grade (1 and up); unknown ids are counted."""
    qrels: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for at, line in _lines(path):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3:
            raise _bad_line(path, at, "应有三列，用制表符隔开", "three columns with tabs between are wanted")
        query_id, document_id, written = fields
        grade = _grade(written)
        if grade is None:
            if at == 1 and query_id not in queries:
                continue  # the header
            raise _bad_line(path, at, f"“{written}”不是整数", f"“{written}” is no whole number")
        if query_id not in queries or document_id not in documents:
            left_out["unknown_judgements"] += 1
        elif grade > 0:
            qrels[query_id][document_id] = grade
    return dict(qrels)


def _grade(written: str) -> int | None:
    """A grade such as 1, 0 or 2.0; None for what is no whole number."""
    try:
        value = float(written)
    except ValueError:
        return None
    return int(value) if value.is_integer() else None


def _records(path: Path) -> Iterator[tuple[str, Record, tuple[Path, int]]]:
    """(id, record, file and line) of each line of a JSON Lines file, ids checked."""
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as exc:
            raise _bad_line(path, number, "不是有效的 JSON", "not valid JSON") from exc
        if not isinstance(record, dict):
            raise _bad_line(path, number, "不是 JSON 对象", "not a JSON object")
        if isinstance(record.get("_id"), int):
            record["_id"] = str(record["_id"])
        id_ = _text(record, "_id", (path, number))
        if not id_ or id_ in seen:
            raise _bad_line(path, number, f"_id “{id_}”为空或重复", f"the _id “{id_}” is empty or repeated")
        seen.add(id_)
        yield id_, record, (path, number)


def _text(record: Record, name: str, at: tuple[Path, int]) -> str:
    """A field's text. A document may lack its title, nothing else may be lacking."""
    value = record.get(name, "" if name == "title" else None)
    if name == "title" and value is None:
        return ""
    if not isinstance(value, str):
        raise _bad_line(*at, f"缺少文字字段 {name}", f"the text field {name} is lacking")
    try:
        value.encode()
    except UnicodeEncodeError as exc:  # half of a surrogate pair, which JSON can spell
        raise _bad_line(*at, f"{name} 里有无效字符", f"{name} has an invalid character") from exc
    return value


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file that are not blank, numbered from 1."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as exc:
        raise FileMissing(path=path) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise _bad(f"读不了 {path}，应为 UTF-8 文本", f"cannot read {path} as UTF-8 text") from exc
    # Not splitlines(): it also breaks at characters that JSON leaves as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _bad_line(path: Path, number: int, what: str, what_en: str) -> BadInput:
    return _bad(f"{path} 第 {number} 行：{what}", f"{path}, line {number}: {what_en}")


def _bad(what: str, what_en: str) -> BadInput:
    return BadInput(what=what, what_en=what_en)
