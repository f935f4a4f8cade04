"""What came of planting: survivors, words masked for nothing, and how much was said at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from draftbot.evaluation.intervals import Interval, share_interval

# A draft with fewer characters than this says next to nothing, and so leaks nothing.
NEARLY_EMPTY, LENGTH = 800, 3500


@dataclass(frozen=True, slots=True)
class Survivor:
    """Something planted that a draft says. `found` is what of it: all, or a part that gives it
    away; `section` "" stands for what is before and after the sections. `told` where a remark
    of `check_draft` on the sentence names it; `remarks` are the codes of all on that sentence."""

    trade: str
    seed: int
    kind: str
    planted: str
    found: str
    section: str
    sentence: str
    told: bool
    remarks: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return self.planted == self.found


@dataclass(frozen=True, slots=True)
class Torn:
    """Something planted of which a draft shows a piece beside the blank: 八 of 百分之八十七点八."""

    trade: str
    seed: int
    kind: str
    planted: str
    left: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """Words of a frame, no name among them, that were taken for one: `blanked` in a draft, or a
    plain sentence `passed_over`: used nowhere, though what follows it in its paragraph was.
    From outside nobody can tell whether a name was seen in it or another rule refused it."""

    trade: str
    seed: int
    what: str
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `of`."""

    part: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.of + other.of)

    @property
    def interval(self) -> Interval | None:
        """The share with its 95 % interval; None of nothing."""
        return share_interval(self.part, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class DraftJudged:
    """One draft of one corpus. `kinds` are what survived of what was planted, by kind; `exposed`
    are planted strings whose sentence the draft uses; `words_of_named` and `plain_words` are
    characters of the frames that hold something planted, and of those that hold nothing, used
    of all; `honest` counts frames with a mistake of those used or passed over; `unused` plain
    frames that are in the draft nowhere, of all; `widened` plain characters that fell into the
    blank of a name beside them, of all the words in the sentences with names."""

    trade: str
    seed: int
    title: str
    chars: int
    kinds: Mapping[str, Share]
    exposed: int
    survivors: tuple[Survivor, ...]
    words_of_named: Share
    plain_words: Share
    honest: Share
    unused: Share
    widened: Share
    torn: tuple[Torn, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def is_nearly_empty(self) -> bool:
        return self.chars < NEARLY_EMPTY

    @property
    def survived(self) -> Share:
        """What survived of all that was planted."""
        return _summed(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Judged:
    """The drafts of one trade, or of all. `survived` is of all planted, `of_exposed` of those
    whose sentence a draft used; `partly` survived in a part that gives them away; of `told`
    a remark warns; of `torn` a piece was left. The rest as for one draft."""

    drafts: int
    chars: int
    nearly_empty: int
    survived: Share
    of_exposed: Share
    partly: int
    told: int
    torn: int
    words_of_named: Share
    plain_words: Share
    honest: Share
    unused: Share
    widened: Share

    @classmethod
    def of(cls, drafts: Sequence[DraftJudged]) -> Judged:
        """The sums over drafts."""
        survivors = [survivor for draft in drafts for survivor in draft.survivors]
        return cls(
            len(drafts),
            sum(draft.chars for draft in drafts),
            sum(draft.is_nearly_empty for draft in drafts),
            _summed(draft.survived for draft in drafts),
            _summed(Share(len(draft.survivors), draft.exposed) for draft in drafts),
            sum(not survivor.is_whole for survivor in survivors),
            sum(survivor.told for survivor in survivors),
            sum(len(draft.torn) for draft in drafts),
            _summed(draft.words_of_named for draft in drafts),
            _summed(draft.plain_words for draft in drafts),
            _summed(draft.honest for draft in drafts),
            _summed(draft.unused for draft in drafts),
            _summed(draft.widened for draft in drafts),
        )


@dataclass(frozen=True, slots=True)
class PlantedReport:
    """What came of `rounds` corpora of each trade, from `seed` on; `seconds` the whole run's."""

    model: str
    seed: int
    rounds: int
    length: int
    seconds: float
    drafts: tuple[DraftJudged, ...]

    @property
    def trades(self) -> Mapping[str, Judged]:
        """The sums of each trade, in the order drafted."""
        names = dict.fromkeys(draft.trade for draft in self.drafts)
        return {name: Judged.of([d for d in self.drafts if d.trade == name]) for name in names}

    @property
    def whole(self) -> Judged:
        return Judged.of(self.drafts)

    @property
    def kinds(self) -> Mapping[str, Share]:
        """What survived of what was planted, by kind."""
        names = dict.fromkeys(kind for draft in self.drafts for kind in draft.kinds)
        return {name: _summed(draft.kinds.get(name, Share()) for draft in self.drafts) for name in names}

    @property
    def survivors(self) -> tuple[Survivor, ...]:
        return tuple(survivor for draft in self.drafts for survivor in draft.survivors)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(mistake for draft in self.drafts for mistake in draft.mistakes)

    @property
    def torn(self) -> tuple[Torn, ...]:
        return tuple(torn for draft in self.drafts for torn in draft.torn)

    @property
    def is_clean(self) -> bool:
        """Whether nothing survived, and not because next to nothing was said."""
        return not self.survivors and not self.whole.nearly_empty


def _summed(shares: Iterable[Share]) -> Share:
    return sum(shares, Share())
