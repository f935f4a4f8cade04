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
from draftbot.index.report_rows import ReadFile
from draftbot.messages import Message

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
        raise BadInput(what=Message("evaluation.not_a_folder", path=str(folder)))
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
        raise BadInput(what=Message("evaluation.no_document", path=str(folder / CORPUS)))
    if not queries:
        raise BadInput(what=Message("evaluation.no_query", path=str(folder)))
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
            raise _bad_line(path, at, Message("evaluation.not_three_columns"))
        query_id, document_id, written = fields
        grade = _grade(written)
        if grade is None:
            if at == 1 and query_id not in queries:
                continue  # the header
            raise _bad_line(path, at, Message("evaluation.no_whole_number", text=written))
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
            raise _bad_line(path, number, Message("evaluation.not_json")) from exc
        if not isinstance(record, dict):
            raise _bad_line(path, number, Message("evaluation.no_json_object"))
        if isinstance(record.get("_id"), int):
            record["_id"] = str(record["_id"])
        id_ = _text(record, "_id", (path, number))
        if not id_ or id_ in seen:
            raise _bad_line(path, number, Message("evaluation.id_empty_or_repeated", id=id_))
        seen.add(id_)
        yield id_, record, (path, number)


def _text(record: Record, name: str, at: tuple[Path, int]) -> str:
    """A field's text. A document may lack its title, nothing else may be lacking."""
    value = record.get(name, "" if name == "title" else None)
    if name == "title" and value is None:
        return ""
    if not isinstance(value, str):
        raise _bad_line(*at, Message("evaluation.field_lacking", field=name))
    try:
        value.encode()
    except UnicodeEncodeError as exc:  # half of a surrogate pair, which JSON can spell
        raise _bad_line(*at, Message("evaluation.invalid_character", field=name)) from exc
    return value


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file that are not blank, numbered from 1."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as exc:
        raise FileMissing(path=path) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise BadInput(what=Message("evaluation.not_utf8", path=str(path))) from exc
    # Not splitlines(): it also breaks at characters that JSON leaves as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _bad_line(path: Path, number: int, fault: Message) -> BadInput:
    return BadInput(what=Message("evaluation.in_line", path=str(path), line=number, fault=fault))
