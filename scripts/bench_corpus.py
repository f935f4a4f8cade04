"""Prints how well and how fast a corpus is read, as a Markdown table.

    python scripts/bench_corpus.py [--shared ../shared] [--rounds 60] [--meaning MODELS]

With `--meaning` compilations are also cut as ingest cuts them, with the shipped model of meaning; MODELS
is the folder with its weights (`models` in a data folder). Without the shared folder only what the project's own corpus can tell is measured.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from corpus import measuring as m  # noqa: E402  (the tests' own measures, found by the line above)
from corpus import unmarked as u  # noqa: E402
from corpus.silent_loss import loss_in, shared_files  # noqa: E402
from corpus.word_headings import RECIPES  # noqa: E402
from corpus.word_headings import files as made_word_files  # noqa: E402
from corpus.word_mixtures import mixtures  # noqa: E402
from corpus.word_oddities import ODD  # noqa: E402
from draftbot.corpus.splitting.meaning import Vectors  # noqa: E402
from draftbot.index.embedding import SentenceEmbeddings  # noqa: E402
from draftbot.index.encoders import SHIPPED  # noqa: E402


def rows_of_shared(shared: Path) -> list[tuple[str, str, str]]:
    marked, unmarked = (m.seed_boundaries(shared, markers=way) for way in (True, False))
    cut, singles = m.wrongly_cut(shared)
    honest = [*(shared / "data" / "reports").glob("*.txt"), *(shared / "data" / "html").glob("*.html")]
    honest += [p for p in (shared / "seeds").glob("*.txt") if not p.name.startswith("002")]
    guesses = m.seed_metadata(shared)
    texts = sorted([*(shared / "seeds").glob("*.txt"), *(shared / "data" / "reports").glob("*.txt")])
    return [
        (
            "report starts on the four seed pages",
            "P, R ≥ 0.95",
            f"P {marked.precision:.3f}, R {marked.recall:.3f}",
        ),
        (
            "the same without 篇N lines (000, 004)",
            "≥ 0.80",
            f"P {unmarked.precision:.3f}, R {unmarked.recall:.3f}",
        ),
        ("single real reports cut in two", f"0 of {singles}", f"{len(cut)} of {singles}"),
        ("listed furniture lines left in a report", "0", str(len(m.furniture_left(shared)))),
        ("pinyin brackets left in 002", "0", str(m.pinyin_left(shared))),
        ("honest brackets removed elsewhere", "0", str(m.brackets_removed([*honest, *m.sample_files()]))),
        ("genre / unit / year on the seeds", "—", _shares(guesses)),
        ("speed, .txt of seeds and real reports", "≥ 400,000/s", f"{m.characters_per_second(texts):,.0f}/s"),
    ]


def rows_of_samples(rounds: int, shared: Path | None, models: Path | None) -> list[tuple[str, str, str]]:
    total = m.Score()
    rows = []
    for name, score in m.heading_scores(shared):
        total.add(score)
        rows.append((f"headings with level, {name.rsplit('/', 1)[-1]}", "", f"F1 {score.f1:.3f}"))
    rows.append(("headings with level, all labelled", "F1 ≥ 0.95", f"F1 {total.f1:.3f}"))
    for kind, files in (
        (f"{len(RECIPES)} ways", made_word_files()),
        (f"{len(ODD)} odd ways", made_word_files(ODD)),
        ("200 mixtures drawn by lot", mixtures(0, 200)),
    ):
        made = m.Score()
        for _, score in m.made_headings(files):
            made.add(score)
        rows.append((f"headings with level of made Word files, {kind}", "F1 ≥ 0.95", f"F1 {made.f1:.3f}"))
    guesses = m.sample_metadata()
    rows.append(("genre / unit / year on the sample reports", "≥ 95 / 85 / 90 %", _shares(guesses)))
    if shared is not None:
        seeds = m.seed_metadata(shared)
        both = m.Metadata(
            *(getattr(guesses, f) + getattr(seeds, f) for f in ("reports", "genre", "unit", "year"))
        )
        rows.append(("genre / unit / year, samples and seeds", "≥ 95 / 85 / 90 %", _shares(both)))
    loss = loss_in([*m.sample_files(collections=True), *(shared_files(shared) if shared else ())])
    rows.append(
        (
            f"prose lost without a word: {loss.files} files, {loss.characters:,} characters in lines of 8 and more",
            "0",
            f"{loss.lost_characters} ({len(loss.refused)} files refused in words)",
        )
    )
    kept = m.sample_files(collections=True) + (sorted((shared / "seeds").glob("*.txt")) if shared else [])
    rows.append(("near-duplicate pairs found", "", str(len(m.family_pairs(kept)))))
    for way in m.WAYS:
        score = m.made_up_boundaries(way, rounds)
        rows.append(
            (f"made-up collections told by {way}", "", f"P {score.precision:.3f}, R {score.recall:.3f}")
        )
    return rows + rows_of_unmarked(rounds, shared, models)


def rows_of_unmarked(rounds: int, shared: Path | None, models: Path | None) -> list[tuple[str, str, str]]:
    """Compilations without any marker, of the half of the reports that nothing was learnt from."""
    rows = []
    ways: dict[str, Vectors | None] = {"": None}
    if models is not None:
        ways[", with the model of meaning"] = vectors_of(models)
    for is_hard, name in ((False, "titles and frames gone"), (True, "numbers changed or gone, too")):
        for way, vectors in ways.items():
            made = u.compilations(shared, u.KEPT_UNSEEN, 5 * rounds, is_hard=is_hard)
            score = u.cut_again(made, vectors).score
            rows.append(
                (
                    f"{score.wanted} boundaries of {5 * rounds} unmarked compilations, {name}{way}",
                    "P ≥ 0.95, R ≥ 0.85" if not is_hard else "",
                    f"P {score.precision:.3f}, R {score.recall:.3f}",
                )
            )
    return rows


def vectors_of(models: Path) -> Vectors:
    """The shipped model of meaning, as reading asks it."""
    model = SentenceEmbeddings(SHIPPED, models)
    return lambda texts: [encoded.vector for encoded in model.encode_passages(texts)]


def _shares(guesses: m.Metadata) -> str:
    shares = (guesses.genre, guesses.unit, guesses.year)
    return " / ".join(f"{100 * share / guesses.reports:.1f}" for share in shares) + f" % of {guesses.reports}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rounds", type=int, default=60, help="made-up collections per kind")
    parser.add_argument("--meaning", type=Path, metavar="MODELS")
    arguments = parser.parse_args()
    shared = arguments.shared if (arguments.shared / "seeds").is_dir() else None
    rows = rows_of_shared(shared) if shared else []
    rows += rows_of_samples(arguments.rounds, shared, arguments.meaning)
    print("| what | reach | measured |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
