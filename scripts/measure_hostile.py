"""Prints how long hostile files take to read, how much memory, and with which word each is refused.

    python scripts/measure_hostile.py [--only WORDS]

Each is written into a folder and read from there as a folder of reports is, in a process of its own;
seconds are of the processor, memory is the most of that process and of those it waited for together.
Ends with an error where one takes longer than SECONDS, more than MEGABYTES, or is neither refused in
words nor read.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from corpus.bombs import BOMBS  # noqa: E402  (what tests are made with, found by the line above)
from corpus.wordxml import cell, paragraph, table, word  # noqa: E402
from draftbot.corpus import MAX_BYTES, read  # noqa: E402
from draftbot.corpus.formats.apart import readers  # noqa: E402
from draftbot.errors import UnreadableFile  # noqa: E402
from draftbot.index.folders import files_below, load, size_of  # noqa: E402
from draftbot.index.packed import is_packed, packed_files  # noqa: E402

SECONDS, MEGABYTES = 10, 500
LARGE = 200 * 2**20
SUFFIXES = (
    ".txt", ".md", ".html", ".docx", ".pdf", ".doc", ".wps", ".rtf", ".mht", ".eml", ".zip", ".ofd", ".xlsx", ".csv",
)  # fmt: skip
LINE = "站里逐户登记，逐台检修，问题当场整改。\n"
DEEP = 50


def large(folder: Path, suffix: str) -> None:
    """200 MB that begin as a file of that kind does."""
    with (folder / f"large{suffix}").open("wb") as file:
        file.write({".pdf": b"%PDF-1.7\n", ".html": b"<html><p>", ".rtf": b"{\\rtf1 "}.get(suffix, b""))
        piece = LINE.encode() * 10_000
        for _ in range(LARGE // len(piece) + 1):
            file.write(piece)


def unpacked_large(folder: Path, name: str, inner: str) -> None:
    """An archive of some hundred KB that holds 200 MB."""
    with (
        zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(inner, "w") as file,
    ):
        for _ in range(200):
            file.write(b" " * 2**20)


def true_archive(folder: Path, name: str) -> None:
    """A whole package of 200 MB, a part of it what cannot be packed."""
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(20):
            archive.writestr(f"word/media/{number}.bin", os.urandom(LARGE // 20))


def bomb(folder: Path, made: Callable[[], bytes], name: str) -> None:
    (folder / name).write_bytes(made())


def nested_archives(folder: Path) -> None:
    data = LINE.encode() * 20
    name = "text.txt"
    for depth in range(DEEP):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
        data, name = buffer.getvalue(), f"{depth}.zip"
    (folder / "nested.zip").write_bytes(data)


def nested_tables(folder: Path) -> None:
    inner = paragraph(LINE.strip())
    for _ in range(DEEP):
        inner = table((cell(inner),))
    (folder / "tables.docx").write_bytes(word(paragraph("站里工作总结"), inner))


def nested_tags(folder: Path) -> None:
    tags = "<div>" * DEEP + "<table><tr><td>" * DEEP + "<ul><li>" * DEEP
    (folder / "tags.html").write_text(f"<html><h1>站里工作总结</h1>{tags}<p>{LINE * 9}</p>", encoding="utf-8")


def nested_mails(folder: Path) -> None:
    mail = b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + LINE.encode()
    for _ in range(DEEP):
        mail = b"Subject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + mail
    (folder / "mails.eml").write_bytes(mail)


def nested_folders(folder: Path) -> None:
    for _ in range(DEEP):
        folder /= "f"
    folder.mkdir(parents=True)
    (folder / "text.txt").write_text("站里2024年工作总结\n" + LINE * 20, encoding="utf-8")


def entities(folder: Path) -> None:
    """A billion times one word, by what XML lets a document define."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{levels}]>'
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    whole = f"{text}{body}<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    with zipfile.ZipFile(folder / "entities.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", whole)


def listening(folder: Path) -> None:
    """A socket, as a program leaves behind."""
    here = os.getcwd()
    os.chdir(folder)  # its path may be no longer than a hundred characters
    try:
        socket.socket(socket.AF_UNIX).bind("socket.txt")
    finally:
        os.chdir(here)


