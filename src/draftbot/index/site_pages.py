"""What is kept of the pages of each site, so that each page's furniture is told by the others, whether
they come together or one at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from draftbot.corpus.formats import is_page
from draftbot.corpus.lines import Line
from draftbot.corpus.repetition import copied_lines, held_elsewhere, keys_of, repeated_lines, share_of_folder
from draftbot.corpus.unit_reader import UnitReader
from draftbot.index.database import Database

# Of a site with more pages those read last.
MOST_PAGES = 40
_HEAD = 8192
# Where browsers and pages say whence a page is.
_ADDRESS = re.compile(
    rb"saved from url=\(\d+\)https?://([^/\s\"'<>]{3,100})"
    rb"|^(?:snapshot-)?content-location:\s*https?://([^/\s\"'<>]{3,100})"
    rb"|<(?:link|meta|base)\b[^>]{0,200}?\b(?:canonical|og:url|href)\b[^>]{0,100}?https?://([^/\s\"'<>]{3,100})"
    rb"[^>]{0,300}?>",
    re.IGNORECASE | re.MULTILINE,
)
_SAYS_WHOSE = re.compile(rb"canonical|og:url|<base\b", re.IGNORECASE)
_UPLOADS = "upload"
# What begins the name that the other files of a folder go by.
_FILES = "files of "


@dataclass(slots=True)
class _Page:
    """A page's keys, and how many of them were known to be the site's when it was read."""

    keys: frozenset[str]
    told: int = 0


@dataclass(slots=True)
class _Site:
    pages: dict[str, _Page] = field(default_factory=dict)

    def others(self, hash_: str) -> list[frozenset[str]]:
        return [page.keys for other, page in self.pages.items() if other != hash_]


class SitePages:
    """The pages of sites, by the hashes of their files; kept when a reading ends."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sites: dict[str, _Site] = {}

    def told(self, name: str, hash_: str, lines: Sequence[Line], reader: UnitReader) -> frozenset[int]:
        """Which source lines of a page are its site's, or of another file its folder's, as far as is
        known; it is one of the site's (`site_of`) from now on."""
        if not name:
            return frozenset()
        is_of_pages = not name.startswith(_FILES)
        site = self._site(name)
        others, keys = site.others(hash_), keys_of(lines, of_page=is_of_pages)
        site.pages.pop(hash_, None)
        site.pages[hash_] = _Page(keys, _count_held(name, keys, others))
        for old in list(site.pages)[:-MOST_PAGES]:
            del site.pages[old]
        return (repeated_lines if is_of_pages else copied_lines)(lines, others, reader)

    @property
    def has_news(self) -> bool:
        """Whether pages came since the last `keep`."""
        return bool(self._sites)

    def behind(self) -> list[tuple[str, str]]:
        """The pages, by site and file, that may be read otherwise by what came after them, of the
        sites that pages came of since the last `keep`."""
        return [
            (name, hash_)
            for name, site in self._sites.items()
            for hash_, page in site.pages.items()
            if _count_held(name, page.keys, site.others(hash_)) > page.told
        ]

    def keep(self) -> None:
        """Note what came."""
        with self._database.transaction() as db:
            for name, site in self._sites.items():
                pages = {hash_: [page.told, *sorted(page.keys)] for hash_, page in site.pages.items()}
                db.execute(
                    "INSERT INTO store_facts VALUES (?, ?)"
                    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    (_fact(name), json.dumps(pages)),
                )
        self._sites = {}

    def _site(self, name: str) -> _Site:
        if name not in self._sites:
            rows = self._database.read("SELECT value FROM store_facts WHERE name = ?", (_fact(name),))
            kept = json.loads(rows[0]["value"]) if rows else {}
            pages = {hash_: _Page(frozenset(keys), told) for hash_, (told, *keys) in kept.items()}
            self._sites[name] = _Site(pages)
        return self._sites[name]


def site_of(path: str, data: bytes) -> str:
    """The host that a page says it is of, else the folder it lies in; of any other file the folder,
    "" for one that was uploaded alone."""
    place = PurePosixPath(path.replace("\\", "/"))
    is_alone = place.parts[:1] == (_UPLOADS,) and len(place.parts) == len(("upload", "hash", "name"))
    if not is_page(data, place.name):
        return "" if is_alone else f"{_FILES}{place.parent}"
    for found in _ADDRESS.finditer(data[:_HEAD]):
        host = found[1] or found[2] or (found[3] if _SAYS_WHOSE.search(found[0]) else None)
        if host:
            return host.decode("ascii", "replace").lower().removeprefix("www.")
    return _UPLOADS if is_alone else str(place.parent)


def _count_held(name: str, keys: frozenset[str], others: Sequence[frozenset[str]]) -> int:
    """How many of a file's keys are known to be its site's, or its folder's."""
    least = share_of_folder(others) if name.startswith(_FILES) else 0
    return len(held_elsewhere(keys, others, least))


def _fact(site: str) -> str:
    return f"pages of {site}"
