"""What a user chooses when a draft becomes a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from draftbot.errors import BadInput
from draftbot.export.unconfirmed import UNCONFIRMED, Unconfirmed
from draftbot.messages import Message

Citations = Literal["comments", "footnotes", "none"]
MOST_ATTACHMENTS, LONGEST_NAME = 50, 200
CITATIONS: tuple[Citations, ...] = get_args(Citations)


@dataclass(frozen=True, slots=True)
class WordOptions:
    """How a draft's sources are shown, and the names of what is attached to it.

    `appendix` puts the passages behind the citations on a page of their own; `unconfirmed`
    says what becomes of sentences nobody has confirmed: marked (in Word), left out, or kept as they are.
    """

    citations: Citations = "comments"
    appendix: bool = True
    attachments: tuple[str, ...] = ()
    unconfirmed: Unconfirmed = "mark"


def word_options(
    citations: str, appendix: bool, attachments: Iterable[str], unconfirmed: str = "mark"
) -> WordOptions:
    """Options as a user writes them. Raises BadInput for another way to cite or to treat what is
    unconfirmed, and for more than 50 attachments or a name of more than 200 characters."""
    chosen = next((known for known in CITATIONS if known == citations), None)
    if chosen is None:
        raise BadInput(what=Message("export.unknown_citations", given=citations, known=CITATIONS))
    treated = next((known for known in UNCONFIRMED if known == unconfirmed), None)
    if treated is None:
        raise BadInput(what=Message("export.unknown_unconfirmed", given=unconfirmed, known=UNCONFIRMED))
    names = tuple(name.strip() for name in attachments if name.strip())
    if len(names) > MOST_ATTACHMENTS or any(len(name) > LONGEST_NAME for name in names):
        raise BadInput(
            what=Message("export.too_many_attachments", most=MOST_ATTACHMENTS, longest=LONGEST_NAME)
        )
    return WordOptions(chosen, appendix, names, treated)
