"""What PDFium would unpack, bounded before it does: a page of 700 KB took four gigabytes."""

from __future__ import annotations

import re
import time
import zlib

from draftbot.corpus.formats.apart import allow
from draftbot.errors import TooManyParts

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 600
# Pictures and fonts are large for good reason, and are not walked through operation by operation.
_NO_PAGE = (b"/Image", b"/Length1", b"/FontFile", b"/Type1C", b"/CIDFontType0C", b"/OpenType")
_PACKED = re.compile(rb"/Fl(?:ateDecode)?\b")
# Bytes of what draws a page: a hundred times those of a full page of text. PDFium makes some
# fifteen times as much of them.
_MOST = 24 * 2**20
# Seconds of the processor for a file, and for each of its pages besides; what one page may take more.
_SECONDS, _SECONDS_A_PAGE, _LAST_PAGE = 7.0, 0.02, 2.0


def refuse_bombs(data: bytes, name: str) -> None:
    """Raises TooManyParts for a stream that unpacks to more than any page needs."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _DICTIONARY) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if any(word in head for word in _NO_PAGE):
            continue
        packed = memoryview(data)[found.end() : _end(data, found.end())]
        if _unpacked(packed, len(_PACKED.findall(head))) > _MOST:
            raise TooManyParts(name=name, limit=_MOST)


class Clock:
    """The seconds that a file may take."""

    def __init__(self, name: str) -> None:
        self._name, self._began, self._pages = name, time.process_time(), 0

    def turn(self) -> None:
        """One page is done. Raises TooManyParts where they take too long."""
        self._pages += 1
        left = self._began + _SECONDS + _SECONDS_A_PAGE * self._pages - time.process_time()
        if left < 0:
            raise TooManyParts(name=self._name, limit=self._pages)
        allow(left + _LAST_PAGE)


def _end(data: bytes, start: int) -> int:
    end = data.find(b"endstream", start)
    return len(data) if end < 0 else end


def _unpacked(packed: memoryview | bytes, times: int) -> int:
    """The bytes of a stream packed so many times, at most one more than are allowed."""
    for _ in range(times):
        try:
            packed = zlib.decompressobj().decompress(packed, _MOST + 1)
        except zlib.error:
            return 0
    return len(packed)
