"""A language model is asked over the real protocol; a server on this machine stands in for it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from almenara.collect.proposing import AT_ONCE, KEY, MODEL, URL, Endpoint
from almenara.errors import UsageError
from almenara.model.proposal import Open, Proposal


class _Model:
    """A server that answers every chat with one text and keeps what it was asked."""

    def __init__(self, text: str, status: int = 200) -> None:
        self.asked: list[dict] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                model.asked.append(
                    json.loads(body) | {"path": self.path, "key": self.headers["Authorization"]}
                )
                choice = {
                    "index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}
                }  # fmt: skip
                head = {"id": "1", "object": "chat.completion", "created": 0, "model": "m"}
                answer = head | {"choices": [choice]}
                sent = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> "_Model":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


ASKED = [Open(3, "2,200", "In the first two months of 2018, more than 2,200 perforations were found.")]
MEASURES = {"fuel-theft": "illegal pipeline taps"}


def test_what_a_model_answers_comes_back_as_proposals():
    said = {
        "proposals": [
            {"claim": 3, "measure": "fuel-theft", "measure_words": "perforations"},
            {"claim": 99, "measure": "fuel-theft", "measure_words": "of a claim that nobody asked about"},
        ]
    }
    with _Model(json.dumps(said)) as model:
        found = Endpoint(model.url, "m", "k").propose(ASKED, MEASURES)
    assert found == [Proposal(3, "fuel-theft", "perforations")]
    (question,) = model.asked
    assert question["path"] == "/v1/chat/completions"
    assert question["key"] == "Bearer k"
    assert "fuel-theft: illegal pipeline taps" in question["messages"][0]["content"]
    assert "perforations" in question["messages"][1]["content"]


@pytest.mark.parametrize(
    "text",
    ["", "I am sorry", "[", '{"proposals": 3}', '{"proposals": [{"claim": "three"}]}', "[" * 5000, '{"other": []}'],
)  # fmt: skip
def test_an_answer_that_is_not_what_was_asked_for_proposes_nothing(text):
    with _Model(text) as model:
        assert Endpoint(model.url, "m").propose(ASKED, MEASURES) == []


def test_many_claims_are_asked_in_portions():
    with _Model('{"proposals": []}') as model:
        Endpoint(model.url, "m").propose([Open(n, "1", "x") for n in range(AT_ONCE + 1)], MEASURES)
    assert [len(json.loads(a["messages"][1]["content"])["items"]) for a in model.asked] == [AT_ONCE, 1]


def test_a_model_that_refuses_is_told_with_its_address():
    with _Model("", status=401) as model, pytest.raises(UsageError, match=r"127\.0\.0\.1.*did not answer"):
        Endpoint(model.url, "m").propose(ASKED, MEASURES)


def test_the_environment_configures_it():
    made = Endpoint.configured({URL: "http://localhost:1/v1", MODEL: "m", KEY: "secret"})
    assert (made.url, made.model, made.key) == ("http://localhost:1/v1", "m", "secret")
    assert "secret" not in repr(made)


@pytest.mark.parametrize("missing", [URL, MODEL])
def test_what_is_not_configured_is_named(missing):
    given = {URL: "http://localhost:1/v1", MODEL: "m"}
    del given[missing]
    with pytest.raises(UsageError, match=missing):
        Endpoint.configured(given)
