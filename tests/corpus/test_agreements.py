"""A contract is no report and is told; a report on contracts is one. Sides and wares are invented."""

from __future__ import annotations

import pytest

from draftbot.corpus import read
from draftbot.errors import AgreementFile

LEASE = (
    "库房租赁协议（续签）\n\n出租方：芦湾区粮站\n承租方：丁一商行\n\n"
    "一、出租方将北院库房两间交承租方使用，租期两年，年租金一万二千元。\n"
    "二、承租方应按季交租，逾期的每日按欠款的千分之一支付违约金。\n"
    "三、承租方不得转租；出租方负责屋面维修。\n"
    "四、本协议一式两份，双方签字后生效。\n"
)


def test_a_contract_is_told_and_not_read() -> None:
    with pytest.raises(AgreementFile):
        read(LEASE.encode(), "库房.txt")


@pytest.mark.parametrize("title", ["芦湾区粮站2023年合同管理工作总结", "芦湾区粮站出租库房清理情况汇报"])
def test_a_report_on_contracts_is_a_report(title: str) -> None:
    body = "\n".join(LEASE.splitlines()[2:])
    (report,) = read(f"{title}\n{body}".encode(), "总结.txt")
    assert report.title == title
