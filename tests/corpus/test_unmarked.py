"""Compilations without any marker are cut where their reports meet, and the user is told why."""

from __future__ import annotations

from corpus import unmarked as u
from draftbot.chinese.scripts import to_simplified
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


KINDERGARTEN = """2023年，我园全体教职工以幼儿发展为本，扎实做好保育教育，家长满意度明显提高。
我园坚持每天晨检午检，保健医生带领各班老师做好消毒记录，幼儿出勤率比上年提高。
户外活动每天不少于两小时，幼儿在沙池、种植园里观察、奔跑、攀爬，老师记下幼儿的游戏。
大班幼儿参观附近的小学，家长学校请来医生讲幼儿口腔保健和春季常见病。
食堂每周公布带量食谱，幼儿伙食由膳食委员会评议，老师陪餐并记录幼儿进餐情况。
下一步，我园将继续抓好保育质量，让每一个幼儿健康快乐地成长，让家长更加放心。"""
WATER = """工作汇报
今年以来，我局围绕防汛抗旱和农村供水，压实河长责任，水库除险加固有序推进。
全县小型水库巡查责任人全部到岗，汛前检查发现的渗漏、护坡塌陷等隐患逐一销号。
汛期水文站加密测报，水库按调度令泄洪，河道巡查发现的采砂船只当日清离河道。
抗旱期间向灌区放水，泵站满负荷提水，渠系水量按用水户协会核定的面积分到田头。
农村供水管网改造惠及群众，水厂水质化验合格，渠道清淤全部完成，灌溉用水得到保障。
明年我局将继续推进灌区改造，提高水旱灾害防御能力，守住水库安全度汛的底线。"""


def test_without_numbers_the_change_of_subject_and_of_who_speaks_tells_and_is_told():
    text = f"{KINDERGARTEN}\n{WATER}"
    reports = read(text.encode(), "材料.txt")
    assert len(reports) == 2
    assert to_simplified(reports[1].text).startswith("今年以来，我局")
    told = zh(reports[1].cut_reason)
    assert "今年以来" in told
    assert "用词" in told
