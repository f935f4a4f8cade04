"""Throws damaged files at one reader for a while: a Report or a DraftbotError, nothing else.

    python scripts/fuzz_corpus.py .docx --minutes 10

Sample reports of that kind are mutated byte by byte, word by word and, for .docx,
part by part; .doc, .wps, .rtf and .odt files are made of a .docx one by LibreOffice first. What .doc and
.wps need it for in reading is tried with one input in OFFICE_EVERY: it takes seconds to start, ours none.
Stops with an error at the first crash, at an input that takes longer than SECONDS of the processor (with
LibreOffice: OFFICE_SECONDS, its own counted in), or past GIGABYTES of memory; the input is then kept in a
temporary file. An input over which the process that reads PDF and workbooks ended is refused like any
other, and counted.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from corpus.making import ofd_of  # noqa: E402  (what tests make files with, found by the line above)
from draftbot.corpus import MAX_BYTES, read  # noqa: E402
from draftbot.corpus.formats.office import OLD_WORD  # noqa: E402
from draftbot.corpus.passages import cut_passages  # noqa: E402
from draftbot.errors import ReadingCrashed, ReadingTooLong, UnreadableFile  # noqa: E402
from draftbot.index.packed import is_packed, packed_files  # noqa: E402
from making.workbooks import workbook  # noqa: E402

SAMPLES = ROOT / "corpus"
SECONDS = 10
# LibreOffice is given a minute for one file; what it makes is then read like any .docx.
OFFICE_SECONDS = 60 + SECONDS
OFFICE_FILTERS = {".doc": "doc:MS Word 97", ".wps": "doc:MS Word 97", ".rtf": "rtf", ".odt": "odt"}
OFFICE_EVERY = 50
GIGABYTES = 4
WORDS = (
    "一、 （一） 1. 2.1 ① 第一， 一是 篇1 （篇2） 。 ： 尊敬的领导： 总结 附件 2024年1月1日 团(tuán) | 《 ” # ** - 第一章 【正文】 上一篇： &nbsp;"
    " &#99999999; &#xD800; \x00 𠀀 首页 > 共3篇 “ ( ) 20__年 \r \t —— 特此报告。 小编为您 <div> </div> <table><tr><td> <p> </a> <h2>"
).split(" ")
XML_BITS = (b"w:p>", b"w:numId", b'w:val="999999999999"', b'w:val="-1"', b"w:ilvl", b"w:tbl", b"w:tr>", b"")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, cut, doubled or put in, or its end lost."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 30))):
        if not out:
            break
        i = chance.randrange(len(out))
        j = min(len(out), i + chance.randrange(1, 200))
        match chance.randrange(6):
            case 0:
                out[i] = chance.randrange(256)
            case 1:
                del out[i:j]
            case 2:
                out[i:i] = out[i:j] * chance.choice((1, 2, 50))
            case 3:
                out[i:i] = chance.randbytes(20)
            case 4:
                out[i:i] = chance.choice(WORDS).encode()
            case _:
                del out[i:]
    return bytes(out)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """`data` of the same length with a few bytes changed: a compound file (.doc)
    whose sectors have moved is refused before anything in it is read."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 60))):
        i = chance.randrange(len(out))
        out[i] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(out)


