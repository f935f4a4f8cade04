"""Files packed in a .zip are read as those of a folder, each with its own fate."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from draftbot.errors import DamagedFile, FileTooLarge, TooManyParts
from draftbot.index.packed import MOST_FILES, packed_files
from draftbot.service import Draftbot
from serving import FLOOD

MB = 2**20


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def packed_by_windows(name: str, content: bytes) -> bytes:
    """As Windows in China packs: the name in its own encoding, and no word of it."""
    stand_in = "n" * len(name.encode("gb18030"))
    return packed({stand_in: content}).replace(stand_in.encode(), name.encode("gb18030"))


def report(unit: str, year: int) -> bytes:
    return FLOOD.format(unit=unit, year=year, times=3).encode()


def test_a_packed_folder_is_read_and_one_bad_file_stops_no_other(service: Draftbot, tmp_path: Path) -> None:
    folder = tmp_path / "往年"
    folder.mkdir()
    archive = folder / "往年材料.zip"
    archive.write_bytes(
        packed(
            {
                "往年材料/": b"",
                "往年材料/松风幼儿园2021.txt": report("松风幼儿园", 2021),
                "往年材料/里层/竹影幼儿园2022.txt": report("竹影幼儿园", 2022),
                "往年材料/坏.docx": b"PK\x03\x04 broken",
                "往年材料/~$竹影.docx": b"lock",
                "__MACOSX/往年材料/._松风.txt": b"\x00\x05\x16\x07",
            }
        )
    )
    before = len(service.reports())
    result = service.ingest([folder])
    assert (result.files, result.ingested, len(result.failed)) == (3, 2, 1)
    assert result.failed[0].path == f"{archive}/往年材料/坏.docx"
    assert len(service.reports()) == before + 2
    units = {one.unit for one in service.reports()}
    assert {"松风幼儿园", "竹影幼儿园"} <= units
    assert service.ingest([archive]).unchanged == 2


def test_an_uploaded_archive_is_unpacked_too(service: Draftbot) -> None:
    result = service.ingest_upload("材料.zip", packed({"a/槐影小学2020.txt": report("槐影小学", 2020)}))
    assert (result.files, result.ingested) == (1, 1)
    assert any(one.source == "槐影小学2020.txt" for one in service.reports())


def test_names_that_windows_wrote_are_read() -> None:
    (file,) = packed_files(packed_by_windows("防汛总结.txt", b"x"), "材料.zip", MB)
    assert (file.name, file.load()) == ("防汛总结.txt", b"x")


def test_no_name_leads_out_of_the_archive() -> None:
    files = packed_files(packed({"../../etc/总结.txt": b"x", "/abs/总结.txt": b"y"}), "材料.zip", MB)
    assert [file.inner for file in files] == ["abs/总结.txt", "etc/总结.txt"]


@pytest.mark.parametrize("broken", [b"", b"PK\x05\x06 broken", packed({"a.txt": b"x"})[:-30]])
def test_what_is_no_archive_is_told(service: Draftbot, broken: bytes) -> None:
    (failed,) = service.ingest_upload("材料.zip", broken).failed
    assert isinstance(failed.error, DamagedFile)
    assert "材料.zip" in str(failed.error)


def test_an_archive_without_a_file_is_told(service: Draftbot) -> None:
    (failed,) = service.ingest_upload("空.zip", packed({"空/": b""})).failed
    assert "空.zip" in str(failed.error)


def test_archives_have_bounds() -> None:
    bomb = packed({f"{i}.txt": bytes(MB) for i in range(11)})
    with pytest.raises(FileTooLarge):
        packed_files(bomb, "大.zip", MB)
    with pytest.raises(TooManyParts):
        packed_files(packed({f"{i}.txt": b"" for i in range(MOST_FILES + 1)}), "多.zip", MB)
    (file,) = packed_files(packed({"大.txt": bytes(2 * MB)}), "大.zip", MB)
    with pytest.raises(FileTooLarge):
        file.load()


def test_what_an_archive_says_of_its_sizes_is_not_believed() -> None:
    honest = packed({"大.txt": bytes(3 * MB)})
    lying = honest.replace(struct.pack("<I", 3 * MB), struct.pack("<I", 100))
    (file,) = packed_files(lying, "大.zip", MB)
    with pytest.raises((DamagedFile, FileTooLarge)):
        file.load()
