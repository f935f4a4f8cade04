"""Cutting a collection into its reports.

Markers of a series decide where they stand. Elsewhere each gap between two
lines gets a score: numbering that starts over, titles, salutations, openings,
closings and a change of words each add to it, and whatever shows a part, an
attachment or a list inside a section takes away. The score's parts are kept as
the reason of the cut. Where nothing of that is plain enough, all faint signs are
weighed together (`joints`), and where these leave it open a model of meaning is asked, if there is
one (`meaning`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draftbot.chinese.enumerators import Family
from draftbot.corpus.lines import TITLE_STYLE, Line
from draftbot.corpus.splitting.evidence import Page, Sign, signs_at
from draftbot.corpus.splitting.joints import Joints
from draftbot.corpus.splitting.markers import Marker, find_markers, is_body_mark
from draftbot.corpus.splitting.meaning import Vectors, with_meaning
from draftbot.corpus.splitting.restarts import LONG_PREFACE, Counting, restart_signs
from draftbot.corpus.splitting.similarity import MOST, Likeness
from draftbot.messages import NOTHING, Message, all_clauses

ENOUGH = 3.0
# Without any trouble in the numbering more must come together; between the
# markers of an editor who has already cut, much more.
ENOUGH_UNNUMBERED = 4.5
ENOUGH_MARKED = 8.0
# Logarithms of odds: from which a joint is one, and below which a cut for plain reasons is none;
ENOUGH_ODDS = 0.0
LEAST_ODDS = -5.0
# over how many lines a cut moves up to a likelier one.
_MOVES = 4
_REGION = 60
_SURE = 10.0
_HEAD_PROSE = 200
_HEAD_LINES = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one report; `marked` is the title its marker names, `reason`
    why it was cut from what stands before ("" for the first), `collection` the
    last advert or collection title above it."""

    lines: list[Line]
    marked: str = ""
    reason: Message = NOTHING
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A report begins at line `index`; `score` and `signs` say why."""

    index: int
    score: float
    signs: tuple[Sign, ...]
    marker: Marker | None = None

    @property
    def reason(self) -> Message:
        if self.marker is not None:
            return self.signs[0].told
        told = sorted((s for s in self.signs if s.weight > 0 and s.told), key=lambda s: -s.weight)
        return all_clauses(sign.told for sign in told)


def split(lines: list[Line], adverts: dict[int, str], vectors: Vectors | None = None) -> list[Piece]:
    """The reports in `lines` (cleaned, no blank ones), at least one.

    `adverts` holds, by source line, what cleaning took out between them; `vectors` is the
    model of meaning.
    """
    return _pieces(lines, adverts, find_cuts(Page(lines, _breaks(lines, adverts)), vectors))


def split_at(
    lines: list[Line], adverts: dict[int, str], starts: Sequence[int], vectors: Vectors | None = None
) -> tuple[list[Piece], list[int]]:
    """(`lines` cut by hand before the source lines `starts`, the ordinals that the pieces have where
    reading cuts there by itself, 0 elsewhere)."""
    cuts = find_cuts(Page(lines, _breaks(lines, adverts)), vectors)
    numbers = [line.number for line in lines]
    own: dict[int, tuple[int, Cut]] = {}
    for ordinal, cut in enumerate(cuts, start=1):
        own[cut.index] = ordinal, cut
        if cut.marker is not None:
            own[cut.index + 1] = ordinal, cut
    indices = {i for i in (bisect_left(numbers, start) for start in starts) if cuts[0].index < i < len(lines)}
    chosen = {cuts[0].index: (1, cuts[0])}
    for i in sorted(indices):
        ordinal, cut = own.get(i, (0, Cut(i, 0.0, (Sign(1.0, Message("cuts.by_hand")),))))
        chosen[cut.index] = ordinal, cut
    pieces = _pieces(lines, adverts, [cut for _, cut in chosen.values()])
    by_line = {
        next((line.number for line in lines[cut.index + (cut.marker is not None) :]), 0): ordinal
        for ordinal, cut in chosen.values()
    }
    return pieces, [by_line.get(piece.lines[0].number, 0) for piece in pieces]


def _pieces(lines: list[Line], adverts: dict[int, str], cuts: list[Cut]) -> list[Piece]:
    pieces: list[Piece] = []
    advert_lines = sorted(adverts)
    ends = [cut.index for cut in cuts[1:]] + [len(lines)]
    for cut, end in zip(cuts, ends, strict=True):
        body = [
            line for line in lines[cut.index + (cut.marker is not None) : end] if not is_body_mark(line.text)
        ]
        if body:
            marked = cut.marker.title if cut.marker else ""
            above = bisect_left(advert_lines, body[0].number)
            collection = adverts[advert_lines[above - 1]] if above else ""
            pieces.append(Piece(body, marked, cut.reason if pieces else NOTHING, collection))
    return pieces or [Piece(lines)]


def find_cuts(page: Page, vectors: Vectors | None = None) -> list[Cut]:
    """Where reports begin, in order; the first always at the first line that
    is not the collection's own heading."""
    markers = {marker.index: marker for marker in find_markers(page.lines, page.plain)}
    first = _first_line(page, markers)
    cuts = [_at_marker(markers[first]) if first in markers else Cut(first, 0.0, ())]
    search = _Search(page, frozenset(markers), vectors)
    given = {i for i, line in enumerate(page.lines) if line.begins_report}
    bounds = [*sorted(index for index in {*markers, *given} if index > first), len(page.lines)]
    for bound in bounds:
        is_marked = cuts[-1].marker is not None or cuts[-1].index in given
        begun = cuts[-1].index
        between = search.between(begun, bound, ENOUGH_MARKED if is_marked else ENOUGH)
        cuts.extend(between if is_marked else search.with_joints(begun, bound, between))
        if bound in markers:
            cuts.append(_at_marker(markers[bound]))
        elif bound in given:
            cuts.append(Cut(bound, _SURE, (Sign(_SURE, Message("cuts.own_row")),)))
    return cuts


