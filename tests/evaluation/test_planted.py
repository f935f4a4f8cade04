"""`draftbot eval drafting --planted`: what it makes, that it finds what is left in a draft, and a
whole run over two trades."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from draftbot.domain import Draft, DraftRequest, DraftSection, FactSheet, Outline, Remark, Sentence, Source
from draftbot.evaluation.drafting.planted.corpora import REPORTS, Corpus, Paragraph, make_corpus
from draftbot.evaluation.drafting.planted.judging import BLANKED, PASSED_OVER, judge
from draftbot.evaluation.drafting.planted.planting import Piece, Planter, Said
from draftbot.evaluation.drafting.planted.results import Judged, PlantedReport, Share
from draftbot.evaluation.drafting.planted.strings import (
    FIGURE,
    Planted,
    squeezed,
    stands_in,
    without_blanks,
)
from draftbot.evaluation.drafting.planted.trades import PARTS, load_trades
from draftbot.evaluation.intervals import share_interval
from draftbot.faces.cli import app
from draftbot.messages import plain

pytestmark = pytest.mark.usefixtures("no_settings")

FAILED, WRONG = 1, 2
BLANK = "【待补：内容】"
TRADES = sorted(load_trades())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(load_trades()["林场"], 1)


# -- what is made ------------------------------------------------------------------


def test_there_are_trades_enough_each_with_a_matter_of_its_own() -> None:
    trades = load_trades().values()
    assert len(trades) >= 16
    assert len({trade.topic for trade in trades}) == len(trades)
    assert len({frame for trade in trades for frame in trade.frames["work"]}) >= 15 * len(trades)


@pytest.mark.parametrize("name", TRADES)
def test_every_frame_can_be_filled(name: str) -> None:
    trade = load_trades()[name]
    planter = Planter(random.Random(1), trade.plain)
    words = {**trade.words, "unit": planter.unit(trade.units), "year": "2020", "thing": trade.things[0]}
    frames = [*trade.headings, *trade.titles, *(frame for part in PARTS for frame in trade.frames[part])]
    for frame in frames:
        assert "{" not in planter.fill(frame, words).text


@pytest.mark.parametrize("name", TRADES)
def test_nothing_is_called_by_a_word_of_the_frames_or_of_the_request(name: str) -> None:
    made = make_corpus(load_trades()[name], 3)
    said = [piece.text for one in sentences_of(made) for piece in one.pieces if not piece.planted]
    plain = squeezed("\n".join((*said, made.title, made.unit)))
    for planted in made.planted:
        for text in (planted.text, *planted.parts):
            assert not stands_in(squeezed(text), plain, planted.kind == FIGURE), text


@pytest.mark.parametrize("slot", ["person", "organisation", "place", "date", "phone"])
def test_what_the_frames_say_already_is_drawn_anew(slot: str) -> None:
    frame = f"{{{slot}}}"
    first = Planter(random.Random(4), "全体职工").fill(frame, {}).text
    again = Planter(random.Random(4), "全体职工").fill(frame, {}).text
    anew = Planter(random.Random(4), f"全体职工和{first}在一起").fill(frame, {}).text
    assert first == again != anew


def test_a_frame_with_a_slot_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="pesron"):
        Planter(random.Random(4), "").fill("请{pesron}发言", {})


@pytest.mark.parametrize("name", TRADES)
def test_about_a_third_of_the_sentences_name_nothing(name: str) -> None:
    said = sentences_of(make_corpus(load_trades()[name], 3))
    assert 0.28 <= sum(not one.planted for one in said) / len(said) <= 0.42


def test_the_same_seed_makes_the_same_reports_another_seed_others(corpus: Corpus) -> None:
    again, other = (make_corpus(corpus.trade, seed) for seed in (1, 8))
    assert again == corpus
    assert len(corpus.reports) == REPORTS
    names = {planted.text for planted in corpus.planted}
    assert len(names & {planted.text for planted in other.planted}) < len(names) / 5


def test_a_file_holds_all_that_was_planted(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write(tmp_path)
    written = "\n".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert [planted.text for planted in corpus.planted if planted.text not in written] == []
    assert {planted.kind for planted in corpus.planted} == {
        "person", "alias", "unit", "organisation", "place", "contact", "figure",
    }  # fmt: skip


# -- how a string is looked for ------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "text", "is_there"),
    [
        ("祝岚", "由祝岚负责", True),
        ("祝岚", "由祝 岚负责", True),
        ("1,286", "共1286人", True),
        ("1286", "共１２８６人", True),
        ("37", "共137人", False),
        ("37", "占37.5%", False),
        ("5%", "占37.5%", False),
        ("37", "共37人", True),
        ("三百二", "每月三百二", True),
        ("三百二", "三百二十人", False),
        ("zhang_12", "加zhang_123", False),
        ("鄂A·7K382", "车牌鄂A·7K382停在", True),
        ("祝岚", f"由{BLANK}负责", False),
        ("祝岚", f"祝{BLANK}岚", False),
    ],
)
def test_a_string_is_looked_for_as_a_string(wanted: str, text: str, is_there: bool) -> None:
    assert stands_in(squeezed(wanted), squeezed(without_blanks(text)), numeral=True) is is_there


# -- a draft held against its corpus ---------------------------------------------------


def sentences_of(made: Corpus) -> list[Said]:
    return [said for report in made.reports for p in report.paragraphs for said in p.sentences]


def masked(said: Said) -> str:
    return "".join(BLANK if piece.planted else piece.text for piece in said.pieces)


def draft_of(
    made: Corpus, paragraphs: Sequence[Paragraph], texts: Sequence[Sequence[str]], *remarks: Remark
) -> Draft:
    """A draft with one section whose sentences cite the paragraphs they were taken from."""
    sources = tuple(
        Source(n, f"p{n}", "r", "旧总结", (), "".join(said.text for said in p.sentences))
        for n, p in enumerate(paragraphs, start=1)
    )
    cited = tuple(
        tuple(Sentence(text, (n,)) for text in written) for n, written in enumerate(texts, start=1) if written
    )
    request = DraftRequest(made.title, Outline("工作总结", ()), FactSheet(made.unit))
    return Draft("d", request, (DraftSection("主要做法", 1, cited),), sources, remarks)


def all_paragraphs(made: Corpus) -> list[Paragraph]:
    return [paragraph for report in made.reports for paragraph in report.paragraphs]


def test_a_draft_that_masks_nothing_is_found_out(corpus: Corpus) -> None:
    paragraphs = all_paragraphs(corpus)
    found = judge(draft_of(corpus, paragraphs, [[s.text for s in p.sentences] for p in paragraphs]), corpus)
    said = {planted for one in sentences_of(corpus) for planted in one.planted}
    assert {one.planted for one in found.survivors} == {planted.text for planted in said}
    assert all(one.is_whole for one in found.survivors)
    assert found.exposed == len(said)
    assert found.words_of_named.part == found.words_of_named.of
    assert (found.mistakes, found.torn) == ((), ())


def test_a_draft_that_masks_all_is_clean(corpus: Corpus) -> None:
    paragraphs = all_paragraphs(corpus)
    found = judge(draft_of(corpus, paragraphs, [[*map(masked, p.sentences)] for p in paragraphs]), corpus)
    assert (found.survivors, found.mistakes, found.torn) == ((), (), ())
    assert found.exposed > 0
    assert found.widened.part == 0
    assert found.plain_words.part == found.plain_words.of
    report = PlantedReport("m", 7, 1, 3500, 1.0, (found,))
    assert report.is_clean
    assert report.whole.honest == Share(0, found.honest.of)


def test_a_draft_that_says_next_to_nothing_is_not_clean(corpus: Corpus) -> None:
    found = judge(draft_of(corpus, all_paragraphs(corpus), []), corpus)
    assert found.is_nearly_empty
    assert found.words_of_named.part == 0
    assert not PlantedReport("m", 7, 1, 3500, 1.0, (found,)).is_clean


def with_name_of(made: Corpus, kind: str, *, parts: int = 0) -> tuple[Paragraph, Said, Planted]:
    """A paragraph, a sentence of it, and something of a kind that alone is planted in it."""
    for paragraph in all_paragraphs(made):
        for said in paragraph.sentences:
            for planted in said.planted:
                if planted.kind == kind and len(planted.parts) >= parts and len(set(said.planted)) == 1:
                    return paragraph, said, planted
    raise AssertionError(f"no {kind} in the corpus")


def test_half_a_name_left_over_is_a_survivor(corpus: Corpus) -> None:
    paragraph, said, planted = with_name_of(corpus, "person", parts=1)
    given = planted.parts[0]
    found = judge(draft_of(corpus, [paragraph], [[masked(said).replace(BLANK, BLANK + given)]]), corpus)
    (survivor,) = found.survivors
    assert (survivor.planted, survivor.found, survivor.is_whole) == (planted.text, given, False)
    assert Judged.of([found]).partly == 1


def test_a_digit_left_beside_a_blank_is_torn(corpus: Corpus) -> None:
    paragraph, said, planted = with_name_of(corpus, "contact")
    left = planted.text[-1]
    found = judge(draft_of(corpus, [paragraph], [[masked(said).replace(BLANK, BLANK + left)]]), corpus)
    assert [(one.planted, one.left) for one in found.torn] == [(planted.text, left)]
    assert found.survivors == ()


NAMED = Planted("person", "孟根其其格")
CALLED = Planted("alias", "曹老师", common="老师")


@pytest.mark.parametrize(
    ("planted", "left", "survives", "torn"),
    [
        (NAMED, "其其格", ["其其格"], []),
        (NAMED, "格", [], ["格"]),
        (NAMED, "", [], []),
        (CALLED, "老师", [], []),
        (CALLED, "师", [], []),
        (Planted("figure", "百分之八十七点五"), "五", [], ["五"]),
        (Planted("figure", "12.86万元", common="万元"), "万元", [], []),
        (Planted("contact", "云E·2F24T"), "T", [], ["T"]),
    ],
)
def test_what_is_left_beside_a_blank_is_judged_by_what_it_tells(
    corpus: Corpus, planted: Planted, left: str, survives: list[str], torn: list[str]
) -> None:
    before, after = "门卫室的登记本上写着", "的字样，值班人员每天交接时逐项核对。"
    said = Said("frame", (Piece(before), Piece(planted.text, planted), Piece(after)))
    paragraph = Paragraph("work", None, (said,))
    report = replace(corpus.reports[0], paragraphs=(paragraph,))
    made = replace(corpus, reports=(report,), planted=(planted,))
    found = judge(draft_of(made, [paragraph], [[f"{before}{BLANK}{left}{after}"]]), made)
    assert [one.found for one in found.survivors] == survives
    assert [one.left for one in found.torn] == torn


@pytest.mark.parametrize(("remark", "told"), [("中的“{}”不在事实清单里", True), ("中的“别的”请核对", False)])
def test_a_survivor_is_told_when_a_remark_names_it_beside_its_quotation(
    corpus: Corpus, remark: str, told: bool
) -> None:
    paragraph, said, planted = with_name_of(corpus, "person")
    text = plain(f"“{said.text[:24]}…”{remark.format(planted.text)}")
    remarked = Remark("unvouched_name", text, 0, 0)
    found = judge(draft_of(corpus, [paragraph], [[said.text]], remarked), corpus)
    (survivor,) = found.survivors
    assert (survivor.told, survivor.remarks) == (told, ("unvouched_name",))
    assert (survivor.section, survivor.sentence) == ("主要做法", said.text)


def test_plain_words_made_a_blank_are_a_mistake(corpus: Corpus) -> None:
    paragraph = next(p for p in all_paragraphs(corpus) if not p.sentences[0].planted)
    said = paragraph.sentences[0]
    found = judge(draft_of(corpus, [paragraph], [[BLANK + said.text[3:]]]), corpus)
    assert [(one.what, one.words) for one in found.mistakes] == [(BLANKED, said.frame)]
    assert found.honest == Share(1, 1)


def test_a_plain_sentence_is_passed_over_where_a_later_one_is_used(corpus: Corpus) -> None:
    paragraph = next(
        p for p in all_paragraphs(corpus) if not p.sentences[0].planted and p.sentences[1].planted
    )
    first, second, *_ = paragraph.sentences
    found = judge(draft_of(corpus, [paragraph], [[masked(second)]]), corpus)
    assert [(one.what, one.words) for one in found.mistakes] == [(PASSED_OVER, first.frame)]
    # Where the same words are used from another report, none is missed.
    twice = judge(draft_of(corpus, [paragraph] * 2, [[masked(second)], [first.text]]), corpus)
    assert twice.mistakes == ()


def test_words_swallowed_with_a_name_are_counted(corpus: Corpus) -> None:
    paragraph, said, planted = with_name_of(corpus, "person")
    at = next(i for i, piece in enumerate(said.pieces) if piece.planted == planted)
    after = said.pieces[at + 1].text
    text = masked(said).replace(BLANK + after, BLANK + after[2:])
    found = judge(draft_of(corpus, [paragraph], [[text]]), corpus)
    assert (found.widened.part, found.mistakes) == (2, ())


def test_a_share_of_nothing_failed_has_an_upper_bound() -> None:
    none, half = share_interval(0, 100), share_interval(50, 100)
    assert (none.value, none.low) == (0, 0)
    assert none.high == pytest.approx(0.0370, abs=1e-4)  # Wilson: z² / (n + z²)
    assert (half.low, half.high) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert Share().interval is None


# -- the command ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--trades", "茶馆"], "没有行业“茶馆”"),
        (["--trades", "村,,公安"], "--trades 应是逗号隔开的行业"),
        (["没有这里"], "--planted 自造语料"),
        (["--rounds", "0"], "--rounds 应为不小于 1 的整数"),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(args: list[str], says: str) -> None:
    result = CliRunner().invoke(app, ["eval", "drafting", "--planted", *args])
    assert result.exit_code == WRONG
    assert says in result.stderr
    assert result.stdout == ""


@pytest.mark.slow
def test_two_trades_are_drafted_and_searched(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTBOT_EMBEDDING_MODEL", str(model_folder))
    args = ["eval", "drafting", "--planted", "--seed", "5", "--trades", "村，消防站"]
    result = CliRunner().invoke(app, [*args, "--json"])
    found = json.loads(result.stdout)
    assert result.exit_code == (0 if found["is_clean"] else FAILED)
    assert found["is_clean"] == (not found["survivors"] and not found["whole"]["nearly_empty"])
    assert list(found["trades"]) == ["村", "消防站"]
    assert found["whole"]["survived"]["of"] == sum(kind["of"] for kind in found["kinds"].values()) > 250
    assert found["whole"]["survived"]["part"] == len(found["survivors"])
    assert found["whole"]["chars"] > 2 * 800
    for judged in found["trades"].values():
        assert judged["words_of_named"]["part"] > judged["words_of_named"]["of"] / 4
        assert judged["plain_words"]["part"] > judged["plain_words"]["of"] / 2
    for one in found["survivors"]:
        assert squeezed(one["found"]) in squeezed(one["sentence"])
    assert not (tmp_path / "home" / "draftbot.sqlite3").exists()  # the user's own data is as it was

    shown = CliRunner().invoke(app, [*args[:-1], "村", "--failures", "1"])
    assert shown.exit_code in (0, FAILED), shown.output
    assert "漏出/埋入" in shown.stdout
