"""Requests put to the chat as staff type them, and what a good secretary would deliver held against the draft."""
