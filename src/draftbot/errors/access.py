"""Who may do what."""

from __future__ import annotations

from draftbot.errors.absent import NotFound
from draftbot.errors.base import DraftbotError
from draftbot.errors.request import BadInput
from draftbot.errors.setup import SettingsWrong


class NotSignedIn(DraftbotError):
    """Nobody says who asks, or a session or key is no longer good."""

    code = "not_signed_in"
    status = 401


class WrongPassword(NotSignedIn):
    """A name or a password that is not right; which of them is not told."""

    code = "wrong_password"


class NotAllowed(DraftbotError):
    """Who asks may not do this. Details: `scope` that it takes (read, write, admin)."""

    code = "not_allowed"
    status = 403


class TooManyAttempts(DraftbotError):
    """Passwords tried too often. Details: `seconds` to wait."""

    code = "too_many_attempts"
    status = 429
    retryable = True


class KeyUsedOtherwise(BadInput):
    """An Idempotency-Key that another request came with. Details: `key`."""

    code = "key_used_otherwise"


class AnswerComing(DraftbotError):
    """The same request is being answered. Details: `seconds` until it is worth asking again."""

    code = "answer_coming"
    status = 409
    retryable = True


class TooManyRequests(DraftbotError):
    """Somebody asks more often than they may. Details: `seconds` to wait, `per_minute` allowed."""

    code = "too_many_requests"
    status = 429
    retryable = True


class NotOfDepartment(NotAllowed):
    """Details: `department`."""

    code = "not_of_department"


class UserNotFound(NotFound):
    """Details: `name`."""

    code = "user_not_found"


class KeyNotFound(NotFound):
    """Details: `name`."""

    code = "key_not_found"


class NameTaken(BadInput):
    """Details: `name`."""

    code = "name_taken"
    status = 409


class BadName(BadInput):
    """No name for a user or a key. Details: `name`, `most` (characters)."""

    code = "bad_name"


class BadPassword(BadInput):
    """Details: `least`, `most` (characters)."""

    code = "bad_password"


class LastAdmin(BadInput):
    """Nobody would be left to manage users. Details: `name`."""

    code = "last_admin"


class NoUsersYet(BadInput):
    """What takes users is asked for before there are any."""

    code = "no_users_yet"


class OpenToAll(SettingsWrong):
    """The server would answer other machines and ask nobody who they are. Details: `host`."""

    code = "open_to_all"
