"""The things users talk about, as frozen values.

A *report* is read from a *source* file and has a tree of *sections*; it is cut
into *passages*, which a search returns as *hits*. A *draft* is written to an
*outline* from a *fact sheet*; each of its *sentences* names the *sources* it
rests on and the *blanks* it leaves. Lengths are counted in characters without
white space.
"""

from draftbot.domain.checking import CheckedText, Finding
from draftbot.domain.conversation import (
    ChatEvent,
    Conversation,
    DeskChanged,
    Did,
    Found,
    ReadyToExport,
    Said,
    Suggested,
    Suggestion,
    Turn,
)
from draftbot.domain.draft import (
    CLOSING,
    OPENING,
    Blank,
    Comparison,
    Draft,
    DraftRequest,
    DraftSection,
    DraftVersion,
    Fill,
    Origin,
    Remark,
    SectionChange,
    Sentence,
    Source,
    as_lines,
    fills_moved,
)
from draftbot.domain.events import (
    DraftEvent,
    DraftFinished,
    DraftStarted,
    SectionStarted,
    SectionWritten,
    TextArrived,
)
from draftbot.domain.exported import ExportedFile
from draftbot.domain.health import HealthCheck
from draftbot.domain.ingest import (
    FailedFile,
    IngestProgress,
    IngestResult,
    StepOfFolder,
    Suspect,
)
from draftbot.domain.job import Job, JobKind
from draftbot.domain.outline import Fact, FactSheet, Outline, OutlineSection
from draftbot.domain.plan import SAME_TOPIC, Plan, PlannedReport, Rung, Share
from draftbot.domain.report import (
    Aside,
    Corrections,
    DroppedLine,
    FileLine,
    Guess,
    Passage,
    Repair,
    Report,
    ReportSummary,
    Role,
    Script,
    Section,
    T,
)
from draftbot.domain.search import Filters, Hit, PassageInContext, SearchResult, Twin
from draftbot.domain.text import BLANK_CLOSE, BLANK_OPEN, count_chars
from draftbot.domain.viewer import ALONE, Kept, Viewer

__all__ = [
    "ALONE",
    "BLANK_CLOSE",
    "BLANK_OPEN",
    "CLOSING",
    "OPENING",
    "SAME_TOPIC",
    "Aside",
    "Blank",
    "ChatEvent",
    "CheckedText",
    "Comparison",
    "Conversation",
    "Corrections",
    "DeskChanged",
    "Did",
    "Draft",
    "DraftEvent",
    "DraftFinished",
    "DraftRequest",
    "DraftSection",
    "DraftStarted",
    "DraftVersion",
    "DroppedLine",
    "ExportedFile",
    "Fact",
    "FactSheet",
    "FailedFile",
    "FileLine",
    "Fill",
    "Filters",
    "Finding",
    "Found",
    "Guess",
    "HealthCheck",
    "Hit",
    "IngestProgress",
    "IngestResult",
    "Job",
    "JobKind",
    "Kept",
    "Origin",
    "Outline",
    "OutlineSection",
    "Passage",
    "PassageInContext",
    "Plan",
    "PlannedReport",
    "ReadyToExport",
    "Remark",
    "Repair",
    "Report",
    "ReportSummary",
    "Role",
    "Rung",
    "Said",
    "Script",
    "SearchResult",
    "Section",
    "SectionChange",
    "SectionStarted",
    "SectionWritten",
    "Sentence",
    "Share",
    "Source",
    "StepOfFolder",
    "Suggested",
    "Suggestion",
    "Suspect",
    "T",
    "TextArrived",
    "Turn",
    "Twin",
    "Viewer",
    "as_lines",
    "count_chars",
    "fills_moved",
]
