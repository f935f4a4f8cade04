"""What is done to single sentences, paragraphs and blanks, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.chinese.numerals import write_number
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, Draft, DraftFinished, Said, Sentence
from draftbot.drafts.addresses import LAST, Spot, Where, find_spot, find_spots, spot_name, spots_at
from draftbot.drafts.editing import blanks_named
from draftbot.errors import NoSuchPlace, UnclearPlace

BLANKS_SHOWN, CHARS_SHOWN = 6, 40
_NO_SOURCE = {
    "fact": "来自您的事实清单",
    "user": "是您自己写的",
    "connective": "是起连接作用的话，没有来源",
    "model": "是大模型写的，没有注明来源",
    "source": "没有注明来源",
}


def fill_blank(desk: Desk, action: do.FillBlank) -> Iterator[ChatEvent]:
    draft = desk.draft
    number = action.number or _blank_named(draft, action.label)
    after = desk.editor.fill_blank(draft.id, number, action.text)
    yield DraftFinished(after)
    blank = draft.blanks[number - 1]
    sentence = after.sections[blank.section].sentences[blank.sentence]
    left = f"还有{len(after.blanks)}处【待补】。" if after.blanks else "全文没有【待补】了。"
    yield Said(f"第{number}处【待补：{blank.label}】已填：{sentence.text}\n{left}")


def edit_sentence(desk: Desk, action: do.EditSentence) -> Iterator[ChatEvent]:
    draft = desk.draft
    spot = find_spot(draft, action.where)
    yield DraftFinished(desk.editor.edit_sentence(draft.id, spot, action.text))
    yield Said(f"{spot_name(draft, spot)}已照您写的改。")


def delete_sentence(desk: Desk, action: do.DeleteSentence) -> Iterator[ChatEvent]:
    draft = desk.draft
    spot = find_spot(draft, action.where)
    name, old = spot_name(draft, spot), draft.sections[spot.section].sentences[spot.sentence]
    yield DraftFinished(desk.editor.delete_sentence(draft.id, spot))
    yield Said(f"{name}已删去：{old.text}")


def set_lock(desk: Desk, action: do.SetLock) -> Iterator[ChatEvent]:
    draft = desk.draft
    where = action.where
    spots = find_spots(draft, where) if where != Where() else spots_at(draft, None)
    after = desk.editor.set_lock(draft.id, spots, action.locked)
    yield DraftFinished(after)
    name = _place_name(draft, where, spots)
    if action.locked:
        yield Said(f"{name}已锁定，重写、换说法都不会动它。说“解锁{name}”可以放开。")
    else:
        yield Said(f"{name}已解锁。")


def show_sources(desk: Desk, action: do.ShowSources) -> Iterator[ChatEvent]:
    draft, where = desk.draft, action.where
    spots = find_spots(draft, where) if where != Where() else spots_at(draft, None)
    sentences = [draft.sections[spot.section].sentences[spot.sentence] for spot in spots]
    name = _place_name(draft, where, spots)
    if len(sentences) == 1:
        yield Said(_sentence_sources(draft, name, sentences[0]))
    else:
        yield Said(_sources_of(draft, name, sentences))


def _blank_named(draft: Draft, label: str) -> int:
    numbers = blanks_named(draft, label)
    if not numbers:
        raise NoSuchPlace(
            wanted=f"叫“{label}”的空白",
            there=f"全文现有{len(draft.blanks)}处【待补】",
            wanted_en=f"blank called “{label}”",
            there_en=f"the draft has {len(draft.blanks)} blanks",
        )
    if len(numbers) > 1:
        shown = "；".join(f"第{n}处：{_around(draft, n)}" for n in numbers[:BLANKS_SHOWN])
        raise UnclearPlace(
            what=f"有{len(numbers)}处【待补：{label}】：{shown}",
            what_en=f"{len(numbers)} blanks are called “{label}”",
            example=f"第{numbers[0]}处空填……",
        )
    return numbers[0]


def _around(draft: Draft, number: int) -> str:
    blank = draft.blanks[number - 1]
    text = draft.sections[blank.section].sentences[blank.sentence].text
    return text if len(text) <= CHARS_SHOWN else f"{text[:CHARS_SHOWN]}…"


def _place_name(draft: Draft, where: Where, spots: Sequence[Spot]) -> str:
    """The place as the user would say it again."""
    if where == Where():
        return "全文"
    if len(spots) == 1 and not where.paragraph:
        return spot_name(draft, spots[0])
    heading = f"“{draft.sections[spots[0].section].heading}”" if spots else where.section
    if not where.paragraph:
        return heading
    return heading + ("最后一段" if where.paragraph == LAST else f"第{write_number(where.paragraph)}段")


def _sentence_sources(draft: Draft, name: str, sentence: Sentence) -> str:
    cited = [source for source in draft.sources if source.number in sentence.citations]
    if not cited:
        return f"{name}{_NO_SOURCE[sentence.origin]}：{sentence.text}"
    lines = [f"[{s.number}]《{s.title}》{'／'.join(s.heading_path)}\n{s.text}" for s in cited]
    own = "（有您填的内容）" if sentence.fills else ""
    return "\n".join([f"{name}{own}：{sentence.text}", *lines])


def _sources_of(draft: Draft, name: str, sentences: Sequence[Sentence]) -> str:
    numbers = {n for sentence in sentences for n in sentence.citations}
    cited = [source for source in draft.sources if source.number in numbers]
    uncited = [s for s in sentences if not s.citations and s.origin not in ("fact", "user", "connective")]
    lines = [f"{name}依据{len(cited)}个往年段落。" if cited else f"{name}没有依据往年段落。"]
    lines += [f"[{s.number}]《{s.title}》{'／'.join(s.heading_path)}" for s in cited]
    for origin, said in (("fact", "来自事实清单"), ("user", "是您自己写的")):
        count = sum(sentence.origin == origin for sentence in sentences)
        lines += [f"另有{count}句{said}。"] if count else []
    lines += [f"有{len(uncited)}句没有注明来源。"] if uncited else []
    return "\n".join(lines)


HANDLERS: dict[type, Handler] = {
    do.FillBlank: fill_blank,
    do.EditSentence: edit_sentence,
    do.DeleteSentence: delete_sentence,
    do.SetLock: set_lock,
    do.ShowSources: show_sources,
}
