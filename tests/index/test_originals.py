"""Original files outside of the database: in a folder, and in an S3-compatible store that runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from draftbot.bootstrap import originals_of
from draftbot.errors import OriginalsUnavailable, SettingsWrong
from draftbot.index import originals, originals_s3
from draftbot.index.backup import back_up, put_back
from draftbot.index.catalog import Catalog
from draftbot.index.database import Database
from draftbot.index.report_rows import ReadFile

BUCKET = "papers"


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The address of a store that has a bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "folder":
        return str(tmp_path / "originals")
    for name, value in {
        "AWS_ENDPOINT_URL": request.getfixturevalue("store"),
        "AWS_ACCESS_KEY_ID": "k",
        "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    return f"s3://{BUCKET}/{tmp_path.name}"


def file(hash_: str, data: bytes, path: str = "") -> ReadFile:
    return ReadFile(path or f"/{hash_}.txt", hash_, data, ())


def test_they_lie_outside_come_back_and_are_in_every_backup(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, data = tmp_path / "one", b"original \x00 bytes" * 1000
    one.mkdir()
    with closing(Database(one)) as database:  # read before the setting was there
        Catalog(database).add([file("aa01", b"within")], {})
    with closing(Database(one, originals=originals_of(url))) as database:
        catalog = Catalog(database)
        catalog.add([file("bb02", data)], {})
        kept = {row["hash"]: row["data"] for row in database.read("SELECT hash, data FROM files")}
        assert kept == {"aa01": b"within", "bb02": b""}
        assert database.originals.get("bb02") == data
        assert catalog.look_at_originals() == 1
        back_up(database, tmp_path / "office.draftbot", "1.0")
        # Another content at its path: what nothing holds goes a day later, no sooner.
        catalog.add([file("cc03", b"new", "/bb02.txt")], {})
        assert catalog.sweep_originals() == 0
        for module in (originals, originals_s3):
            monkeypatch.setattr(module, "SECONDS_UNHELD", -60)
        assert catalog.sweep_originals() == 1
        assert database.originals.get("cc03") == b"new"
        with pytest.raises(OriginalsUnavailable):
            database.originals.get("bb02")
    with closing(Database(one)) as database, pytest.raises(OriginalsUnavailable):
        Catalog(database).look_at_originals()  # the setting was taken away
    two = tmp_path / "two"
    two.mkdir()
    put_back(tmp_path / "office.draftbot", two)
    with closing(Database(two)) as database:
        kept = {row["hash"]: row["data"] for row in database.read("SELECT hash, data FROM files")}
        assert kept == {"aa01": b"within", "bb02": data}
        assert Catalog(database).look_at_originals() == 0


def test_what_cannot_be_put_there_is_not_known_either(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    home = tmp_path / "home"
    home.mkdir()
    with closing(Database(home, originals=originals_of(str(tmp_path / "taken")))) as database:
        with pytest.raises(OriginalsUnavailable):
            Catalog(database).add([file("aa01", b"x")], {})
        assert database.read("SELECT * FROM files") == []
    for nowhere in ("ftp://host/x", "s3://"):
        with pytest.raises(SettingsWrong):
            originals_of(nowhere)
