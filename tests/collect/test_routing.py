"""Routing servers: the real protocols of OSRM and Valhalla against a server on this machine, and what goes wrong."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.collect.routing import Router, decode
from almenara.errors import CollectError, UsageError

STOPS = [(-98.2, 19.05), (-96.15, 19.17)]
VIA = (-97.1, 18.9)


def encode(points, digits):
    """The encoding side of the algorithm, as the servers do it."""
    out, before = "", (0, 0)
    for lon, lat in points:
        now = (round(lat * 10**digits), round(lon * 10**digits))
        for value in (now[0] - before[0], now[1] - before[1]):
            value = ~(value << 1) if value < 0 else value << 1
            while value >= 32:
                out += chr((32 | value & 31) + 63)
                value >>= 5
            out += chr(value + 63)
        before = now
    return out


class Server(BaseHTTPRequestHandler):
    """OSRM's and Valhalla's /route, with the answers, refusals and accidents that a test asks for."""

    mode = ""

    def log_message(self, *_):
        pass

    def do_GET(self):
        parts = urlsplit(self.path)
        assert parts.path.startswith("/route/v1/driving/")
        where = [tuple(float(x) for x in p.split(",")) for p in parts.path.rsplit("/", 1)[1].split(";")]
        query = {k: v[0] for k, v in parse_qs(parts.query).items()}
        assert query["overview"] == "full" and query["geometries"] == "geojson"
        if self.mode == "no-route":
            return self.answer(400, {"code": "NoRoute", "message": "Impossible route between points"})
        line = [where[0], VIA, *where[1:]]
        shape = {"type": "LineString", "coordinates": line} if self.mode != "polyline" else encode(line, 5)
        routes = [{"geometry": shape, "distance": 1.0, "duration": 1.0, "legs": []}]
        if query["alternatives"] != "false":
            routes.append({"geometry": {"type": "LineString", "coordinates": [where[0], where[-1]]}})
        return self.answer(200, {"code": "Ok", "routes": routes, "waypoints": []})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/route" and body["costing"] == "truck"
        where = [(p["lon"], p["lat"]) for p in body["locations"]]
        if self.mode == "no-route":
            return self.answer(400, {"error_code": 442, "error": "No path could be found for input"})
        legs = [{"shape": encode([a, VIA, b], 6)} for a, b in pairwise(where)]
        made = {"trip": {"legs": legs, "status": 0, "status_message": "Found route between points"}}
        if body["alternates"]:
            made["alternates"] = [{"trip": {"legs": [{"shape": encode([where[0], where[-1]], 6)}]}}]
        return self.answer(200, made)

    def answer(self, status, made):
        text = json.dumps(made).encode()
        if self.mode == "page":
            text = b"<html>It works!</html>"
        if self.mode in ("{}", "[]", "null"):
            text = self.mode.encode()
        if self.mode == "off-earth":
            text = text.replace(b"-97.1", b"-9700").replace(b"shape", b"form")
        if self.mode == "nan":
            text = text.replace(b"-97.1", b"NaN").replace(b"shape", b"form")
        if self.mode == "silent":
            time.sleep(1.0)
        self.send_response(302 if self.mode == "elsewhere" else status)
        if self.mode == "elsewhere":
            self.send_header("Location", "http://192.0.2.1/")
        self.send_header("Content-Length", str(len(text) + (10 if self.mode == "cut" else 0)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def serving(mode=""):
    handler = type("Asked", (Server,), {"mode": mode})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("kind", ["osrm", "valhalla"])
def test_stops_are_routed_with_alternatives_between_two(kind):
    with serving() as url:
        router = Router.configured(f"{kind}={url}/")
        assert router.ways(STOPS) == [[STOPS[0], VIA, STOPS[1]]]
        assert router.ways(STOPS, 2) == [[STOPS[0], VIA, STOPS[1]], STOPS]
        three = router.ways([*STOPS, (-96.0, 19.5)], 2)
        assert len(three) == 1 and three[0][0] == STOPS[0] and three[0][-1] == (-96.0, 19.5)


def test_an_osrm_that_answers_polylines_is_understood():
    with serving("polyline") as url:
        assert Router("osrm", url).ways(STOPS) == [[STOPS[0], VIA, STOPS[1]]]


@pytest.mark.parametrize("kind", ["osrm", "valhalla"])
@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("no-route", "found no way: (NoRoute, Impossible route|442, No path could be found)"),
        ("page", "answered 200, and no JSON"),
        ("{}", "found no way: it gives no reason"),
        ("[]", "something else than an object"),
        ("null", "something else than an object"),
        ("off-earth", "something else than (a line in degrees|a trip of legs with a shape)"),
        ("nan", "something else than (a line in degrees|a trip of legs with a shape)"),
        ("elsewhere", "sends elsewhere, which is not followed"),
        ("cut", "could not be asked"),
        ("silent", "did not answer in 0.2 s"),
    ],
)
def test_what_a_server_does_wrong_is_told(kind, mode, message):
    with serving(mode) as url, pytest.raises(CollectError, match=message):
        Router(kind, url, timeout=0.2 if mode == "silent" else 5).ways(STOPS)


def test_a_server_that_is_not_there_is_told():
    with serving() as url:
        pass
    with pytest.raises(CollectError, match="could not be asked"):
        Router("osrm", url).ways(STOPS)


@pytest.mark.parametrize(
    "text", ["", "osrm", "osrm=", "google=http://x", "osrm=ftp://x", "http://x", "osrm=http://"]
)
def test_an_address_that_is_none_is_told(text):
    with pytest.raises(UsageError, match="is not a routing server"):
        Router.configured(text)


def test_a_password_is_never_shown():
    with pytest.raises(CollectError) as caught:
        Router.configured("osrm=http://me:secret@127.0.0.1:9").ways(STOPS)
    assert "secret" not in str(caught.value)


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=20),
    st.sampled_from([5, 6]),
)
def test_a_polyline_comes_back_as_it_was_encoded(points, digits):
    found = decode(encode(points, digits), digits)
    for one, other in zip(found, points, strict=True):
        assert one == pytest.approx(other, abs=0.51 * 10**-digits)


@settings(max_examples=40)
@given(st.text(max_size=12))
def test_any_other_text_is_refused_or_read_but_never_more(text):
    try:
        found = decode(text, 6)
    except ValueError:
        return
    assert len(found) <= len(text) / 2
