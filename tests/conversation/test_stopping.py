"""What ends an answer under way, and what only speaks of stopping."""

from __future__ import annotations

import pytest

from draftbot.conversation.stopping import asks_to_stop


@pytest.mark.parametrize("message", ["停", "停！", "先停一下。", "別寫了", " Stop. ", "暂停"])
def test_a_message_that_only_says_stop_stops(message: str) -> None:
    assert asks_to_stop(message)


@pytest.mark.parametrize("message", ["停课通知那段删掉", "暴雨停园1天", "别写食堂的事", "……", ""])
def test_a_message_that_says_more_waits_its_turn(message: str) -> None:
    assert not asks_to_stop(message)