def links_in_circles(folder: Path) -> None:
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "one.docx").symlink_to("other.docx")
    (folder / "other.docx").symlink_to("one.docx")
    (folder / "up").symlink_to("..")


HOSTILE: dict[str, Callable[[Path], object]] = {
    **{f"200 MB of {suffix}": lambda folder, suffix=suffix: large(folder, suffix) for suffix in SUFFIXES},
    "a whole package of 200 MB, .docx": lambda folder: true_archive(folder, "whole.docx"),
    "a whole package of 200 MB, .zip": lambda folder: true_archive(folder, "whole.zip"),
    "200 MB packed into one part, .docx": lambda f: unpacked_large(f, "packed.docx", "word/document.xml"),
    "200 MB packed into one part, .xlsx": lambda f: unpacked_large(f, "packed.xlsx", "xl/workbook.xml"),
    "200 MB packed into one part, .ofd": lambda f: unpacked_large(f, "packed.ofd", "OFD.xml"),
    "200 MB packed into one file, .zip": lambda f: unpacked_large(f, "packed.zip", "text.txt"),
    **{
        f"{name}, {Path(file).suffix}": lambda folder, made=made, file=file: bomb(folder, made, file)
        for name, (made, file) in BOMBS.items()
    },
    "entities of entities, .docx": entities,
    f"archives in archives, {DEEP} deep": nested_archives,
    f"tables in tables, {DEEP} deep": nested_tables,
    f"tags in tags, {3 * DEEP} deep": nested_tags,
    f"mails in mails, {DEEP} deep": nested_mails,
    f"folders in folders, {DEEP} deep": nested_folders,
    "a pipe": lambda folder: os.mkfifo(folder / "pipe.txt"),
    "a socket": listening,
    "a link to a device": lambda folder: (folder / "device.txt").symlink_to("/dev/zero"),
    "a link out of the folder": lambda folder: (folder / "out.txt").symlink_to("/etc/passwd"),
    "links in circles": links_in_circles,
    "a sparse file of a terabyte": lambda folder: os.truncate(os.open(folder / "s.txt", 65), 2**40),
}


def outcome(folder: Path) -> str:
    """What came of the files of a folder, in words."""
    said: list[str] = []
    for path in files_below(folder):
        try:
            size_of(path, folder)
            if is_packed(path.name):
                loads = [(file.name, file.load) for file in packed_files(path, path.name, MAX_BYTES)]
            else:
                loads = [(path.name, lambda path=path: load(path, folder, MAX_BYTES))]
        except UnreadableFile as fault:
            said.append(fault.message("zh"))
            continue
        for name, get in loads:
            try:
                said.append(f"read: {sum(report.chars for report in read(get(), name))}")
            except UnreadableFile as fault:
                said.append(fault.message("zh"))
    readers.close()
    return "; ".join(said) or "nothing to read"


def measured(kind: str) -> tuple[float, float, str]:
    """(seconds of the processor, MB, what was said)."""
    with tempfile.TemporaryDirectory() as folder:
        # A process begins with the most memory that the one which started it ever had: this one stays small.
        _ask("--make", kind, "--folder", folder)
        seconds, megabytes, said = _ask("--folder", folder).rstrip("\n").split("\t", 2)
    return float(seconds), float(megabytes), said


def _ask(*words: str) -> str:
    child = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=False)
    if child.returncode:
        raise SystemExit(f"{words}: {child.stderr[-2000:]}")
    return child.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="kinds that hold these words")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        HOSTILE[asked.make](asked.folder)
        return
    if asked.folder:
        said = outcome(asked.folder)
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        seconds = sum(one.ru_utime + one.ru_stime for one in used)
        print(f"{seconds:.2f}\t{sum(one.ru_maxrss for one in used) / 1024:.0f}\t{said}")
        return
    print("| what | seconds | MB | what came of it |\n|---|---|---|---|")
    over = []
    for kind in HOSTILE:
        if asked.only not in kind:
            continue
        seconds, megabytes, said = measured(kind)
        print(f"| {kind} | {seconds:.2f} | {megabytes:.0f} | {said[:160]} |", flush=True)
        if seconds > SECONDS or megabytes > MEGABYTES:
            over.append(kind)
    if over:
        raise SystemExit(f"over {SECONDS} s or {MEGABYTES} MB: {', '.join(over)}")


if __name__ == "__main__":
    main()
