"""Word files whose levels are each made headings in a way of their own, drawn by lot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from corpus.word_headings import HEADINGS, PLAIN, Look, Made, Recipe, control, in_one_cell, made, written

NUMBERS = (
    ("{h}、", "{f}、", "{t}、", "第{h}部分", "第{h}章", ""),
    ("（{h}）", "{k}", "第{h}节", "{d}.", "{d}、", "{all}", ""),
    ("{d}.", "{d}、", "（{d}）", "{p}", "{o}", "{all}", ""),
)
BOLD = replace(PLAIN, bold=True)
LOOKS = (
    (Look(style="1"), replace(PLAIN, outline=1), replace(BOLD, points=18), Look(font="黑体", points=16),
     Look(font="黑体", points=18, centred=True), BOLD),
    (Look(style="2"), replace(PLAIN, outline=2), BOLD, Look(font="楷体_GB2312", points=16),
     Look(font="楷体", points=16, bold=True), PLAIN),
    (Look(style="3"), BOLD, PLAIN, PLAIN),
)  # fmt: skip
_POINTS = ("{d}.", "{d}、")
# What no reader of the page could tell apart, or nobody writes.
_PERVERSE = {("{h}、", "第{h}节")}


def mixtures(first: int, last: int) -> Iterator[Made]:
    for seed in range(first, last):
        lot = random.Random(seed)
        numbers, looks = _drawn(lot)
        recipe = Recipe(
            f"mixture {seed}",
            looks,
            written(*numbers),
            parts=(HEADINGS,),
            items=PLAIN if lot.random() < 0.3 and numbers[2] not in ("（{d}）", "{p}") else None,
            emphasis=lot.random() < 0.4,
            whole=in_one_cell if lot.random() < 0.2 else Recipe.whole,
            wrap=control if lot.random() < 0.2 else Recipe.wrap,
        )
        yield made(recipe, seed)


def _drawn(lot: random.Random) -> tuple[tuple[str, ...], tuple[Look, ...]]:
    """Numbers and looks of three levels that a reader of the page can tell apart."""
    while True:
        numbers = tuple(lot.choice(ways) for ways in NUMBERS)
        looks = tuple(lot.choice(ways) for ways in LOOKS)
        pairs = list(zip(numbers, looks, strict=True))
        bare = [look for number, look in pairs if not number]
        if (
            PLAIN not in bare
            and len(set(bare)) == len(bare)
            and len({number for number in numbers if number}) + len(bare) == len(pairs)
            and numbers[:2] not in _PERVERSE
            and not (numbers[1] in _POINTS and numbers[2] in _POINTS)
            and not (numbers[1] == "{all}" and numbers[2] in _POINTS)
            and (numbers[2] != "{all}" or numbers[1] == "{all}")
        ):
            return numbers, looks
