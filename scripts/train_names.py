"""Train the small network that says which characters of a sentence belong to a name.

Sentences are frames of reports (scripts/names/frames.txt) filled with names from the stock
beside it, and sentences without a name (plain.txt). What stands for nobody (plain_units.txt)
fills frames too and is no name there. Of each character the network sees what the tagger and the
dictionary make of it, and what it means (chinese/name_features.py): the embedding model's own
vector of it, in fewer numbers. Some of these are hidden from it while it learns, so that it learns
the sentences rather than the stock. It is written to src/draftbot/chinese/data/name_network.npz.

    python scripts/train_names.py [--seed N] [--fills N] [--epochs N] [--vectors MODEL]

With `--vectors` the meanings of characters are taken anew out of MODEL, a sentence-transformers
folder of multilingual-e5-small, into src/draftbot/chinese/data/character_vectors.npz.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import rjieba
import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from torch import nn

from draftbot import corpus
from draftbot.chinese.lac_tagger import LacTagger
from draftbot.chinese.name_doubts import is_like_a_name
from draftbot.chinese.name_features import VECTOR_SIZE, VECTORS_FILE, features_of
from draftbot.chinese.name_network import CLASSES, FILE_NAME, LAYERS
from draftbot.chinese.name_reading import dictionary_words
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.word_lists import words_in

HERE = Path(__file__).parent / "names"
DATA = Path(__file__).parents[1] / "src" / "draftbot" / "chinese" / "data"
CORPUS = Path(__file__).parents[1] / "corpus"
_SLOT = re.compile(r"\{(PER|NICK|ORG|LOC)\}")
_BATCH = 64
# A stretch of text and the class of its characters.
Part = tuple[str, str]
# The share of characters whose meaning is hidden while the network learns.
HIDDEN = 0.15


def lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def corpus_sentences() -> list[str]:
    """The sentences of the sample corpus that hold none of the names invented for it."""
    invented = re.compile("|".join(lines("corpus_names.txt")))
    found = []
    for path in sorted(CORPUS.glob("*_*.txt")):
        for report in corpus.read(path.read_bytes(), path.name):
            for _, section in report.walk():
                found += [s for p in section.paragraphs for s in split_sentences(to_simplified(p))]
    return [sentence for sentence in dict.fromkeys(found) if not invented.search(sentence)]


def words_like_names() -> list[str]:
    """The words of the plain sentences that begin with a surname and go on with what is usual in
    given names: there are people called 高兴. Not those that stand beside a title somewhere
    (家长沙龙, 老年客户): what is a name there would be learnt against what is none."""
    titles = set(words_in("titles"))
    words, beside = set[str](), set[str]()
    for sentence in (*lines("plain.txt"), *corpus_sentences()):
        cut = rjieba.cut(sentence, False)
        words.update(cut)
        for left, right in pairwise(cut):
            beside.update((right,) if left in titles else (), (left,) if right in titles else ())
    return sorted(filter(is_like_a_name, words - beside))


class Stock:
    """Names of each kind, drawn at random."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        surnames = words_in("surnames")
        self.single = [s for s in surnames if len(s) == 1]
        self.compound = [s for s in surnames if len(s) > 1]
        self.given = words_in("given_names")
        self.characters = sorted({c for name in self.given for c in name})
        self.minority, self.nick, self.titles = lines("minority.txt"), lines("nick.txt"), words_in("titles")
        self.orgs, self.places, self.regions = lines("orgs.txt"), lines("places.txt"), lines("regions.txt")
        self.plain, self.modifiers = lines("plain_units.txt"), lines("plain_modifiers.txt")
        self.cores = lines("cores.txt")
        self.bodies, self.grounds = lines("kinds_of_bodies.txt"), lines("kinds_of_places.txt")
        self.first = sorted({place[:2] for place in self.places if len(place) > 3})
        self.words = words_like_names()

    def surname(self) -> str:
        if self.chance.random() < 0.06:
            return self.chance.choice(self.compound)
        if self.chance.random() < 0.3:
            return self.chance.choice(self.single)
        # The usual ones oftener, the rarest too.
        return self.single[int(len(self.single) * self.chance.random() ** 2)]

    def fill(self, slot: str) -> list[Part]:
        """What stands in a slot, part by part."""
        if slot == "PER":
            return self.somebody()
        if slot == "NICK":
            return self.familiar()
        kind = "organisation" if slot == "ORG" else "place"
        roll = self.chance.random()
        if roll < 0.15:
            return [(self.plain_unit(slot), "none")]
        if slot == "ORG" and roll < 0.2:
            return [(self.brand(), kind)]
        if roll < 0.55:
            return [(self.made(slot), kind)]
        region = self.chance.choice(self.regions) if self.chance.random() < 0.15 else ""
        if slot == "LOC" and roll > 0.9:
            return [(self.chance.choice(self.regions), kind)]
        return [(region + self.chance.choice(self.orgs if slot == "ORG" else self.places), kind)]

    def somebody(self) -> list[Part]:
        """A person, at times with what they are before or behind; at times only what one is."""
        roll, title = self.chance.random(), (self.chance.choice(self.titles), "none")
        if roll < 0.08:
            return [title]
        if roll < 0.16:
            return [title, (self.person(), "person")]
        if roll < 0.24:
            return [(self.person(), "person"), title]
        return [(self.person(), "person")]

    def person(self) -> str:
        roll = self.chance.random()
        if roll < 0.1:
            return self.chance.choice(self.minority)
        if roll < 0.17:
            return self.chance.choice(self.words)
        if roll < 0.32:
            made = "".join(self.chance.choices(self.characters, k=self.chance.choice((1, 2, 2))))
            return self.surname() + made
        return self.surname() + self.chance.choice(self.given)

    def familiar(self) -> list[Part]:
        """小许, 许老师, 许岚老师; and 老党员, who is nobody."""
        roll, title = self.chance.random(), self.chance.choice(self.titles)
        if roll < 0.05:
            return [(self.chance.choice("老新小大") + title, "none")]
        if roll < 0.2:
            return [(self.person(), "person"), (title, "none")]
        if roll < 0.5:
            return [(self.surname() + title, "person")]
        pattern = self.chance.choice(self.nick)
        given = self.chance.choice(self.characters)
        return [(pattern.replace("{S}", self.surname()).replace("{G}", given), "person")]

    def made(self, slot: str) -> str:
        """A name put together from what nobody is called by and the kind of body or place."""
        roll = self.chance.random()
        if roll < 0.4:
            core = self.chance.choice(self.first)
        elif roll < 0.6:
            core = "".join(self.chance.choices(self.characters, k=2))
        else:
            core = self.chance.choice(self.cores if roll < 0.85 else self.given)
        kind = self.chance.choice(self.bodies if slot == "ORG" else self.grounds)
        number = f"{self.chance.randint(1, 40)}{self.chance.choice('栋号幢')}" if slot != "ORG" else ""
        return core + kind + (number if self.chance.random() < 0.15 else "")

    def brand(self) -> str:
        """What a firm or a club is called by, which does not say that it is one: 云朵家, Larsen Medtech."""
        if self.chance.random() < 0.25:
            words = [self.latin_word() for _ in range(self.chance.choice((1, 1, 2, 3)))]
            return " ".join(words)
        if self.chance.random() < 0.4:
            return self.chance.choice(self.cores)
        return "".join(self.chance.choices(self.characters, k=self.chance.choice((2, 2, 3, 3, 4))))

    def latin_word(self) -> str:
        syllables = [
            self.chance.choice("bcdfghklmnprstvw")
            + self.chance.choice("aeiou")
            + self.chance.choice(("", *"lnrst"))
            for _ in range(self.chance.randint(1, 3))
        ]
        word = "".join(syllables)
        return word.upper() if self.chance.random() < 0.15 else word.capitalize()

    def plain_unit(self, slot: str) -> str:
        """What stands for no one body or place: 便民超市, 老旧小区."""
        if self.chance.random() < 0.8:
            return self.chance.choice(self.plain)
        kind = self.chance.choice(self.bodies if slot == "ORG" else self.grounds)
        return self.chance.choice(self.modifiers) + kind


