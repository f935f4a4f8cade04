"""The same work over either kind of database, and what several processes share of one."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

import draftbot
from draftbot import corpus
from draftbot.access.answers import Answers, GivenAnswer
from draftbot.access.audit import Audit
from draftbot.access.caller import WHOEVER, Scope
from draftbot.access.keys import Keys
from draftbot.access.sessions import Sessions
from draftbot.access.users import Users
from draftbot.bootstrap import build_service, database_of
from draftbot.chinese.names import Name, NameKind
from draftbot.chinese.plain_tagger import ContactsOnly
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.domain import Conversation, Corrections, Draft, DraftRequest, Filters, JobKind, Outline, Viewer
from draftbot.drafts.history import History
from draftbot.drafts.store import DraftStore
from draftbot.errors import (
    AnswerComing,
    DatabaseNewer,
    DatabaseNotEmpty,
    DatabaseUnavailable,
    DraftChanged,
    ExtraMissing,
    JobNotFound,
    KeyUsedOtherwise,
    LastAdmin,
    NameTaken,
    SettingsWrong,
)
from draftbot.index.backup import back_up, put_back, put_into
from draftbot.index.catalog import Catalog
from draftbot.index.database import Database
from draftbot.index.embedding_cache import KeptEmbedding, embedding_text, keep, key_of
from draftbot.index.fulltext import FullText
from draftbot.index.kinship import Kinship
from draftbot.index.name_index import NameIndex
from draftbot.index.postgresql.address import address_in
from draftbot.index.postgresql.connection import PostgresConnection, numbered
from draftbot.index.postgresql.moving import TABLES
from draftbot.index.postgresql.store import PostgresStore
from draftbot.index.remembered import Remembered
from draftbot.index.report_rows import Dropped, FoundNames, ReadFile
from draftbot.messages import plain
from draftbot.service.jobs import Jobs
from parts import settings_for
from postgres import PostgresServer, needs_postgresql
from serving import FLOOD, VISIT, free_port

T = TypeVar("T")
SOURCE = Path(draftbot.__file__).parent


def read_file(path: str, text: str) -> ReadFile:
    data = text.encode()
    reports = corpus.read(data, Path(path).name)
    return ReadFile(
        path,
        str(hash(text)),
        data,
        tuple((report, signature(report.text), tuple(cut_passages(report))) for report in reports),
    )


def store(database: Database, *files: ReadFile) -> Dropped:
    """As `Ingest` does, with a vector that means nothing."""
    passages = [p for file in files for _, _, of_report in file.reports for p in of_report]
    keys = {p.id: key_of(embedding_text(p)) for p in passages}
    catalog = Catalog(database)
    catalog.notes.note_pending_vectors(list(keys))
    with database.transaction() as db:
        keep(db, {key: KeptEmbedding(np.ones(4, dtype=np.float32), b"\x00\xff") for key in keys.values()})
    names = FoundNames("测试", {p.id: [Name(0, 2, NameKind.PLACE, p.text[:2])] for p in passages})
    dropped = catalog.add(files, keys, names)
    Kinship(database).mark([report.id for file in files for report, _, _ in file.reports])
    return dropped


FLOODS = [
    read_file(f"/reports/{year}.txt", FLOOD.format(unit=unit, year=year, times=times))
    for unit, year, times in (("晨光幼儿园", 2023, 3), ("青禾幼儿园", 2024, 5))
]
VISITS = read_file("/reports/visit.md", VISIT)
# Words that FTS5 cuts in two.
MIXED = read_file(
    "/reports/mixed.md", f"{VISIT}\n完成率98.5%，采购COVID-19检测试剂3.5万份，A/B两组各一次，编号B_2。\n"
)


def test_reports_come_are_found_corrected_and_go(database: Database) -> None:
    catalog, full_text = Catalog(database), FullText(database)
    store(database, *FLOODS, VISITS)
    assert catalog.notes.pending_vectors() == []
    first, second, visit = (file.reports[0][0].id for file in (*FLOODS, VISITS))
    listed = catalog.reports()
    assert {report.id for report in listed} == {first, second, visit}
    assert catalog.original(visit) == VISIT.encode()
    assert {r.duplicate_of for r in listed} == {None, second}
    assert [r.id for r in catalog.reports(Filters(years=(2024, 2024)))].count(second) == 1
    assert catalog.counts()[1] == len(catalog.passage_ids()) == sum(map(len, catalog.passage_batches(2)))
    assert catalog.paths_at("/reports") == sorted(f.path for f in (*FLOODS, VISITS))
    assert catalog.known_values().years == (2023, 2024)
    catalog.keep_for(visit, "家校")
    own = catalog.seen_by(Viewer("小王", False, ()))
    assert {report.id for report in own.reports()} == {first, second}
    found = full_text.lexical(["家长"], 5, own.visible(Filters()))
    assert found == []
    assert full_text.lexical(["家长"], 5, Filters())
    catalog.correct(visit, Corrections(title="家访情况汇报", year=2022))
    assert full_text.lexical(["情况汇报"], 9, Filters(years=(2022, 2022)))
    names = NameIndex(catalog, ContactsOnly())
    assert [name.text for name in names.in_reports([visit])[visit]]
    assert names.slots()
    assert len(names.all()) > 3
    assert names.complete() == catalog.counts()[1]
    assert names.all() == []
    counted = full_text.gram_counts(["防汛", "家长"])
    store(database, read_file("/reports/visit.md", FLOOD.format(unit="望湖幼儿园", year=2025, times=7)))
    assert full_text.gram_counts(["家长"]) == {}
    assert full_text.gram_counts(["防汛"])["防汛"] > counted["防汛"]
    dropped = catalog.remove_report(second)
    assert set(catalog.notes.pending_vectors()) >= set(dropped.passages) != set()
    assert database.is_sound()


def test_undo_versions_and_a_change_by_another_are_kept_apart(database: Database) -> None:
    drafts = DraftStore(database)
    draft = Draft("d1", DraftRequest("防汛\0总结", Outline("工作总结", ())))
    assert drafts.keep_version(draft, plain("写成"), expected=0) == 1
    with pytest.raises(DraftChanged):
        drafts.keep_version(draft, plain("又写"), expected=0)
    drafts.save_conversation(Conversation("c1", title="一\0二", draft_id="d1"))
    history = History(drafts)
    history.note("c1")
    drafts.save_conversation(Conversation("c1", title="防汛", draft_id="d1"))
    history.note("c1", plain("改题"))
    history.go("c1", "undo")
    assert drafts.conversation("c1").title == "一\0二"
    assert [kept.id for kept in drafts.shelf.listed("conversation")] == ["c1"]
    history.go("c1", "redo")
    assert drafts.conversation("c1").title == "防汛"
    drafts.shelf.delete("draft", "d1")
    assert drafts.conversation("c1").draft_id is None


def test_who_may_come_in(database: Database) -> None:
    users, keys, sessions, audit = Users(database), Keys(database), Sessions(database, 1), Audit(database)
    assert users.add("主任", None).scope is Scope.ADMIN
    users.add("小王", None)
    with pytest.raises(NameTaken):
        users.add("小王", None)
    users.set_departments("小王", ["财务", "办公室"])
    assert users.named("小王").departments == ("办公室", "财务")
    assert users.add_vouched("小王") == users.named("小王")
    secret, token = keys.add("dify", Scope.READ, "小王"), sessions.begin("小王")
    for caller in (keys.caller(secret), sessions.caller(token)):
        assert caller is not None
        assert caller.name == "小王"
    keys.revoke("dify")
    assert keys.caller(secret) is None
    users.disable("小王")
    assert sessions.caller(token) is None
    with pytest.raises(LastAdmin):
        users.disable("主任")
    audit.tell(WHOEVER, "search", "防汛")
    audit.tell(WHOEVER, "delete", "d1")
    assert [(entry.number, entry.what) for entry in audit.entries()] == [(1, "search"), (2, "delete")]
    assert audit.entries(after=1) == audit.entries()[1:]


def test_an_answer_is_kept_for_who_asks_again(database: Database) -> None:
    answers, given = Answers(database), GivenAnswer(200, (("content-type", "a/b"),), b"\x00\xff")
    with answers.turn("小王", "k"):
        assert answers.given("小王", "k", b"1") is None
        answers.keep("小王", "k", b"1", given)
        with pytest.raises(AnswerComing), answers.turn("小王", "k"):
            pass
    assert answers.given("小王", "k", b"1") == given
    answers.keep("小王", "k", b"2", given)
    with pytest.raises(KeyUsedOtherwise):
        answers.given("小王", "k", b"1")


# -- words ---------------------------------------------------------------------------


@needs_postgresql
def test_words_are_ranked_alike(tmp_path: Path, postgres: PostgresServer) -> None:
    """Each score of BM25, with phrases, with all of them wanted, filtered, and after changes."""
    with (
        closing(Database(tmp_path)) as one,
        closing(Database(tmp_path, PostgresStore(postgres.fresh()))) as other,
    ):
        both = (one, other)
        for database in both:
            store(database, *FLOODS, VISITS, MIXED)
            Catalog(database).remove_report(FLOODS[0].reports[0][0].id)
            Catalog(database).correct(VISITS.reports[0][0].id, Corrections(title="家访 情况汇报"))
        words, phrases = (
            ["防汛", "应急", "家长", "学校", "it's", "a\\b", "没有的词"],
            ["应急 预案", "值班 值守"],
        )
        for asked in (words, phrases, [*words, *phrases], ["防汛", "防汛"]):
            for filters in (Filters(), Filters(years=(2024, 2024)), Filters(without_reports=("x",))):
                for musts in ((), ("应急预案",), ("值班", "没有的词")):
                    by_one, by_other = (
                        dict(FullText(database).lexical(asked, 50, filters, musts)) for database in both
                    )
                    assert by_one == pytest.approx(by_other, rel=1e-6)
        counts = [FullText(database).word_counts([*words, *phrases]) for database in both]
        assert counts[0] == counts[1]
        assert max(counts[0].values()) > 1
        assert FullText(one).commonest_words(20) == FullText(other).commonest_words(20)
        assert FullText(other).affordable(words) == FullText(one).affordable(words)


def test_no_statement_is_for_sqlite_alone() -> None:
    """Whoever writes one more has only SQLite before their eyes."""
    of_sqlite = re.compile(
        r"INSERT OR |\bIFNULL\(|sqlite_master|\bjson_(?:extract|set)\(|(?<![\".\w])\buser = \?"
    )
    files = [path for path in SOURCE.rglob("*.py") if path.name not in ("sqlite.py", "backup.py")]
    assert len(files) > 300
    assert [path.name for path in files if of_sqlite.search(path.read_text("utf-8"))] == []


def test_places_of_values_are_numbered_as_sqlite_does() -> None:
    assert numbered("a = ? AND b = '?''?' AND c = ?") == "a = $1 AND b = '?''?' AND c = $2"
    assert numbered("?2, ?1, ?1, ?") == "$2, $1, $1, $3"


# -- several processes ---------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Database, Database]]:
    """The database as two processes have it."""
    url = request.getfixturevalue("postgres").fresh()
    with (
        closing(Database(tmp_path, PostgresStore(url))) as one,
        closing(Database(tmp_path, PostgresStore(url))) as other,
    ):
        yield one, other


@needs_postgresql
def test_writers_of_two_processes_take_turns_and_each_sees_what_the_other_did(
    two: tuple[Database, Database],
) -> None:
    def add_one(database: Database) -> None:
        for _ in range(25):
            with database.transaction() as db:
                (row,) = db.execute("SELECT coalesce(max(title), '100') FROM drafts").fetchall()
                number = str(int(row[0]) + 1)
                db.execute(
                    "INSERT INTO drafts (id, title, changed_at, body) VALUES (?, ?, '', '')", (number, number)
                )

    before, kept = two[1].state(), Remembered[str, int](two[1], 9)
    assert kept.of(["n"], lambda _: {"n": 1}) == {"n": 1}
    threads = [threading.Thread(target=add_one, args=(database,)) for database in (*two, *two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert two[0].read("SELECT max(title) FROM drafts")[0][0] == "200"
    assert two[1].state() != before
    assert kept.of(["n"], lambda _: {"n": 2}) == {"n": 1}  # drafts change nothing of the corpus
    with two[0].transaction() as db:
        db.execute("DELETE FROM reports WHERE id = 'r0'")
    assert kept.of(["n"], lambda _: {"n": 2}) == {"n": 2}
    with pytest.raises(RuntimeError), two[0].transaction() as db:
        db.execute("DELETE FROM drafts")
        assert two[0].read("SELECT 1 FROM drafts") == []
        assert len(two[1].read("SELECT 1 FROM drafts")) == 100
        raise RuntimeError
    assert len(two[0].read("SELECT 1 FROM drafts")) == 100


@needs_postgresql
def test_a_lock_is_held_in_one_process_and_a_claim_too(two: tuple[Database, Database]) -> None:
    mine, others = (database.lock("editing") for database in two)
    with mine, mine:
        assert not others.acquire(blocking=False)
    taken = threading.Event()

    def wait() -> None:
        with others:
            taken.set()

    with mine:
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not taken.wait(0.1)
    waiting.join()
    assert taken.is_set()
    with two[0].claimed("answer"), two[1].claimed("answer") as is_ours, two[1].claimed("another") as free:
        assert (is_ours, free) == (False, True)
    with pytest.raises(AnswerComing), Answers(two[0]).turn("a", "b"), Answers(two[1]).turn("a", "b"):
        pass


@needs_postgresql
def test_a_job_is_seen_and_stopped_by_its_owner_from_another_process(two: tuple[Database, Database]) -> None:
    ours, theirs = (Jobs(database.job_board) for database in two)
    wang, li = Viewer("小王", False, ()), Viewer("小李", False, ())
    ended = threading.Event()
    with closing(ours), closing(theirs):
        with ours.begun(JobKind.DRAFTING, wang, "防汛总结", also=ended.set) as work:
            work.told(1, 4)
            (seen,) = until(lambda: theirs.seen_by(wang))
            assert seen == ours.seen_by(wang)[0] == work.job
            assert theirs.seen_by(li) == ()
            with pytest.raises(JobNotFound):
                theirs.stop(seen.id, li)
            theirs.stop(seen.id, wang)
            assert ended.wait(20)
            assert work.stop.is_set()
            assert theirs.seen_by(wang)[0].is_stopping
        until(lambda: not theirs.seen_by(wang))
        with pytest.raises(JobNotFound):
            theirs.stop(seen.id, wang)


def until(look: Callable[[], T]) -> T:
    """What is seen, once it is something."""
    end = time.monotonic() + 20
    while not (seen := look()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return seen


def test_a_server_that_ended_all_connections_is_asked_anew(
    two: tuple[Database, Database],
) -> None:
    database, other = two
    assert database.lock("editing").acquire()
    other.read(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    assert database.read("SELECT 1")[0][0] == 1
    database.lock("editing").release()
    with database.lock("editing"), pytest.raises(DatabaseUnavailable), database.transaction() as db:
        other.read("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in%'")
        db.execute("DELETE FROM drafts")
    assert database.read("SELECT 1")[0][0] == 1


# -- from one kind into the other --------------------------------------------------------


def everything_in(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, by what they hold."""
    columns = {"words": "rowid, heading, body", "names": 'passage, start, "end", kind, text'}
    return {
        table: sorted(
            (tuple(row) for row in database.read(f"SELECT {columns.get(table, '*')} FROM {table}")), key=repr
        )
        for table in TABLES
    }


