"""Reports with generated names, places, contacts and figures planted in them, drafts from
them for another unit, and a look for what was planted as text.

Nothing here may know how draftbot finds a name: what was planted is known, and a string is
looked for (a contract of lint-imports holds it to that). A detector judged by itself is blind
to what it does not see.
"""
