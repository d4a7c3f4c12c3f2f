"""Real receivers on this machine: a mail server (aiosmtpd) and a web server that takes webhooks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller


@dataclass
class Hook:
    """A web server; `answer` says what it answers to the n-th request, from 0."""

    url: str = ""
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    asked: int = 0
    answer: Callable[[int], tuple[int, dict[str, str]]] = lambda _n: (204, {})

    @property
    def ids(self) -> list[str]:
        """Ids of what was taken."""
        return [headers["webhook-id"] for headers, _ in self.taken]


@contextmanager
def hook(answer: Callable[[int], tuple[int, dict[str, str]]] | None = None):
    """A web server that takes POSTs."""
    state = Hook()
    if answer:
        state.answer = answer
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            with lock:
                status, headers = state.answer(state.asked)
                state.asked += 1
                if 200 <= status < 300:
                    state.taken.append(({k.lower(): v for k, v in self.headers.items()}, content))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "content-length" not in headers:
                self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Mailbox:
    """A mail server; `answers` are given to recipients in turn, then everything is taken."""

    port: int = 0
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if self.answers and not (answer := self.answers.pop(0)).startswith("250"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        read = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.extend((to, read) for to in envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def mailbox(*answers: str, login: bool = False):
    """A mail server that takes mail; with `login` it offers one."""
    state = Mailbox(answers=list(answers))
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        state.port = held.getsockname()[1]
    controller = Controller(state, hostname="127.0.0.1", port=state.port, auth_require_tls=not login)
    controller.start()
    try:
        yield state
    finally:
        controller.stop()
