"""Files that give no report."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class UnreadableFile(DraftbotError):
    """Details: `name`, the file's name as the user knows it."""

    code = "unreadable_file"
    status = 422
    says = {"zh": "{name}：读不出内容。", "en": "{name}: cannot be read."}
    advises = {"zh": "请另存为 .docx 或 .txt 再试。", "en": "Save it as .docx or .txt and try again."}


class EmptyFile(UnreadableFile):
    code = "empty_file"
    says = {"zh": "{name}：文件是空的。", "en": "{name}: the file is empty."}
    advises = {"zh": "请检查是否选错了文件。", "en": "Check that it is the right file."}


class FileTooLarge(UnreadableFile):
    """Details: `name`, `megabytes`, `limit` (MB)."""

    code = "file_too_large"
    status = 413
    says = {
        "zh": "{name}：内容有 {megabytes} MB，超过 {limit} MB 的上限。",
        "en": "{name}: holds {megabytes} MB, more than the limit of {limit} MB.",
    }
    advises = {
        "zh": "请拆成几个文件，或调大 DRAFTBOT_MAX_FILE_MB。",
        "en": "Split it, or raise DRAFTBOT_MAX_FILE_MB.",
    }


class UnsupportedFormat(UnreadableFile):
    """Details: `name`, `known`."""

    code = "unsupported_format"
    status = 415
    says = {"zh": "{name}：不支持这种文件。", "en": "{name}: this kind of file is not supported."}
    advises = {"zh": "可读的格式：{known}。", "en": "Readable formats: {known}."}


class UnknownEncoding(UnreadableFile):
    code = "unknown_encoding"
    says = {"zh": "{name}：认不出文字编码。", "en": "{name}: the text encoding is not recognised."}
    advises = {
        "zh": "请用记事本打开后另存为 UTF-8。",
        "en": "Open it in an editor and save it as UTF-8.",
    }


class EncryptedFile(UnreadableFile):
    code = "encrypted_file"
    says = {"zh": "{name}：文件有密码保护。", "en": "{name}: the file is protected by a password."}
    advises = {"zh": "请先取消密码再试。", "en": "Remove the password and try again."}


class DamagedFile(UnreadableFile):
    """Details: `name`, `kind` (what it claims to be, e.g. ".docx")."""

    code = "damaged_file"
    says = {
        "zh": "{name}：不是有效的 {kind} 文件，可能已损坏或改过扩展名。",
        "en": "{name}: not a valid {kind} file; it may be damaged or renamed.",
    }
    advises = {
        "zh": "请用原来的程序打开，另存为 .docx 或 .txt。",
        "en": "Open it in the program that made it and save it as .docx or .txt.",
    }


class NoTextInFile(UnreadableFile):
    code = "no_text_in_file"
    says = {
        "zh": "{name}：没有可提取的文字，可能是扫描件。",
        "en": "{name}: has no text to extract; it may be a scan.",
    }
    advises = {"zh": "请先做文字识别（OCR）再试。", "en": "Run OCR on it first."}


class NoReportInFile(UnreadableFile):
    code = "no_report_in_file"
    says = {
        "zh": "{name}：没有找到报告正文，可能只是导航页。",
        "en": "{name}: holds no report; it may be only a navigation page.",
    }
    advises = {"zh": "请打开正文页再保存。", "en": "Save the page that holds the text."}