def sentences(stock: Stock, fills: int) -> Iterator[tuple[str, list[int]]]:
    """Sentences, each with the class of every character."""
    for frame in lines("frames.txt"):
        for _ in range(fills):
            text, classes, at = "", list[int](), 0
            for slot in _SLOT.finditer(frame):
                for part, kind in [(frame[at : slot.start()], "none"), *stock.fill(slot[1])]:
                    text += part
                    classes += [CLASSES.index(kind)] * len(part)
                at = slot.end()
            yield text + frame[at:], classes + [0] * len(frame[at:])
    for text in [*lines("plain.txt"), *corpus_sentences()] * max(1, fills // 3):
        yield text, [0] * len(text)


class Network(nn.Module):
    def __init__(self, inputs: int) -> None:
        super().__init__()
        sizes = [inputs, *(layer.outputs for layer in LAYERS)]
        self.layers = nn.ModuleList(
            nn.Conv1d(a, b, layer.width, dilation=layer.spread, padding=layer.spread * (layer.width // 2))
            for a, b, layer in zip(sizes, sizes[1:], LAYERS, strict=False)
        )
        self.dropout = nn.Dropout(0.25)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.training:  # x: (sentences, features, characters)
            shown = torch.ones_like(x)
            shown[:, -VECTOR_SIZE:] = (torch.rand(len(x), 1, x.shape[2]) > HIDDEN).float()
            x = x * shown
        for layer in self.layers[:-1]:
            x = self.dropout(torch.relu(layer(x)))
        return self.layers[-1](x)


def batches(
    rows: list[tuple[np.ndarray, list[int]]], chance: random.Random
) -> Iterator[tuple[torch.Tensor, ...]]:
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i][1]), chance.random()))
    groups = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
    chance.shuffle(groups)
    for group in groups:
        longest = max(len(rows[i][1]) for i in group)
        x = np.zeros((len(group), longest, rows[0][0].shape[1]), dtype=np.float32)
        y = np.full((len(group), longest), -100)
        for row, i in enumerate(group):
            x[row, : len(rows[i][1])], y[row, : len(rows[i][1])] = rows[i]
        yield torch.from_numpy(x).transpose(1, 2), torch.from_numpy(y)


