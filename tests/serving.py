"""What tests of a running draftbot share: reports, an environment, a server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

import draftbot

SOURCE = str(Path(draftbot.__file__).parents[1])
SECONDS_TO_START = 180  # a cold start on a busy machine

FLOOD = """{unit}{year}年防汛工作总结

{year}年，{unit}认真落实上级防汛工作部署，把师生安全放在首位，平安度过汛期。现将有关情况总结如下。

一、基本情况

汛期共启动应急响应{times}次，转移低洼处教室的学生，没有发生安全事故。校园排水设施运行正常，物资储备充足。

二、主要做法

（一）加强组织领导。成立防汛工作领导小组，园长任组长，明确值班带班责任，坚持二十四小时值班制度，重要情况随时报告。

（二）开展应急演练。组织防汛应急演练{times}次，让教师和孩子熟悉疏散路线，提高自救互救能力。演练后及时总结，完善应急预案。

三、存在问题

部分排水管道老化，遇到强降雨时排水不畅；个别教师对应急预案不够熟悉，值班记录不够规范。

四、下一步打算

继续完善应急预案，汛期前全面检修排水设施，加强值班值守，把防汛责任落实到岗到人。
"""
VISIT = """育才小学2024年家校共育工作汇报

现将我校家校共育工作情况汇报如下。

一、工作措施与成效

学校建立家长委员会，定期召开家长会，组织教师开展入户家访，了解学生在家的学习和生活情况，形成教育合力。

二、存在的不足

部分家长参与活动不够积极，沟通方式较为单一，隔代教育的家庭配合程度不高。

三、下一步工作安排

丰富家长学校课程，利用周末开展亲子阅读活动，完善家访记录，让家校沟通更加顺畅。
"""


@dataclass(frozen=True)
class Server:
    """A running server; `max_file_mb` is the limit it was started with."""

    url: str
    home: Path
    max_file_mb: int


def clean_environment(**settings: str) -> dict[str, str]:
    """This process's environment with no DRAFTBOT_ setting but those given.

    Processes start in other folders, so they are told where this one found draftbot.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DRAFTBOT_")}
    return kept | {"PYTHONPATH": SOURCE} | settings


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def served(home: Path, log: Path, **settings: str) -> Iterator[str]:
    """The address of `draftbot serve` in a process of its own, once its first corpus is read."""
    port = free_port()
    command = [sys.executable, "-m", "draftbot", "serve", "--home", str(home), "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env=clean_environment(**settings), cwd=home, stdout=output, stderr=output
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process, log)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}:\n{log.read_text()}")
        try:
            if httpx.get(f"{url}/healthz", timeout=5).json()["status"] == "ok":
                return
        except httpx.TransportError:
            pass  # not listening yet
        time.sleep(0.3)
    pytest.fail(f"the server was not ready in {SECONDS_TO_START} s:\n{log.read_text()}")
