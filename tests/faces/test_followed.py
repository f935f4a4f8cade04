"""The folder of the settings that the server keeps in step, and what it says when it cannot."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from draftbot.domain import HealthCheck
from draftbot.faces.server import Start
from draftbot.service import Draftbot
from parts import settings_for
from serving import FLOOD
from telling import zh


def until(holds: Callable[[], Any]) -> Any:
    ends = time.monotonic() + 60
    while not (found := holds()):
        assert time.monotonic() < ends
        time.sleep(0.05)
    return found


def followed(service: Draftbot) -> HealthCheck:
    return service.doctor()[-1]


def test_a_folder_is_followed_and_waited_for(service: Draftbot, model_folder: Path, tmp_path: Path) -> None:
    folder, away = tmp_path / "往年材料", tmp_path / "移走"
    folder.mkdir()
    (folder / "松风2021.txt").write_text(FLOOD.format(unit="松风幼儿园", year=2021, times=3), "utf-8")
    settings = settings_for(tmp_path / "home", model_folder, watch_folder=folder)
    service._parts.followed.folder, service._parts.followed.retry_seconds = folder, 0.1
    app: Any = SimpleNamespace(state=SimpleNamespace(starting=False, language="zh"))

    def sources() -> set[str]:
        return {report.source for report in service.reports()}

    start = Start(service, settings, app)
    start.begin(lambda failed: None)
    try:
        until(lambda: "松风2021.txt" in sources())
        assert followed(service).healthy
        (folder / "竹影2022.txt").write_text(FLOOD.format(unit="竹影小学", year=2022, times=3), "utf-8")
        (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
        until(lambda: "竹影2022.txt" in sources())
        assert not followed(service).healthy
        assert "坏.docx" in zh(followed(service).text)

        folder.rename(away)
        (notice,) = until(lambda: service.notices)
        assert "往年材料" in notice.message("zh")
        assert not followed(service).healthy
        assert {"松风2021.txt", "竹影2022.txt"} <= sources()

        (away / "坏.docx").unlink()
        (away / "松风2021.txt").unlink()
        shutil.move(away, folder)
        until(lambda: not service.notices and "松风2021.txt" not in sources())
        assert followed(service).healthy
    finally:
        start.finish()