def mutated_package(data: bytes, chance: random.Random) -> bytes:
    """A .docx whose parts, not whose wrapping, are damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xml") and chance.random() < 0.4:
                if chance.random() < 0.3:
                    part = mutated(part, chance)
                else:
                    part = part.replace(
                        chance.choice(XML_BITS[:-1]), chance.choice(XML_BITS), chance.choice((1, 5, -1))
                    )
            new.writestr(name, part)
    return out.getvalue()


def samples_of(suffix: str) -> list[bytes]:
    """The sample reports of that kind; for LibreOffice's kinds, .docx ones converted."""
    if suffix in MADE:
        return MADE[suffix]()
    if suffix not in OFFICE_FILTERS:
        return [p.read_bytes() for p in SAMPLES.iterdir() if p.suffix == suffix and p.name != "README.md"]
    sources = sorted(SAMPLES.glob("*.docx"))[:4]
    command = shutil.which("soffice")
    if command is None:
        raise SystemExit("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        to = ["--headless", "--convert-to", OFFICE_FILTERS[suffix], "--outdir", folder]
        subprocess.run([command, *to, *map(str, sources)], check=True, capture_output=True)
        return [p.read_bytes() for p in Path(folder).iterdir()]


def _texts() -> list[list[str]]:
    paths = sorted(SAMPLES.glob("*.txt"))[:6]
    return [path.read_bytes().decode("utf-8", errors="replace").split() for path in paths]


def _mails(page: bool) -> list[bytes]:
    made = []
    for lines in _texts():
        message = EmailMessage()
        message["Subject"] = lines[0]
        if page:
            body = "".join(f"<p>{line}</p>" for line in lines)
            message.set_content(f"<html><body>{body}</body></html>", subtype="html", charset="gb18030")
        else:
            message.set_content("\n".join(lines))
            attached = {"maintype": "application", "subtype": "octet-stream"}
            message.add_attachment("\n".join(lines).encode("gb18030"), **attached, filename="总结.txt")
            message.add_attachment(
                next(SAMPLES.glob("*.docx")).read_bytes(), **attached, filename="总结.docx"
            )
        made.append(message.as_bytes())
    return made


def _archives() -> list[bytes]:
    made = []
    for name in ("*.txt", "*.md", "*.docx", "*.html"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(SAMPLES.glob(name))[:3]:
                archive.write(path, path.name)
            archive.writestr("信.eml", _mails(page=False)[0])
        made.append(buffer.getvalue())
    return made


def _papers() -> list[bytes]:
    return [
        ofd_of([(30.0, 20.0 + 8 * i, 4.0, escape(line[:40])) for i, line in enumerate(lines[:30])])
        for lines in _texts()
    ]


def _tables() -> list[bytes]:
    return [workbook([[line, i, i / 3, ""] for i, line in enumerate(lines[:80])]) for lines in _texts()]


# Kinds that there are no samples of.
MADE: dict[str, Callable[[], list[bytes]]] = {
    ".mht": lambda: _mails(page=True),
    ".eml": lambda: _mails(page=False),
    ".zip": _archives,
    ".ofd": _papers,
    ".xlsx": _tables,
    ".csv": lambda: ["\n".join(f"{line},{i}" for i, line in enumerate(lines)).encode() for lines in _texts()],
}


def mutant(samples: list[bytes], suffix: str, chance: random.Random) -> bytes:
    way = chance.random()
    if way < 0.1:
        return chance.randbytes(chance.randrange(2000))
    if way < 0.3:
        return "".join(
            chance.choice(WORDS) + chance.choice(("", "\n")) for _ in range(chance.randrange(800))
        ).encode()
    data = chance.choice(samples)
    if way < 0.8:
        if suffix in (".docx", ".odt", ".xlsx", ".ofd"):
            return mutated_package(data, chance)
        if suffix in (".doc", ".wps"):
            return overwritten(data, chance)
    return mutated(data, chance)


ended: Counter[str] = Counter()


def check(data: bytes, name: str) -> bool:
    """Whether reports were read; a refusal is as good. Anything else raises."""
    if is_packed(name):
        return check_packed(data, name)
    try:
        reports = read(data, name)
    except (ReadingCrashed, ReadingTooLong) as error:
        ended[error.code] += 1
        return False
    except UnreadableFile:
        return False
    for report in reports:
        assert report.first_line >= 1
        assert all(passage.text.strip() for passage in cut_passages(report))
    return True


def check_packed(data: bytes, name: str) -> bool:
    """The same of what is packed in an archive or hangs on a mail."""
    try:
        files = packed_files(data, name, MAX_BYTES)
    except UnreadableFile:
        return False
    were_read = 0
    for file in files:
        with suppress(UnreadableFile):
            were_read += check(file.load(), file.name)
    return bool(were_read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suffix", choices=(".txt", ".md", ".html", ".docx", ".pdf", *MADE, *OFFICE_FILTERS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    samples = samples_of(asked.suffix)
    is_office = asked.suffix in OFFICE_FILTERS
    seconds = OFFICE_SECONDS if is_office else SECONDS
    clock = processor_seconds
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES * 2**30, GIGABYTES * 2**30))
    chance = random.Random(asked.seed)
    end = time.monotonic() + 60 * asked.minutes
    count = read_count = 0
    worst = 0.0
    while time.monotonic() < end:
        data = mutant(samples, asked.suffix, chance)
        alone = asked.suffix in OLD_WORD and count % OFFICE_EVERY != 0
        started = clock()
        try:
            with without_libreoffice() if alone else nullcontext():
                read_count += check(data, f"fuzz{asked.suffix}")
        except BaseException:
            print(f"the input is kept in {keep(data, asked.suffix)}")
            raise
        worst = max(worst, clock() - started)
        if worst > seconds:
            raise SystemExit(f"too slow: {worst:.1f} s, kept in {keep(data, asked.suffix)}")
        count += 1
    print(
        f"{asked.suffix}: {count} inputs, {read_count} read, the slowest in {worst:.2f} s, no crash;"
        f" {ended.total()} ended the process that reads them"
    )


@contextmanager
def without_libreoffice() -> Iterator[None]:
    path = os.environ["PATH"]
    os.environ["PATH"] = ""
    try:
        yield
    finally:
        os.environ["PATH"] = path


def processor_seconds() -> float:
    """What this process and those it waited for have taken: a busy machine makes no input slow."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def keep(data: bytes, suffix: str) -> str:
    with tempfile.NamedTemporaryFile(suffix=suffix, delete=False) as file:
        file.write(data)
    return file.name


if __name__ == "__main__":
    main()
