"""Somebody new in another's place."""

from __future__ import annotations

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.names_changed import name_changed
from making.handmade import handmade

PORT = """
基本情况
本站站长魏长水，全站职工12人，副站长孟小娟。

主要工作
魏长水带队检查航标18次。
"""


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("魏长水年初调走了，站长换了丁海生", "丁海生"),
        ("魏长水都换成丁海生", "丁海生"),
        ("带队的不是魏长水，是丁海生", "丁海生"),
    ],
)
def test_a_name_changes_wherever_it_stands(said: str, new: str) -> None:
    told = name_changed(said, handmade(PORT))
    assert told is not None
    assert told.actions == (do.ReplaceText("魏长水", new),)


@pytest.mark.parametrize(
    "said",
    [
        "魏长水和丁海生一起检查航标18次",  # says of nobody that he is in another's place
        "魏长水不是副站长，孟小娟才是",
        "魏长水是不是换成丁海生了？",
        "名单里换一下丁海生和许二柱",
    ],
)
def test_no_other_words_put_one_in_anothers_place(said: str) -> None:
    assert name_changed(said, handmade(PORT)) is None
