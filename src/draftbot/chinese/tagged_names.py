"""Names by a trained tagger, widened to what stands fast around them."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.contacts import find_contacts
from draftbot.chinese.names import Name, NameKind, widest
from draftbot.chinese.sentences import split_sentences
from draftbot.chinese.tagging import ORGANISATION, PERSON, PLACE, Tagger

_KINDS = {PERSON: NameKind.PERSON, ORGANISATION: NameKind.ORGANISATION, PLACE: NameKind.PLACE}
_VERSION = "1"


class TaggedNames:
    """What a tagger calls a person, a place or an organisation, and contacts by their form."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger
        self.name = f"{tagger.name}, names {_VERSION}"

    def find(self, texts: Sequence[str]) -> list[tuple[Name, ...]]:
        """The names in each text, in order."""
        sentences = [split_sentences(text) for text in texts]
        tagged = iter(self.tagger.tag([s for of_text in sentences for s in of_text]))
        found = []
        for text, of_text in zip(texts, sentences, strict=True):
            names, at = list(find_contacts(text)), 0
            for sentence in of_text:
                at = text.index(sentence, at)
                names += [
                    Name(at + word.start, at + word.end, _KINDS[word.tag], word.text)
                    for word in next(tagged)
                    if word.tag in _KINDS and len(word.text) > 1
                ]
                at += len(sentence)
            found.append(widest(text, names))
        return found
