"""A private Valkey for the jobs' tests, emptied for each; the committing session of the shared fixtures beside it."""

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from app.dev.valkey import PrivateValkey


@pytest.fixture(scope="session")
def valkey() -> Iterator[PrivateValkey]:
    with tempfile.TemporaryDirectory(prefix="doc-") as folder, PrivateValkey(Path(folder)) as server:
        yield server


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def redis(valkey: PrivateValkey) -> Iterator[Redis]:
    with Redis.from_url(valkey.url) as client:
        client.flushall()
        yield client
