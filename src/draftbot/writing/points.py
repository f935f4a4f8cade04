"""Points: what one past passage has to say in a new section.

A point keeps the sentences of its passage in their order, and so their thread.
Where one between them cannot be used, the next may only follow if it leans on
nothing before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from draftbot.checks.standing import is_usual
from draftbot.chinese.blanks import blanks_in
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentence_polarity import contradicts, tells_done, tells_plan, tells_problem
from draftbot.corpus.roles import role_of
from draftbot.domain import Hit, OutlineSection, Passage, ReportSummary, Role, Share, count_chars
from draftbot.facts.amounts import telling_words
from draftbot.facts.brief import Brief, is_on_a_matter, matter_of
from draftbot.facts.topic import share_named
from draftbot.masking.instructions import withheld_of
from draftbot.masking.mask import Masked, is_own_report
from draftbot.masking.usable import LEAST_SENTENCE, leans_back, usable
from draftbot.outlines.heading_groups import names_only_roles
from draftbot.writing.filling import asks_for, fill
from draftbot.writing.generality import is_general, tells_all_seasons, tells_matter
from draftbot.writing.part_of_year import in_its_time
from draftbot.writing.past_sentences import sentences_by_items
from draftbot.writing.quotations import QUOTED, quoted_alone
from draftbot.writing.score_passage import LEAST_TOPIC, heading_share, headings_of, score_passage
from draftbot.writing.small_headings import usable_heading
from draftbot.writing.whose_deeds import is_by_another_office, is_of_another

SENTENCES_PER_POINT = 5
# A point that says less than this is a heading without its matter.
LEAST_POINT = 28
# Hits are looked at in their order until they offer this many times what is wanted, and so
# many characters, of which a short section can be put together in more than one way.
PLENTY, PLENTY_CHARS = 5, 1500

FUTURE_GENRES = frozenset({"工作计划", "实施方案"})
# What never speaks for the other: a shortcoming is no achievement, an intention no result.
_NOT_DONE = {Role.PROBLEMS, Role.PLANS}
_DONE = {Role.WORK, Role.OVERVIEW, Role.EXPERIENCE}
_CONTRARY = {
    Role.WORK: _NOT_DONE,
    Role.OVERVIEW: _NOT_DONE | {Role.WORK, Role.OTHER, Role.EXPERIENCE, Role.GOALS, Role.STEPS, Role.SUPPORT},
    Role.OPENING: _NOT_DONE | {Role.EXPERIENCE, Role.STEPS, Role.SUPPORT},
    Role.EXPERIENCE: _NOT_DONE | {Role.OVERVIEW, Role.OPENING},
    Role.OTHER: _NOT_DONE,
    Role.PROBLEMS: _DONE | {Role.PLANS, Role.GOALS, Role.SUPPORT, Role.STEPS, Role.BASIS},
    Role.PLANS: _DONE | {Role.PROBLEMS},
    Role.GOALS: {Role.PROBLEMS, Role.WORK, Role.OVERVIEW},
    Role.STEPS: {Role.PROBLEMS, Role.OVERVIEW},
    Role.SUPPORT: {Role.PROBLEMS, Role.OVERVIEW},
    Role.BASIS: {Role.PROBLEMS, Role.PLANS, Role.WORK},
}
# In a scheme what is to be done stands under headings of every kind.
_CONTRARY_AHEAD = {
    Role.WORK: {Role.PROBLEMS, Role.OVERVIEW, Role.EXPERIENCE, Role.BASIS, Role.SUPPORT, Role.STEPS},
    Role.GOALS: {Role.PROBLEMS, Role.OVERVIEW, Role.EXPERIENCE, Role.SUPPORT, Role.STEPS},
    Role.BASIS: {Role.PROBLEMS, Role.PLANS, Role.WORK, Role.STEPS, Role.SUPPORT, Role.GOALS},
    Role.SUPPORT: {Role.PROBLEMS, Role.OVERVIEW, Role.EXPERIENCE, Role.STEPS, Role.GOALS},
    Role.STEPS: {Role.PROBLEMS, Role.OVERVIEW, Role.EXPERIENCE, Role.BASIS, Role.SUPPORT},
}
# From a paper that reports, only these look ahead as a plan or scheme does.
_AHEAD_ANYWHERE = frozenset((Role.PLANS, Role.BASIS, Role.SUPPORT, Role.GOALS, Role.STEPS))
# What was done is what may be done, where it is told without saying that it was.
_MEASURES = dict.fromkeys((Role.WORK, Role.OTHER), frozenset((Role.WORK, Role.OTHER)))
# Sections whose passages list one thing a sentence.
_LISTED = frozenset((Role.PROBLEMS, Role.PLANS, Role.EXPERIENCE, Role.GOALS, Role.SUPPORT))
# Sections that tell of all the work: no part of it stands for them.
_OF_THE_WHOLE = frozenset((Role.OVERVIEW, Role.OPENING, Role.EXPERIENCE, Role.BASIS, Role.GOALS, Role.STEPS))
_DEEDS = frozenset((Role.WORK, Role.OTHER))
# What a scheme says of itself, and no plan for the time after.
_OF_ONE_SCHEME = frozenset((Role.BASIS, Role.OPENING, Role.STEPS))
_NAMED = "姓名"
# What a report says before its first part is no point of any.
_OPENS = frozenset((Role.OPENING, Role.OVERVIEW, Role.BASIS))
# Sections that tell of the topic itself.
_TELLING = frozenset((Role.WORK, Role.OVERVIEW, Role.STEPS, Role.GOALS, Role.OTHER))


@dataclass(frozen=True, slots=True)
class Point:
    """`position` is where in its report the passage stands, 0 to 1; `heading`
    its own small heading, "" when it has none that may be used; `also` is what other
    passages add to it, told behind its own sentences."""

    heading: str
    sentences: tuple[Masked, ...]
    passage: Passage
    report: ReportSummary
    score: float
    position: float
    also: tuple[Point, ...] = ()

    @property
    def text(self) -> str:
        own = "".join(s.text for s in self.sentences)
        return own + "".join(point.text for point in self.also)

    @property
    def chars(self) -> int:
        return count_chars(self.heading) + count_chars(self.text)

    @property
    def facts(self) -> tuple[str, ...]:
        """The user's facts that stand in it."""
        own = (s.fact for s in self.sentences if s.fact)
        return (*own, *(fact for point in self.also for fact in point.facts))

    def without(self, is_dropped: Callable[[Masked], bool], least: int = LEAST_POINT) -> Point | None:
        """The point less some sentences, and less those that lean on one dropped;
        None if less than `least` characters are left."""
        kept: list[Masked] = []
        gap = False
        for sentence in self.sentences:
            gap = is_dropped(sentence) or (gap and leans_back(sentence.text))
            if not gap:
                kept.append(sentence)
        if len(kept) == len(self.sentences):
            return self
        if count_chars("".join(s.text for s in kept)) < least:
            return None
        return replace(self, sentences=tuple(kept))


