"""Train what says whether a stretch of words stands where a name is wanted (chinese/name_places.py).

The frames of reports (scripts/names/frames.txt) are filled with names and, as often, with whatever
words there are: what the place in the sentence demands is then to be learnt from the place, and
which words may stand there without being a name from the sentences that hold none (plain.txt, the
sample corpus). It is written to src/draftbot/chinese/data/name_places.npz.

    python scripts/train_name_places.py [--seed N] [--fills N] [--epochs N]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import rjieba
import torch
from torch import nn
from train_names import _SLOT, DATA, Part, Stock, corpus_sentences, lines

from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.name_features import VECTOR_SIZE, features_of
from draftbot.chinese.name_network import CLASSES
from draftbot.chinese.name_places import (
    ASKED,
    FILE_NAME,
    HIDDEN,
    LONGEST,
    SIGHTS,
    NamePlaces,
    likeness_to_a_name,
    signs_of,
    spans_of,
)
from draftbot.chinese.name_reading import dictionary_words
from draftbot.chinese.names import LEVELS

_BATCH, _DRAWN, _DRAWN_OF_PLAIN = 32, 11, 28
WITHIN, WORDS_HIDDEN = 32, 0.1
# One frame or sentence in so many is kept back to weigh the signs by.
KEPT_BACK = 6
# The share of characters whose meaning is hidden while the network learns.
_UNSEEN = 0.1


@dataclass
class Sentence:
    """`names` are what fills the slots, with the class of each: of what is none too; `features` has a row for each character;
    `frame` is the number of what it was made from."""

    text: str
    names: list[tuple[int, int, int]]
    frame: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    features: np.ndarray = field(default_factory=lambda: np.zeros(0))
    drawn: list[tuple[int, int, int]] = field(default_factory=list)


class AnyWords:
    """Fills slots with names and with whatever words there are."""

    def __init__(self, stock: Stock) -> None:
        self.stock, self.chance = stock, stock.chance
        words = {w for s in (*lines("plain.txt"), *corpus_sentences()) for w in rjieba.cut(s, False)}
        han = sorted(w for w in words if all("\u4e00" <= c <= "\u9fff" for c in w))
        self.words = [w for w in han if len(w) in (2, 3)]
        self.short = [w for w in self.words if len(w) == 2]
        surnames, titles = set(stock.single), set(stock.titles)
        self.as_names = [w for w in self.words if w[0] in surnames and w not in titles]
        self.often = [likeness_to_a_name(w) ** 0.5 for w in self.as_names]
        cores = (*self.words, *stock.characters)
        self.known = {
            slot: [c + k for c in cores for k in kinds if rjieba.has_word(c + k) and c + k not in words]
            for slot, kinds in (("ORG", stock.bodies), ("LOC", stock.grounds))
        }

    def fill(self, slot: str) -> list[Part]:
        roll = self.chance.random()
        if slot == "NICK":
            return self.stock.fill(slot)
        if slot == "PER":
            if roll < 0.1:
                return [(self.chance.choice(self.stock.titles), "none")]
            if roll < 0.2:
                return self.several()
            return self.somebody() if roll < 0.75 else self.stock.fill(slot)
        kind = "organisation" if slot == "ORG" else "place"
        if roll < 0.1:
            return [(self.stock.plain_unit(slot), "none")]
        if slot == "ORG" and roll < 0.18:  # firms are called by any word
            return [(self.chance.choice((self.chance.choice(self.words), self.stock.brand())), kind)]
        if roll < 0.42:
            return self.stock.fill(slot)
        if roll < 0.5:
            return [(self.chance.choice(self.known[slot]), kind)]
        kinds = self.stock.bodies if slot == "ORG" else self.stock.grounds
        of_kind = self.chance.choice(kinds)
        if roll < 0.58:
            return [(self.chance.choice(self.short) + self.chance.choice(("", *self.short)), kind)]
        if roll < 0.66:
            return [(self.chance.choice(LEVELS) + of_kind, kind)]
        if roll < 0.7:
            return [(of_kind, kind)]
        core = self.chance.choice(self.words)
        if self.chance.random() < 0.2:
            core = self.chance.choice(self.stock.characters) + core[:2]
        return [(core + of_kind, kind)]

    def several(self) -> list[Part]:
        """Persons one after the other, with what stands between them: where one stands others may."""
        parts = list[Part]()
        for joint in self.chance.choice(("、", "和", "、、", "、和", "，", "、、、", "、、和", "与")):
            parts += [*self.anybody(), (joint, "none")]
        return [*parts, *self.anybody()]

    def anybody(self) -> list[Part]:
        """A person, as often as not called by a word."""
        word = self.chance.choices(self.as_names, self.often)[0]
        return [(word if self.chance.random() < 0.5 else self.stock.person(), "person")]

    def somebody(self) -> list[Part]:
        name = (self.chance.choices(self.as_names, self.often)[0], "person")
        title = (self.chance.choice(self.stock.titles), "none")
        return self.chance.choice(([name], [title, name], [name, title]))


def sentences(stock: Stock, fills: int) -> Iterator[Sentence]:
    any_words = AnyWords(stock)
    for number, frame in enumerate(lines("frames.txt")):
        for _ in range(fills):
            text, names, at = "", list[tuple[int, int, int]](), 0
            for slot in _SLOT.finditer(frame):
                text += frame[at : slot.start()]
                for part, kind in any_words.fill(slot[1]):
                    names.append((len(text), len(text) + len(part), CLASSES.index(kind)))
                    text += part
                at = slot.end()
            yield Sentence(text + frame[at:], names, number)
    for number, text in enumerate([*lines("plain.txt"), *corpus_sentences()]):
        yield Sentence(text, [], number)


class Places(nn.Module):
    """As chinese/name_places.py has it, to be trained."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.seen = nn.Linear(inputs + 1, HIDDEN)
        self.left = nn.ModuleList(nn.Conv1d(HIDDEN, HIDDEN, s.width, dilation=s.spread) for s in SIGHTS)
        self.right = nn.ModuleList(nn.Conv1d(HIDDEN, HIDDEN, s.width, dilation=s.spread) for s in SIGHTS)
        self.within = nn.Linear(inputs + 1, WITHIN)
        self.joined = nn.Linear(HIDDEN * 2 + WITHIN * 3 + LONGEST + 2, HIDDEN * 2)
        self.out = nn.Linear(HIDDEN * 2, len(CLASSES))
        self.dropout = nn.Dropout(0.2)

    def forward(self, x: torch.Tensor, rows, starts, ends, like) -> torch.Tensor:
        if self.training:
            shown = torch.ones_like(x)
            shown[:, :, -VECTOR_SIZE:] = (torch.rand(*x.shape[:2], 1) > _UNSEEN).float()
            x = x * shown
        inside = (x.abs().sum(-1, keepdim=True) > 0).float()
        x = torch.cat([x, inside], -1)
        seen = self.dropout(torch.relu(self.seen(x)) * inside).transpose(1, 2)
        inside = inside.transpose(1, 2)
        left = self._sided(seen, inside, self.left)
        right = self._sided(seen.flip(2), inside.flip(2), self.right).flip(2)
        none = torch.zeros(len(x), HIDDEN, 1)
        left = torch.cat([none, left], 2).transpose(1, 2)  # at i: what stands before i
        right = torch.cat([right, none], 2).transpose(1, 2)  # at i: what stands from i on
        around = torch.cat([left[rows, starts], right[rows, ends]], 1)
        within = torch.relu(self.within(x))
        sums = torch.cat([torch.zeros(len(x), 1, WITHIN), within.cumsum(1)], 1)
        mean = (sums[rows, ends] - sums[rows, starts]) / (ends - starts)[:, None].float()
        words = torch.cat([mean, within[rows, starts], within[rows, ends - 1]], 1)
        if self.training:
            words = words * (torch.rand(len(words), 1) > WORDS_HIDDEN).float()
        size = nn.functional.one_hot((ends - starts).clamp(max=LONGEST), LONGEST + 1).float()
        whole = torch.cat([around, words, size, like], 1)
        return self.out(self.dropout(torch.relu(self.joined(self.dropout(whole)))))

    def _sided(self, x: torch.Tensor, inside: torch.Tensor, layers: nn.ModuleList) -> torch.Tensor:
        for layer, sight in zip(layers, SIGHTS, strict=True):
            padded = nn.functional.pad(x, ((sight.width - 1) * sight.spread, 0))
            x = x + self.dropout(torch.relu(layer(padded))) * inside
        return x


