"""Old Word files by themselves, others through LibreOffice where there is one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pytest

from corpus.making import docx_bytes
from draftbot.corpus import read, readable_suffixes
from draftbot.errors import DamagedFile, UnsupportedFormat
from needs import needs_libreoffice


def test_without_libreoffice_the_refusal_lists_what_can_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ".rtf" not in readable_suffixes()
    with pytest.raises(UnsupportedFormat, match=r"a\.rtf") as refusal:
        read(b"{\\rtf1 }", "a.rtf")
    assert ".docx" in refusal.value.hint("zh")
    with pytest.raises(DamagedFile, match=r"a\.doc"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc")


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("suffix", "kind"), [(".doc", "doc"), (".wps", "doc"), (".rtf", "rtf"), (".odt", "odt")]
)
def test_a_real_file_of_each_kind_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, kind: str
) -> None:
    document = docx.Document()
    for text in (
        "河湾小学2024年安全工作总结",
        "一、主要做法",
        "学校每月开展一次隐患排查，逐项登记并限期整改。",
    ):
        document.add_paragraph(text)
    source = tmp_path / "a.docx"
    source.write_bytes(docx_bytes(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    if kind == "doc":  # without LibreOffice from here on
        monkeypatch.setenv("PATH", "")
    (report,) = read((tmp_path / f"a.{kind}").read_bytes(), f"a{suffix}")
    assert report.title == "河湾小学2024年安全工作总结"
    assert report.sections[0].heading == "主要做法"
