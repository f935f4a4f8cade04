"""Trades: what kind of unit a report is of, what such units say, and what only others would say.

They are data, `prompts/trades/*.yaml`, a file a trade; a user adds one by adding a file.
"""
