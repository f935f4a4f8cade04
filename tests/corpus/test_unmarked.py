"""Compilations without any marker are cut where their reports meet, and the user is told why."""

from __future__ import annotations

from corpus import unmarked as u
from draftbot.corpus import read
from telling import zh


def test_unmarked_compilations_of_the_samples_are_cut_where_their_reports_meet():
    # The half that nothing was learnt from, without anything that is not of this repository.
    score = u.cut_again(u.compilations(None, u.KEPT_UNSEEN, 40)).score
    assert score.wanted > 150
    assert score.precision >= 0.95
    assert score.recall >= 0.8


def test_with_numbers_changed_or_gone_too_few_cuts_are_wrong():
    score = u.cut_again(u.compilations(None, u.KEPT_UNSEEN, 40, is_hard=True)).score
    assert score.precision >= 0.9
    assert score.recall >= 0.6


def test_every_cut_is_told_with_what_spoke_for_it():
    made = u.compilations(None, u.KEPT_UNSEEN, 20)
    told = [zh(report.cut_reason) for one in made for report in read(one.text.encode(), "页.txt")[1:]]
    assert all(told)
    assert any("用词" in reason and "开头语" in reason for reason in told)
    assert any("重新开始" in reason for reason in told)
