"""What children of the zygote do. Each is given a `step` to call when a part is done;
what it returns goes to the test as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np

from draftbot.bootstrap import build_service
from draftbot.domain import Corrections, HealthCheck, SearchResult
from draftbot.messages import render
from draftbot.service import Draftbot
from draftbot.settings import Settings

Step = Callable[[str], None]


def _opened(home: str, model: str, url: str = "", repair: bool = False) -> Draftbot:
    settings = Settings(_env_file=None, home=Path(home), embedding_model=model, chroma_url=url)  # type: ignore[call-arg]
    return build_service(settings, repair=repair)


def ingest(
    step: Step, home: str, model: str, parts: Sequence[Sequence[str]], url: str = ""
) -> dict[str, int]:
    """Read the parts (each some files or folders) one after the other."""
    total = dict.fromkeys(("files", "ingested", "unchanged", "failed"), 0)
    with closing(_opened(home, model, url)) as service:
        step("built")
        for part in parts:
            result = service.ingest([Path(one) for one in part], lambda progress: step("file"))
            for name in ("files", "ingested", "unchanged"):
                total[name] += getattr(result, name)
            total["failed"] += len(result.failed)
            step("part")
    return total


def wear(step: Step, home: str, model: str, changes: int) -> int:
    """Correct the reports' years to and fro until so many passages were written anew."""
    with closing(_opened(home, model)) as service:
        years = {report.id: report.year for report in service.reports()}
        passages = {id_: len(list(service.report(id_)[1].walk())) for id_ in years}
        done = 0
        while done < changes:
            for year in (1999, None):
                for id_, own in years.items():
                    service.correct_report(id_, Corrections(year=year or own))
                    done += passages[id_]
        return done


def inspect(
    step: Step,
    home: str,
    model: str,
    queries: Sequence[str],
    repair: bool = False,
    start_with_repair: bool = False,
    url: str = "",
    k: int = 10,
) -> dict[str, Any]:
    """What doctor says (before a repair, of it, and after), the reports, and the hits of the queries."""
    with closing(_opened(home, model, url, start_with_repair)) as service:
        first = _said(service.doctor())
        repaired = _said(service.doctor(repair=True)) if repair else []
        return {
            "doctor": first,
            "repaired": repaired,
            "after": _said(service.doctor()),
            "reports": {report.id: asdict(report) for report in service.reports()},
            "hits": {query: _hits(service.search(query, k)) for query in queries},
        }


def _said(checks: Sequence[HealthCheck]) -> list[list[Any]]:
    return [[render(c.name, "zh"), c.healthy, render(c.text, "zh")] for c in checks]


def _hits(result: SearchResult) -> list[dict[str, Any]]:
    return [
        {
            "id": hit.passage.id,
            "report": hit.report.id,
            "score": hit.score,
            "also": [twin.passage_id for twin in hit.also_in],
            "reports_also": [twin.report_id for twin in hit.also_in],
        }
        for hit in result.hits
    ]


# -- Chroma behind draftbot's back -------------------------------------------------


def _collection(where: str) -> tuple[Any, chromadb.Collection]:
    """The one collection there is, in a folder or on a server."""
    if where.startswith("http"):
        address = urlsplit(where)
        client = chromadb.HttpClient(host=str(address.hostname), port=int(address.port or 0))
    else:
        client = chromadb.PersistentClient(path=where)
    (collection,) = client.list_collections()
    return client, collection


def stored_vectors(step: Step, where: str) -> dict[str, list[float]]:
    client, collection = _collection(where)
    found = collection.get(include=["embeddings"])
    client.close()
    embeddings = found["embeddings"]
    assert embeddings is not None
    return {id_: [float(x) for x in vector] for id_, vector in zip(found["ids"], embeddings, strict=True)}


def tamper(step: Step, where: str, delete: int = 0, add: int = 0) -> int:
    """Delete and add vectors. Returns how many there are at last."""
    client, collection = _collection(where)
    ids = sorted(collection.get(include=[])["ids"])
    dimension = len(collection.get(ids[:1], include=["embeddings"])["embeddings"][0])  # type: ignore[index]
    if delete:
        collection.delete(ids[:delete])
    if add:
        vectors = np.random.default_rng(7).normal(size=(add, dimension)).astype(np.float32)
        names = [f"foreign-{i}" for i in range(add)]
        collection.add(ids=names, embeddings=vectors, metadatas=[{"report_id": "nobody"}] * add)
    count = collection.count()
    client.close()
    return count