def drawn(sentence: Sentence, chance: random.Random) -> list[tuple[int, int, int]]:
    """Stretches to learn from: the names, and some that no name overlaps."""
    free = [
        s for s in sentence.spans if not any(s[0] < e and b < s[1] for b, e, kind in sentence.names if kind)
    ]
    most = _DRAWN if sentence.names else _DRAWN_OF_PLAIN
    chosen = chance.sample(free, min(len(free), most))
    filled = [n for n in sentence.names if 1 < n[1] - n[0] <= LONGEST]
    return [*filled, *((a, b, 0) for a, b in chosen)]


def batches(rows: list[Sentence], chance: random.Random):
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i].text), chance.random()))
    groups = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
    chance.shuffle(groups)
    for group in groups:
        longest = max(len(rows[i].text) for i in group)
        x = np.zeros((len(group), longest, rows[0].features.shape[1]), dtype=np.float32)
        spans = []
        for row, i in enumerate(group):
            x[row, : len(rows[i].text)] = rows[i].features
            spans += [(row, *span) for span in rows[i].drawn]
        if spans:
            like = [[likeness_to_a_name(rows[group[r]].text[a:b])] for r, a, b, _ in spans]
            yield (
                torch.from_numpy(x),
                torch.tensor(like),
                *map(torch.tensor, zip(*spans, strict=True)),
            )


