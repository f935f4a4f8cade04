"""The data folder and the vector store."""

from __future__ import annotations

from draftbot.errors.base import DraftbotError


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
