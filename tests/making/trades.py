"""The trades that ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from draftbot.trades.files import load_trades
from draftbot.trades.trades import Trades

PROMPTS = Path(__file__).parents[2] / "prompts"


@cache
def shipped_trades() -> Trades:
    return load_trades(PROMPTS)