def weighed(tagger: LacTagger, places: NamePlaces, rows: list[Sentence]) -> tuple[np.ndarray, np.ndarray]:
    """How the network's belief, the tagger's and the form weigh beside each other, learnt from
    sentences that the network has not seen: of the stretches that it half believes in."""
    from sklearn.linear_model import LogisticRegression

    asked, told, likely = [], [], []
    likelihoods = places.likelihoods([(r.text, r.features.astype(np.float32), r.spans) for r in rows])
    for row, found in zip(rows, likelihoods, strict=True):
        names = {(a, b) for a, b, kind in row.names if kind}
        for span, of_kinds in zip(row.spans, found, strict=True):
            is_part = any(span[0] < e and b < span[1] for b, e in names)
            if 1 - of_kinds[0] > ASKED and (span in names or not is_part):
                asked.append((row.text, span))
                told.append(span in names)
                likely.append(of_kinds)
    signs = signs_of(tagger, asked, np.array(likely))
    fitted = LogisticRegression(max_iter=1000).fit(signs, told)
    print(f"{len(told)} stretches asked about, {sum(told)} names; {fitted.score(signs, told):.3f} right")
    return fitted.coef_[0].astype(np.float16), fitted.intercept_.astype(np.float16)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--fills", type=int, default=6)
    options.add_argument("--epochs", type=int, default=6)
    args = options.parse_args()
    chance = random.Random(args.seed)
    torch.manual_seed(args.seed)
    rows = list(sentences(Stock(chance), args.fills))
    tagger = LacTagger()
    for row, tagged in zip(rows, tagger.tag([r.text for r in rows]), strict=True):
        words = dictionary_words(row.text)
        row.features = features_of(row.text, tagged, words).astype(np.float16)
        row.spans = spans_of(words)
        row.drawn = drawn(row, chance)
    print(f"{len(rows)} sentences, {sum(len(r.drawn) for r in rows)} stretches", flush=True)
    kept_back = [row for row in rows if row.frame % KEPT_BACK == 0]
    rows = [row for row in rows if row.frame % KEPT_BACK]
    network = Places(rows[0].features.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.01)
    steps = args.epochs * (len(rows) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps + 1)
    for epoch in range(args.epochs):
        network.train()
        total = count = 0.0
        for x, like, row, start, end, kind in batches(rows, chance):
            loss = nn.functional.cross_entropy(network(x, row, start, end, like), kind)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.4f}", flush=True)
    arrays = {}
    for name, value in network.state_dict().items():
        array = value.numpy()
        # (outputs, inputs, width) → (width, inputs, outputs); (outputs, inputs) → (inputs, outputs)
        arrays[name] = (array.transpose() if array.ndim > 1 else array).astype(np.float16)
    weights, bias = weighed(tagger, NamePlaces(arrays), kept_back)
    arrays |= {"sure.weight": weights, "sure.bias": bias}
    np.savez_compressed(DATA / FILE_NAME, **arrays)


if __name__ == "__main__":
    main()
