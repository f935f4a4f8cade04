"""Folders that hold more than ordinary files; nothing of it is waited for or followed out."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftbot.errors import (
    FileTooLarge,
    FolderNotOpened,
    LinkInCircle,
    NoOrdinaryFile,
    OutsideFolder,
    UnreadableFile,
)
from draftbot.index.folders import files_below, load
from draftbot.service import Draftbot

FULL = 10_000
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")


@pytest.fixture
def alarm() -> Iterator[None]:
    """What waits for ever is broken off after two minutes."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@posix
@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("special", ["pipe", "device", "endless", "socket"])
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, special: str) -> None:
    path = tmp_path / "防汛.txt"
    if special == "pipe":
        os.mkfifo(path)
    elif special == "socket":
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(os.fspath(path))
        listening.close()
    else:
        path.symlink_to("/dev/zero" if special == "endless" else "/dev/tty")
    for within in (path, tmp_path):
        with pytest.raises(NoOrdinaryFile, match=r"防汛\.txt"):
            load(path, within, FULL)


@posix
def test_a_link_is_followed_inside_its_folder_only(tmp_path: Path) -> None:
    folder, outside = tmp_path / "材料", tmp_path / "别处.txt"
    (folder / "2021").mkdir(parents=True)
    outside.write_text("不在文件夹里", "utf-8")
    (folder / "2021" / "原件.txt").write_text("在文件夹里", "utf-8")
    (folder / "里.txt").symlink_to(folder / "2021" / "原件.txt")
    (folder / "外.txt").symlink_to(outside)
    (folder / "圈.txt").symlink_to(folder / "圈.txt")
    (folder / "断.txt").symlink_to(folder / "没有.txt")
    (folder / "绕回").symlink_to(folder, target_is_directory=True)
    found = list(files_below(folder))
    assert [path.name for path in found] == ["圈.txt", "外.txt", "断.txt", "里.txt", "原件.txt"]
    assert load(folder / "里.txt", folder, FULL).decode() == "在文件夹里"
    with pytest.raises(OutsideFolder):
        load(folder / "外.txt", folder, FULL)
    for broken, fault in (("圈.txt", LinkInCircle), ("断.txt", UnreadableFile)):
        with pytest.raises(fault):
            load(folder / broken, folder, FULL)
    # A link that the user names is meant, as a file and as a folder.
    assert load(folder / "外.txt", folder / "外.txt", FULL)
    way = tmp_path / "另一条路"
    way.symlink_to(folder, target_is_directory=True)
    assert load(way / "里.txt", way, FULL)


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "人事"
    closed.mkdir()
    (closed / "考核.txt").write_text("不许看", "utf-8")
    (tmp_path / "防汛.txt").write_text("可以看", "utf-8")
    opened = os.scandir

    def refuse(path: os.PathLike[str]) -> object:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return opened(path)

    # Tests may run as a user whom no folder is closed to.
    monkeypatch.setattr(os, "scandir", refuse)
    assert list(files_below(tmp_path)) == [tmp_path / "防汛.txt", closed]
    with pytest.raises(FolderNotOpened, match="人事"):
        load(closed, tmp_path, FULL)


@posix
def test_a_file_that_tells_no_size_is_bounded_by_what_comes_out(tmp_path: Path) -> None:
    told = Path("/proc/self/status")
    if not told.exists():
        pytest.skip("no files of the system here")
    assert told.stat().st_size == 0
    with pytest.raises(FileTooLarge):
        load(told, told, 100)


@posix
@pytest.mark.usefixtures("alarm")
def test_special_files_cost_the_others_nothing(service: Draftbot, tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "好的.txt").write_text(
        "东湾幼儿园2021年防汛工作总结\n一、主要做法\n园所每周检查排水沟，逐项登记，随时清理。\n", "utf-8"
    )
    os.mkfifo(folder / "管道.txt")
    (folder / "设备.docx").symlink_to("/dev/zero")
    (folder / "口令.txt").symlink_to("/etc/passwd")
    result = service.ingest([folder])
    assert result.ingested == 1
    assert {Path(f.path).name: f.error.code for f in result.failed} == {
        "口令.txt": "outside_folder",
        "管道.txt": "no_ordinary_file",
        "设备.docx": "no_ordinary_file",
    }
