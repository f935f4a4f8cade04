"""What a user who has said too little may ask for: papers like those of the corpus."""

from __future__ import annotations

from collections import Counter
from datetime import date

from draftbot.plans.planner import Planner

MOST = 4


def suggestions(planner: Planner, genre: str, year: int | None = None) -> tuple[str, ...]:
    """Titles of papers of a genre on the topics that the corpus has most on; without any
    such report its genres' commonest topics. For "" papers of the genres it has most of."""
    year = year or date.today().year
    reports = [(report, topic) for report, topic in planner.topics_of_reports() if topic]
    if not genre:
        papers = Counter((report.genre, topic) for report, topic in reports)
        genres = dict.fromkeys(one for (one, _), _ in papers.most_common())
        best = [next(paper for paper, _ in papers.most_common() if paper[0] == one) for one in genres]
        return tuple(_title(year, topic, of) for of, topic in best[:MOST])
    of_genre = [topic for report, topic in reports if report.genre == genre]
    topics = Counter(of_genre or [topic for _, topic in reports])
    titles = [_title(year, topic, genre) for topic, _ in topics.most_common(MOST)]
    return tuple(titles) or (f"{year}年度{genre}",)


def _title(year: int, topic: str, genre: str) -> str:
    return f"{year}年{topic}{_noun(topic, genre)}"


def _noun(topic: str, genre: str) -> str:
    return genre.removeprefix("工作") if topic.endswith("工作") else genre
