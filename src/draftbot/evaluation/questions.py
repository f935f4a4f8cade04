"""A retrieval set made of questions over a folder of reports, judged by passage.

A file of lines: the question, the file, words that stand in the passage asked
for; tabs between them, `#` before a remark.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from draftbot.chinese.scripts import normalise
from draftbot.corpus.duplicates import signature
from draftbot.domain import Passage
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.headings import Read, read_files
from draftbot.evaluation.near_duplicates import near_duplicates
from draftbot.evaluation.retrieval_set import RetrievalSet
from draftbot.index.report_rows import ReadFile
from draftbot.messages import Message


def read_questions(questions: Path, reports: Path, max_bytes: int) -> RetrievalSet:
    """The questions of a file over the reports of a folder, which are indexed as they are.

    Relevant is the passage that holds the words, and what nearly repeats it. Raises
    FileMissing, and BadInput naming the line whose words stand in no passage of its file.
    """
    left_out: Counter[str] = Counter()
    files = read_files([reports], max_bytes, left_out)
    passages = {Path(file.path).name: [p for _, cut in file.reports for p in cut] for file in files}
    twins = near_duplicates({p.id: p.text for cut in passages.values() for p in cut})
    queries: dict[str, str] = {}
    qrels: dict[str, dict[str, int]] = {}
    for number, (question, file, words) in _lines(questions):
        holding = _holding(passages.get(file, []), words)
        if not holding:
            fault = Message("evaluation.in_no_passage", words=words, file=file)
            raise BadInput(what=Message("evaluation.in_line", path=str(questions), line=number, fault=fault))
        queries[str(number)] = question
        qrels[str(number)] = dict.fromkeys(sorted(holding.union(*(twins[id_] for id_ in holding))), 1)
    return RetrievalSet(
        name=questions.stem,
        files=tuple(_as_stored(file) for file in files),
        unit_of={p.id: p.id for cut in passages.values() for p in cut},
        texts={report.id: report.text for file in files for report, _ in file.reports},
        queries=queries,
        qrels=qrels,
        left_out=dict(left_out),
    )


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """Line number and the three fields of each line that is no remark."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as exc:
        raise FileMissing(path=path) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise BadInput(what=Message("evaluation.not_utf8", path=str(path))) from exc
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or not all(fields):
            fault = Message("evaluation.not_three_columns")
            raise BadInput(what=Message("evaluation.in_line", path=str(path), line=number, fault=fault))
        found.append((number, fields))
    return found


def _holding(passages: list[Passage], words: str) -> set[str]:
    """The passages in which the words stand, white space and script aside."""
    wanted = _plain(words)
    return {p.id for p in passages if wanted in _plain(p.text)}


def _as_stored(file: Read) -> ReadFile:
    stored = tuple((report, signature(report.text), cut) for report, cut in file.reports)
    return ReadFile(file.path, file.hash, b"", stored)


def _plain(text: str) -> str:
    return "".join(normalise(text).split())
