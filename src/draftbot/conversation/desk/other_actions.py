"""Searching, exporting, the choice of the writer, and help."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, Found, ReadyToExport, Said

HITS_IN_CHAT = 5
QUOTED_CHARS = 60
HELP = """可以这样说：
· 帮我起草一份2025年幼儿园防汛工作总结，3000字
· 我们园叫向阳幼儿园；事实：3月、9月开展消防演练2次，320人参加
· 看看往年都写哪些部分 / 把经验体会删掉 / 在第二部分后面加家园共育
· 第二部分再具体一点 / 第二部分第三句换个说法 / 换一种写法
· 第二处空填320 / 第一部分第二句改为：…… / 锁定第三部分
· 第一部分的来源 / 和上一版比一比 / 撤销 / 恢复
· 检索：防汛值班制度
· 导出Word"""


def search(desk: Desk, action: do.SearchPassages) -> Iterator[ChatEvent]:
    result = desk.search.search(action.query, HITS_IN_CHAT)
    yield Found(result)
    count = len(result.hits)
    if result.is_about:
        yield Said(f"找到{count}个相近段落。")
    else:
        nearest = f"，上面{count}段只是最接近的" if count else ""
        yield Said(f"语料里没有专门讲“{action.query}”的段落{nearest}。")


def export(desk: Desk, action: do.Export) -> Iterator[ChatEvent]:
    yield ReadyToExport(desk.draft_id, action.format)
    yield Said(f"草稿已可下载为 .{action.format} 文件。")


def use_model(desk: Desk, action: do.UseModel) -> Iterator[ChatEvent]:
    yield desk.change(use_model=action.use)
    if action.use and desk.drafter.model is None:
        yield Said("没有设置大模型（DRAFTBOT_LLM），仍用摘编方式起草。")
    else:
        yield Said("以后用大模型起草。" if action.use else "以后用摘编方式起草，不用大模型。")


def show_help(desk: Desk, action: do.ShowHelp) -> Iterator[ChatEvent]:
    yield Said(HELP)


def not_understood(desk: Desk, action: do.NotUnderstood) -> Iterator[ChatEvent]:
    text = action.text if len(action.text) <= QUOTED_CHARS else f"{action.text[:QUOTED_CHARS]}…"
    yield Said(f"没有听懂“{text}”。\n{HELP}")


HANDLERS: dict[type, Handler] = {
    do.SearchPassages: search,
    do.Export: export,
    do.UseModel: use_model,
    do.ShowHelp: show_help,
    do.NotUnderstood: not_understood,
}
