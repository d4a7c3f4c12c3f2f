"""A real web server on this machine, whose answers a test writes down; it can be asked as a proxy, too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """answers by path (/host/path); every request as (path, headers), in order.

    As a proxy it is asked for whole addresses (http://host/path), and for tunnels (CONNECT host:443), which it
    refuses unless a test writes down another answer.
    """

    base: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """Paths asked for, in order."""
        return [path for path, _ in self.asked]


def body(content: bytes, **headers: str) -> Answer:
    """An answer 200; underscores in header names stand for hyphens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def versioned(content: bytes, tag: str) -> Answer:
    """An answer with an ETag, and 304 to whoever has that version."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.send_header("ETag", tag)
            handler.end_headers()
        else:
            body(content, ETag=tag)(handler)

    return answer


def dated(content: bytes, day: str) -> Answer:
    """An answer with the day it was last modified, and 304 to whoever has it since that day."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-Modified-Since") == day:
            status(304, Last_Modified=day)(handler)
        else:
            body(content, Last_Modified=day)(handler)

    return answer


def status(code: int, **headers: str) -> Answer:
    """An answer without a body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Length", "0")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last one stays."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


@contextmanager
def serving() -> Iterator[Server]:
    """Start the server; it stops at the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.path, {k.title(): v for k, v in self.headers.items()}))
            server.answers.get(self.path, status(404))(self)

        def do_CONNECT(self) -> None:
            server.asked.append((f"CONNECT {self.path}", {k.title(): v for k, v in self.headers.items()}))
            server.answers.get(f"CONNECT {self.path}", status(403))(self)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Web(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what several tests are about."""

    web = Web(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{web.server_port}")
    thread = threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()
        thread.join()
