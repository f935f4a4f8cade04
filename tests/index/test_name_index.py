"""Names are found when a report is read, kept with its passages, and found anew by another finder."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.chinese.names import Name, NameKind
from draftbot.domain import Passage, Role
from draftbot.facts.names_of_others import NamesOfOthers
from draftbot.index.catalog import Catalog
from draftbot.index.database import FILE_NAME, Database
from draftbot.index.name_index import NameIndex, find_names
from draftbot.index.report_rows import FoundNames, insert_names
from draftbot.settings import Settings
from making.finders import finder

VERSION_3 = Path(__file__).parent / "folders" / "version_3.sqlite3.gz"
REPORT = "2023-1"


def texts(index: NameIndex, report_id: str) -> dict[str, NameKind]:
    return {name.text: name.kind for name in index.in_reports([report_id])[report_id]}


@pytest.fixture
def old_home(tmp_path: Path) -> Path:
    """A data folder as the draftbot before this one left it: one report, one draft."""
    (tmp_path / FILE_NAME).write_bytes(gzip.decompress(VERSION_3.read_bytes()))
    return tmp_path


@pytest.mark.slow
def test_a_folder_of_version_3_opens_with_its_names_found_and_a_copy_kept(old_home: Path) -> None:
    before = (old_home / FILE_NAME).read_bytes()
    with closing(build_service(Settings(home=old_home))) as service:
        (summary,) = service.reports()
        found = texts(service._parts.knowledge.names, summary.id)
        assert found["沈知微"] is NameKind.PERSON
        assert found["蓝湾救援队"] is NameKind.ORGANISATION
        assert found["月牙河"] is NameKind.PLACE
        assert service.search("防汛值班").hits
        assert len(service._parts.catalog.database.read("SELECT id FROM drafts")) == 1
    with (
        closing(sqlite3.connect(old_home / f"{FILE_NAME}.v3")) as copy,
        closing(sqlite3.connect(":memory:")) as was,
    ):
        was.deserialize(before)
        assert list(copy.iterdump()) == list(was.iterdump())


def passages() -> tuple[Passage, ...]:
    path = ("做法", "请赵一鸣指导演练")
    return (
        Passage("r#0", "r", 0, path, Role.WORK, "园长周敏带队检查屋面，周敏提出三条意见。"),
        Passage("r#1", "r", 1, ("打算",), Role.PLANS, "继续完善应急预案。"),
    )


def test_names_of_text_and_headings_are_found_for_each_passage() -> None:
    found = find_names(finder(), [passages()])
    assert [(n.text, n.start) for n in found.by_passage["r#0"]] == [("周敏", 2), ("周敏", 11), ("赵一鸣", -1)]
    assert found.by_passage["r#1"] == []


class Another:
    """A finder of another version, to which every 应急 is an organisation, or whatever is asked for."""

    def __init__(self, kind: NameKind = NameKind.ORGANISATION, *words: str) -> None:
        self.name, self.kind, self.words = f"another {kind}", kind, words or ("应急",)

    def find(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        return [
            tuple(
                Name(at, at + len(word), self.kind, word)
                for at in range(len(t))
                for word in self.words
                if t.startswith(word, at)
            )
            for t in texts
        ]

    def find_in_reports(self, reports: Sequence[Sequence[str]]) -> list[list[tuple[Name, ...]]]:
        return [self.find(texts) for texts in reports]


def stored(home: Path) -> Catalog:
    """A catalog with two passages, whose names nobody has looked for."""
    catalog = Catalog(Database(home))
    with catalog.database.transaction() as db:
        db.execute("INSERT INTO files VALUES ('h', '')")
        db.execute(
            "INSERT INTO reports VALUES ('r', 'h', 0, 't', '', '', NULL, 's', 1, 'simplified', 9, NULL, '', '', '')"
        )
        for p in passages():
            row = (p.id, "r", p.ordinal, '["做法"]', str(p.role), p.text)
            db.execute(
                "INSERT INTO passages (id, report_id, ordinal, heading_path, role, text) VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
    return catalog


def test_another_finder_finds_anew_and_its_own_names_only(tmp_path: Path) -> None:
    catalog = stored(tmp_path)
    mine, another = NameIndex(catalog, finder()), NameIndex(catalog, Another())
    assert (mine.complete(), mine.complete()) == (2, 0)
    assert "周敏" in texts(mine, "r")
    assert another.complete() == 2
    assert texts(another, "r") == {"应急": NameKind.ORGANISATION}
    assert not mine.knows("r")
    assert another.knows("r")
    catalog.database.close()


def test_a_person_of_another_report_is_no_part_of_a_word(tmp_path: Path) -> None:
    catalog = stored(tmp_path)
    index = NameIndex(catalog, finder())
    index.complete()
    others = NamesOfOthers(index)
    assert [n.text for n in others.find_in_any("请周敏带队，四周敏锐观察。", [])] == ["周敏"]
    assert others.find("值班员向四周敏锐观察。") == ()
    catalog.database.close()


def test_a_word_that_may_be_a_name_in_one_report_is_none_in_another(tmp_path: Path) -> None:
    catalog = stored(tmp_path)
    index = NameIndex(catalog, Another(NameKind.DOUBTFUL, "园长", "周敏带"))
    index.complete()
    others = NamesOfOthers(index)
    assert [n.text for n in others.find_in_any("园长请周敏带队。", ["r"])] == ["周敏带"]
    assert [n.text for n in others.find("园长带队。", "r")] == ["园长"]
    catalog.database.close()


def test_names_go_with_their_report(tmp_path: Path) -> None:
    catalog = stored(tmp_path)
    index = NameIndex(catalog, finder())
    index.complete()
    text = "请周敏带队。"
    assert [n.text for n in NamesOfOthers(index).find_in_any(text, [])] == ["周敏"]
    catalog.remove_report("r")
    assert NamesOfOthers(index).find_in_any(text, []) == ()
    assert catalog.database.read("SELECT * FROM names") == []
    catalog.database.close()


def test_names_of_a_passage_that_is_gone_are_left_out(tmp_path: Path) -> None:
    catalog = stored(tmp_path)
    name = Name(0, 2, NameKind.PERSON, "周敏")
    with catalog.database.transaction() as db:
        insert_names(db, FoundNames("x", {"gone": [name]}))
    assert catalog.database.read("SELECT * FROM names") == []
    catalog.database.close()
