"""The page's words, Chinese and English.

What users and the corpus wrote is never translated; these are only the labels,
hints and states of the page itself.
"""

from __future__ import annotations

from draftbot.errors import Language

WORDS: dict[str, tuple[str, str]] = {
    "brand": ("draftbot 写报告", "draftbot"),
    "motto": ("旧报告出结构和措辞，事实由您提供", "Structure from past reports, facts from you"),
    "reading_corpus": ("正在读入旧报告：{done}/{files} 份", "Reading past reports: {done} of {files}"),
    "looking": ("正在查看旧报告", "Looking at past reports"),
    "edit_refused": (
        "{why}没有放进去：“{text}”。请稍后再改一次。",
        "{why} This was not put in: “{text}”. Please edit again in a moment.",
    ),
    "still_writing": ("草稿正在写，", "The draft is being written."),
    "changed_elsewhere": ("草稿已在别处改动，", "The draft was changed elsewhere."),
    "tab_draft": ("起草", "Draft"),
    "tab_search": ("检索", "Search"),
    "tab_corpus": ("语料", "Corpus"),
    "close": ("关闭", "Close"),
    "chars": ("{n} 字", "{n} chars"),
    "year": ("{year}年", "{year}"),
    # -- chat
    "pane_talk": ("对话", "Chat"),
    "pane_plan": ("提纲与事实", "Outline & facts"),
    "pane_paper": ("草稿", "Draft"),
    "message": ("对 draftbot 说", "Say to draftbot"),
    "message_hint": ("说要写什么或怎么改，回车发送", "What to write or change"),
    "send": ("发送", "Send"),
    "stop": ("停止", "Stop"),
    "talk_log": ("对话记录", "Conversation"),
    "you": ("我", "You"),
    "bot": ("draftbot", "draftbot"),
    "welcome": ("您好，今天写哪份报告？", "Hello. Which report is due today?"),
    "welcome_more": (
        "草稿的结构和措辞取自语料里的旧报告，每句都注明出处；数字、日期、人名只用您给的，没有的留作【待补】。",
        "Structure and wording come from your past reports, each sentence with its source. Numbers, dates "
        "and names come only from you; what is missing stays a visible blank, 【待补：…】.",
    ),
    "try": ("可以这样说", "For example"),
    "example_1": ("帮我起草一份2025年幼儿园防汛工作总结", "帮我起草一份2025年幼儿园防汛工作总结"),
    "example_2": ("起草一份2025年教育局学前教育工作汇报", "起草一份2025年教育局学前教育工作汇报"),
    "example_3": ("找防汛应急演练的写法", "找防汛应急演练的写法"),
    "thinking": ("正在想……", "Thinking…"),
    "writing": ("正在写“{heading}”（{i}/{n}）", "Writing “{heading}” ({i} of {n})"),
    "more_hits": ("到“检索”页可筛选", "Filter on the Search tab"),
    "download_as": ("下载 .{format}", "Download .{format}"),
    # -- desk
    "new": ("另起一份", "New report"),
    "recent": ("最近的报告", "Recent reports"),
    "untitled": ("未命名", "Untitled"),
    "title": ("标题", "Title"),
    "title_hint": ("例如：2025年幼儿园防汛工作总结", "e.g. 2025年幼儿园防汛工作总结"),
    "genre": ("文体", "Genre"),
    "genre_hint": ("选文体，套用提纲", "Choose, to use its outline"),
    "length": ("总字数", "Length"),
    "outline": ("提纲", "Outline"),
    "outline_file": ("照样稿的提纲", "From a file"),
    "outline_taken": (
        "已照“{name}”列出提纲，共 {n} 个标题。",
        "Outline of {n} headings taken from “{name}”.",
    ),
    "facts_head": ("事实清单", "Fact sheet"),
    "facts_more": ("草稿里的事实只从这里来", "The draft's only source of facts"),
    "facts_file": ("从文件读", "From a file"),
    "facts_taken": ("已从“{name}”读入 {n} 条事实。", "{n} facts read from “{name}”."),
    "unit": ("单位", "Unit"),
    "unit_hint": ("例如：向阳幼儿园", "e.g. 向阳幼儿园"),
    "period": ("时间", "Period"),
    "period_hint": ("例如：2025年", "e.g. 2025年"),
    "author": ("署名", "Signed by"),
    "date": ("日期", "Date"),
    "date_hint": ("2025年12月20日", "2025年12月20日"),
    "leaders": ("领导", "Leaders"),
    "leaders_hint": ("用顿号隔开", "Separate with 、"),
    "facts": ("其他事实，每行一条", "Other facts, one a line"),
    "facts_hint": (
        "3月、9月开展消防演练2次，320人参加\n投入8.6万元更换疏散指示灯42盏",
        "3月、9月开展消防演练2次，320人参加\n投入8.6万元更换疏散指示灯42盏",
    ),
    "write": ("起草", "Write the draft"),
    "rewrite": ("重新起草", "Write again"),
    # -- sheet
    "no_draft": ("草稿会出现在这里", "The draft will appear here"),
    "no_draft_more": (
        "在左边说一句话，或填好标题和提纲后按“起草”。",
        "Say what you need in the chat, or fill in title and outline and press “Write the draft”.",
    ),
    "paper_keys": (
        "点【待补】填空，双击一句可以改，回车确认；删空就是去掉这一句",
        "Click a blank to fill it, double-click a sentence to edit it; Enter confirms, empty removes it",
    ),
    "sum_chars": ("{n} 字", "{n} chars"),
    "sum_target": ("目标 {n} 字", "target {n}"),
    "sum_blanks": ("待补 {n} 处", "{n} blanks"),
    "sum_sources": ("出处 {n} 段", "{n} sources"),
    "of_target": ("{n} / {target} 字", "{n} / {target} chars"),
    "warnings": ("请留意（{n}）", "Please check ({n})"),
    "sources": ("出处", "Sources"),
    "cite": ("出处 {n}：{title}", "Source {n}: {title}"),
    "from_fact": ("用了您给的事实", "Rests on your facts"),
    "locked": ("已锁定，不会被改动", "Locked: nothing changes it"),
    "borrowed": ("套话 {share}", "borrowed {share}"),
    "borrowed_most": (
        "与往年材料逐字相同的部分；其中与《{title}》相同的占 {share}",
        "Word for word from past reports; {share} of the section from “{title}”",
    ),
    "own_words": ("没有出处的句子", "No source"),
    "docx": ("下载 Word", "Word file"),
    "md": ("下载 Markdown", "Markdown"),
    "cite_comments": ("出处作批注", "Sources as comments"),
    "cite_footnotes": ("出处作脚注", "Sources as footnotes"),
    "cite_none": ("不带出处", "No sources"),
    "word_back": ("取回 Word", "Bring Word back"),
    "word_taken": ("已取回“{name}”里的修改。", "The changes in “{name}” are in the draft."),
    # -- reader
    "reader": ("旧报告原文", "Past report"),
    "source_no": ("出处 {n}", "Source {n}"),
    "whole_report": ("看全文", "Whole report"),
    "also_in": ("相近的段落还见于", "Nearly the same in"),
    "opening": ("（开头）", "(opening)"),
    # -- search
    "query": ("检索内容", "Query"),
    "query_hint": ("例如：防汛应急演练", "e.g. 防汛应急演练"),
    "search": ("检索", "Search"),
    "any_genre": ("全部文体", "Any genre"),
    "any_unit": ("全部单位", "Any unit"),
    "any_year": ("全部年份", "Any year"),
    "year_filter": ("年份", "Year"),
    "found": ("找到 {n} 段，用时 {ms} 毫秒", "{n} passages in {ms} ms"),
    "not_about": (
        "语料里没有专门讲“{query}”的段落，下面是最接近的 {n} 段，请谨慎参考。",
        "No passage is about “{query}”; these {n} are only the nearest.",
    ),
    "nothing": ("没有找到“{query}”", "Nothing found for “{query}”"),
    "nothing_more": (
        "换一个说法，放宽筛选，或到“语料”页补充旧报告。",
        "Try other words, loosen the filters, or add reports on the Corpus tab.",
    ),
    "search_empty": ("在旧报告里找写法", "Find how it was put before"),
    "search_empty_more": (
        "输入几个词或一句话，简体繁体都可以。结果可以打开，在原报告里看上下文。",
        "Type a few words or a sentence, in Simplified or Traditional characters. Each result opens in "
        "its report.",
    ),
    "context": ("看上下文", "In context"),
    # -- corpus
    "corpus_sum": ("共 {n} 篇，{chars} 字", "{n} reports, {chars} characters"),
    "corpus_picked": ("，筛选出 {n} 篇", ", {n} of them picked"),
    "corpus_rows": ("，列出前 {n} 篇", ", the first {n} listed"),
    "quick_filter": ("在列表中筛选", "Filter the list"),
    "col_title": ("标题", "Title"),
    "col_genre": ("文体", "Genre"),
    "col_unit": ("单位", "Unit"),
    "col_year": ("年份", "Year"),
    "col_chars": ("字数", "Chars"),
    "col_source": ("来源文件", "Source file"),
    "col_actions": ("操作", "Actions"),
    "near_copy": ("与“{title}”大同小异", "Nearly the same as “{title}”"),
    "see": ("查看", "View"),
    "correct": ("读错了？在这里更正", "Read wrongly? Correct it here"),
    "correct_save": ("保存更正", "Save"),
    "corrected": ("已更正《{title}》。", "Corrected “{title}”."),
    "remove": ("移除", "Remove"),
    "remove_yes": ("确认移除", "Yes, remove"),
    "cancel": ("取消", "Cancel"),
    "removed": ("已从语料中移除《{title}》。", "Removed “{title}” from the corpus."),
    "corpus_empty": ("语料还是空的", "The corpus is empty"),
    "corpus_empty_more": (
        "把以前的报告拖到上面的框里：Word、网页、PDF、文本都可以。",
        "Drop past reports into the box above: Word files, web pages, PDFs, texts.",
    ),
    "upload": ("添加旧报告", "Add past reports"),
    "upload_hint": (
        "拖到这里，或点击选择文件（可多选）",
        "Drop files here, or click to choose (several at once)",
    ),
    "upload_kinds": (".docx .html .pdf .txt .md", ".docx .html .pdf .txt .md"),
    "reading": ("正在读 {name}（{i}/{n}）", "Reading {name} ({i} of {n})"),
    "read_done": ("读完 {n} 个文件", "{n} files read"),
    "file_read": ("读出 {reports} 篇报告、{passages} 段", "{reports} reports, {passages} passages"),
    "file_known": ("已在语料中，没有变化", "Already in the corpus, unchanged"),
    "report_read": ("从文件中读出的内容", "What was read out of the file"),
    "sure": ("{value}（把握 {percent}%）", "{value} ({percent}% sure)"),
    "line": ("原文第 {n} 行起", "from line {n} of the source"),
    "repairs": ("修复", "Repairs"),
    "no_repairs": ("没有需要修复的地方", "Nothing needed repair"),
    "times": ("{n} 处", "{n}×"),
    "suspects": (
        "另有 {n} 处疑似残缺，未改动",
        "{n} more places look damaged and were left as they are",
    ),
    "cut": ("为什么在这里分篇：{reason}", "Why the file was cut here: {reason}"),
    "derived_title": ("标题是根据正文推定的", "The title was derived from the text"),
}


class Texts:
    """The page's words in one language; called with a key of `WORDS` and its values."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        zh, en = WORDS[key]
        return (zh if self.language == "zh" else en).format(**values)


def language_of(accept_language: str) -> Language:
    """The page's language for an Accept-Language header; zh for none, en for any third language."""
    for part in accept_language.split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh"
        if tag.startswith("en"):
            return "en"
    return "en" if accept_language.strip() else "zh"