def write_vectors(model: Path) -> None:
    """The model's own vectors of single characters, in their VECTOR_SIZE principal directions."""
    weights = load_file(model / "model.safetensors")["embeddings.word_embeddings.weight"]
    numbers = Tokenizer.from_file(str(model / "tokenizer.json")).get_vocab()
    characters = [c for c in map(chr, range(0x4E00, 0x9FA6)) if c in numbers]
    rows = weights[[numbers[c] for c in characters]].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    left, sizes, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    found = left[:, :VECTOR_SIZE] * sizes[:VECTOR_SIZE]
    # Beside the other features, which are likelihoods and signs, none of them weighs more.
    found = (found / found.std() / 2).astype(np.float16)
    np.savez_compressed(DATA / VECTORS_FILE, characters="".join(characters), vectors=found)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--fills", type=int, default=10)
    options.add_argument("--epochs", type=int, default=7)
    options.add_argument("--vectors", type=Path)
    args = options.parse_args()
    if args.vectors:
        write_vectors(args.vectors)
    chance = random.Random(args.seed)
    torch.manual_seed(args.seed)
    made = list(sentences(Stock(chance), args.fills))
    tagged = LacTagger().tag([text for text, _ in made])
    rows = [
        (features_of(text, t, dictionary_words(text)), classes)
        for (text, classes), t in zip(made, tagged, strict=True)
    ]
    print(f"{len(rows)} sentences, {sum(len(c) for _, c in rows)} characters")
    network = Network(rows[0][0].shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.01)
    steps = args.epochs * (len(rows) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps + 1)
    for epoch in range(args.epochs):
        network.train()
        total = 0.0
        for x, y in batches(rows, chance):
            loss = nn.functional.cross_entropy(network(x), y)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / (len(rows) / _BATCH):.4f}")
    arrays = {}
    for i, layer in enumerate(network.layers):
        # (outputs, inputs, width) → (width, inputs, outputs): a position at a time, for matmul
        arrays[f"weights_{i}"] = layer.weight.detach().numpy().transpose(2, 1, 0).astype(np.float16)
        arrays[f"bias_{i}"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(DATA / FILE_NAME, **arrays)


if __name__ == "__main__":
    main()
