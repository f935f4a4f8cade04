"""The noun for a paper that a misheard or mistyped one was meant to be: 总接 for 总结."""

from __future__ import annotations

from draftbot.chinese.word_lists import words_in
from draftbot.retrieval.misspelled import sound_of


def paper_meant(said: str) -> str:
    """What was said, its end put right where it sounds like a paper's noun and is none."""
    papers = words_in("new_requests", "papers")
    if said.endswith(papers):
        return said
    for paper in papers:
        if sound_of(said[-len(paper) :]) == sound_of(paper):
            return f"{said[: -len(paper)]}{paper}"
    return said
