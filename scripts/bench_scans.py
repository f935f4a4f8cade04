"""Prints how well worn pages are read, as a Markdown table.

    python scripts/bench_scans.py [--only WORDS] [--keep FOLDER] [--first N]

Twenty pages with the project's sample reports are drawn, worn (noise, blur, JPEG, few dots, fax,
shadow, askew, on their side, upside down, stamped in red) and read with the extra `ocr`. A
character is wrong that must be changed, put in or taken out.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from corpus import measuring as m  # noqa: E402  (the tests' own measures, found by the line above)
from corpus import worn_pages as w  # noqa: E402
from draftbot.corpus.formats.scans import read_picture  # noqa: E402
from draftbot.errors import NoTextInFile  # noqa: E402

LINES = 14


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="ways of wear whose names hold these words")
    parser.add_argument("--keep", type=Path, help="where the pages and what was read are kept")
    parser.add_argument("--first", type=int, default=0, help="which sample the first page takes")
    arguments = parser.parse_args()
    texts = [[title, *lines[:LINES]] for title, lines in m.single_reports()]
    texts = w.shuffled(texts)[arguments.first :] + w.shuffled(texts)[: arguments.first]
    print("| page | characters | right | seconds |\n|---|---|---|---|")
    sums = {False: [0, 0], True: [0, 0]}
    for page in w.pages(texts):
        if arguments.only not in page.name:
            continue
        began = time.perf_counter()
        try:
            read = "".join(line.text for line in read_picture(page.data(), "page.png"))
        except NoTextInFile:
            read = ""
        seconds = time.perf_counter() - began
        characters = len(w.told(page.text))
        wrong = min(w.wrong_characters(page.text, read), characters)
        sums[page.is_stamped][0] += wrong
        sums[page.is_stamped][1] += characters
        print(
            f"| {page.name} | {characters} | {100 * (1 - wrong / characters):.2f} % | {seconds:.1f} |",
            flush=True,
        )
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            page.picture.save(arguments.keep / f"{page.name}.png")
            (arguments.keep / f"{page.name}.txt").write_text(page.text + "\n\n" + read, "utf-8")
    for stamped, (wrong, characters) in sums.items():
        if characters:
            print(
                f"| all {'stamped' if stamped else 'others'} | {characters} | {100 * (1 - wrong / characters):.2f} % | |"
            )


if __name__ == "__main__":
    main()
