"""Unit, year and trade of reports by units of twenty trades, none of which the corpus knows."""

from __future__ import annotations

import pytest

from corpus.reports_of_trades import REPORTS, Sample
from draftbot.chinese.sentences import split_sentences
from draftbot.corpus import read
from making.finders import tagger
from making.trades import shipped_trades


@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.unit)
def test_unit_year_and_trade_of_a_report(sample: Sample) -> None:
    trades = shipped_trades()
    (report,) = read(sample.text.encode(), "报告.txt", tagger=tagger(), trades=trades)
    assert (report.unit.value, report.year.value) == (sample.unit, sample.year)
    trade = trades.trade_of(report.unit.value)
    assert (trade.name if trade else "", trade.host if trade else "") == (sample.trade, sample.host)


def test_a_report_says_hardly_a_word_that_is_foreign_to_its_trade() -> None:
    trades = shipped_trades()
    found = [
        (sample.unit, words)
        for sample in REPORTS
        for sentence in split_sentences(sample.text)
        if sample.trade and (words := trades.foreign_words(sentence, trades.trade_of(sample.unit)))
    ]
    assert found == []
