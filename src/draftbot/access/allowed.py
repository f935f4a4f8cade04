"""The service as one caller may use it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from draftbot.access import rule
from draftbot.access.audit import Audit
from draftbot.access.caller import Caller
from draftbot.domain import Draft
from draftbot.service import Draftbot


def allowed(service: Draftbot, caller: Caller) -> Draftbot:
    """`service` held to the rule for `caller`, who sees their own drafts and conversations only;
    what they do is written down. Where nobody is set up it is the service as it is."""
    if caller.way == "alone":
        return service
    return cast(Draftbot, _Allowed(service.seen_by(rule.viewer_of(caller)), caller, Audit(service.database)))


class _Allowed:
    """Asks the rule before anything of the service is so much as looked up."""

    def __init__(self, service: Draftbot, caller: Caller, audit: Audit) -> None:
        self._service, self._caller, self._audit = service, caller, audit

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the service has)
        rule.check(self._caller, name)
        found = getattr(self._service, name)
        return self._telling(name, found) if callable(found) and rule.is_told(name) else found

    def _telling(self, act: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def told(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            result = method(*args, **kwargs)
            which = result.id if isinstance(result, Draft) else next(iter(args), "")
            self._audit.tell(self._caller, act, which if isinstance(which, str) else "")
            return result

        return told
