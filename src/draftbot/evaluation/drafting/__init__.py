"""Drafts measured against the reports they stand in for: each report is left out in turn,
with all that repeats it, and drafted anew from its title and headings."""
