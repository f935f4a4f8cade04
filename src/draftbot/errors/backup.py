"""Backups."""

from __future__ import annotations

from draftbot.errors.request import BadInput


class FileThere(BadInput):
    """What would be overwritten. Details: `path`."""

    code = "file_there"
    status = 409


class BackupUnusable(BadInput):
    """No backup, or not whole. Details: `path`, `reason`."""

    code = "backup_unusable"


class DatabaseNotEmpty(BadInput):
    """A database that a backup was to be put into. Details: `where`."""

    code = "database_not_empty"
    status = 409
