"""The one rule: what each thing that draftbot does takes.

Page, REST, OpenAI's and Dify's protocols, MCP and gradio's events all call the service, and
all are held to this table there (`allowed`); what it does not name takes an administrator.
"""

from __future__ import annotations

from draftbot.access.caller import Caller, Scope
from draftbot.domain import ALONE, Viewer
from draftbot.errors import NotAllowed

# By the names of Draftbot's methods and properties.
READS = frozenset(
    """
    reports suspects report report_named lines_of_file original known_values trades reading search passage embed embedding_model
    outlines outline outline_for parse_outline mine_outline outline_of_report outline_from_file
    parse_facts facts_from_file check plan load_draft versions version compare export
    departments drafts conversations may_be_shared_with conversation understood message_examples has_chat_model ready notices jobs
    unready figures
    """.split()
)
WRITES = frozenset(
    """
    ingest_upload correct_report restore_dropped cut_file
    draft draft_events go_on fill_blank edit_sentence edit_point set_lock confirm confirm_points
    delete_points restore bring_back bring_back_to_desk share_draft duplicate_draft delete_draft
    start_conversation conversation_named say redraft stop stop_job undo redo arrange_desk
    tell_facts
    share_conversation delete_conversation manage_own_keys
    """.split()
)
ADMINISTERS = frozenset(
    """
    remove_report keep_report_for ingest watch follow unfinished_reading doctor warm_up leave close seen_by database
    manage_users manage_keys read_audit
    """.split()
)
# What is kept an account of, besides what changes something.
TAKES_OUT = frozenset(("export", "original", "read_audit"))
# Changes nothing that anybody would look for.
_UNTOLD = frozenset(("stop", "start_conversation", "conversation_named", "warm_up", "seen_by", "database"))


def needed(act: str) -> Scope:
    """What `act` takes."""
    if act in READS:
        return Scope.READ
    return Scope.WRITE if act in WRITES else Scope.ADMIN


def check(caller: Caller, act: str) -> None:
    """Raises NotAllowed where `caller` may not do `act`."""
    scope = needed(act)
    if caller.scope < scope:
        raise NotAllowed(scope=scope.word)


def viewer_of(caller: Caller) -> Viewer:
    """What `caller` sees of what is kept: their own and what is shared with them, the reports for
    all and for their departments; an administrator all. Stores and the index's filters hold to it."""
    if caller.way == "alone":
        return ALONE
    return Viewer(caller.name, caller.scope is Scope.ADMIN, caller.departments)


def is_told(act: str) -> bool:
    """Whether `act` is written down in the audit."""
    return act in TAKES_OUT or (act not in READS and act not in _UNTOLD)
