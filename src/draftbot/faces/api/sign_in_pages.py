"""The pages where users sign in and change their password: HTML without scripts."""

from __future__ import annotations

from html import escape

from draftbot.errors import DraftbotError
from draftbot.faces.api.gate import SIGN_IN
from draftbot.messages import Language, Message, render

PASSWORD = "/password"
STYLE = """
body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; background: #f7f4ec;
  color: #2b2a27; display: grid; place-items: center; min-height: 90vh; margin: 0 }
form { background: #fff; border: 1px solid #e5dfd0; border-radius: 8px; padding: 2rem; width: 18rem }
h1 { font-size: 1.15rem; margin: 0 0 1rem } label { display: block; margin: .8rem 0 .2rem }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .4rem .5rem; border: 1px solid #cfc7b4;
  border-radius: 4px } button { margin-top: 1.2rem; width: 100%; font: inherit; padding: .5rem;
  background: #8a2a1b; color: #fff; border: 0; border-radius: 4px; cursor: pointer }
p { color: #8a2a1b; margin: .5rem 0 } p.said { color: inherit }
"""


def sign_in_page(language: Language, to: str, user: str = "", error: DraftbotError | None = None) -> str:
    """Leads on `to` an address of this server."""
    return (
        _head(language, SIGN_IN, "access.sign_in_head", error)
        + f'<label for="user">{_t("access.user", language)}</label><input id="user" name="user"'
        f' value="{escape(user)}" autocomplete="username" required autofocus>'
        + _password("password", "access.password", "current-password", language)
        + f'<input type="hidden" name="to" value="{escape(to)}">'
        f"<button>{_t('access.sign_in', language)}</button></form>"
    )


def new_password_page(language: Language, user: str, error: DraftbotError | None = None) -> str:
    return (
        _head(language, PASSWORD, "access.password_head", error)
        + f'<input type="hidden" autocomplete="username" value="{escape(user)}">'
        + _password("password", "access.old_password", "current-password", language)
        + _password("new", "access.new_password", "new-password", language)
        + f"<button>{_t('access.change_password', language)}</button></form>"
    )


def _head(language: Language, action: str, head: str, error: DraftbotError | None) -> str:
    told = f"<p>{escape(error.message(language))} {escape(error.hint(language))}</p>" if error else ""
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        # Without a referrer a browser sends forms with no origin either, and is refused for it.
        f'<meta name="referrer" content="same-origin"><title>draftbot</title><style>{STYLE}</style>'
        f'<body><form method="post" action="{action}"><h1>{_t(head, language)}</h1>{told}'
    )


def _password(name: str, label: str, kind: str, language: Language) -> str:
    return (
        f'<label for="{name}">{_t(label, language)}</label>'
        f'<input id="{name}" name="{name}" type="password" autocomplete="{kind}" required>'
    )


def _t(code: str, language: Language) -> str:
    return escape(render(Message(code), language))
