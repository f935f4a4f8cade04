"""What finds names in tests: the real tagger, read in once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from draftbot.bootstrap import name_finder
from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.names import Name, NameFinder
from draftbot.chinese.tagging import Tagger


class RememberingFinder:
    """A finder that looks at a text once: tests put the same sentences to it by the thousand."""

    def __init__(self, finder: NameFinder) -> None:
        self.finder, self.name = finder, finder.name
        self._found: dict[tuple[str, ...], list[tuple[Name, ...]]] = {}

    def find(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        key = tuple(texts)
        if key not in self._found:
            self._found[key] = self.finder.find(texts)
        return self._found[key]

    def find_in_reports(self, reports: Sequence[Sequence[str]]) -> list[list[tuple[Name, ...]]]:
        new = [texts for texts in dict.fromkeys(map(tuple, reports)) if texts not in self._found]
        self._found |= zip(new, self.finder.find_in_reports(new), strict=True)
        return [self._found[tuple(texts)] for texts in reports]


@cache
def tagger() -> Tagger:
    return LacTagger()


@cache
def finder() -> NameFinder:
    return RememberingFinder(name_finder(tagger()))