@needs_postgresql
def test_a_folder_moves_into_a_server_and_back(tmp_path: Path, postgres: PostgresServer) -> None:
    there, back, scratch = (tmp_path / name for name in ("there", "back", "scratch"))
    for folder in (there, back, scratch):
        folder.mkdir()
    with closing(Database(there)) as ours:
        store(ours, *FLOODS, MIXED)
        Users(ours).add("主任", "一个很够长的密码", Scope.ADMIN)
        draft = Draft("d", DraftRequest("防汛总结", Outline("工作总结", ())))
        DraftStore(ours).keep_version(draft, plain("写成"), expected=0)
        Audit(ours).tell(WHOEVER, "ingest", "x")
        back_up(ours, tmp_path / "a.draftbot", "1")
        before = everything_in(ours)
        found = dict(FullText(ours).lexical(["家长", "防汛"], 9, Filters()))
    server = PostgresStore(postgres.fresh())
    put_into(tmp_path / "a.draftbot", server, scratch)
    assert not list(scratch.glob("*.sqlite3"))
    with closing(Database(there, server)) as moved:
        assert everything_in(moved) == before
        assert dict(FullText(moved).lexical(["家长", "防汛"], 9, Filters())) == pytest.approx(found)
        with pytest.raises(DatabaseNotEmpty):
            put_into(tmp_path / "a.draftbot", server, scratch)
        assert everything_in(moved) == before
        back_up(moved, tmp_path / "b.draftbot", "1")
        store(moved, VISITS)  # what is new is numbered behind what came
        Audit(moved).tell(WHOEVER, "ingest", "y")
    put_back(tmp_path / "b.draftbot", back)
    with closing(Database(back)) as home:
        assert everything_in(home) == before


