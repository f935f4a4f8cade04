"""Things that are not there."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class NotFound(DraftbotError):
    code = "not_found"
    status = 404


class FileMissing(NotFound):
    """Details: `path`."""

    code = "file_missing"


class FolderOutOfStep(NotFound):
    """Stands over all while the folder that the server keeps in step is not to be had. Details:
    `folder` (its name), `why`, `advice`: what the error itself says."""

    code = "folder_out_of_step"


class ReportNotFound(NotFound):
    """Details: `report_id`."""

    code = "report_not_found"


class PassageNotFound(NotFound):
    """Details: `passage_id`."""

    code = "passage_not_found"


class NothingToMine(NotFound):
    """Details: `title`, `genre`."""

    code = "nothing_to_mine"


class DraftNotFound(NotFound):
    """Details: `draft_id`."""

    code = "draft_not_found"


class NoSuchVersion(NotFound):
    """Details: `wanted` number, `count`."""

    code = "no_such_version"


class ConversationNotFound(NotFound):
    """Details: `conversation_id`."""

    code = "conversation_not_found"


class JobNotFound(NotFound):
    """What has ended is not there either. Details: `job_id`."""

    code = "job_not_found"