def find_points(
    hits: Sequence[Hit],
    section: OutlineSection,
    brief: Brief,
    ordinals: dict[str, int],
    facts: Sequence[str] = (),
) -> list[Point]:
    """The points the hits offer for a section, best first, with the section's
    `facts` in the place of blanks that ask for them.

    `ordinals` holds each report's number of passages.
    """
    points: list[Point] = []
    enough = max(PLENTY_CHARS, PLENTY * (section.length or 300))
    alone = quoted_alone(hits, brief)
    for hit in hits:
        if enough < 0:
            break
        if not fits(hit, section, brief):
            continue
        numbered = tuple(_sentences(hit, section, brief, facts, alone))
        for point in _points_of(hit, numbered, section, brief, ordinals):
            points.append(point)
            enough -= point.chars
    return sorted(points, key=lambda p: -p.score)


def left_at_home(points: Sequence[Point], role: Role, held: frozenset[Role]) -> list[Point]:
    """The points without what past reports say more often under one of the `held` roles."""
    homes: defaultdict[str, Counter[Role]] = defaultdict(Counter)
    for point in points:
        for sentence in point.sentences:
            homes[sentence.text][point.passage.role] += 1

    def is_elsewhere(sentence: Masked) -> bool:
        here = homes[sentence.text]
        return any(here[other] > here[role] for other in held)

    own = [
        point.without(is_elsewhere, LEAST_SENTENCE) if point.passage.role is role else point
        for point in points
    ]
    return [point for point in own if point is not None]


def _points_of(
    hit: Hit,
    numbered: Sequence[tuple[int, Masked]],
    section: OutlineSection,
    brief: Brief,
    ordinals: dict[str, int],
) -> Iterator[Point]:
    """A passage as one point; one that lists without small headings as a point for each item. Its sentences
    come with the number of their item, 0 where it numbers none."""
    sentences = tuple(masked for _, masked in numbered)
    is_list = section.role in _LISTED and len(hit.passage.heading_path) < 2
    items = [sentences[:SENTENCES_PER_POINT]]
    if is_list and any(n for n, _ in numbered):
        items = [tuple(m for _, m in item) for _, item in groupby(numbered, key=itemgetter(0))]
    elif is_list:
        items = _items_of(sentences)
    for n, item in enumerate(items):
        least = LEAST_POINT if len(hit.passage.heading_path) > 1 else LEAST_SENTENCE
        if not _is_short(item, least):
            point = _point(hit, item, section, brief, ordinals)
            step = n / len(items) / max(1, ordinals.get(hit.report.id, 1))
            yield replace(point, position=point.position + step)


