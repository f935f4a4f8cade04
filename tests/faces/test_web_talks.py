"""Answers under way, without a browser: what could not be answered comes back, nothing is stuck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draftbot.domain import Conversation
from draftbot.errors import ConversationNotFound, NoDraftYet, Unexpected
from draftbot.faces.web import onlookers
from draftbot.faces.web.onlookers import Onlookers
from draftbot.faces.web.stage import Stage
from draftbot.faces.web.talks import Scene, Talk, Talks
from draftbot.service import Draftbot
from making.desks import quick_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draftbot]:
    home: Path = tmp_path_factory.mktemp("talks") / "home"
    built = quick_service(home)
    yield built
    built.close()


def test_messages_are_answered_in_their_order_and_then_the_talk_is_over(service: Draftbot) -> None:
    desk, talks = service.start_conversation(), Talks(lambda: service)
    talk = talks.ask(desk.id, "我们园叫向阳幼儿园", lambda: Scene(Stage(), desk))
    for message in ("时间：2025年", "署名：王园长"):
        talks.ask(desk.id, message, lambda: Scene(Stage(), service.conversation(desk.id)))
    list(talk.scenes())
    for _ in range(3):  # whichever of them began a talk of its own
        if later := talks.at_work(desk.id):
            list(later.scenes())
    assert talks.at_work(desk.id) is None
    said = [turn.text for turn in service.conversation(desk.id).turns if turn.speaker == "user"]
    assert [text.values["text"] for text in said] == ["我们园叫向阳幼儿园", "时间：2025年", "署名：王园长"]


def test_what_cannot_be_answered_comes_back_with_the_reason(service: Draftbot) -> None:
    talks, gone = Talks(lambda: service), Conversation("gone")
    talk = talks.ask("gone", "起草", lambda: Scene(Stage(), gone))
    last = list(talk.scenes())[-1]
    assert not last.stage.busy
    assert talk.unsaid == ("起草",)
    assert isinstance(talk.fault, ConversationNotFound)
    assert talks.at_work("gone") is None


def test_what_nobody_foresaw_is_told_too(service: Draftbot, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, talks = service.start_conversation(), Talks(lambda: service)
    with monkeypatch.context() as broken:
        broken.setattr(service, "say", lambda *_: 1 / 0)
        talk = talks.ask(desk.id, "起草", lambda: Scene(Stage(), desk))
        list(talk.scenes())
    assert isinstance(talk.fault, Unexpected)
    assert talk.unsaid == ("起草",)


def test_what_cannot_be_begun_leaves_nothing_at_work(service: Draftbot) -> None:
    def refuse() -> Scene:
        raise NoDraftYet

    talks = Talks(lambda: service)
    with pytest.raises(NoDraftYet):
        talks.ask("c1", "起草", refuse)
    assert talks.at_work("c1") is None
    assert talks.take_back("c1", 1) == ""


def test_a_talk_is_over_only_with_its_last_scene(service: Draftbot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else who looks just then is left with a scene in which draftbot is still at work."""
    desk, talks, show, busy_when_over = service.start_conversation(), Talks(lambda: service), Talk.show, []

    def watched(talk: Talk, change: object) -> None:
        busy_when_over.append(talk.is_over and talk.scene.stage.busy)
        show(talk, change)  # type: ignore[arg-type]

    monkeypatch.setattr(Talk, "show", watched)
    list(talks.ask(desk.id, "时间：2025年", lambda: Scene(Stage(), desk)).scenes())
    assert busy_when_over
    assert not any(busy_when_over)


def test_of_two_showings_on_a_page_the_newer_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Onlookers()
    first, elsewhere = pages.begins("page"), pages.begins("another page")
    second = pages.begins("page")
    assert not pages.goes_on("page", "a", first)
    assert pages.goes_on("page", "a", second)
    assert pages.goes_on("another page", "a", elsewhere)
    pages.opens("page", "b")
    assert not pages.goes_on("page", "a", second)
    assert pages.goes_on("page", "b", pages.begins("page"))

    monkeypatch.setattr(onlookers, "MOST_PAGES", 2)
    pages.begins("a third page")
    assert pages.goes_on("another page", "a", elsewhere), "one that is forgotten is not broken off"
