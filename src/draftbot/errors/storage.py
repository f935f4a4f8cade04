"""The data folder and the vector store."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class DataFolderError(DraftbotError):
    """Details: `home`, the folder."""

    code = "data_folder"
    status = 503


class DataFolderLocked(DataFolderError):
    """Details: `home`, `holder` (what holds it, e.g. "http://127.0.0.1:7860 (pid 12)")."""

    code = "data_folder_locked"


class DataFolderDamaged(DataFolderError):
    """Details: `home`, `reason`."""

    code = "data_folder_damaged"


class DataFolderNewer(DataFolderError):
    """Details: `home`, `version` (its schema's), `known` (the last that this program knows)."""

    code = "data_folder_newer"


class DataFolderClosed(DataFolderError):
    """The program is stopping. Details: `home`."""

    code = "data_folder_closed"
    retryable = True


class DataFolderNotWritable(DataFolderError):
    code = "data_folder_not_writable"


class DiskFull(DataFolderError):
    code = "disk_full"
    status = 507


class VectorStoreUnavailable(DraftbotError):
    """Details: `where`, `reason`."""

    code = "vector_store_unavailable"
    status = 503
    retryable = True


class VectorStoreDamaged(VectorStoreUnavailable):
    """Details: `where`, `reason`."""

    code = "vector_store_damaged"
    retryable = False


class DatabaseUnavailable(DraftbotError):
    """A database server. Details: `where` (without the password), `reason`."""

    code = "database_unavailable"
    status = 503
    retryable = True


class OriginalsUnavailable(DraftbotError):
    """The folder or the store of original files. Details: `where`, `reason`."""

    code = "originals_unavailable"
    status = 503
    retryable = True


class DatabaseNewer(DraftbotError):
    """Details: `where`, `version` (its schema's), `known` (the last that this program knows)."""

    code = "database_newer"
    status = 503


class DatabaseFull(DraftbotError):
    """Details: `where`."""

    code = "database_full"
    status = 507