def _items_of(sentences: Sequence[Masked]) -> list[tuple[Masked, ...]]:
    """Each sentence with those that lean on it; one too short for a point goes with the next,
    the last of such with those before."""
    items: list[list[Masked]] = []
    for sentence in sentences:
        if items and (leans_back(sentence.text) or _is_short(items[-1])):
            items[-1].append(sentence)
        else:
            items.append([sentence])
    if len(items) > 1 and _is_short(items[-1]):
        last = items.pop()
        items[-1] += last
    return [tuple(item) for item in items]


def _is_short(item: Sequence[Masked], least: int = LEAST_POINT) -> bool:
    return count_chars("".join(s.text for s in item)) < least


def fits(hit: Hit, section: OutlineSection, brief: Brief) -> bool:
    """Whether a passage may speak in a section at all: its unit's line of business, its role,
    its tense, its matter."""
    if not brief.may_borrow_from(hit.report):
        return False
    role, genre = hit.passage.role, hit.report.genre
    if role is Role.OPENING and brief.lenders is not None and section.role not in _OPENS:
        return False
    ahead, was_ahead = brief.genre in FUTURE_GENRES, genre in FUTURE_GENRES
    contrary = _CONTRARY_AHEAD if ahead else _CONTRARY
    if role is Role.CLOSING or (role is not section.role and role in contrary.get(section.role, ())):
        return False
    if was_ahead and not ahead and (section.role is not Role.PLANS or role in _OF_ONE_SCHEME):
        return False
    if ahead and not was_ahead and role not in _AHEAD_ANYWHERE | _MEASURES.get(section.role, frozenset()):
        return False
    if brief.is_on_a_part(hit.report) and (
        section.role in _OF_THE_WHOLE
        or (brief.first_person and section.role in _TELLING and role not in _DEEDS)
    ):
        return False
    # A person's overview tells of a person in a like office, not of the unit.
    is_of_others = genre != brief.genre or is_by_another_office(hit.report, brief)
    if brief.first_person and section.role is Role.OVERVIEW and is_of_others:
        return False
    return _is_of_the_person(hit, section, brief) or is_on_topic(hit, brief)


def _is_of_the_person(hit: Hit, section: OutlineSection, brief: Brief) -> bool:
    """Whether a passage tells what a section asks of its writer: 廉洁自律 is no matter of the
    office that the title names."""
    return brief.first_person and section.role is Role.OTHER and heading_share(section, hit) > 0


def is_on_topic(hit: Hit, brief: Brief) -> bool:
    """Whether the passage, its headings and its report's title name enough of the topic, or
    its report was chosen as a whole."""
    if brief.share_of(hit.report) in (Share.WHOLE, Share.GENERAL) or brief.is_on_a_part(hit.report):
        return True
    place = f"{headings_of(hit)} {to_simplified(hit.passage.text)}"
    return share_named(brief.topic, place) >= LEAST_TOPIC


def _point(
    hit: Hit, sentences: tuple[Masked, ...], section: OutlineSection, brief: Brief, ordinals: dict[str, int]
) -> Point:
    heading = usable_heading(hit, section, brief)
    position = hit.passage.ordinal / max(1, ordinals.get(hit.report.id, 1))
    score = score_passage(hit, sentences, heading, section, brief)
    return Point(heading, sentences, hit.passage, hit.report, score, position)


def _sentences(
    hit: Hit, section: OutlineSection, brief: Brief, facts: Sequence[str], alone: frozenset[str]
) -> Iterator[tuple[int, Masked]]:
    """The passage's sentences that can serve in the section, in order, facts filled in, each with the number
    of the item it belongs to, 0 where the passage numbers none. Another unit's that quote what its
    report says `alone` cannot."""
    numbered = sentences_by_items(hit.passage.text)
    sentences = [sentence for _, sentence in numbered]
    # Of a passage about something else only what names the topic itself is taken.
    strays = not (_is_of_the_person(hit, section, brief) or _is_about_topic(hit, sentences, brief))
    share = brief.share_of(hit.report)
    general, is_whole = share is Share.GENERAL, share is Share.WHOLE
    after_gap, orders = True, withheld_of(hit.passage, sentences)
    is_own = is_own_report(hit.report, brief)
    for i, sentence in enumerate(sentences):
        masked = None if i in orders else usable(sentence, hit.report, brief, first=after_gap)
        if masked is not None and not alone.isdisjoint(QUOTED.findall(sentence)) and not is_own:
            masked = None
        if masked is not None and is_of_another(sentence, hit.report, brief):
            masked = None
        if masked is not None and strays and share_named(brief.topic, masked.text) < LEAST_TOPIC:
            masked = None
        if masked is not None and not is_whole and brief.topic and tells_all_seasons(masked.text):
            masked = None
        if masked is not None and general and not _serves_any(masked.text, hit, section, brief):
            masked = None
        if masked is not None:
            masked = in_its_time(masked, section, brief)
            masked = _with_fact(masked, brief, facts, headings_of(hit))
        if masked is not None and not _says_right(masked.text, hit, section, brief):
            masked = None
        after_gap = masked is None
        if masked is not None:
            yield numbered[i][0], masked


