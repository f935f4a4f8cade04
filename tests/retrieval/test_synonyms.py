"""The list of synonyms: what it gives, and every fault of a broken one named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.chinese.word_lists import word_set
from draftbot.chinese.words import words_of
from draftbot.errors import PromptsBroken
from draftbot.retrieval.synonyms import Synonyms, load_synonyms

SHIPPED = Path(__file__).parents[2] / "prompts" / "synonyms.txt"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "synonyms.txt"


def test_each_word_of_a_group_gives_the_others(file: Path) -> None:
    file.write_bytes(
        "\ufeff# 防汛\r\n防汛  防洪\t抗洪 # 说明\r\n\r\n＃全角\r\n園所　幼兒園\nＰＰＴ 课件\n".encode()
    )
    synonyms = load_synonyms(file)
    assert synonyms.of("防洪") == ("防汛", "抗洪")
    assert synonyms.of("园所") == ("幼儿园",)
    assert synonyms.of("课件") == ("ppt",)
    assert synonyms.of("说明") == ()
    assert synonyms.of("") == ()
    assert len(synonyms) == 7


def test_the_longest_word_that_stands_there_is_given() -> None:
    synonyms = Synonyms([["消防", "防火"], ["消防安全", "防火安全"], ["a.b", "c+"]])
    assert synonyms.at("抓消防安全", 1) == "消防安全"
    assert synonyms.at("抓消防演练", 1) == "消防"
    assert synonyms.at("抓消防演练", 0) == ""
    assert synonyms.at("axb", 0) == ""
    assert Synonyms().at("消防", 0) == ""


@pytest.mark.parametrize("missing", ["none.txt", "no/such/folder.txt"])
def test_without_a_file_there_are_no_synonyms(tmp_path: Path, missing: str) -> None:
    assert len(load_synonyms(tmp_path / missing)) == 0


@pytest.mark.parametrize("content", ["", "# 只有说明\n\n", "\ufeff"])
def test_an_empty_list_gives_none(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")
    assert len(load_synonyms(file)) == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("防汛\n", "第 1 行只有一个词“防汛”"),
        ("防汛 防洪\n抗洪 防洪\n", "第 2 行“防洪”已在第 1 行"),
        ("园所 幼儿园\n園所 托幼园\n", "第 2 行“园所”已在第 1 行"),
        ("防汛 防洪 防汛\n", "第 1 行“防汛”写了两遍"),
        ("防汛、防洪 抗洪\n", "第 1 行“防汛、防洪”里有标点"),
        ("防汛 —— 防洪\n", "第 1 行“——”里有标点"),
        ("防汛\x00 防洪\n", "第 1 行"),
    ],
)
def test_a_broken_line_is_named(file: Path, content: str, fault: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(PromptsBroken) as refused:
        load_synonyms(file)
    assert f"synonyms.txt {fault}" in refused.value.message("zh")


def test_all_faults_are_named_at_once(file: Path) -> None:
    file.write_bytes("防汛 防洪\n孤词\n".encode() + "汛期 雨季\n".encode("gb18030") + "演练 防洪\n".encode())
    with pytest.raises(PromptsBroken) as refused:
        load_synonyms(file)
    said = refused.value.message("zh")
    for fault in ("第 2 行只有一个词“孤词”", "第 3 行不是 UTF-8 编码", "第 4 行“防洪”已在第 1 行"):
        assert fault in said


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_list_in_another_encoding_is_refused_in_one_sentence(file: Path, encoding: str) -> None:
    file.write_bytes(("汛期 雨季\n" * 50).encode(encoding))
    with pytest.raises(PromptsBroken, match="不是 UTF-8 编码") as refused:
        load_synonyms(file)
    assert refused.value.message("zh").count("UTF-8") == 1


def test_a_folder_in_its_place_is_refused(file: Path) -> None:
    file.mkdir()
    with pytest.raises(PromptsBroken, match=r"synonyms\.txt 读不了"):
        load_synonyms(file)


def test_the_shipped_list_loads_and_is_one_of_words_that_tell() -> None:
    synonyms = load_synonyms(SHIPPED)
    lines = [line.split("#")[0].split() for line in SHIPPED.read_text("utf-8").splitlines()]
    groups = [group for group in lines if group]
    assert 60 <= len(groups) <= 95
    for word in (word for group in groups for word in group):
        assert synonyms.of(word), word
        assert word not in word_set("stop_words")
        assert len(word) > 1


def test_the_words_of_the_shipped_list_are_cut_alike_inside_a_sentence() -> None:
    for line in SHIPPED.read_text("utf-8").splitlines():
        for word in line.split("#")[0].split():
            whole = words_of(word)
            phrase = word if word in whole else " ".join(whole)
            assert f" {phrase} " in f" {' '.join(words_of(f'我们认真做好{word}，成效明显'))} ", word
