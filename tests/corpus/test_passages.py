"""Passages: never over a heading, ended at a sentence, of a good length."""

from __future__ import annotations

from corpus.measuring import read_file, sample_files
from draftbot.corpus import read
from draftbot.corpus.passages import LEAST, MOST, cut_passages
from draftbot.domain import Role, count_chars

SENTENCE = "学校建立隐患台账，逐项登记责任人和整改时限，由分管校长每周督办一次。"


def passages_of(*lines: str):
    (report,) = read("\n".join(lines).encode(), "a.txt")
    return report, cut_passages(report)


def test_a_long_paragraph_is_cut_at_sentences_into_even_pieces() -> None:
    _, passages = passages_of("一、主要做法", SENTENCE * 30)
    assert all(LEAST <= count_chars(p.text) <= MOST for p in passages)
    assert all(p.text.endswith("。") for p in passages)
    assert "".join(p.text for p in passages) == SENTENCE * 30


def test_short_paragraphs_of_a_section_are_put_together() -> None:
    _, passages = passages_of("一、主要做法", *[SENTENCE] * 9, "二、存在问题", SENTENCE)
    assert [p.heading_path for p in passages] == [("主要做法",), ("主要做法",), ("存在问题",)] or len(
        passages
    ) == 2
    assert all(count_chars(p.text) <= MOST for p in passages)


def test_an_endless_sentence_stays_whole() -> None:
    _, passages = passages_of("一、主要做法", "学校" * 600)
    assert len(passages) == 1


def test_ids_roles_and_paths() -> None:
    report, passages = passages_of(
        "河湾小学2024年工作总结",
        SENTENCE,
        "一、主要做法",
        f"（一）抓制度。{SENTENCE}",
        "二、存在问题",
        SENTENCE,
    )
    assert [p.id for p in passages] == [f"{report.id}-p{i}" for i in range(3)]
    assert [p.role for p in passages] == [Role.OPENING, Role.WORK, Role.PROBLEMS]
    assert passages[1].heading_path == ("主要做法", "抓制度")
    assert {p.report_id for p in passages} == {report.id}


def test_the_samples_lose_no_text_and_cross_no_heading() -> None:
    for path in sample_files(collections=True):
        for report in read_file(path):
            passages = cut_passages(report)
            paragraphs = "".join(p for _, s in report.walk() for p in s.paragraphs)
            assert "".join("".join(p.text for p in passages).split()) == "".join(paragraphs.split())
            sections = {"".join("".join(s.paragraphs).split()): path for path, s in report.walk()}
            for passage in passages:
                text = "".join(passage.text.split())
                assert any(text in whole for whole, at in sections.items() if at == passage.heading_path)
