"""Generated reports: title, headings, 一是……二是……, signature; no two alike."""

from __future__ import annotations

import random
from dataclasses import dataclass

from draftbot.evaluation.speed.speech import Speech
from draftbot.evaluation.speed.words import name_parts, report_words, subjects

CHARS = 3000  # of a report, about
SEED = 2025
_NUMBERS = "一二三四五六七八九十"
_SECTION = 500  # characters under one main heading, about


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    """A report as a text file: `name` with its suffix, `text` of about 3,000 characters."""

    name: str
    text: str

    @property
    def data(self) -> bytes:
        """The file's bytes, UTF-8."""
        return self.text.encode()


def generate_report(number: int, seed: int = SEED) -> GeneratedReport:
    """Report `number` of a corpus without end; numbers may be asked for in any order."""
    chance = random.Random(f"{seed}/{number}")
    speech = Speech(chance, subjects()[min(int(chance.expovariate(1 / 18)), len(subjects()) - 1)])
    unit = "".join(chance.choices(name_parts("characters"), k=2)) + chance.choice(name_parts("units"))
    year, genre = chance.randint(2010, 2025), _genre(chance)
    title = f"{unit}{year}年{speech.subject}工作{genre}"
    lines = [title, "", speech.paragraph(120)]
    place = 0
    while sum(map(len, lines)) < CHARS - 60:
        last = sum(map(len, lines)) > CHARS - _SECTION - 100
        heading = chance.choice(report_words("last headings")) if last else _heading(speech)
        lines.append(f"{_NUMBERS[place]}、{heading}")
        lines += _section(speech)
        place += 1
    lines += ["", unit, f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"]
    return GeneratedReport(f"{unit}_{year}_{speech.subject}{genre}_{number}.txt", "\n".join(lines) + "\n")


def _genre(chance: random.Random) -> str:
    """Half of all are of the commonest genre, as in an office's folder."""
    commonest, *others = report_words("genres")
    return commonest if chance.random() < 0.5 else chance.choice(others)


def _section(speech: Speech) -> list[str]:
    """The paragraphs under a main heading, sometimes under headings of their own."""
    if speech.chance.random() < 0.5:
        return [speech.paragraph(_SECTION // 2), speech.paragraph(_SECTION // 2)]
    lines: list[str] = []
    for number in _NUMBERS[:2]:
        lines += [f"（{number}）{_heading(speech)}", speech.paragraph(_SECTION // 2)]
    return lines


def _heading(speech: Speech) -> str:
    """A heading such as 完善值班制度，落实防汛责任."""
    chance = speech.chance
    one = f"{speech.verb()}{speech.noun()}"
    if chance.random() < 0.5:
        return f"{one}，{speech.verb()}{speech.noun()}"
    if chance.random() < 0.3:
        return f"{speech.subject}{speech.noun()}{speech.word('adjectives')}"
    return f"{one}，做好{speech.subject}工作"
