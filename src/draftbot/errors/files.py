"""Files that give no report."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class UnreadableFile(DraftbotError):
    """Details: `name`, the file's name as the user knows it."""

    code = "unreadable_file"
    status = 422


class NoOrdinaryFile(UnreadableFile):
    """A pipe, a device, a socket."""

    code = "no_ordinary_file"


class FolderNotOpened(UnreadableFile):
    """A folder below a named one that the system does not open."""

    code = "folder_not_opened"


class OutsideFolder(UnreadableFile):
    """A link in a folder that leads out of it."""

    code = "outside_folder"


class LinkInCircle(UnreadableFile):
    """A link that leads back to itself."""

    code = "link_in_circle"


class EmptyFile(UnreadableFile):
    code = "empty_file"


class OtherDepartments(UnreadableFile):
    """The very same file was read for a department that who brings it is not of. Details: `name`."""

    code = "other_departments"
    status = 409


class FileTooLarge(UnreadableFile):
    """Details: `name`, `megabytes`, `limit` (MB)."""

    code = "file_too_large"
    status = 413


class UnsupportedFormat(UnreadableFile):
    """Details: `name`, `known`."""

    code = "unsupported_format"
    status = 415


class UnknownEncoding(UnreadableFile):
    code = "unknown_encoding"


class EncryptedFile(UnreadableFile):
    code = "encrypted_file"


class DamagedFile(UnreadableFile):
    """Details: `name`, `kind` (what it claims to be, e.g. ".docx")."""

    code = "damaged_file"


class TooManyParts(UnreadableFile):
    """A small file that would take minutes and gigabytes to read. Details: `name`, `limit`
    (elements of its structure, or pages)."""

    code = "too_many_parts"
    status = 413


class LineTooLong(UnreadableFile):
    """A line longer than any report: no text that anybody wrote. Details: `name`, `limit` (characters)."""

    code = "line_too_long"
    status = 413


class ReadingCrashed(UnreadableFile):
    """What reads such files ended over it, or would have taken all memory."""

    code = "reading_crashed"


class ReadingTooLong(UnreadableFile):
    """What reads such files did not come to an end. Details: `name`, `seconds` (of the processor)."""

    code = "reading_too_long"
    status = 413


class GarbledFile(UnreadableFile):
    """Its characters were once read in a wrong encoding and saved so."""

    code = "garbled_file"


class NoTextInFile(UnreadableFile):
    code = "no_text_in_file"


class RecognitionNotInstalled(UnreadableFile):
    """A scan or a picture, and nothing here that recognises letters."""

    code = "recognition_not_installed"


class NoReportInFile(UnreadableFile):
    code = "no_report_in_file"


class AgreementFile(UnreadableFile):
    """A contract or an agreement: it binds two sides and lends a report nothing."""

    code = "agreement_file"


class GatePage(UnreadableFile):
    """A page to log in or to enter a code, saved in place of the file behind it."""

    code = "gate_page"
