"""Bytes of a text file → text.

Declared encodings (a byte order mark) are believed; otherwise every encoding
in use for Chinese is tried and the one whose result reads like Chinese wins.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from draftbot.errors import EmptyFile, UnknownEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# The hundred or so commonest characters of modern Chinese, in both scripts: about
# half of any running text. In a wrongly decoded one they are a few in a hundred.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严園區縣務實際會學過國這個來為們對發動業經進題黨員總點機關與開領導應種說現當長書萬無報"
)
_PUNCTUATION = frozenset("，。、；：？！“”《》（）\u3000\n\r\t ")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f]")
_NOT_TEXT = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f]")
# What ends a line besides "\n": Word's soft break (U+000B), a form feed, U+0085, U+2028, U+2029.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SAMPLE = 40_000
_READABLE = 0.25
_BAD_SHARE = 0.002


def decode(data: bytes, name: str, *, declared: str = "") -> str:
    """The text of `data`, line ends as "\\n" and without byte order mark.

    `declared` is the encoding the file names itself (an HTML page), believed
    where the result is readable: pages often name a wrong one.

    Raises EmptyFile for nothing but white space, UnknownEncoding when no
    encoding gives readable text. Never guesses between two equal readings: UTF-8,
    when valid, is always right.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyFile(name=name)
    text = LINE_ENDS.sub("\n", _decoded(data, name, declared))
    if not text.strip("\ufeff\x00 \t\n\u3000"):
        raise EmptyFile(name=name)
    return text


def _decoded(data: bytes, name: str, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            if text.count("\ufffd") > _BAD_SHARE * len(text) + 1:
                raise UnknownEncoding(name=name)
            return text
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if declared in _CANDIDATES and readability(_sample_text(data[:_SAMPLE], declared)) >= _READABLE:
            return data.decode(declared, errors="replace")
        return _best_guess(data, name)
    text = _encoded_once(text)
    return _best_guess(data, name) if _CONTROL.search(text[:_SAMPLE]) else text


def _encoded_once(text: str) -> str:
    """`text` without the second layer of UTF-8 that a program put round the first, which
    it took for Latin letters: nothing else reads as UTF-8 by chance."""
    if readability(text[:_SAMPLE]) >= _READABLE or text.isascii():
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            once = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if readability(once[:_SAMPLE]) >= _READABLE:
            return once
    return text


def _best_guess(data: bytes, name: str) -> str:
    sample = data[:_SAMPLE]
    scored = [(readability(_sample_text(sample, encoding)), encoding) for encoding in _CANDIDATES]
    # UTF-8 with a few broken bytes (a file cut off, a bad copy) still reads as UTF-8.
    scored.append((readability(_sample_text(sample, "utf-8")), "utf-8"))
    score, encoding = max(scored)
    if score < _READABLE:
        raise UnknownEncoding(name=name)
    return data.decode(encoding, errors="replace")


def _sample_text(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, errors="replace")


def readability(text: str) -> float:
    """0 to 1: the share of `text` that common characters, marks and ASCII make up,
    less what no text holds (private-use and replacement characters, controls)."""
    if not text:
        return 0.0
    common = ascii_marks = wrong = 0
    for character, count in Counter(text).items():
        if character in _COMMON or character in _PUNCTUATION:
            common += count
        elif " " < character <= "~":
            ascii_marks += count
        elif _NOT_TEXT.match(character):
            wrong += count
    return (common + 0.4 * ascii_marks - 8 * wrong) / len(text)
