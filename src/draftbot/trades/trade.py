"""One trade, and a unit with its trade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trade:
    """What units of one line of business are called and say.

    `tails` end their names; in one, … stands for any characters (物业…公司). `selves` is
    what they call themselves (本园, 我园, 园内), `people` what they call those around them,
    by part (服务对象: 幼儿). `words` are theirs alone: in a report of another trade they
    sound out of place, except in `anybodys` phrases and where `partners` are only dealt
    with (会同社区). `kin` trades do like work and
    lend when told to, `peers` do the same work at another level and lend unasked; those in `speaks_of` it may speak of, those
    in `oversees` it directs. `rewords` turns words of another trade into its own.
    `words_of_kinds` are words that one kind of them says alone, for each way to tell kinds apart by the nouns that
    name the kind (小学 中学).
    `departments` are parts of a unit that no other trade has: 内科; `forms` those of its `tails` that tell nothing of
    what a unit does: 公司. `lines_of_work` are what its papers on
    everything mostly treat: asked about, never told.
    A body (`is_body`: 党支部, 工会) stands within a unit of another trade, its `host`,
    whose words it speaks too. `learned` are words that reports of the corpus show to be its alone, `shared` those of its
    `words` that others say too.
    """

    name: str
    tails: tuple[str, ...]
    selves: tuple[str, ...] = ()
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    words: tuple[str, ...] = ()
    kin: frozenset[str] = frozenset()
    peers: frozenset[str] = frozenset()
    speaks_of: frozenset[str] = frozenset()
    oversees: frozenset[str] = frozenset()
    rewords: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    anybodys: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    departments: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    lines_of_work: tuple[str, ...] = ()
    words_of_kinds: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict, compare=False)
    is_body: bool = False
    host: str = ""
    learned: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()

    @property
    def foreign_to_others(self) -> tuple[str, ...]:
        """Its words that others do not say."""
        return tuple(word for word in self.words if word not in self.shared)

    @property
    def own_words(self) -> frozenset[str]:
        """All words that it says as its own: 教师 of a school, whoever else says so too."""
        return frozenset((*self.words, *(word for words in self.people.values() for word in words)))

    def is_of_another_kind(self, text: str, source: str, name: str) -> bool:
        """Whether a text from a unit or group called `source` has words of that one's kind, and a unit of this
        `name` is not said to be of it: 初三 from a 中学 in the paper of a 学校."""
        for kinds in self.words_of_kinds.values():
            theirs, ours = ({k for k in kinds if any(n in one for n in k.split())} for one in (source, name))
            if not ours and any(word in text for kind in theirs for word in kinds[kind]):
                return True
        return False

    def words_of_other_kinds(self, name: str) -> tuple[str, ...]:
        """What a unit or group of this name does not say, since other kinds of the trade alone do: 高三 in a
        小学, 口算 in a 语文教研组; none where its name tells no kind."""
        foreign: dict[str, None] = {}
        for kinds in self.words_of_kinds.values():
            told = [kind for kind in kinds if any(noun in name for noun in kind.split())]
            own = {word for kind in told for word in kinds[kind]}
            if told:
                foreign |= dict.fromkeys(w for words in kinds.values() for w in words if w not in own)
        return tuple(foreign)

    @property
    def names(self) -> tuple[str, ...]:
        """Its own name, and its host's."""
        return (self.name, self.host) if self.host else (self.name,)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is named, "" where none is told, and its trade, None where none is known."""

    name: str = ""
    trade: Trade | None = None

    @property
    def is_told(self) -> bool:
        return bool(self.name or self.trade)
