"""draftbot from another Python program, over HTTP and with types.

    from draftbot.client import Draftbot

    with Draftbot("http://127.0.0.1:7860", key="db-…") as draftbot:
        for hit in draftbot.search("防汛值班制度").hits:
            print(hit.title, hit.text)

`AsyncDraftbot` has the same methods to be awaited. What goes wrong is an ApiError.
"""

from draftbot.client.asynchronous import AsyncDraftbot
from draftbot.client.calls import ApiError
from draftbot.client.synchronous import Draftbot

__all__ = ["ApiError", "AsyncDraftbot", "Draftbot"]
