"""BEIR folders: what is read from good ones, and what is said of bad ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.beir import read_beir
from draftbot.evaluation.retrieval_set import limited, simplified_queries
from evaluation.beir_folders import DOCUMENTS, QRELS, QUERIES, write_beir, write_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_beir(tmp_path / "小集")


@pytest.mark.parametrize("header", [True, False])
def test_documents_queries_and_judgements_are_read(tmp_path: Path, header: bool) -> None:
    found = read_beir(write_beir(tmp_path / "小集", header=header))
    assert found.name == "小集"
    assert found.queries == QUERIES
    assert found.qrels == {query: {document: 1} for query, document, _ in QRELS}
    assert set(found.unit_of.values()) == set(DOCUMENTS)
    assert found.texts == {id_: text for id_, (_, text) in DOCUMENTS.items()}
    assert found.left_out == {}


def test_documents_become_reports_of_one_section(folder: Path) -> None:
    first = read_beir(folder).files[0]
    ((report, _, passages),) = first.reports
    assert (report.title, report.source) == ("防汛值守", "flood")
    (section,) = report.sections
    assert section.heading == ""
    assert len(section.paragraphs) == 2
    assert [p.heading_path for p in passages] == [()]


def test_documents_that_say_the_same_stay_two(tmp_path: Path) -> None:
    same = {"one": ("", "甲"), "two": ("", "甲")}
    found = read_beir(write_beir(tmp_path, same, {"q": "甲"}, [("q", "one", "1")]))
    assert len({file.hash for file in found.files}) == len({file.path for file in found.files}) == 2
    assert set(found.unit_of.values()) == {"one", "two"}


def test_judgements_are_also_found_in_their_own_folder(folder: Path) -> None:
    (folder / "qrels").mkdir()
    shutil.move(folder / "qrels.tsv", folder / "qrels" / "test.tsv")
    assert len(read_beir(folder).qrels) == 4


def test_grades_are_kept_and_zeros_are_not_relevant(tmp_path: Path) -> None:
    rows = [("q1", "flood", "2"), ("q1", "fire", "0"), ("q2", "food", "1.0"), ("q3", "fire", "-1")]
    found = read_beir(write_beir(tmp_path, qrels=rows))
    assert found.qrels == {"q1": {"flood": 2}, "q2": {"food": 1}}
    assert list(found.queries) == ["q1", "q2"]
    assert found.left_out == {"queries_without_judgements": 2}


def test_judgements_of_unknown_ids_are_counted(tmp_path: Path) -> None:
    rows = [*QRELS, ("q9", "flood", "1"), ("q1", "nothing", "1")]
    found = read_beir(write_beir(tmp_path, qrels=rows))
    assert found.left_out == {"unknown_judgements": 2}
    assert found.qrels["q1"] == {"flood": 1}


def test_numbers_for_ids_and_a_missing_title_are_taken(tmp_path: Path) -> None:
    write_beir(tmp_path)
    write_lines(
        tmp_path / "corpus.jsonl", ['{"_id": 7, "text": "甲"}', '{"_id": "8", "title": null, "text": ""}']
    )
    write_lines(tmp_path / "queries.jsonl", ['{"_id": 1, "text": "甲是什么"}', ""])
    write_lines(tmp_path / "qrels.tsv", ["1\t7\t1"])
    found = read_beir(tmp_path)
    assert found.queries == {"1": "甲是什么"}
    assert found.texts == {"7": "甲", "8": ""}


def test_line_separators_inside_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    write_beir(tmp_path)
    write_lines(tmp_path / "corpus.jsonl", ['{"_id": "flood", "text": "甲\u2028乙\x85丙"}'])
    assert read_beir(tmp_path).texts == {"flood": "甲\u2028乙\x85丙"}


# -- bad input -------------------------------------------------------------------


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="没有这个文件夹吗"):
        read_beir(tmp_path / "没有这个文件夹吗")


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(BadInput, match="不是文件夹"):
        read_beir(folder / "corpus.jsonl")


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(FileMissing, match=name):
        read_beir(folder)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_file_that_is_no_text_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\xfe\x00\xd8\xff")
    with pytest.raises(BadInput, match=name):
        read_beir(folder)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"_id": "x", "text": "甲"', "不是有效的 JSON"),
        ("[" * 100_000, "不是有效的 JSON"),
        ("[1, 2]", "不是 JSON 对象"),
        ('{"text": "甲"}', "缺少文字字段 _id"),
        ('{"_id": "x"}', "缺少文字字段 text"),
        ('{"_id": "x", "text": 5}', "缺少文字字段 text"),
        ('{"_id": "", "text": "甲"}', "为空或重复"),
        ('{"_id": "new", "text": "\\ud800"}', "无效字符"),
    ],
)
@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl"])
def test_a_broken_line_is_named_with_its_number(folder: Path, name: str, line: str, says: str) -> None:
    good = (folder / name).read_text("utf-8").splitlines()
    write_lines(folder / name, [good[0], "", line, *good[1:]])
    with pytest.raises(BadInput) as caught:
        read_beir(folder)
    assert f"{name} 第 3 行：" in caught.value.message("zh")
    assert says in caught.value.message("zh")
    assert f"{name}, line 3: " in caught.value.message("en")


def test_a_repeated_id_is_told(folder: Path) -> None:
    good = (folder / "corpus.jsonl").read_text("utf-8").splitlines()
    write_lines(folder / "corpus.jsonl", [*good, good[0]])
    with pytest.raises(BadInput, match="第 6 行：_id “flood”"):
        read_beir(folder)


@pytest.mark.parametrize(
    "row", ["q1\tflood", "q1 flood 1", "q1\tflood\tvery", "q1\tflood\t0.5", "q1\tflood\tnan"]
)
def test_a_broken_judgement_is_named_with_its_number(folder: Path, row: str) -> None:
    write_lines(folder / "qrels.tsv", ["q2\tfood\t1", row])
    with pytest.raises(BadInput, match=r"qrels\.tsv 第 2 行"):
        read_beir(folder)


def test_a_header_is_not_mistaken_for_a_broken_judgement(folder: Path) -> None:
    write_lines(folder / "qrels.tsv", ["q1\tflood\tvery"])
    with pytest.raises(BadInput, match="第 1 行"):
        read_beir(folder)


@pytest.mark.parametrize("emptied", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_set_with_nothing_to_ask_is_refused(folder: Path, emptied: str) -> None:
    (folder / emptied).write_text("", "utf-8")
    with pytest.raises(BadInput):
        read_beir(folder)


# -- fewer queries, other queries --------------------------------------------------


def test_a_limit_takes_queries_from_all_over(folder: Path) -> None:
    found = read_beir(folder)
    assert list(limited(found, 2).queries) == ["q1", "q3"]
    assert limited(found, 2).files == found.files
    assert limited(found, 99) is limited(found, None) is found


def test_queries_are_simplified_under_the_same_ids() -> None:
    assert simplified_queries({"q": "幼兒園防汛總結"}) == {"q": "幼儿园防汛总结"}
