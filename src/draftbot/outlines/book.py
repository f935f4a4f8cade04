"""Outlines: the built-in ones, those a user brings, and how long each part shall be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from draftbot.chinese.scripts import normalise
from draftbot.corpus.genres import known_genres
from draftbot.domain import Outline, OutlineSection, Role
from draftbot.errors import BadLength, BadOutline, NoGenreInTitle, PromptsBroken, UnknownGenre
from draftbot.messages import Message, all_clauses
from draftbot.outlines.files import OutlineFile, read_outline_file, write_outline
from draftbot.outlines.lengths import LEAST_LENGTH, MOST_LENGTH, allot_lengths
from draftbot.outlines.series import read_in_series
from draftbot.outlines.validation import check_outline
from draftbot.prompt_files.templates import read_prompt_file

__all__ = ["OutlineBook", "load_outlines", "parse_outline", "plan_lengths", "write_outline"]

# （送审稿）, 《…》 and 的 stand between a title's words and say nothing about its genre.
# 述职述德述廉报告 is a 述职报告 that tells of more.
_ALSO_TOLD = re.compile("(?<=述职)(?:述.)+")
_NOISE = re.compile(r"\s|的|[《》〈〉“”\"]|\([^()]*\)$")
# 2025年工作总结和2026年工作计划 is a 工作总结: the first of two joined genres leads.
_JOINT = re.compile(r"暨|和|及|与|、|,")

# Shares of headings that no outline of the book knows, by what they do: the
# medians over the built-in outlines.
_USUAL_SHARES = {
    Role.WORK: 0.40, Role.PLANS: 0.26, Role.EXPERIENCE: 0.18, Role.PROBLEMS: 0.14, Role.OVERVIEW: 0.14,
    Role.GOALS: 0.12, Role.BASIS: 0.13, Role.STEPS: 0.17, Role.SUPPORT: 0.16, Role.OPENING: 0.06,
    Role.CLOSING: 0.05, Role.OTHER: 0.25,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutlineBook:
    """The built-in outlines, one a genre, in the usual order of genres."""

    files: tuple[OutlineFile, ...]

    @property
    def genres(self) -> tuple[str, ...]:
        return tuple(file.outline.genre for file in self.files)

    def outline(self, genre: str) -> Outline:
        """The outline of `genre`, named by itself or by an alias.

        `length` is the usual total; its sections have no length of their own
        (`plan_lengths` gives them their usual share). Raises UnknownGenre.
        """
        return self._file(genre).outline

    def genre_of_title(self, title: str) -> str | None:
        """The genre `title` names, or None: of all aliases in it the one that
        ends nearest its end, the longest of those that end there."""
        plain = _plain(title)
        for joint in _JOINT.finditer(plain):
            first = self._genre_at_end(plain[: joint.start()])
            if first and self._last_alias(plain[joint.end() :]):
                return first
        return self._last_alias(plain)

    def outline_for(self, title: str, genre: str | None = None) -> Outline:
        """The outline of `genre`, else of the genre that `title` names.

        Raises UnknownGenre for an unknown genre, NoGenreInTitle for a title that names none.
        """
        named = genre or self.genre_of_title(title)
        if not named:
            raise NoGenreInTitle(genre=title, known=self.genres)
        return self.outline(named)

    def share_of(self, genre: str, section: OutlineSection) -> float:
        """The usual share (0 to 1) of a section: its own, else its heading's in the
        outline of `genre`, else that of its role there, else of its role anywhere."""
        if section.share is not None:
            return section.share
        usual = [
            known
            for file in self.files
            if file.outline.genre == genre
            for known in file.outline.sections
            if known.share is not None and known.level == 1
        ]
        same_heading = [known for known in usual if known.heading == section.heading]
        same_role = [known for known in usual if known.role is section.role is not Role.OTHER]
        fitting = [known.share or 0.0 for known in same_heading or same_role]
        fitting = fitting or [_USUAL_SHARES[section.role]]
        return sum(fitting) / len(fitting)

    def _file(self, genre: str) -> OutlineFile:
        wanted = _plain(genre)
        for file in self.files:
            if wanted in (_plain(file.outline.genre), *map(_plain, file.aliases)):
                return file
        raise UnknownGenre(genre=genre, known=self.genres)

    def _aliases(self) -> Iterator[tuple[str, str]]:
        for file in self.files:
            for alias in dict.fromkeys((file.outline.genre, *file.aliases)):
                yield _plain(alias), file.outline.genre

    def _last_alias(self, plain: str) -> str | None:
        found = [
            (plain.rfind(alias) + len(alias), len(alias), genre)
            for alias, genre in self._aliases()
            if alias in plain
        ]
        return max(found)[2] if found else None

    def _genre_at_end(self, plain: str) -> str | None:
        found = [(len(alias), genre) for alias, genre in self._aliases() if plain.endswith(alias)]
        return max(found)[1] if found else None


def load_outlines(folder: Path) -> OutlineBook:
    """The outlines in `folder`/outlines/*.yaml, `folder` being the prompts folder.

    Raises PromptsBroken naming every fault of every file.
    """
    faults: list[Message] = []
    files: list[OutlineFile] = []
    paths = sorted((folder / "outlines").glob("*.yaml"))
    if not paths:
        faults.append(Message("prompts.no_outlines", folder=str(folder / "outlines")))
    for path in paths:
        text = read_prompt_file(path, faults)
        if text:
            files.extend(_built_in(path.name, text, faults))
    faults.extend(_clashes(files))
    if faults:
        raise PromptsBroken(reason=all_clauses(faults))
    order = {genre: at for at, genre in enumerate(known_genres())}
    return OutlineBook(tuple(sorted(files, key=lambda file: order.get(file.outline.genre, len(order)))))


def parse_outline(text: str, book: OutlineBook, title: str = "", genre: str | None = None) -> Outline:
    """The outline a user wrote, as YAML or as one heading a line (一、 （一） 1. （1）).

    The genre is `genre`, else what the file says, else what `title` or the
    file's own title names, else "". What the file leaves open comes from the
    genre's built-in outline: opening, closing, person, and the purpose, cues
    and role of a heading both have. Raises BadOutline, UnknownGenre.
    """
    file = read_outline_file(text)
    outline = replace(file.outline, sections=read_in_series(file.outline.sections))
    if outline.length is not None and not LEAST_LENGTH <= outline.length <= MOST_LENGTH:
        raise BadLength(length=outline.length, least=LEAST_LENGTH, most=MOST_LENGTH)
    named = genre or outline.genre or book.genre_of_title(title) or book.genre_of_title(file.title)
    if not named:
        return outline
    usual = book.outline(named)
    known = {section.heading: section for section in usual.sections}
    return replace(
        outline,
        genre=usual.genre,
        sections=tuple(
            _completed(section, known.get(section.heading), told)
            for section, told in zip(outline.sections, file.told_roles, strict=True)
        ),
        opening=outline.opening if "opening" in file.fields else usual.opening,
        closing=outline.closing if "closing" in file.fields else usual.closing,
        first_person=outline.first_person if "first_person" in file.fields else usual.first_person,
    )


def plan_lengths(outline: Outline, total: int, book: OutlineBook | None = None) -> Outline:
    """`outline` with a target length (characters) for every section and, as its
    own length, their sum: `total`, unless every length was given.

    Given lengths are kept; of a section with sections below it, the length is
    that of the whole part. The rest share what remains by their own share or
    their usual one in `book` (without one, by what such sections usually
    take); a section with others below it keeps 80–120 characters for its lead.
    Raises BadLength outside 200–20,000 or where `total` cannot hold the given
    lengths, BadOutline for an outline that `check_outline` refuses and where a
    part is given less than what stands below it.
    """
    check_outline(outline)
    shares = [
        book.share_of(outline.genre, section) if book else section.share or _USUAL_SHARES[section.role]
        for section in outline.sections
    ]
    lengths = allot_lengths(outline.sections, shares, total)
    sections = tuple(replace(s, length=n) for s, n in zip(outline.sections, lengths, strict=True))
    return replace(outline, sections=sections, length=sum(lengths))


def with_usual_purpose(section: OutlineSection, usual: Outline) -> OutlineSection:
    """`section` with the purpose and cues that its heading, else its role, has in the
    genre's outline."""
    alike = next((s for s in usual.sections if s.heading == section.heading), None) or next(
        (s for s in usual.sections if s.level == section.level and s.role is section.role), None
    )
    return replace(section, purpose=alike.purpose, cues=alike.cues) if alike else section


def without_lone(sections: Sequence[OutlineSection]) -> list[OutlineSection]:
    """`sections` without headings that stand alone below another: one is no list."""
    parents: list[int | None] = []
    path: list[int] = []
    for i, section in enumerate(sections):
        del path[section.level - 1 :]
        parents.append(path[-1] if path else None)
        path.append(i)
    below = Counter(parents)
    return [
        section
        for i, (section, parent) in enumerate(zip(sections, parents, strict=True))
        if parent is None or below[parent] > 1 or below[i]
    ]


def _plain(text: str) -> str:
    return _ALSO_TOLD.sub("", _NOISE.sub("", normalise(text).strip()))


def _completed(section: OutlineSection, usual: OutlineSection | None, told_role: bool) -> OutlineSection:
    if usual is None:
        return section
    return replace(
        section,
        purpose=section.purpose or usual.purpose,
        cues=section.cues or usual.cues,
        role=section.role if told_role else usual.role,
    )


def _built_in(name: str, text: str, faults: list[Message]) -> Iterator[OutlineFile]:
    try:
        file = read_outline_file(text)
    except BadOutline as exc:
        faults.append(Message("prompts.in_file", file=name, fault=exc.says.values["reason"]))
        return
    faults.extend(Message("prompts.in_file", file=name, fault=fault) for fault in _lacks(file))
    yield replace(file, outline=replace(file.outline, is_usual_length=True))


def _lacks(file: OutlineFile) -> Iterator[Message]:
    """What a built-in outline must say, and this one does not."""
    if not file.outline.genre:
        yield Message("prompts.no_genre")
    top = [section.share for section in file.outline.sections if section.level == 1]
    given = [share for share in top if share is not None]
    if len(given) < len(top):
        yield Message("prompts.share_missing")
    elif abs(sum(given) - 1) > 0.015:
        yield Message("prompts.shares_off", share=sum(given))
    length = file.outline.length
    if length is None or not LEAST_LENGTH <= length <= MOST_LENGTH:
        yield Message("prompts.length_off", least=LEAST_LENGTH, most=MOST_LENGTH)


def _clashes(files: list[OutlineFile]) -> Iterator[Message]:
    """Genres described twice, and aliases that two genres claim."""
    owner: dict[str, str] = {}
    genres: set[str] = set()
    for file in files:
        genre = file.outline.genre
        if genre in genres:
            yield Message("prompts.genre_twice", genre=genre)
        genres.add(genre)
        for alias in dict.fromkeys((genre, *file.aliases)):
            if owner.setdefault(_plain(alias), genre) != genre:
                yield Message("prompts.alias_twice", alias=alias, genre=owner[_plain(alias)], other=genre)