def _serves_any(text: str, hit: Hit, section: OutlineSection, brief: Brief) -> bool:
    """Whether a sentence of a report on something else may stand in a section: one that tells nothing
    but what ought to be, and in a section that tells of the topic itself it must name the topic; or one from the
    unit's own trade that tells of the topic's matter."""
    of_trade = brief.trades.unit(hit.report.unit, hit.report.title).trade == brief.trade
    if of_trade and not brief.first_person and tells_matter(text, hit.report, brief):
        return True
    if of_trade and brief.first_person and _names_its_matter(hit, section):
        return True
    names = section.role not in _TELLING or share_named(brief.topic, text) >= LEAST_TOPIC
    return names and is_usual(text) and is_general(text, hit.report, brief)


def _names_its_matter(hit: Hit, section: OutlineSection) -> bool:
    """Whether a passage names most of the matter that a heading of the user's own is on: who is in charge of it
    tells of it as another who is does."""
    words = telling_words(matter_of(section.heading)) if is_on_a_matter(section) else frozenset[str]()
    place = f"{headings_of(hit)} {to_simplified(hit.passage.text)}"
    return bool(words) and 2 * sum(word in place for word in words) >= len(words)


def _is_about_topic(hit: Hit, sentences: Sequence[str], brief: Brief) -> bool:
    """Whether a passage stands under the topic, or most of what it says names it."""
    if brief.share_of(hit.report) in (Share.WHOLE, Share.GENERAL) or brief.is_on_a_part(hit.report):
        return True
    if share_named(brief.topic, headings_of(hit)) >= LEAST_TOPIC:
        return True
    naming = [s for s in sentences if share_named(brief.topic, to_simplified(s)) >= LEAST_TOPIC]
    return 2 * sum(map(count_chars, naming)) >= sum(map(count_chars, sentences))


def _with_fact(masked: Masked, brief: Brief, facts: Sequence[str], headings: str) -> Masked | None:
    """The sentence with the fact it asks for, as it is when it asks for none; None when
    it asks for what a fact says in words of its own. Under its `headings` a fact may tell of less than it
    asks: 消毒培训, where the training is on disinfection."""
    filled = next(filter(None, (fill(masked, fact, brief.title, headings) for fact in facts)), None)
    if filled is None and asks_for(masked, brief.facts, brief.title):
        return None
    return filled or masked


def _says_right(text: str, hit: Hit, section: OutlineSection, brief: Brief) -> bool:
    """Whether a sentence, whatever its passage, says what the section is there for."""
    ahead = brief.genre in FUTURE_GENRES
    if contradicts(text, section.role, ahead):
        return False
    if ahead and hit.report.genre not in FUTURE_GENRES and hit.passage.role not in _AHEAD_ANYWHERE:
        return not tells_done(text)
    is_surely = _stands_under(Role.PROBLEMS, hit) and brief.share_of(hit.report) is not Share.GENERAL
    if section.role is hit.passage.role is Role.PROBLEMS and not is_surely:
        return tells_problem(text)  # 关注学习困难学生 tells of work
    if section.role is Role.PLANS and not ahead and _NAMED in blanks_in(text):
        return False  # who does what under a scheme is no plan for the time after it
    if section.role is Role.EXPERIENCE and hit.passage.role is not Role.EXPERIENCE:
        return not tells_done(text)
    if hit.passage.role is section.role or hit.report.genre in FUTURE_GENRES:
        return True
    if section.role is Role.PROBLEMS:
        return tells_problem(text)
    return section.role is not Role.PLANS or tells_plan(text)


def _stands_under(role: Role, hit: Hit) -> bool:
    """Whether a heading above a passage says that it is a part in this role, and nothing else."""
    return any(role_of(heading) is role and names_only_roles(heading) for heading in hit.passage.heading_path)
