"""Learn where clauses end in words without marks, and write it to src/draftbot/chinese/data/clause_ends.npz.

    python scripts/train_clause_ends.py [--check]

From what people put marks between: facts and orders as they are typed (prompts/) and the clauses of the sample
reports, joined without marks by lot. `--check` leaves out a sixth of the sources and says how many ends are
found in what is put together of them, and how many found are ends.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from draftbot.chinese.clause_ends import SHIPPED, features_at, packed
from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.numerals import write_number
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import TaggedWord, Tagger
from draftbot.conversation.understanding.examples import load_examples
from draftbot.outlines.book import load_outlines

ROOT = Path(__file__).parents[1]
PROMPTS, CORPUS = ROOT / "prompts", ROOT / "corpus"
DATA = ROOT / "src" / "draftbot" / "chinese" / "data"
SEED, PARTS = 41, 6
MADE, MADE_FOR_CHECK = 24_000, 2_000
LONGEST_PIECE, LEAST_SEEN, STRENGTH = 60, 3, 0.5
FILLED, SPOKEN, NAMED = 0.15, 0.3, 0.5
_SLOT = re.compile(r"\{(\w)\}")
_PART = re.compile("第[一二三四五六]部分")
_SPLIT = re.compile(r"[，,。；;！!？?\n]+")
_STRAY = re.compile(r"[：:“”\"「」《》（）()【】\s]")
_SHARES = (0.4, 0.3, 0.3)  # of facts, orders and clauses of reports


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    chance, tagger = random.Random(SEED), LacTagger()
    sources = [sorted(one) for one in (facts(), orders(), clauses_of_reports())]
    kept = [[one for n, one in enumerate(s) if not is_check or n % PARTS] for s in sources]
    learnt = learn(made(kept, MADE, chance), tagger)
    if not is_check:
        DATA.joinpath(SHIPPED).write_bytes(packed(*learnt))
        print(sum(map(len, sources)), "pieces,", len(learnt[0]), "features")
        return
    held = [[one for n, one in enumerate(s) if not n % PARTS] for s in sources]
    check(learnt, made(held, MADE_FOR_CHECK, chance), tagger)


def facts() -> set[str]:
    lines = [
        line
        for path in (*PROMPTS.glob("facts/*.txt"), PROMPTS / "requests" / "事实.txt")
        for line in path.read_text("utf-8").splitlines()
    ]
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def orders() -> set[str]:
    return {said for said, _ in load_examples(PROMPTS).pairs if re.search("[\u4e00-\u9fff]", said)}


def clauses_of_reports() -> set[str]:
    lines = [line for path in CORPUS.rglob("*.md") for line in path.read_text("utf-8").splitlines()]
    lines += [
        line for path in CORPUS.rglob("*.txt") for line in path.read_text("utf-8", "ignore").splitlines()
    ]
    sentences = (sentence for line in lines for sentence in re.findall("[^。；]+", line))
    return {sentence.strip() for sentence in sentences if "，" in sentence and not sentence.startswith("#")}


def made(sources: list[list[str]], count: int, chance: random.Random) -> list[list[str]]:
    """Texts without marks, each as its clauses."""
    fillers = (PROMPTS / "requests" / "口头语.txt").read_text("utf-8").splitlines()
    fillers = [one.strip() for one in fillers if one.strip() and not one.startswith("#")]
    book = load_outlines(PROMPTS)
    headings = {s.heading for genre in book.genres for s in book.outline(genre).sections}
    parts = sorted(headings | {heading[-2:] for heading in headings})
    texts: list[list[str]] = []
    while len(texts) < count:
        pieces: list[str] = []
        for _ in range(chance.randint(1, 5)):
            said = chance.choice(chance.choices(sources, _SHARES)[0])
            if len(said) > LONGEST_PIECE:
                continue
            said = _PART.sub(lambda _: chance.choice(parts), said) if chance.random() < NAMED else said
            said = _SLOT.sub(lambda slot: _number(slot[1], chance), to_simplified(said))
            clauses = [_STRAY.sub("", one) for one in _SPLIT.split(said)]
            clauses = [one for one in clauses if one]
            if clauses and pieces and chance.random() < FILLED:
                clauses[0] = chance.choice(fillers) + clauses[0]
            pieces += clauses
        if len(pieces) > 1:
            texts.append(pieces)
    return texts


def _number(kind: str, chance: random.Random) -> str:
    """What may stand in a slot of a fact."""
    few, many = chance.randint(1, 60), chance.randint(100, 9000)
    filled = {
        "n": str(few),
        "N": str(many),
        "d": f"{few / 10}万",
        "p": f"{chance.randint(80, 100)}%",
        "r": f"{few}%",
        "t": f"{chance.randint(1, 12)}月",
        "o": "供电所",
    }
    value = filled.get(kind, str(few))
    return write_number(few) if kind == "n" and chance.random() < SPOKEN else value


def joints(texts: list[list[str]], tagger: Tagger) -> list[tuple[list[TaggedWord], set[int]]]:
    """The words of each text, and where its clauses end; a text whose words lie across an end is left out."""
    found = []
    tagged = tagger.tag(["".join(text) for text in texts])
    for text, sentence in zip(texts, tagged, strict=True):
        ends = set(np.cumsum([len(clause) for clause in text])[:-1].tolist())
        words = list(sentence.words)
        if ends <= {word.start for word in words}:
            found.append((words, ends))
    return found


def learn(texts: list[list[str]], tagger: Tagger) -> tuple[tuple[str, ...], np.ndarray, float]:
    rows, ends = list[list[str]](), list[bool]()
    for words, of in joints(texts, tagger):
        for i in range(1, len(words)):
            rows.append(list(features_at(words, i)))
            ends.append(words[i].start in of)
    counts = Counter(feature for row in rows for feature in row)
    features = tuple(sorted(feature for feature, count in counts.items() if count >= LEAST_SEEN))
    places = {feature: n for n, feature in enumerate(features)}
    columns = [[places[feature] for feature in row if feature in places] for row in rows]
    pointers = np.cumsum([0, *map(len, columns)])
    table = csr_array(
        (np.ones(pointers[-1], dtype=np.float32), np.concatenate(columns), pointers),
        shape=(len(rows), len(features)),
    )
    fitted = LogisticRegression(C=STRENGTH, max_iter=300).fit(table, ends)
    weights = fitted.coef_[0]
    telling = np.abs(weights) > 0.02
    features = tuple(feature for feature, tells in zip(features, telling, strict=True) if tells)
    return features, weights[telling], float(fitted.intercept_[0])


def check(learnt: tuple[tuple[str, ...], np.ndarray, float], texts: list[list[str]], tagger: Tagger) -> None:
    from draftbot.chinese.clause_ends import ClauseEnds

    ends = ClauseEnds(*learnt)
    for sure in (0.4, 0.5, 0.6, 0.7, 0.8):
        right = found = wanted = 0
        for words, of in joints(texts, tagger):
            here = {words[i + 1].start for i, one in enumerate(ends.likelihoods(words)) if one >= sure}
            right, found, wanted = right + len(here & of), found + len(here), wanted + len(of)
        print(
            f"at {sure}: {right / found:.3f} of {found} found are ends, {right / wanted:.3f} of {wanted} found"
        )


if __name__ == "__main__":
    main()
