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


class BackupElsewhere(BadInput):
    """The database's server makes the backups. Details: `where`."""

    code = "backup_elsewhere"
    status = 409
