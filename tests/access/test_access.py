"""Users, keys, sessions, the audit and the rule, over a real database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.access import rule
from draftbot.access.audit import as_csv
from draftbot.access.caller import WHOEVER, Caller, Scope
from draftbot.access.door import COOKIE, Door, DoorSettings, is_loopback, refuse_open_door
from draftbot.errors import (
    BadInput,
    BadName,
    BadPassword,
    LastAdmin,
    NameTaken,
    NotAllowed,
    NotSignedIn,
    NoUsersYet,
    OpenToAll,
    TooManyAttempts,
    WrongPassword,
)
from draftbot.index.database import FILE_NAME, Database
from draftbot.service import Draftbot

PASSWORD = "correct horse"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path)) as database:
        yield database


@pytest.fixture
def door(database: Database) -> Door:
    return Door(database)


@pytest.fixture
def office(door: Door) -> Door:
    """An administrator and a user."""
    door.users.add("主任", PASSWORD)
    door.users.add("小王", PASSWORD + "!")
    return door


def with_cookie(token: str) -> dict[str, str]:
    return {COOKIE: token}


def with_key(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_where_there_are_no_users_nobody_is_asked(door: Door) -> None:
    assert door.caller({"authorization": "Bearer anything"}, {}, "10.0.0.9") is WHOEVER
    with pytest.raises(NoUsersYet):
        door.keys.add("dify", Scope.READ)


def test_the_first_user_is_an_administrator_and_shuts_the_door(office: Door) -> None:
    assert [(user.name, user.scope) for user in office.users.all()] == [
        ("主任", Scope.ADMIN),
        ("小王", Scope.WRITE),
    ]
    assert office.caller({}, {}, "127.0.0.1") is None
    with pytest.raises(NameTaken):
        office.users.add("小王", PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "a:b", "x" * 65, "a\nb", "王，"[:1] + ",", "（甲)"])
def test_what_is_no_name_is_refused(door: Door, name: str) -> None:
    with pytest.raises(BadName):
        door.users.add(name, PASSWORD)


def test_a_short_password_is_refused_and_none_is_kept_as_it_is(office: Door, tmp_path: Path) -> None:
    with pytest.raises(BadPassword):
        office.users.add("小李", "1234567")
    secret = office.keys.add("dify", Scope.READ)
    token = office.sign_in("小王", PASSWORD + "!", "")
    office.users.database.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE_NAME}*"))
    assert b"$argon2id$" in kept
    for plain in (PASSWORD, secret, secret.removeprefix("db-"), token):
        assert plain.encode() not in kept


def test_a_session_tells_who_it_is_until_it_ends(office: Door) -> None:
    token = office.sign_in(" 小王 ", PASSWORD + "!", "127.0.0.1")
    assert office.caller({}, with_cookie(token), "") == Caller("小王", Scope.WRITE, "session")
    assert office.caller({}, with_cookie(token + "x"), "") is None
    office.sign_out(token)
    assert office.caller({}, with_cookie(token), "") is None


def test_a_session_ends_when_it_is_not_used_and_at_the_latest_after_two_weeks(office: Door) -> None:
    database = office.users.database
    for column, seconds in (("used_at", 13 * 3600), ("begun_at", 15 * 24 * 3600)):
        token = office.sign_in("小王", PASSWORD + "!", "")
        with database.transaction() as db:
            db.execute(f"UPDATE sessions SET {column} = {column} - ?", (seconds,))
        assert office.caller({}, with_cookie(token), "") is None
    office.sign_in("小王", PASSWORD + "!", "")
    assert len(database.read("SELECT * FROM sessions")) == 1


def test_sessions_and_keys_end_with_their_user_and_with_the_password(office: Door) -> None:
    token = office.sign_in("小王", PASSWORD + "!", "")
    office.users.set_password("小王", "another one")
    assert office.caller({}, with_cookie(token), "") is None
    token, secret = office.sign_in("小王", "another one", ""), office.keys.add("wps", Scope.WRITE, "小王")
    assert office.caller(with_key(secret), {}, "") == Caller("小王", Scope.WRITE, "key", "wps")
    office.users.disable("小王")
    assert office.caller({}, with_cookie(token), "") is None
    assert office.caller(with_key(secret), {}, "") is None
    with pytest.raises(WrongPassword):
        office.sign_in("小王", "another one", "")
    office.users.enable("小王")
    assert office.caller(with_key(secret), {}, "") is not None


def test_a_user_has_a_new_password_who_knows_the_old(office: Door) -> None:
    elsewhere = office.sign_in("小王", PASSWORD + "!", "")
    with pytest.raises(WrongPassword):
        office.change_password("小王", "wrong password", "another one", "")
    with pytest.raises(BadPassword):
        office.change_password("小王", PASSWORD + "!", "short", "")
    token = office.change_password("小王", PASSWORD + "!", "another one", "")
    assert office.caller({}, with_cookie(elsewhere), "") is None
    assert office.caller({}, with_cookie(token), "") is not None
    office.sign_in("小王", "another one", "")


def test_a_key_may_no_more_than_its_user_and_is_good_until_revoked(office: Door) -> None:
    own, theirs = office.keys.add("dify", Scope.READ), office.keys.add("wps", Scope.ADMIN, "小王")
    assert office.caller(with_key(own), {}, "") == Caller("key:dify", Scope.READ, "key", "dify")
    who = office.caller(with_key(theirs), {}, "")
    assert who is not None
    assert who.scope is Scope.WRITE
    office.keys.revoke("dify")
    assert office.caller(with_key(own), {}, "") is None


def test_a_bad_key_is_not_made_good_by_a_good_session(office: Door) -> None:
    token = office.sign_in("小王", PASSWORD + "!", "")
    assert office.caller(with_key("db-wrong"), with_cookie(token), "") is None


def test_the_last_administrator_stays(office: Door) -> None:
    with pytest.raises(LastAdmin):
        office.users.disable("主任")
    with pytest.raises(LastAdmin):
        office.users.set_scope("主任", Scope.WRITE)
    office.users.set_scope("小王", Scope.ADMIN)
    office.users.disable("主任")
    assert not office.is_open


def test_passwords_are_tried_slower_and_slower(office: Door) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            office.sign_in("小王", "wrong password", "10.0.0.9")
    with pytest.raises(TooManyAttempts) as refused:
        office.sign_in("小王", PASSWORD + "!", "10.0.0.9")
    assert refused.value.details["seconds"] >= 1
    # Neither the user elsewhere nor others at the same place are locked out.
    office.sign_in("小王", PASSWORD + "!", "10.0.0.8")
    office.sign_in("主任", PASSWORD, "10.0.0.9")


def test_a_proxy_is_believed_only_where_it_is_named_and_comes_from(database: Database) -> None:
    header, spoofed = {"x-user": "小赵".encode().decode("latin-1")}, {"x-user": "小赵, 主任"}
    off = Door(database)
    off.users.add("主任", PASSWORD)
    assert off.caller(header, {}, "127.0.0.1") is None
    door = Door(database, DoorSettings(trusted_header="X-User", trusted_proxies=("10.1.0.0/16",)))
    assert door.caller(header, {}, "127.0.0.1") is None
    assert door.caller(header, {}, "10.1.2.3") == Caller("小赵", Scope.WRITE, "proxy")
    with pytest.raises(NotSignedIn):
        door.caller(spoofed, {}, "10.1.2.3")
    door.users.disable("小赵")
    assert door.caller(header, {}, "10.1.2.3") is None


def test_the_audit_says_who_did_what_and_a_spreadsheet_computes_none_of_it(office: Door) -> None:
    with pytest.raises(WrongPassword):
        office.sign_in("小王", "wrong password", "10.0.0.9")
    office.audit.tell(Caller("小王", Scope.WRITE, "key", "wps"), "ingest_upload", "=1+1\n.docx")
    first, last = office.audit.entries()
    assert (first.who, first.what, first.which) == ("小王", "sign_in_failed", "10.0.0.9")
    assert (last.who, last.way, last.which) == ("小王 (wps)", "key", "=1+1?.docx")
    assert "'=1+1?.docx" in as_csv(office.audit.entries())
    assert office.audit.entries(after=first.number) == (last,)
    assert office.audit.entries(since="2999-01-01") == ()
    with pytest.raises(BadInput, match="明天"):
        office.audit.entries(since="明天")


def test_every_method_of_the_service_is_in_the_rule_once() -> None:
    public = {name for name in dir(Draftbot) if not name.startswith("_")}
    named = rule.READS | rule.WRITES | rule.ADMINISTERS
    assert public - named == set()
    assert named - public == {"manage_users", "manage_keys", "manage_own_keys", "read_audit"}
    assert len(named) == len(rule.READS) + len(rule.WRITES) + len(rule.ADMINISTERS)


def test_what_the_rule_does_not_name_takes_an_administrator() -> None:
    with pytest.raises(NotAllowed):
        rule.check(Caller("小王", Scope.WRITE, "session"), "something_new")


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.4", False), ("oa.example", False)],
)  # fmt: skip
def test_other_machines_are_let_in_only_where_they_are_asked(door: Door, host: str, alone: bool) -> None:
    assert is_loopback(host) is alone
    if not alone:
        with pytest.raises(OpenToAll) as refused:
            refuse_open_door(host, door)
        assert all("draftbot users add" in refused.value.hint(language) for language in ("zh", "en"))
        door.users.add("主任", PASSWORD)
        refuse_open_door(host, door)