def plain_cuts(page: Page) -> list[Cut]:
    """The cuts of a page without markers for plain reasons alone, each at the likeliest line of its
    head: what joints are learnt beside."""
    search = _Search(page, frozenset())
    return [search._at_best(cut, 0) for cut in search.between(0, len(page.lines), ENOUGH)]


def _first_line(page: Page, markers: dict[int, Marker]) -> int:
    """0, or the first line after the collection's own heading: a marker, or the
    title that the heading repeats."""
    if not markers:
        repeats = [i for i in page.broken_before if i <= _HEAD_LINES and page.plain[i] == page.plain[0]]
        return repeats[0] if repeats else 0
    first = min(markers)
    before = page.plain[:first]
    is_heading = sum(len(text) for text in before) <= _HEAD_PROSE and not any(page.numbers[:first])
    return first if is_heading and markers[first].ordinal == 1 else 0


def _at_marker(marker: Marker) -> Cut:
    return Cut(marker.index, _SURE, (Sign(_SURE, Message("cuts.marker", text=marker.text)),), marker)


def _breaks(lines: list[Line], adverts: dict[int, str]) -> frozenset[int]:
    """Indices of lines before which one of the source lines `adverts` stood, or a
    line that only announces the text."""
    breaks = set()
    for i in range(1, len(lines)):
        taken_out = any(number in adverts for number in range(lines[i - 1].number + 1, lines[i].number))
        if taken_out or is_body_mark(lines[i - 1].text):
            breaks.add(i)
    return frozenset(breaks)


