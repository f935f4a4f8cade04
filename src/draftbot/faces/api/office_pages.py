"""The page where people manage their own keys and what is at work for them, and an administrator the
users: HTML without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from draftbot.access.caller import SCOPES, Caller, Scope, ScopeName
from draftbot.access.keys import Key
from draftbot.access.users import User
from draftbot.domain import Job, JobKind
from draftbot.errors import DraftbotError
from draftbot.messages import Language, Message, render

OFFICE = "/office"
SCOPE_WORDS: dict[ScopeName, str] = {
    "read": "office.scope_read",
    "write": "office.scope_write",
    "admin": "office.scope_admin",
}
JOB_WORDS = {
    JobKind.READING: "office.job_reading",
    JobKind.DRAFTING: "office.job_drafting",
    JobKind.ANSWERING: "office.job_answering",
    JobKind.EXPORT: "office.job_export",
}
STYLE = """
body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; background: #f7f4ec;
  color: #2b2a27; margin: 0 auto; max-width: 60rem; padding: 1rem }
section { background: #fff; border: 1px solid #e5dfd0; border-radius: 8px; padding: 1rem 1.5rem; margin: 1rem 0;
  overflow-x: auto }
h1 { font-size: 1.15rem } h2 { font-size: 1rem; margin: .2rem 0 .8rem } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #e5dfd0; vertical-align: middle }
form { display: inline-flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .2rem 0 }
label { display: inline-flex; flex-direction: column; font-size: .9rem }
input, select, button { font: inherit; padding: .25rem .5rem; border: 1px solid #cfc7b4; border-radius: 4px;
  background: #fff } button { background: #8a2a1b; color: #fff; border: 0; cursor: pointer }
p.fault { color: #8a2a1b } code { font-size: 1.05rem; user-select: all; word-break: break-all } .off { color: #6f6a5e }
"""


class OfficePage:
    """Put together for one reader; `caller` is a person."""

    def __init__(self, caller: Caller, language: Language) -> None:
        self._caller, self._language = caller, language

    def html(
        self,
        own: Sequence[Key],
        jobs: Sequence[Job],
        users: Sequence[User] = (),
        keys: Sequence[Key] = (),
        secret: str = "",
        error: DraftbotError | None = None,
    ) -> str:
        """`jobs` are those the reader may see; `users` and `keys` all there are, for an administrator;
        `secret` a key just made."""
        said = f'<p class="fault" role="alert">{self._error(error)}</p>' if error else ""
        if secret:
            said += f"<section><h2>{self._t('office.key_once')}</h2><code>{escape(secret)}</code></section>"
        parts = [said, self._keys("office.own_keys", own, self._new_key()), self._jobs(jobs)]
        if self._caller.scope is Scope.ADMIN:
            others = [key for key in keys if key.user != self._caller.name]
            parts += [self._users(users), self._keys("office.all_keys", others, "")]
        return (
            f'<!doctype html><html lang="{self._language}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><meta name="referrer" content="same-origin">'
            f"<title>draftbot</title><style>{STYLE}</style><body><h1>{self._t('office.head')}</h1>"
            f'<p><a href="/">{self._t("office.back")}</a></p>{"".join(parts)}'
        )

    # -- keys ------------------------------------------------------------------

    def _keys(self, head: str, keys: Sequence[Key], new: str) -> str:
        rows = "".join(map(self._key, keys))
        columns = self._head(
            "office.name", "office.scope", "office.of_user", "office.made_at", "office.state"
        )
        table = f"<table>{columns}{rows}</table>" if keys else f"<p>{self._t('office.no_keys')}</p>"
        return f"<section><h2>{self._t(head)}</h2>{table}{new}</section>"

    def _key(self, key: Key) -> str:
        state = (
            f'<span class="off">{self._t("office.revoked")}</span>'
            if key.revoked_at
            else self._form(key.name, self._button("office.key_revoke"))
        )
        scope = self._t(SCOPE_WORDS[key.scope.word])
        return self._row(escape(key.name), scope, escape(key.user or ""), key.made_at[:10], state)

    def _new_key(self) -> str:
        options = "".join(
            f'<option value="{one}">{self._t(SCOPE_WORDS[one])}</option>'
            for one in SCOPES
            if Scope.named(one) <= self._caller.scope
        )
        scope = f'<label>{self._t("office.scope")}<select name="scope">{options}</select></label>'
        return self._form("", self._input("name", "office.key_name") + scope + self._button("office.key_add"))

    # -- jobs ------------------------------------------------------------------

    def _jobs(self, jobs: Sequence[Job]) -> str:
        columns = self._head(
            "office.job", "office.job_what", "office.of_user", "office.job_since", "office.state"
        )
        rows = "".join(map(self._job, jobs))
        table = f"<table>{columns}{rows}</table>" if jobs else f"<p>{self._t('office.no_jobs')}</p>"
        return f"<section><h2>{self._t('office.jobs')}</h2>{table}</section>"

    def _job(self, job: Job) -> str:
        so_far = f"{job.done}/{job.of} " if job.of else ""
        state = (
            f'<span class="off">{self._t("office.job_stopping")}</span>'
            if job.is_stopping
            else self._form(job.id, self._button("office.job_stop"))
        )
        since = f'<time datetime="{job.started_at}">{job.started_at[11:19]} UTC</time>'
        kind = self._t(JOB_WORDS[job.kind])
        return self._row(kind, escape(job.what), escape(job.owner), since, so_far + state)

    # -- users -----------------------------------------------------------------

    def _users(self, users: Sequence[User]) -> str:
        columns = self._head("office.name", "office.scope", "office.departments", "office.state")
        new = self._form(
            "",
            self._input("name", "office.user_name")
            + self._input("password", "office.password", kind="password")
            + self._input("departments", "office.departments", needed=False)
            + self._button("office.user_add"),
        )
        rows = "".join(map(self._user, users))
        more = f"<p>{self._t('office.departments_more')}</p>"
        return (
            f"<section><h2>{self._t('office.users')}</h2><table>{columns}{rows}</table>{more}{new}</section>"
        )

    def _user(self, user: User) -> str:
        is_admin = user.scope is Scope.ADMIN
        scope = self._t(SCOPE_WORDS[user.scope.word])
        other = self._form(user.name, self._button("office.user_write" if is_admin else "office.user_admin"))
        departments = self._form(
            user.name,
            f'<input name="departments" value="{escape(", ".join(user.departments))}"'
            f' aria-label="{self._t("office.departments")}">{self._button("office.user_departments")}',
        )
        state = f'<span class="off">{self._t("office.disabled")}</span> ' if user.disabled_at else ""
        state += self._form(
            user.name, self._button("office.user_enable" if user.disabled_at else "office.user_disable")
        )
        return self._row(escape(user.name), f"{scope} {other}", departments, state)

    # -- pieces ----------------------------------------------------------------

    def _form(self, name: str, inside: str) -> str:
        whose = f'<input type="hidden" name="name" value="{escape(name)}">' if name else ""
        return f'<form method="post" action="{OFFICE}">{whose}{inside}</form>'

    def _input(self, name: str, label: str, kind: str = "text", needed: bool = True) -> str:
        required = " required" if needed else ""
        return (
            f'<label>{self._t(label)}<input name="{name}" type="{kind}" autocomplete="off"{required}></label>'
        )

    def _button(self, code: str) -> str:
        """What it does is called as its words are."""
        return f'<button name="act" value="{code.removeprefix("office.")}">{self._t(code)}</button>'

    def _head(self, *labels: str) -> str:
        return f"<tr>{''.join(f'<th>{self._t(label)}</th>' for label in labels)}</tr>"

    def _row(self, *cells: str) -> str:
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    def _error(self, error: DraftbotError) -> str:
        return escape(f"{error.message(self._language)} {error.hint(self._language)}".strip())

    def _t(self, code: str) -> str:
        return escape(render(Message(code), self._language))
