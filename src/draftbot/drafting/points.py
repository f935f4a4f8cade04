"""Points: what one past passage has to say in a new section.

A point keeps the sentences of its passage in their order, and so their thread.
Where one between them cannot be used, the next may only follow if it leans on
nothing before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draftbot.corpus.scripts import to_simplified
from draftbot.corpus.sentences import split_sentences
from draftbot.domain import Hit, OutlineSection, Passage, ReportSummary, Role, count_chars
from draftbot.drafting.brief import Brief
from draftbot.drafting.masking import Masked, mask
from draftbot.drafting.units import are_kin, foreign_words, kind_of

LEAST_SENTENCE, LONGEST_SENTENCE = 12, 140
SENTENCES_PER_POINT = 5
# A point that says less than this is a heading without its matter.
LEAST_POINT = 28
LONGEST_HEADING = 18

# A passage must name this share of the topic, by weight of words.
LEAST_TOPIC = 0.3

FUTURE_GENRES = frozenset({"工作计划", "实施方案"})
# What never speaks for the other: a shortcoming is no achievement, an intention no result.
_CONTRARY = {
    Role.WORK: {Role.PROBLEMS, Role.PLANS},
    Role.OVERVIEW: {Role.PROBLEMS, Role.PLANS},
    Role.OPENING: {Role.PROBLEMS, Role.PLANS},
    Role.EXPERIENCE: {Role.PROBLEMS, Role.PLANS},
    Role.PROBLEMS: {
        Role.WORK,
        Role.PLANS,
        Role.EXPERIENCE,
        Role.OVERVIEW,
        Role.GOALS,
        Role.SUPPORT,
        Role.STEPS,
    },
    Role.PLANS: {Role.PROBLEMS, Role.WORK, Role.OVERVIEW, Role.EXPERIENCE},
    Role.GOALS: {Role.PROBLEMS, Role.WORK, Role.OVERVIEW},
    Role.STEPS: {Role.PROBLEMS, Role.OVERVIEW},
    Role.SUPPORT: {Role.PROBLEMS, Role.OVERVIEW},
    Role.BASIS: {Role.PROBLEMS, Role.PLANS, Role.WORK},
}
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+(?:是|要)|第[一二三四五六七八九十]+[，,、]|其[一二三四五六]+[，,、是]|[（(][一二三四五六七八九十\d]+[）)]、?|\d{1,2}[.．、)）]|[①-⑳]|首先[，,]?|其次[，,]?|再次[，,]?|最后[，,]?)"
)
_CONNECTIVE = re.compile(r"^(?:同时|此外|另外|并且|而且|与此同时|在此基础上)[，,]")
# Openings that point back to a sentence which will not be there.
_POINTS_BACK = re.compile(
    r"^(?:其中|其(?![一二三四])|对此|为此|因此|所以|据此|由此|随后|接着|之后|这|该|上述|以上|前述|后者|前者|他|她|它|当日|当天|当时|期间|届时|也|还|又|再|并|但|而|却|则|从而|进而|于是|结果|例如|比如|清单|问题清单|每个|剩余|余下|另有|另一)"
)
_FORMULA = re.compile(
    r"(?:汇报|总结|报告|通报|述职|说明)如下|请予审议|特此|请批评指正|各位领导|如有不当|见附件|附件|下面|如图|见表|记者|本报讯|点击|版权|作者"
    r"|点(?:体会|认识|启示|做法|经验)|件(?:事|实事)[。，：]?$|几(?:点|个方面|项|件)|(?:以下|下列|如下)|(?:存在|暴露出|还有).{0,8}(?:薄弱环节|不足|短板|差距|问题)。$"
    r"|^(?:针对上述|针对以上|根据上述|结合上述)"
)
_FIRST_PERSON = re.compile(r"本人|我(?![园校局街镇乡区市县省国们院所站办社委厅处])")
_DAMAGED = re.compile(
    r"[A-Za-z]{2,}|[?？]{2}|[;][\u4e00-\u9fff]{0,2}[;]|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]|^[，、；：）】》”]"
)
_LOOSE_SPACE = re.compile(r"(?<=[\u4e00-\u9fff，。、：；）”])\s+|\s+(?=[\u4e00-\u9fff，。、：；（“])")
_PAIRS = ("（）", "《》", "“”", "【】", "()")
_TRIVIAL_HEADINGS = re.compile(r"情况|问题|不足|打算|做法|成效|体会|计划|总结|如下|其他|工作$")


@dataclass(frozen=True, slots=True)
class Point:
    """`position` is where in its report the passage stands, 0 to 1; `heading`
    its own small heading, "" when it has none that may be used."""

    heading: str
    sentences: tuple[Masked, ...]
    passage: Passage
    report: ReportSummary
    score: float
    position: float

    @property
    def text(self) -> str:
        return "".join(s.text for s in self.sentences)

    @property
    def chars(self) -> int:
        return count_chars(self.heading) + count_chars(self.text)


def find_points(
    hits: Sequence[Hit], section: OutlineSection, brief: Brief, ordinals: dict[str, int]
) -> list[Point]:
    """The points the hits offer for a section, best first.

    `ordinals` holds each report's number of passages.
    """
    points = []
    for hit in hits:
        if not fits(hit, section, brief):
            continue
        sentences = usable_sentences(hit, brief)
        if count_chars("".join(s.text for s in sentences)) >= LEAST_POINT:
            points.append(_point(hit, sentences, section, brief, ordinals))
    return sorted(points, key=lambda p: -p.score)


def fits(hit: Hit, section: OutlineSection, brief: Brief) -> bool:
    """Whether a passage may speak in a section at all: its role, its tense, its matter."""
    role, genre = hit.passage.role, hit.report.genre
    if role in _CONTRARY.get(section.role, ()) or role is Role.CLOSING:
        return False
    future = brief.genre in FUTURE_GENRES
    if not future and section.role is not Role.PLANS and genre in FUTURE_GENRES:
        return False
    if future and genre not in FUTURE_GENRES and role not in (Role.PLANS, Role.BASIS, Role.SUPPORT):
        return False
    return is_on_topic(hit, brief)


def is_on_topic(hit: Hit, brief: Brief) -> bool:
    """Whether the passage, its headings and its report's title name enough of the topic."""
    if not brief.topic:
        return True
    place = to_simplified(" ".join([hit.report.title, *hit.passage.heading_path, hit.passage.text]))
    named = sum(weight for word, weight in brief.topic.items() if word in place)
    return named >= LEAST_TOPIC * sum(brief.topic.values())


