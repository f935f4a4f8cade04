"""What is wrong with a user's request."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


class BadInput(DraftbotError):
    """Details: `what` is wrong with the request, `what_en`."""

    code = "bad_input"
    status = 422
    says = {"zh": "请求有误：{what}。", "en": "The request is not valid: {what_en}."}
    advises = {"zh": "请改正后再试。", "en": "Please correct it and try again."}


class EmptyQuery(BadInput):
    code = "empty_query"
    says = {"zh": "检索内容为空。", "en": "The query is empty."}
    advises = {
        "zh": "请输入要找的内容，例如“防汛值班制度”。",
        "en": "Type what you are looking for, e.g. 防汛值班制度.",
    }


class UnknownGenre(BadInput):
    """Details: `genre`, `known` (names joined by 、)."""

    code = "unknown_genre"
    says = {"zh": "没有“{genre}”这种文体的提纲。", "en": "There is no outline for the genre “{genre}”."}
    advises = {"zh": "可选的文体有：{known}。", "en": "Choose one of: {known}."}


class NoGenreInTitle(UnknownGenre):
    """Details: `genre` (the title), `known`."""

    code = "no_genre_in_title"
    says = {
        "zh": "从题目“{genre}”看不出是哪种文体。",
        "en": "The title “{genre}” does not say which genre it is.",
    }
    advises = {
        "zh": "请在题目里写明，例如“……工作总结”，或指定文体：{known}。",
        "en": "Name it in the title, e.g. …工作总结, or choose a genre: {known}.",
    }


class BadOutline(BadInput):
    """Details: `reason` in Chinese, `reason_en`."""

    code = "bad_outline"
    says = {"zh": "提纲有误：{reason}。", "en": "The outline is not valid: {reason_en}."}
    advises = {
        "zh": "每行写一个标题，例如“一、基本情况”，下一级写“（一）组织领导”。",
        "en": "Write one heading a line, e.g. 一、基本情况, and （一）组织领导 for the next level.",
    }


class BadFacts(BadInput):
    """Details: `reason`, `reason_en`."""

    code = "bad_facts"
    says = {"zh": "事实清单有误：{reason}。", "en": "The fact sheet is not valid: {reason_en}."}
    advises = {
        "zh": "用 YAML 写，例如“单位: 向阳幼儿园”，事实写在“事实:”下面，每行一条。",
        "en": "Write it as YAML, e.g. 单位: 向阳幼儿园, with one fact a line under 事实:.",
    }


class BadFilter(BadInput):
    """Details: `name`, `value`, `known`."""

    code = "bad_filter"
    says = {"zh": "筛选条件“{name}={value}”无效。", "en": "The filter “{name}={value}” is not valid."}
    advises = {"zh": "可用的值：{known}。", "en": "Known values: {known}."}


class BadLength(BadInput):
    """Details: `length`, `least`, `most` (characters)."""

    code = "bad_length"
    says = {
        "zh": "篇幅 {length} 字超出范围。",
        "en": "A length of {length} characters is out of range.",
    }
    advises = {
        "zh": "请填 {least} 到 {most} 之间的字数。",
        "en": "Give a length between {least} and {most} characters.",
    }


class UnsupportedExport(BadInput):
    """Details: `format`."""

    code = "unsupported_export"
    says = {"zh": "不能导出为“{format}”。", "en": "Cannot export as “{format}”."}
    advises = {"zh": "可导出 docx 或 md。", "en": "Export as docx or md."}


class NotThisDraft(BadInput):
    """Details: `name` (the file), `title` (the draft's), `reason`, `reason_en`."""

    code = "not_this_draft"
    says = {
        "zh": "{name} 不是草稿“{title}”的 Word 文件：{reason}。",
        "en": "{name} is not a Word file of the draft “{title}”: {reason_en}.",
    }
    advises = {
        "zh": "草稿没有改动。请选由这份草稿导出、再修改的文件。",
        "en": "The draft is unchanged. Choose the file that was exported from this draft and then edited.",
    }


class NoSuchSection(BadInput):
    """Details: `wanted` (as the user named it), `count`."""

    code = "no_such_section"
    says = {
        "zh": "没有“{wanted}”这一部分，现有{count}部分。",
        "en": "There is no section “{wanted}”; the outline has {count}.",
    }
    advises = {
        "zh": "可说“第二部分”，或写出标题里的字。",
        "en": "Say 第二部分, or words of its heading.",
    }


class NoOutlineYet(BadInput):
    code = "no_outline_yet"
    says = {"zh": "还没有提纲。", "en": "There is no outline yet."}
    advises = {
        "zh": "请先说要写什么，例如“2025年幼儿园防汛工作总结”。",
        "en": "Say first what is to be written, e.g. 2025年幼儿园防汛工作总结.",
    }


class NoDraftYet(BadInput):
    code = "no_draft_yet"
    says = {"zh": "还没有草稿。", "en": "There is no draft yet."}
    advises = {
        "zh": "请先起草，例如“帮我起草一份2025年幼儿园防汛工作总结”。",
        "en": "Draft first, e.g. 帮我起草一份2025年幼儿园防汛工作总结.",
    }


class NoSuchPlace(BadInput):
    """A sentence, paragraph or blank that is not there. Details: `wanted` (as the user
    counted it), `there` (what there is), `wanted_en`, `there_en`."""

    code = "no_such_place"
    says = {"zh": "没有{wanted}，{there}。", "en": "There is no {wanted_en}; {there_en}."}
    advises = {
        "zh": "句子在一个部分里从头数，空白在全文里从头数。",
        "en": "Sentences are counted within their section, blanks through the whole draft.",
    }


class UnclearPlace(BadInput):
    """Details: `what` fits several places or none is named, `what_en`, `example`."""

    code = "unclear_place"
    says = {"zh": "{what}。", "en": "{what_en}."}
    advises = {"zh": "请说明是哪一处，例如“{example}”。", "en": "Say which one, e.g. {example}."}


class Locked(BadInput):
    """Details: `what` is locked."""

    code = "locked"
    says = {"zh": "{what}已锁定，没有改动。", "en": "{what_en} is locked and was not changed."}
    advises = {"zh": "要改就先说“解锁{what}”。", "en": "Unlock it first."}


class NothingToUndo(BadInput):
    code = "nothing_to_undo"
    says = {"zh": "没有可以撤销的操作。", "en": "There is nothing to undo."}
    advises = {"zh": "", "en": ""}


class NothingToRedo(BadInput):
    code = "nothing_to_redo"
    says = {"zh": "没有可以恢复的操作。", "en": "There is nothing to redo."}
    advises = {
        "zh": "撤销之后又做了别的改动，就不能再恢复。",
        "en": "After an undo, a new change takes its place.",
    }


class NeedsChatModel(BadInput):
    """Details: `what` cannot be done without a chat model, `what_en`."""

    code = "needs_chat_model"
    says = {"zh": "{what}，这要设置大模型才能做。", "en": "{what_en}; this needs a chat model."}
    advises = {
        "zh": "可以说“换一种写法”，或直接改，例如“第一部分第二句改为：……”。",
        "en": "Ask for another wording, or edit the sentence by hand.",
    }


class NoWording(BadInput):
    code = "no_wording"
    says = {
        "zh": "大模型没有给出合适的说法，原句没有动。",
        "en": "The chat model gave no usable wording; the sentence stays.",
    }
    advises = {
        "zh": "可再试一次，或直接改，例如“第一部分第二句改为：……”。",
        "en": "Try again, or edit the sentence by hand.",
    }


class DraftChanged(DraftbotError):
    """Details: `title`."""

    code = "draft_changed"
    status = 409
    retryable = True
    says = {
        "zh": "《{title}》在写的时候被别处改动了，新写的没有放进去。",
        "en": "“{title}” was changed elsewhere in the meantime; the new text was not put in.",
    }
    advises = {"zh": "请再说一次。", "en": "Please ask again."}
