"""A connection to PostgreSQL on another machine is encrypted, or nothing is said over it."""

from __future__ import annotations

import queue
import socket
import threading

import pytest

from almenara.errors import StateError, UsageError
from almenara.state import database
from almenara.state.database import Database

SSL_REQUEST = bytes.fromhex("0000000804d2162f")


@pytest.fixture
def plain_server():
    """A server that refuses encryption; what it was told."""
    told: queue.Queue[bytes] = queue.Queue()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def serve() -> None:
            while True:
                try:
                    one, _ = listening.accept()
                except OSError:
                    return
                with one:
                    told.put(one.recv(8))
                    one.sendall(b"N")
                    one.settimeout(5)
                    told.put(one.recv(1_000))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield port, told
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_another_machine_that_offers_none_is_told_no_password(plain_server, monkeypatch):
    port, told = plain_server
    monkeypatch.setattr(database, "on_this_machine", lambda _host: False)
    with pytest.raises(StateError, match=r"SSL.*sslmode=require"):
        Database.open(f"postgresql://someone:s3cret@127.0.0.1:{port}/own")
    assert [told.get(timeout=10), told.get(timeout=10)] == [SSL_REQUEST, b""]


def test_this_machine_may_be_held_to_it(plain_server):
    port, told = plain_server
    with pytest.raises(StateError, match="SSL"):
        Database.open(f"postgresql://someone:s3cret@127.0.0.1:{port}/own?sslmode=require")
    assert [told.get(timeout=10), told.get(timeout=10)] == [SSL_REQUEST, b""]


@pytest.mark.parametrize("mode", ["prefer", "allow", "yes"])
def test_a_mode_that_would_fall_back_in_silence_is_refused(mode):
    with pytest.raises(UsageError, match="there are: verify-full, require, disable"):
        Database.open(f"postgresql://someone@db.example.org/own?sslmode={mode}")
