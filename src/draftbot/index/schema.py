"""The tables of a data folder, in the words of SQLite; `postgresql/schema` puts them into PostgreSQL's.

One text for both, so that neither has what the other lacks: what is written here keeps to types
and words that both know, and quotes the names of columns that one of them takes for its own.
"""

from __future__ import annotations

SCHEMA_VERSION = 6

# Words separated by spaces: FTS5's own tokenizers do not cut Chinese.
WORDS = """
CREATE VIRTUAL TABLE words USING fts5(heading, body, tokenize = "unicode61 remove_diacritics 0");
"""
# What version 2 adds to a data folder of version 1.
_ADDED_IN_2 = """
-- What the model made of a text, kept so that nothing is embedded twice and the
-- vectors in Chroma can be put back without the model.
CREATE TABLE embeddings (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,       -- hash of the embedded text
    vector BLOB NOT NULL,           -- float16, little-endian
    tokens BLOB NOT NULL            -- see index/tokens.py
);
-- Passages whose vectors are being written or removed: all that a start has to look at.
CREATE TABLE unsettled (passage_id TEXT PRIMARY KEY) WITHOUT ROWID;
-- In how many passages a pair of characters stands.
CREATE TABLE gram_counts (gram TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
-- Pieces of reports' signatures: reports that share one may repeat each other.
CREATE TABLE signature_bands (
    band INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (band, report_id)
) WITHOUT ROWID;
CREATE INDEX bands_by_report ON signature_bands(report_id);
"""
# What version 3 adds to a data folder of version 2.
_ADDED_IN_3 = """
-- Whose family is looked at when a report comes or goes.
CREATE INDEX reports_by_head ON reports(duplicate_of);
-- Every state a draft was left in by an action.
CREATE TABLE draft_versions (
    draft_id TEXT NOT NULL,
    number INTEGER NOT NULL,        -- from 1
    saved_at TEXT NOT NULL,
    what TEXT NOT NULL,             -- what was done, a message as JSON
    body TEXT NOT NULL,             -- the whole Draft as JSON
    PRIMARY KEY (draft_id, number)
);
-- What undo and redo go back and forth between: the desk and its draft after each action.
CREATE TABLE steps (
    conversation_id TEXT NOT NULL,
    number INTEGER NOT NULL,        -- from 0, the state before the first action
    what TEXT NOT NULL,
    desk TEXT NOT NULL,             -- the Conversation as JSON, without its turns
    draft_version INTEGER NOT NULL, -- of the draft on the desk; 0 for none
    undone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation_id, number)
);
"""
# What version 4 adds to a data folder of version 3.
_ADDED_IN_4 = """
-- Names of persons, organisations, places and contacts in passages.
CREATE TABLE names (
    passage INTEGER NOT NULL REFERENCES passages(number),
    start INTEGER NOT NULL,         -- character offset into the simplified text; -1: in a heading above it
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX names_by_passage ON names(passage);
CREATE INDEX names_by_text ON names(text);
"""
# What version 5 adds to a data folder of version 4. Times are UTC: text in ISO 8601, or seconds.
_ADDED_IN_5 = """
-- Who may come in; where there is nobody, whoever sits at this machine may do all.
CREATE TABLE users (
    name TEXT PRIMARY KEY,
    scope TEXT NOT NULL,            -- write or admin
    password TEXT NOT NULL,         -- Argon2id; '' for who comes in by the proxy only
    made_at TEXT NOT NULL,
    disabled_at TEXT
);
CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,          -- SHA-256 of what the browser holds
    "user" TEXT NOT NULL REFERENCES users(name),
    begun_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
);
-- What other programs come in with.
CREATE TABLE keys (
    name TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,      -- SHA-256 of the key
    scope TEXT NOT NULL,            -- read, write or admin
    "user" TEXT REFERENCES users(name), -- whose drafts it works with; NULL: its own
    made_at TEXT NOT NULL,
    revoked_at TEXT
);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    way TEXT NOT NULL,              -- how they came in
    what TEXT NOT NULL,
    which TEXT NOT NULL             -- an id or a name, never a text
);
-- With whom a draft or a conversation is shared.
CREATE TABLE shares (
    kind TEXT NOT NULL,             -- draft or conversation
    id TEXT NOT NULL,
    "user" TEXT NOT NULL,
    PRIMARY KEY (kind, id, "user")
) WITHOUT ROWID;
CREATE INDEX drafts_by_owner ON drafts(owner);
CREATE INDEX conversations_by_owner ON conversations(owner);
"""
# What version 6 adds to a data folder of version 5.
_ADDED_IN_6 = """
CREATE INDEX reports_by_department ON reports(department) WHERE department <> '';
CREATE TABLE memberships (
    "user" TEXT NOT NULL REFERENCES users(name),
    department TEXT NOT NULL,
    PRIMARY KEY ("user", department)
) WITHOUT ROWID;
-- What was answered to requests that name themselves, so that none is carried out twice.
CREATE TABLE answers (
    owner TEXT NOT NULL,
    key TEXT NOT NULL,              -- as the request named itself
    asked BLOB NOT NULL,            -- SHA-256 of the request
    at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,          -- JSON
    body BLOB NOT NULL,
    PRIMARY KEY (owner, key)
);
CREATE INDEX answers_by_time ON answers(at);
"""
# Whose a draft or a conversation is; '' for nobody's, as all of an older folder are.
_OWNERS = "".join(
    f" ALTER TABLE {table} ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    for table in ("drafts", "conversations")
)
# Who sees a report: a department, or '' for all, as all of an older folder are.
_DEPARTMENT = " ALTER TABLE reports ADD COLUMN department TEXT NOT NULL DEFAULT '';"
_FIRST_VERSIONS = "INSERT INTO draft_versions SELECT id, 1, changed_at, '', body FROM drafts;"
_EMBEDDING_OF_PASSAGE = "CREATE INDEX passages_by_embedding ON passages(embedding);"
_UNNAMED_PASSAGES = "CREATE INDEX passages_by_finder ON passages(names_by, report_id);"
# What brings a data folder of version n, the index, to version n + 1.
STEPS_FROM = (
    "",
    f"{_ADDED_IN_2} ALTER TABLE passages ADD COLUMN embedding INTEGER REFERENCES embeddings(number);"
    f" {_EMBEDDING_OF_PASSAGE}",
    f"{_ADDED_IN_3} {_FIRST_VERSIONS}",
    # Which finder has looked for names in a passage; NULL: none yet.
    f"{_ADDED_IN_4} ALTER TABLE passages ADD COLUMN names_by TEXT; {_UNNAMED_PASSAGES}",
    f"{_OWNERS} {_ADDED_IN_5}",
    f"{_DEPARTMENT} {_ADDED_IN_6}",
)
SCHEMA = f"""
CREATE TABLE store_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (
    hash TEXT PRIMARY KEY,          -- SHA-256 of the bytes
    data BLOB NOT NULL              -- the original, kept as it came
);
CREATE TABLE paths (
    path TEXT PRIMARY KEY,
    hash TEXT NOT NULL REFERENCES files(hash)
);
CREATE INDEX paths_by_hash ON paths(hash);
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    file_hash TEXT NOT NULL REFERENCES files(hash),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    genre TEXT NOT NULL,
    unit TEXT NOT NULL,
    year INTEGER,
    source TEXT NOT NULL,
    first_line INTEGER NOT NULL,
    script TEXT NOT NULL,
    chars INTEGER NOT NULL,
    duplicate_of TEXT,
    signature BLOB NOT NULL,
    body TEXT NOT NULL,             -- the whole Report as JSON
    department TEXT NOT NULL DEFAULT '' -- who sees it; '': all
);
CREATE INDEX reports_by_file ON reports(file_hash);
{_ADDED_IN_2}
CREATE TABLE passages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports(id),
    ordinal INTEGER NOT NULL,
    heading_path TEXT NOT NULL,     -- JSON list
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    embedding INTEGER REFERENCES embeddings(number),
    names_by TEXT                   -- which finder has looked for names in it
);
{_EMBEDDING_OF_PASSAGE}
{_UNNAMED_PASSAGES}
CREATE INDEX passages_by_report ON passages(report_id, ordinal);
{WORDS}
CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    body TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT ''
);
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    changed_at TEXT NOT NULL,
    body TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT ''
);
{_ADDED_IN_3}
{_ADDED_IN_4}
{_ADDED_IN_5}
{_ADDED_IN_6}
"""
