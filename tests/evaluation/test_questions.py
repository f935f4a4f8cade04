"""Questions over a folder of reports: what answers them, and faults named by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.questions import read_questions
from evaluation.test_headings import DRILL, FIRST, LEAD, SECOND

MEGABYTE = 2**20
CORPUS = Path(__file__).parents[2] / "corpus"
SAMPLE = Path(__file__).parents[2] / "scripts" / "sample_questions.tsv"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "梧桐.txt").write_text(FIRST, "utf-8")
    (folder / "石榴.txt").write_text(SECOND, "utf-8")
    return folder


def ask(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "questions.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_the_passage_with_the_words_answers_and_what_nearly_repeats_it(reports: Path, tmp_path: Path) -> None:
    asked = ask(
        tmp_path, "# 说明", "谁来巡查\t梧桐.txt\t保安与后勤轮流值守", "", "小班怎么走\t梧桐.txt\t先讲路线"
    )
    found = read_questions(asked, reports, MEGABYTE)
    texts = {p.id: p.text for file in found.files for _, _, cut in file.reports for p in cut}
    assert found.queries == {"2": "谁来巡查", "4": "小班怎么走"}
    assert {texts[id_] for id_ in found.qrels["2"]} == {LEAD, LEAD.replace("园长", "副园长")}
    assert {texts[id_] for id_ in found.qrels["4"]} == {DRILL}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("谁来巡查\t梧桐.txt\t没有这几个字", "不在 梧桐.txt 的任何一段里"),
        ("谁来巡查\t没有.txt\t先讲路线", "不在 没有.txt 的任何一段里"),
        ("谁来巡查 梧桐.txt", "应有三列"),
        ("谁来巡查\t\t先讲路线", "应有三列"),
    ],
)
def test_a_fault_is_named_by_its_line(reports: Path, tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read_questions(ask(tmp_path, "# 说明", line), reports, MEGABYTE)
    assert "第 2 行" in refused.value.message("zh")


def test_a_missing_or_unreadable_file_is_told(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_questions(tmp_path / "none.tsv", reports, MEGABYTE)
    (tmp_path / "odd.tsv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadInput, match="UTF-8"):
        read_questions(tmp_path / "odd.tsv", reports, MEGABYTE)


def test_the_sample_questions_all_have_their_passage() -> None:
    found = read_questions(SAMPLE, CORPUS, 30 * MEGABYTE)
    assert len(found.queries) >= 200
    assert all(found.qrels.values())
