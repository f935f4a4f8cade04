"""Whose drafts and conversations are: each viewer's own store over one database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from draftbot.domain import Conversation, Draft, DraftRequest, Outline, Viewer
from draftbot.drafts.store import DraftStore
from draftbot.errors import ConversationNotFound, DraftNotFound, UserNotFound
from draftbot.index.database import Database
from draftbot.messages import plain

WANG, LI, HEAD = Viewer("小王", False), Viewer("小李", False), Viewer("主任", True)


@pytest.fixture
def store(database: Database) -> DraftStore:
    with database.transaction() as db:
        db.executemany(
            "INSERT INTO users VALUES (?, 'write', '', '', NULL)", [("小王",), ("小李",), ("主任",)]
        )
    return DraftStore(database)


def draft_of(id_: str, title: str = "防汛工作总结") -> Draft:
    return Draft(id_, DraftRequest(title, Outline("工作总结", ())), (), ())


def test_where_nobody_is_set_up_all_is_nobodys_and_seen(store: DraftStore) -> None:
    store.save_draft(draft_of("d1"))
    assert [(kept.id, kept.owner) for kept in store.shelf.listed("draft")] == [("d1", "")]
    assert store.seen_by(HEAD).draft("d1").id == "d1"
    with pytest.raises(DraftNotFound):
        store.seen_by(WANG).draft("d1")


def test_what_one_makes_the_other_does_not_find_in_any_way(store: DraftStore) -> None:
    wang, li = store.seen_by(WANG), store.seen_by(LI)
    wang.keep_version(draft_of("d1"), plain("写成"))
    for find in (li.draft, li.versions, lambda id_: li.version(id_, 1)):
        with pytest.raises(DraftNotFound):
            find("d1")
    assert li.shelf.listed("draft") == ()
    wang.keep_version(replace(wang.draft("d1"), dropped=("x",)), plain("改"))
    assert [kept.owner for kept in store.shelf.listed("draft")] == ["小王"]


def test_a_list_is_searched_and_turned_like_pages(store: DraftStore) -> None:
    for n in range(5):
        store.save_draft(draft_of(f"d{n}", f"第{n}季度总结" if n % 2 else f"第{n}季度计划"))
    assert {kept.id for kept in store.shelf.listed("draft", "计划")} == {"d0", "d2", "d4"}
    pages = [[kept.id for kept in store.shelf.listed("draft", first=n, most=2)] for n in (0, 2, 4)]
    assert sorted(one for page in pages for one in page) == ["d0", "d1", "d2", "d3", "d4"]


def test_sharing_a_conversation_shares_the_draft_that_comes_later_too(store: DraftStore) -> None:
    wang, li = store.seen_by(WANG), store.seen_by(LI)
    wang.save_conversation(Conversation("c1", title="防汛"))
    with pytest.raises(UserNotFound):
        wang.shelf.share("conversation", "c1", ["没有"])
    assert wang.shelf.share("conversation", "c1", ["小李", "小王"]) == ("小李",)
    li.save_draft(draft_of("d1"))
    li.save_conversation(replace(li.conversation("c1"), draft_id="d1"))
    (kept,) = wang.shelf.listed("draft")
    assert (kept.owner, kept.shared_with) == ("小王", ("小李",))
    for may_not in (
        lambda: li.shelf.share("conversation", "c1", []),
        lambda: li.shelf.delete("conversation", "c1"),
    ):
        with pytest.raises(ConversationNotFound):
            may_not()
    wang.shelf.share("conversation", "c1", [])
    with pytest.raises(DraftNotFound):
        li.draft("d1")


def test_a_deleted_draft_is_gone_from_its_desk_and_its_versions(store: DraftStore) -> None:
    store.keep_version(draft_of("d1"), plain("写成"))
    store.save_conversation(Conversation("c1", draft_id="d1"))
    store.shelf.delete("draft", "d1")
    assert store.conversation("c1").draft_id is None
    assert store.database.read("SELECT * FROM draft_versions") == []
    store.shelf.delete("conversation", "c1")
    with pytest.raises(ConversationNotFound):
        store.conversation("c1")
