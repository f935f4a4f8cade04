"""Things that are not there."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class NotFound(DraftbotError):
    code = "not_found"
    status = 404
    says = {"zh": "没有找到“{wanted}”。", "en": "“{wanted}” was not found."}
    advises = {"zh": "请检查名称或编号。", "en": "Check the name or number."}


class FileMissing(NotFound):
    """Details: `path`."""

    code = "file_missing"
    says = {"zh": "没有这个文件或文件夹：{path}", "en": "No such file or folder: {path}"}
    advises = {"zh": "请检查路径。", "en": "Check the path."}


class ReportNotFound(NotFound):
    """Details: `report_id`."""

    code = "report_not_found"
    says = {"zh": "语料中没有编号为 {report_id} 的报告。", "en": "No report {report_id} in the corpus."}
    advises = {
        "zh": "用 draftbot reports 或“语料”页查看现有报告。",
        "en": "List what there is with draftbot reports.",
    }


class PassageNotFound(NotFound):
    """Details: `passage_id`."""

    code = "passage_not_found"
    says = {"zh": "语料中没有编号为 {passage_id} 的段落。", "en": "No passage {passage_id} in the corpus."}
    advises = {"zh": "它所在的报告可能已被移除。", "en": "Its report may have been removed."}


class NothingToMine(NotFound):
    """Details: `title`, `genre`."""

    code = "nothing_to_mine"
    says = {
        "zh": "往年材料里没有可供“{title}”参照的{genre}提纲。",
        "en": "No outline for “{title}” can be gathered from past reports ({genre}).",
    }
    advises = {
        "zh": "请先读入几份同类材料，或用这种文体自带的提纲。",
        "en": "Read in some reports of this kind first, or use the genre's built-in outline.",
    }


class DraftNotFound(NotFound):
    """Details: `draft_id`."""

    code = "draft_not_found"
    says = {"zh": "没有编号为 {draft_id} 的草稿。", "en": "There is no draft {draft_id}."}
    advises = {"zh": "请先起草，再用返回的编号。", "en": "Draft first, then use the id you were given."}


class NoSuchVersion(NotFound):
    """Details: `wanted` number, `count`."""

    code = "no_such_version"
    says = {
        "zh": "没有第{wanted}版，现有{count}版。",
        "en": "There is no version {wanted}; there are {count}.",
    }
    advises = {"zh": "版本从 1 数起。", "en": "Versions are counted from 1."}


class ConversationNotFound(NotFound):
    """Details: `conversation_id`."""

    code = "conversation_not_found"
    says = {
        "zh": "没有编号为 {conversation_id} 的对话。",
        "en": "There is no conversation {conversation_id}.",
    }
    advises = {"zh": "请开始新的对话。", "en": "Start a new conversation."}
