"""Reading a corpus: files of any kind → clean, separate, structured reports.

    from draftbot.corpus import read
    reports = read(path.read_bytes(), path.name)

The way of a file: formats → cleaning → splitting → titles, structure, metadata.
Pure: nothing is written, fetched or remembered between calls.
"""

from draftbot.corpus.formats import readable_suffixes
from draftbot.corpus.reading import MAX_BYTES, lines_as_read, read

__all__ = ["MAX_BYTES", "lines_as_read", "read", "readable_suffixes"]
