"""What finds names in tests: the real tagger, read in once."""

from __future__ import annotations

from functools import cache

from draftbot.bootstrap import name_finder
from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.names import NameFinder
from draftbot.chinese.tagging import Tagger


@cache
def tagger() -> Tagger:
    return LacTagger()


@cache
def finder() -> NameFinder:
    return name_finder(tagger())