# -- what is refused -----------------------------------------------------------------


@needs_postgresql
def test_a_newer_database_and_a_missing_one_are_refused_in_words(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url = postgres.fresh()
    Database(tmp_path, PostgresStore(url)).close()
    with closing(PostgresConnection(address_in(url))) as raw:
        raw.run("UPDATE store_state SET version = 99")
    with pytest.raises(DatabaseNewer, match="99"):
        PostgresStore(url)
    for wrong in (postgres.url("nowhere"), f"postgresql://me@127.0.0.1:{free_port()}/x"):
        with pytest.raises(DatabaseUnavailable) as refused:
            PostgresStore(wrong)
        assert refused.value.retryable


def test_a_database_without_what_it_needs_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql://office:secret@127.0.0.1/draftbot"
    with pytest.raises(SettingsWrong, match="CHROMA_URL"):
        build_service(settings_for(tmp_path, tmp_path, database_url=url))
    there = {"chroma_url": "http://127.0.0.1:1"}
    for wrong in ("mysql://a@b/c", "postgresql://b/c", "postgresql://a@b", "postgresql://a@b/c?tls=1"):
        with pytest.raises(SettingsWrong, match="postgresql://") as refused:
            database_of(settings_for(tmp_path, tmp_path, database_url=wrong, **there))
        assert "secret" not in str(refused.value)
    monkeypatch.setitem(sys.modules, "draftbot.index.postgresql.store", None)
    with pytest.raises(ExtraMissing, match="postgresql"):
        database_of(settings_for(tmp_path, tmp_path, database_url=url, **there))
    assert "secret" not in address_in(url).shown
