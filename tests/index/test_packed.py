"""Files packed in a .zip are read as those of a folder, each with its own fate."""

from __future__ import annotations

import io
import struct
import threading
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from draftbot.corpus import read
from draftbot.domain import IngestProgress
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


def test_the_reading_of_an_archive_stops_when_asked(service: Draftbot) -> None:
    stop = threading.Event()
    files = packed({f"{unit}2013.txt": report(unit, 2013) for unit in ("云杉小学", "水杉小学", "红杉小学")})
    told: list[str] = []

    def stop_at_second(at_work: IngestProgress) -> None:
        told.append(at_work.path)
        if at_work.done == 1:
            stop.set()

    result = service.ingest_upload("三校.zip", files, progress=stop_at_second, stop=stop)
    assert (result.ingested, result.not_reached) == (2, 1)
    assert len(told) == 3


def test_names_that_windows_wrote_are_read() -> None:
    (file,) = packed_files(packed_by_windows("防汛总结.txt", b"x"), "材料.zip", MB)
    assert (file.name, file.load()) == ("防汛总结.txt", b"x")


def test_no_name_leads_out_of_the_archive() -> None:
    files = packed_files(packed({"../../etc/总结.txt": b"x", "/abs/总结.txt": b"y"}), "材料.zip", MB)
    assert [file.inner for file in files] == ["abs/总结.txt", "etc/总结.txt"]


# By name: an archive holds the time it was made at, and two workers must know a test by one id.
@pytest.mark.parametrize(
    "broken", [b"", b"PK\x05\x06 broken", packed({"a.txt": b"x"})[:-30]], ids=["empty", "broken", "cut off"]
)
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


def test_an_archive_in_an_archive_is_opened_once(service: Draftbot) -> None:
    inner = packed({"松果小学2019.txt": report("松果小学", 2019), "更里.zip": packed({"a.txt": b"x"})})
    outer = packed(
        {"各校/材料.zip": inner, "各校/坏.zip": b"PK broken", "榆树小学2018.txt": report("榆树小学", 2018)}
    )
    result = service.ingest_upload("全部.zip", outer)
    assert (result.files, result.ingested) == (4, 2)
    failed = {one.path.split("全部.zip/")[1]: one.error for one in result.failed}
    assert set(failed) == {"各校/坏.zip", "各校/材料.zip/更里.zip"}
    assert isinstance(failed["各校/坏.zip"], DamagedFile)


def test_a_bomb_in_an_archive_is_refused_alone() -> None:
    bomb = packed({"弹.zip": packed({f"{i}.txt": bytes(MB) for i in range(11)}), "好.txt": b"x"})
    good, refused = sorted(packed_files(bomb, "大.zip", MB), key=lambda file: file.name, reverse=True)[::-1]
    assert good.load() == b"x"
    with pytest.raises(FileTooLarge):
        refused.load()


def mail(text: str, attachments: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "ban@example.org", "报送材料"
    message.set_content(text, charset="gb18030")
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_mail_is_its_text_and_what_hangs_on_it(service: Draftbot, tmp_path: Path) -> None:
    file = tmp_path / "报送.eml"
    file.write_bytes(
        mail(
            report("柏溪幼儿园", 2017).decode(),
            {
                "桦林小学2016.txt": report("桦林小学", 2016),
                "往年.zip": packed({"杉木小学2015.txt": report("杉木小学", 2015)}),
            },
        )
    )
    result = service.ingest([file])
    assert (result.files, result.ingested, result.failed) == (3, 3, ())
    assert {"柏溪幼儿园", "桦林小学", "杉木小学"} <= {one.unit for one in service.reports()}


def test_what_a_mail_quotes_or_passes_on_is_read_without_what_mails_put_round_it() -> None:
    said = report("柳溪小学", 2014).decode()
    head = "------ 原始邮件 ------\n发件人: 柳溪小学 <a@b.cn>\n发送时间: 2015年1月5日 9:20\n收件人: 教育股\n主题: 总结\n"
    quoted = "\n".join("> " + line for line in said.splitlines())
    for body in (f"请收。\n\n{head}{said}", f"收到，谢谢。\n\n{quoted}"):
        (part,) = packed_files(mail(body, {}), "回复.eml", 2**20)
        (read_,) = read(part.load(), part.name)
        (whole,) = read(said.encode(), "a.txt")
        assert read_.title == whole.title
        assert [s.heading for s in read_.sections if s.heading] == [
            s.heading for s in whole.sections if s.heading
        ]


def test_what_is_no_mail_is_told(service: Draftbot) -> None:
    (failed,) = service.ingest_upload("坏.eml", b"\x00\x01").failed
    assert "坏.eml" in str(failed.error)


def test_a_mail_of_endless_parts_is_refused() -> None:
    with pytest.raises(TooManyParts):
        packed_files(b"Content-Type: multipart/mixed; boundary=a\n" * 1000, "多.eml", MB)
