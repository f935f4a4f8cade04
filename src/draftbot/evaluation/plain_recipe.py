"""The recipe most would begin with: LangChain's recursive splitter, Chroma, one embedding.

500 characters a chunk with 50 shared, cosine, the model's own prompts; text and
queries as they are written. The same model and the same vector store as
draftbot's, so that what differs is what draftbot adds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from draftbot.domain import Filters
from draftbot.errors import BadInput
from draftbot.evaluation.evaluate import Qrels, Ranker
from draftbot.evaluation.query_vectors import QueryVectors
from draftbot.evaluation.retrieval_set import Span
from draftbot.evaluation.systems import CANDIDATES, UnitOf, units
from draftbot.index.embedding import SentenceEmbeddings
from draftbot.index.vectors import Vectors
from draftbot.messages import Message

PLAIN_PASSAGES = "plain_passages"
PLAIN = "plain"
CHUNK_SIZE, CHUNK_OVERLAP = 500, 50
# From this share on, a chunk has what is asked for.
ENOUGH = 0.5
ENCODED_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document as the splitter cuts it."""

    id: str
    span: Span
    text: str


def require_splitter() -> None:
    """Raises BadInput, saying what to install, where the splitter is missing."""
    try:
        import langchain_text_splitters  # noqa: F401
    except ImportError as exc:
        raise BadInput(what=Message("evaluation.needs_splitters")) from exc


def cut_chunks(texts: Mapping[str, str]) -> list[Chunk]:
    """The chunks of all documents, id → text, in order."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
    )
    chunks: list[Chunk] = []
    for document, text in texts.items():
        # How many characters without white space stand before each place of the text.
        before = [0, *accumulate(not c.isspace() for c in text)]
        for piece in splitter.create_documents([text]):
            start = piece.metadata["start_index"]
            span = Span(document, before[start], before[start + len(piece.page_content)])
            chunks.append(Chunk(f"{document}/{len(chunks)}", span, piece.page_content))
    return chunks


def judge_chunks(chunks: Sequence[Chunk], spans: Mapping[str, Span], qrels: Qrels) -> Qrels:
    """Judgements of passages as judgements of chunks, which cross the passages' borders.

    A chunk is relevant when at least half of its characters come from relevant
    passages, or when it holds at least half of any one of them. Where no chunk
    does, the one that holds most is: every query can be answered. Chunks are
    fewer and longer than passages, so that guessing finds one sooner: scores over
    chunks and over passages are not on one footing.
    """
    chunks_of: defaultdict[str, list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        chunks_of[chunk.span.document].append(chunk)
    return {
        query_id: _relevant_chunks([spans[id_] for id_, grade in grades.items() if grade > 0], chunks_of)
        for query_id, grades in qrels.items()
    }


def _relevant_chunks(wanted: Sequence[Span], chunks_of: Mapping[str, Sequence[Chunk]]) -> dict[str, int]:
    wanted_in: defaultdict[str, list[Span]] = defaultdict(list)
    for span in wanted:
        wanted_in[span.document].append(span)
    relevant: dict[str, int] = {}
    most, fullest = 0, ""
    for document, spans in wanted_in.items():
        for chunk in chunks_of.get(document, ()):
            shares = [(chunk.span.shared(span), span.length) for span in spans]
            held = sum(shared for shared, _ in shares)
            if held > most:
                most, fullest = held, chunk.id
            if held >= ENOUGH * chunk.span.length or any(s and s >= ENOUGH * n for s, n in shares):
                relevant[chunk.id] = 1
    return relevant or ({fullest: 1} if fullest else {})


def passages_of_chunks(chunk_ranker: Ranker, chunks: Sequence[Chunk], spans: Mapping[str, Span]) -> Ranker:
    """Ranks as `chunk_ranker` does, each chunk standing for the passages of which it
    holds at least half, in their order: what a reader of its chunks has read, in the
    unit that the judgements speak of."""
    passages_in: defaultdict[str, list[tuple[str, Span]]] = defaultdict(list)
    for id_, span in spans.items():
        passages_in[span.document].append((id_, span))
    held = {
        chunk.id: [
            id_
            for id_, span in passages_in[chunk.span.document]
            if span.length and chunk.span.shared(span) >= ENOUGH * span.length
        ]
        for chunk in chunks
    }

    def rank(query: str) -> list[str]:
        return list(dict.fromkeys(id_ for chunk in chunk_ranker(query) for id_ in held[chunk]))

    return rank


def plain_ranker(
    vectors: Vectors,
    embeddings: SentenceEmbeddings,
    chunks: Sequence[Chunk],
    unit_of: UnitOf,
    queries: QueryVectors,
) -> Ranker:
    """Ranks by the cosine of chunks, which are stored in `vectors` (empty before).

    `unit_of` maps chunks to what is judged; `queries` knows every query as written.
    """
    for start in range(0, len(chunks), ENCODED_AT_ONCE):
        part = chunks[start : start + ENCODED_AT_ONCE]
        vectors.put(
            [chunk.id for chunk in part],
            embeddings.passages([chunk.text for chunk in part]),
            [{"document": chunk.span.document} for chunk in part],
        )

    def rank(query: str) -> list[str]:
        nearest = vectors.nearest(queries[query], CANDIDATES, Filters())
        return units((id_ for id_, _ in nearest), unit_of)

    return rank
