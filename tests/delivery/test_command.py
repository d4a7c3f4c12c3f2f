"""`almenara alerts send` and `outbox`, as a user runs them."""

import json

import pytest

from tests.delivery.conftest import SECRET
from tests.delivery.receivers import hook
from tests.product.alerts.made import message


@pytest.fixture
def shell(monkeypatch, request):
    """The command line, with the channel's secret in its environment."""
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    return request.getfixturevalue("console")


def written(folder, url: str, marking: str) -> str:
    path = folder / "channels.yml"
    path.write_text(
        "sender: {id: alerts@example.org}\n"
        f"channels: [{{name: hook, type: webhook, url: '{url}', secret_env: HOOK_SECRET, marking: '{marking}'}}]\n"
    )
    return str(path)


def test_what_is_new_is_sent_and_listed(shell, keep, tmp_path):
    own = ("--database", str(tmp_path / "own.db"))
    keep(message())
    with hook() as receiver:
        path = written(tmp_path, receiver.url, "TLP:AMBER+STRICT")
        held = shell("alerts", "send", path, "--hold", *own)
        assert "1 put into the outbox, 0 refused." in held.stdout
        assert receiver.asked == 0
        sent = shell("alerts", "send", path, *own)
        assert (sent.returncode, receiver.asked) == (0, 1), sent.stderr
        assert "1 sent, 0 to be tried again, 0 given up" in sent.stdout
        assert shell("alerts", "send", path, *own).returncode == 0
        assert receiver.asked == 1
    (line,) = json.loads(shell("alerts", "outbox", "--json", *own).stdout)
    assert (line["state"], line["attempts"]) == ("sent", 1)
    assert SECRET not in shell("alerts", "outbox", *own).stdout


def test_a_channel_below_the_marking_ends_with_code_6(shell, keep, tmp_path):
    own = ("--database", str(tmp_path / "own.db"))
    keep(message())
    with hook() as receiver:
        refused = shell("alerts", "send", written(tmp_path, receiver.url, "TLP:GREEN"), *own)
        assert refused.returncode == 6
        assert "it is TLP:AMBER+STRICT, and the channel carries TLP:GREEN at most" in refused.stderr
        assert receiver.asked == 0
    listed = shell("alerts", "outbox", "--state", "refused", *own)
    assert "the channel carries TLP:GREEN" in " ".join(listed.stdout.split())