def _point(
    hit: Hit, sentences: tuple[Masked, ...], section: OutlineSection, brief: Brief, ordinals: dict[str, int]
) -> Point:
    report, passage = hit.report, hit.passage
    heading = _usable_heading(hit, section, brief)
    title = to_simplified(report.title)
    score = 1 / (1 + 0.08 * (hit.rank - 1))
    score += 0.25 * (passage.role is section.role)
    score += 0.15 * (report.genre == brief.genre)
    kind = kind_of(report.unit)
    score += 0.2 * (kind is not None and kind is brief.kind)
    score -= 0.5 * (not are_kin(kind, brief.kind))
    score += 0.35 * any(word in title for word in brief.topic)
    score += 0.1 * bool(heading)
    score += 0.06 * min(len(sentences), 3)
    score -= 0.1 * sum(len(s.blanks) for s in sentences)
    position = passage.ordinal / max(1, ordinals.get(report.id, 1))
    return Point(heading, sentences, passage, report, score, position)


def _usable_heading(hit: Hit, section: OutlineSection, brief: Brief) -> str:
    """The passage's innermost heading where it says something of its own."""
    path = hit.passage.heading_path
    if len(path) < 2:
        return ""
    heading = to_simplified(path[-1]).strip("。：:；，, ")
    heading = _ENUMERATOR.sub("", heading)
    if (
        not 4 <= len(heading) <= LONGEST_HEADING
        or heading == section.heading
        or _TRIVIAL_HEADINGS.search(heading)
    ):
        return ""
    masked = mask(heading, hit.report, brief)
    if masked is None or masked.blanks or foreign_words(heading, brief.kind):
        return ""
    return masked.text


def usable_sentences(hit: Hit, brief: Brief) -> tuple[Masked, ...]:
    """The passage's sentences that can serve, in order, up to SENTENCES_PER_POINT."""
    kept: list[Masked] = []
    after_gap = True
    for sentence in (s for paragraph in hit.passage.text.split("\n") for s in split_sentences(paragraph)):
        masked = usable(sentence, hit.report, brief, first=after_gap)
        after_gap = masked is None
        if masked is not None:
            kept.append(masked)
    return tuple(kept[:SENTENCES_PER_POINT])


def usable(sentence: str, source: ReportSummary, brief: Brief, first: bool) -> Masked | None:
    """The sentence, masked and without its enumerator, or None where it cannot serve.

    A `first` sentence must not lean on one before it.
    """
    plain = _ENUMERATOR.sub("", _LOOSE_SPACE.sub("", to_simplified(sentence)).strip())
    if first:
        plain = _CONNECTIVE.sub("", plain)
        if _POINTS_BACK.match(plain):
            return None
    if plain.endswith(("；", ";")):
        plain = plain[:-1] + "。"
    if not LEAST_SENTENCE <= count_chars(plain) <= LONGEST_SENTENCE or plain[-1] not in "。！":
        return None
    if _FORMULA.search(plain) or _DAMAGED.search(plain) or not _is_balanced(plain):
        return None
    if bool(_FIRST_PERSON.search(plain)) and not brief.first_person:
        return None
    masked = mask(plain, source, brief)
    if masked is None or foreign_words(masked.text, brief.kind):
        return None
    return masked


def _is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
