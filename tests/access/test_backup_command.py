"""`draftbot backup` beside a running server, and `draftbot restore` on another machine."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event, Thread

import httpx

from access.offices import command, opened_office
from serving import served

NEW = "{name}街道2023年信访工作总结\n\n一、主要做法\n\n街道设立接访窗口，安排干部轮流值班，逐件登记群众来访事项，按期答复。\n"


def test_a_running_office_is_moved_to_another_machine(
    tmp_path: Path, reports_folder: Path, model_folder: Path
) -> None:
    home, other, file = tmp_path / "one", tmp_path / "two", tmp_path / "office.draftbot"
    home.mkdir()
    other.mkdir()
    model = {"DRAFTBOT_EMBEDDING_MODEL": str(model_folder)}
    with opened_office(home, tmp_path / "one.log", DRAFTBOT_CORPUS=str(reports_folder), **model) as office:
        with office.client("小王") as wang:
            body = {"title": "2025年幼儿园防汛工作总结", "length": 300}
            draft = wang.post("/api/v1/drafts", json=body).json()
        stop, uploaded = Event(), []

        def upload() -> None:
            with office.client("write") as client:
                while not stop.is_set():
                    name = f"青{len(uploaded) + 1:03d}"
                    files = {"files": (f"{name}.txt", NEW.format(name=name).encode())}
                    assert client.post("/api/v1/reports", files=files).status_code == 200
                    uploaded.append(name)

        writer = Thread(target=upload)
        writer.start()
        try:
            while len(uploaded) < 3:
                stop.wait(0.1)
            before = len(uploaded)
            done = command(home, "backup", str(file), "--json")
        finally:
            stop.set()
            writer.join()
        assert done.returncode == 0, done.stderr
        assert command(home, "backup", str(file)).returncode == 2  # never overwritten
        # A folder that a server holds is not replaced under it.
        assert command(home, "restore", str(file)).returncode == 1
        key = office.keys["小王 read"]
        read = {"Authorization": f"Bearer {office.keys['read']}"}
        originals = originals_of(office.url, read)
    made = json.loads(done.stdout)
    assert made["reports"] >= 3 + before

    assert command(other, "restore", str(file)).returncode == 0
    with served(other, tmp_path / "two.log", **model) as url:
        assert httpx.get(f"{url}/api/v1/reports").status_code == 401
        found = originals_of(url, read)
        assert len(found) == made["reports"]
        assert found.items() <= originals.items()
        search = httpx.post(f"{url}/api/v1/search", json={"query": "接访窗口"}, headers=read, timeout=60)
        assert "信访" in search.json()["hits"][0]["title"]
        answer = httpx.get(f"{url}/api/v1/drafts/{draft['id']}", headers={"Authorization": f"Bearer {key}"})
        assert answer.json() == draft


def originals_of(url: str, headers: dict[str, str]) -> dict[str, bytes]:
    """The file of every report, as it came."""
    with httpx.Client(base_url=f"{url}/api/v1/", headers=headers, timeout=60) as client:
        ids = [report["id"] for report in client.get("reports").json()]
        return {id_: client.get(f"reports/{id_}/original").content for id_ in ids}
