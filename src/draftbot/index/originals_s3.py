"""Originals in an S3-compatible store: Amazon's, MinIO, Ceph, those of the clouds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from draftbot.errors import OriginalsUnavailable
from draftbot.index.originals import SECONDS_UNHELD

# How long the store may be silent, in seconds, and how often it is asked.
_PATIENCE = Config(connect_timeout=5, read_timeout=60, retries={"max_attempts": 3, "mode": "standard"})
_MOST_AT_ONCE = 1000  # S3's own limit on keys in one request


class InS3:
    """Objects named by hash below a prefix of a bucket. Where the store is and who asks is told as to
    all programs: AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket, self.prefix = bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        with self._translated():
            self._client: Any = boto3.client("s3", config=_PATIENCE)

    def put(self, hash_: str, data: bytes) -> bytes:
        with self._translated():
            self._client.put_object(Bucket=self.bucket, Key=self.prefix + hash_, Body=data)
        return b""

    def get(self, hash_: str) -> bytes:
        with self._translated():
            answer = self._client.get_object(Bucket=self.bucket, Key=self.prefix + hash_)
            data: bytes = answer["Body"].read()
        return data

    def sweep(self, held: Collection[str]) -> int:
        before = datetime.now(UTC) - timedelta(seconds=SECONDS_UNHELD)
        swept = 0
        with self._translated():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix):
                unheld = [
                    {"Key": each["Key"]}
                    for each in page.get("Contents", ())
                    if each["Key"].removeprefix(self.prefix) not in held and each["LastModified"] < before
                ]
                for start in range(0, len(unheld), _MOST_AT_ONCE):
                    part = unheld[start : start + _MOST_AT_ONCE]
                    self._client.delete_objects(Bucket=self.bucket, Delete={"Objects": part, "Quiet": True})
                    swept += len(part)
        return swept

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The store's errors, and the network's, as ours."""
        try:
            yield
        except (BotoCoreError, ClientError, ValueError) as exc:
            where = f"s3://{self.bucket}/{self.prefix}"
            raise OriginalsUnavailable(where=where, reason=str(exc)) from exc
