"""Facts of talk as an official paper puts them."""

from __future__ import annotations

import pytest

from draftbot.chinese.spoken import as_formal


@pytest.mark.parametrize(
    ("said", "formal"),
    [
        ("咱们站今年搞了6回义诊，来了90多口子人", "本站今年开展6次义诊，到场90多人"),
        ("我们请了2名兽医", "本队邀请2名兽医"),
        ("换了水表130块", "更换水表130块"),
        ("水费花了4万块钱", "水费支出4万元"),
        ("320回访", "320回访"),  # no measure
        ("开展巡查17次，处理漏点9处", "开展巡查17次，处理漏点9处"),
    ],
)
def test_words_of_talk_go_and_figures_stay(said: str, formal: str) -> None:
    assert as_formal(said, "本队") == formal
