"""What is wrong with a user's request."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class BadInput(DraftbotError):
    """Details: `what` is wrong with the request."""

    code = "bad_input"
    status = 422


class RequestTooLarge(BadInput):
    """Details: `limit` (MB)."""

    code = "request_too_large"
    status = 413


class EmptyQuery(BadInput):
    code = "empty_query"


class UnknownGenre(BadInput):
    """Details: `genre`, `known` (their names)."""

    code = "unknown_genre"


class NoGenreInTitle(UnknownGenre):
    """Details: `genre` (the title), `known`."""

    code = "no_genre_in_title"


class BadOutline(BadInput):
    """Details: `reason`."""

    code = "bad_outline"


class BadFacts(BadInput):
    """Details: `reason`."""

    code = "bad_facts"


class BadFilter(BadInput):
    """Details: `name`, `value`, `known`."""

    code = "bad_filter"


class BadLength(BadInput):
    """Details: `length`, `least`, `most` (characters)."""

    code = "bad_length"


class UnsupportedExport(BadInput):
    """Details: `format`."""

    code = "unsupported_export"


class NotThisDraft(BadInput):
    """Details: `name` (the file), `title` (the draft's), `reason`."""

    code = "not_this_draft"


class NoSuchSection(BadInput):
    """Details: `wanted` (as the user named it), `count`."""

    code = "no_such_section"


class NoOutlineYet(BadInput):
    code = "no_outline_yet"


class NoDraftYet(BadInput):
    code = "no_draft_yet"


class NoSuchPlace(BadInput):
    """A sentence, paragraph or blank that is not there. Details: `wanted` (as the user
    counted it), `there` (what there is)."""

    code = "no_such_place"


class UnclearPlace(BadInput):
    """Details: `what` fits several places or none is named, `example` of what to say."""

    code = "unclear_place"


class Locked(BadInput):
    """Details: `what` is locked."""

    code = "locked"


class NothingToUndo(BadInput):
    code = "nothing_to_undo"


class NothingToRedo(BadInput):
    code = "nothing_to_redo"


class NothingToRewriteFrom(BadInput):
    """Details: `heading` of a section of the user's own words, for which no past report has others."""

    code = "nothing_to_rewrite_from"


class NeedsChatModel(BadInput):
    """Details: `what` cannot be done without a chat model."""

    code = "needs_chat_model"


class NoWording(BadInput):
    code = "no_wording"


class DraftChanged(DraftbotError):
    """Details: `title`."""

    code = "draft_changed"
    status = 409
    retryable = True
