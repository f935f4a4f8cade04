"""draftbot behind OpenAI's own client library."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import openai
import pytest
from fastapi.testclient import TestClient

from draftbot.faces.api.app import create_app
from draftbot.service import Draftbot

REQUEST = "帮我起草一份2025年幼儿园防汛工作总结，1000字，我们园叫向阳幼儿园"


@pytest.fixture
def client(service: Draftbot) -> Iterator[openai.OpenAI]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as http:
        yield openai.OpenAI(base_url="http://127.0.0.1/v1", api_key="any", http_client=http, max_retries=0)


def test_the_real_client(client: openai.OpenAI, service: Draftbot) -> None:
    """One corpus for all, as each needs it read in."""
    names = [model.id for model in client.models.list()]
    assert names == ["draftbot", service.embedding_model]
    assert client.models.retrieve("draftbot").owned_by == "draftbot"

    texts = ["防汛应急演练", "家校共育"]
    # The client asks for base64 unless told otherwise.
    vectors = client.embeddings.create(model=names[1], input=texts)
    assert [item.index for item in vectors.data] == [0, 1]
    plain = client.embeddings.create(model=names[1], input=texts[0], encoding_format="float")
    assert np.allclose(plain.data[0].embedding, service.embed(texts)[0], atol=1e-2)
    assert np.allclose(vectors.data[0].embedding, plain.data[0].embedding, atol=1e-2)

    answer = client.chat.completions.create(
        model="draftbot", messages=[{"role": "user", "content": REQUEST}], user="li"
    )
    (choice,) = answer.choices
    content, notes = choice.message.content or "", choice.message.annotations or []
    assert "# 2025年向阳幼儿园防汛工作总结" in content
    assert notes
    for note in notes:
        cited = note.url_citation
        assert content[cited.start_index : cited.end_index].startswith("[")
        passage = service.passage(cited.url.rpartition("/")[2])
        assert passage.report.title == cited.title
    assert answer.usage is not None
    assert answer.usage.prompt_tokens == len(REQUEST)

    # What was drafted is on the desk of the same user's conversation, and streams.
    stream = client.chat.completions.create(
        model="draftbot",
        messages=[
            {"role": "user", "content": REQUEST},
            {"role": "assistant", "content": content},
            {"role": "user", "content": "看看提纲"},
        ],
        user="li",
        stream=True,
        stream_options={"include_usage": True},
    )
    chunks = list(stream)
    said = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert said.strip()
    assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "stop"
    assert chunks[-1].usage is not None
    kept = service.conversation_named(f"user\nli\n{REQUEST}")
    assert [turn.speaker for turn in kept.turns] == ["user", "draftbot"] * 2
    assert kept.draft_id

    # Another user does not come upon it.
    other = service.conversation_named(f"user\nwang\n{REQUEST}")
    assert other.draft_id is None

    named = {"conversation_id": "paper-7"}
    for text in ("我们园叫向阳幼儿园", "看看提纲"):
        client.chat.completions.create(
            model="draftbot", messages=[{"role": "user", "content": text}], metadata=named
        )
    assert len(service.conversation_named("id\npaper-7").turns) == 4

    for fails in (
        lambda: client.chat.completions.create(model="draftbot", messages=[]),
        lambda: client.chat.completions.create(
            model="draftbot", messages=[{"role": "assistant", "content": "好"}]
        ),
        lambda: client.chat.completions.create(
            model="draftbot", messages=[{"role": "user", "content": "好"}], n=2
        ),
        lambda: client.chat.completions.create(
            model="draftbot", messages=[{"role": "user", "content": "好"}] * 21
        ),
        lambda: client.embeddings.create(model=names[1], input=[[1, 2, 3]]),
    ):
        with pytest.raises(openai.BadRequestError) as refused:
            fails()
        assert refused.value.code == "bad_input"
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.create(model="gpt", messages=[{"role": "user", "content": "好"}])
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt")