class _Search:
    """The search for reports that begin without a marker."""

    def __init__(self, page: Page, markers: frozenset[int], vectors: Vectors | None = None) -> None:
        self._page, self._vectors = page, vectors
        self._markers = markers
        self._likeness = Likeness(page)
        self._joints = Joints(page, self._likeness)

    def between(self, start: int, end: int, enough: float) -> list[Cut]:
        """The cuts after line `start` and before line `end`, left to right; each
        cut starts the counting of numbers afresh."""
        cuts: list[Cut] = []
        counting = Counting(start)
        i = start + 1 if start in self._markers else start
        first_body = i
        while i < end:
            number, cut = self._page.numbers[i], None
            if i > first_body:
                restart = restart_signs(self._page, counting, i)
                cut = (
                    self._best(counting, i, restart, enough) if restart else self._alone(counting, i, enough)
                )
            if cut is not None:
                cut = self._with_head(cut, counting.start)
                cuts.append(cut)
                counting = Counting(cut.index)
                i = first_body = cut.index
                continue
            style = self._page.lines[i].style
            counting.follow(number, i, is_styled=style is not None and style != TITLE_STYLE)
            i += 1
        return cuts

    def with_joints(self, start: int, end: int, cuts: list[Cut]) -> list[Cut]:
        """`cuts`, without those that all signs together speak against, and between them joints that
        many faint signs show, the surest first."""
        moved = [self._at_best(cut, start) for cut in cuts]
        kept = [cut for cut in moved if self.odds_of(cut) >= LEAST_ODDS]
        odds_of = {i: self._joints.odds(i) for i in range(start + 2, end) if self._page.has_body(start, i)}
        # Where nothing else shows several reports, what one is about may change as well.
        is_one = not kept and all(odds < ENOUGH_ODDS for odds, _ in odds_of.values())
        if self._vectors is not None and not is_one:
            odds_of = with_meaning(self._page, odds_of, self._vectors)
        found = [Cut(i, odds, signs) for i, (odds, signs) in odds_of.items() if odds >= ENOUGH_ODDS]
        for cut in sorted(found, key=lambda cut: -cut.score):
            at = bisect_left(kept, cut.index, key=lambda other: other.index)
            before = kept[at - 1].index if at else start
            after = kept[at].index if at < len(kept) else end
            if self._page.has_body(before, cut.index) and self._page.has_body(cut.index, after):
                kept.insert(at, cut)
        return kept

    def odds_of(self, cut: Cut) -> float:
        """The logarithm of the odds of a cut found for plain reasons, these counted among the signs."""
        return self._joints.odds(cut.index)[0] + self._joints.of_score(cut.score)

    def _at_best(self, cut: Cut, start: int) -> Cut:
        """The cut at the likeliest of the lines of the head that it stands in, or of the likely
        ones just above it."""
        page, odds = self._page, self._joints.odds
        if cut.index in page.titles and page.is_signed(cut.index - 1):
            return cut
        head = first = cut.index
        while head - 1 > start + 1 and self._joints.head_kind(head - 1):
            head -= 1
        while first - 1 > max(start + 1, cut.index - _MOVES) and not page.is_signature(first - 1):
            first -= 1
        likelier = [i for i in range(first, head) if odds(i)[0] >= odds(cut.index)[0]]
        above = [i for i in likelier if odds(i)[0] >= ENOUGH_ODDS or self._joints.begins_head(i)]
        index = max((*range(cut.index, head - 1, -1), *above), key=lambda i: odds(i)[0])
        return replace(cut, index=index)

    def _alone(self, counting: Counting, i: int, enough: float) -> Cut | None:
        """A cut at line i by what is seen there alone; what stands before it must
        be more than a heading."""
        if not self._page.has_body(counting.start, i):
            return None
        signs = signs_at(self._page, counting.start, i)
        if sum(sign.weight for sign in signs) < ENOUGH_UNNUMBERED - 1.5:
            return None
        return self._scored(i, signs, max(enough, ENOUGH_UNNUMBERED))

    def _best(self, counting: Counting, i: int, restart: list[Sign], enough: float) -> Cut | None:
        """The best place for the report whose numbering shows at line i: there,
        or at the opening before it."""
        if not self._page.has_body(counting.start, i):
            return None
        best: Cut | None = None
        late = restart[0].told == LONG_PREFACE
        number = self._page.numbers[i]
        if number is not None and number.family is not Family.HAN and counting.han == 0:
            enough = max(enough, ENOUGH_UNNUMBERED)
        for k in [i] if late else self._region(counting, i):
            if not self._page.has_body(counting.start, k):
                continue
            signs = [*restart, *signs_at(self._page, counting.start, k), *self._place(k, i)]
            cut = self._scored(k, signs, enough)
            if cut is not None and (best is None or cut.score > best.score):
                best = cut
        return best

    def _with_head(self, cut: Cut, start: int) -> Cut:
        """The cut moved up over the title, name and date that stand above it."""
        index = cut.index
        while index - 1 > start and self._page.is_head_line(index - 1):
            index -= 1
        return Cut(index, cut.score, cut.signs)

    def _scored(self, k: int, signs: list[Sign], enough: float) -> Cut | None:
        if sum(sign.weight for sign in signs) + MOST < enough:
            return None
        likeness = self._likeness.sign(k)
        if likeness is not None:
            signs = [*signs, likeness]
        score = sum(sign.weight for sign in signs)
        return Cut(k, score, tuple(signs)) if score >= enough else None

    def _region(self, counting: Counting, i: int) -> list[int]:
        """Lines at which the report could begin that shows its number at i: i
        itself, unnumbered lines since the last outer number, lists begun there.

        The first line under a heading is that heading's, unless the report's own
        一、 is lost and with it what would show the beginning.
        """
        page = self._page
        number_here = page.numbers[i]
        lost_head = number_here is not None and number_here.ordinal > 1
        floor = max(counting.han_line, counting.start, i - _REGION)
        region = [i]
        for k in range(i - 1, floor, -1):
            number = page.numbers[k]
            if page.is_signature(k):
                break
            under_heading = page.is_bare_heading(k - 1)
            opens = number is None or number.ordinal == 1
            if (
                k in page.titles
                or (opens and not under_heading)
                or (number is not None and opens and lost_head)
            ):
                region.append(k)
        return region

    def _place(self, k: int, i: int) -> list[Sign]:
        """How well a report that shows its number at line i could begin at k: an
        opening usually stands alone right before its first number."""
        page = self._page
        here, before = page.numbers[k], page.numbers[k - 1]
        if k == i:
            return [Sign(0.5)] if here is not None and here.ordinal == 1 else []
        if here is not None and before is not None and here.family < before.family:
            return [Sign(1.0, Message("cuts.outer_number", number=here.text))]
        alone = k == i - 1 and before is not None
        return [Sign(0.7)] if alone and page.is_prose(k) else []
