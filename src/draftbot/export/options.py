"""What a user chooses when a draft becomes a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from draftbot.errors import BadInput

Citations = Literal["comments", "footnotes", "none"]
MOST_ATTACHMENTS, LONGEST_NAME = 50, 200
CITATIONS: tuple[Citations, ...] = get_args(Citations)


@dataclass(frozen=True, slots=True)
class WordOptions:
    """How a draft's sources are shown, and the names of what is attached to it.

    `appendix` puts the passages behind the citations on a page of their own.
    """

    citations: Citations = "comments"
    appendix: bool = True
    attachments: tuple[str, ...] = ()


def word_options(citations: str, appendix: bool, attachments: Iterable[str]) -> WordOptions:
    """Options as a user writes them. Raises BadInput for another way to cite, and for
    more than 50 attachments or a name of more than 200 characters."""
    chosen = next((known for known in CITATIONS if known == citations), None)
    if chosen is None:
        raise BadInput(
            what=f"引用方式“{citations}”不认识，可写 {'、'.join(CITATIONS)}",
            what_en=f"citations are {', '.join(CITATIONS)}, not “{citations}”",
        )
    names = tuple(name.strip() for name in attachments if name.strip())
    if len(names) > MOST_ATTACHMENTS or any(len(name) > LONGEST_NAME for name in names):
        raise BadInput(
            what=f"附件最多{MOST_ATTACHMENTS}个，名称最多{LONGEST_NAME}字",
            what_en=f"at most {MOST_ATTACHMENTS} attachments with names of {LONGEST_NAME} characters",
        )
    return WordOptions(chosen, appendix, names)
