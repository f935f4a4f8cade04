"""Learn to mark requests from the phrases of prompts/requests/, and write what was learnt to
src/draftbot/conversation/data/.

    python scripts/train_requests.py [--check]

Takes a minute or two. `--check` learns from five sixths of the phrases and marks requests put
together from the others, and says of how many pieces of each kind the limits were found.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from draftbot.chinese.lac_tagger import LacTagger
from draftbot.conversation.marking.composing import Composer
from draftbot.conversation.marking.features import features_of
from draftbot.conversation.marking.kinds import KINDS, pieces_of
from draftbot.conversation.marking.phrases import RequestPhrases, load_phrases
from draftbot.conversation.marking.request_marker import SHIPPED
from draftbot.conversation.marking.training import SEED, train
from draftbot.trades.files import load_trades

ROOT = Path(__file__).parents[1]
PROMPTS = ROOT / "prompts"
DATA = ROOT / "src" / "draftbot" / "conversation" / "data"
PARTS, CHECKED = 6, 400


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    phrases = load_phrases(PROMPTS)
    if options.check:
        check(phrases)
        return
    weights = train(phrases, LacTagger(), load_trades(PROMPTS))
    DATA.joinpath(SHIPPED).write_bytes(weights.packed())
    print(sum(map(len, phrases.lists.values())), "phrases,", len(weights.features), "features")


def check(phrases: RequestPhrases) -> None:
    tagger, trades = LacTagger(), load_trades(PROMPTS)
    chance = random.Random(SEED)
    seen: dict[str, tuple[str, ...]] = {}
    unseen: dict[str, tuple[str, ...]] = {}
    for name, lines in phrases.lists.items():
        order = chance.sample(range(len(lines)), len(lines))
        held = {n for i, n in enumerate(order) if i % PARTS == 0}
        seen[name] = tuple(line for n, line in enumerate(lines) if n not in held)
        unseen[name] = tuple(line for n, line in enumerate(lines) if n in held)
    weights = train(RequestPhrases(seen, phrases.whole), tagger, trades)
    composer = Composer(RequestPhrases(unseen, ()), chance)
    right, wanted, found = Counter[str](), Counter[str](), Counter[str]()
    for _ in range(CHECKED):
        message = composer.message()
        marks = pieces_of(message.text, weights.labels(features_of(message.text, tagger, trades)))
        right.update(piece.kind for piece in set(marks) & set(message.pieces))
        wanted.update(piece.kind for piece in message.pieces)
        found.update(piece.kind for piece in marks)
    for kind in KINDS:
        share, precise = right[kind] / max(1, wanted[kind]), right[kind] / max(1, found[kind])
        print(f"{kind}: {share:.3f} of {wanted[kind]} found, {precise:.3f} of {found[kind]} right")


if __name__ == "__main__":
    main()
