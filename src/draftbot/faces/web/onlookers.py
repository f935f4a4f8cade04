"""Which open page looks on at which conversation, and by which of its showings."""

from __future__ import annotations

import threading
from dataclasses import dataclass

MOST_PAGES = 1000


@dataclass(slots=True)
class _Looking:
    conversation_id: str = ""
    showing: object = None


class Onlookers:
    """The pages, each by its session; of more than MOST_PAGES those are forgotten that have done
    nothing for longest, and nothing they show is broken off."""

    def __init__(self) -> None:
        self._pages: dict[str, _Looking] = {}
        self._lock = threading.Lock()

    def opens(self, session: str, conversation_id: str) -> None:
        """A page shows this conversation from now on, and nothing more of another."""
        self._page(session).conversation_id = conversation_id

    def begins(self, session: str) -> object:
        """A new showing on a page. It takes the place of the one before: the same answer shown by
        two events of a page comes in no certain order."""
        showing = self._page(session).showing = object()
        return showing

    def goes_on(self, session: str, conversation_id: str, showing: object) -> bool:
        """Whether `showing` is still to be shown on the page."""
        page = self._pages.get(session)
        if page is None:
            return True
        return page.showing is showing and page.conversation_id in ("", conversation_id)

    def _page(self, session: str) -> _Looking:
        with self._lock:
            page = self._pages.pop(session, None) or _Looking()
            self._pages[session] = page
            if len(self._pages) > MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            return page
