"""A message in ordinary Chinese to actions, by rules."""

from draftbot.conversation.understanding.understand import understand

__all__ = ["understand"]
