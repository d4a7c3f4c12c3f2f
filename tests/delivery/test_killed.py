"""The outbox survives being killed: runners are shot while they send, and everything arrives."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from uuid import UUID

from almenara.delivery.channels import read_channels
from almenara.delivery.posting import post
from almenara.state.outbox import Outbox
from tests.delivery.conftest import SECRET
from tests.delivery.receivers import hook
from tests.product.alerts.made import message

MANY = 25
CODE = """
import os, random, signal, sys, time
from datetime import timedelta
from pathlib import Path
from almenara.delivery.channels import read_channels
from almenara.delivery.runner import run
from almenara.state.database import Database
from almenara.state.outbox import Outbox

database, channels, secret, luck = sys.argv[1], read_channels(Path(sys.argv[2])), sys.argv[3], random.Random(7)
killed, end = 0, time.monotonic() + 90
while time.monotonic() < end:
    runners = []
    for _ in range(2):
        if not (runner := os.fork()):
            opened = Database.open(database)
            while True:
                run(opened, channels, {"S": secret}, lease=timedelta(seconds=0.3))
                time.sleep(0.02)
        runners.append(runner)
    time.sleep(luck.uniform(0.3, 1.2))
    for runner in runners:
        os.kill(runner, signal.SIGKILL)
        os.waitpid(runner, 0)
        killed += 1
    opened = Database.open(database)
    left = Outbox(opened).waiting()
    opened.close()
    if not left:
        break
print(killed)
"""


def test_runners_that_are_killed_lose_nothing(database, keep, tmp_path):
    path = tmp_path / "channels.yml"
    with hook(lambda n: (time.sleep(0.02), (200, {}))[1]) as receiver:
        path.write_text(
            "sender: {id: a@example.org}\n"
            f"channels: [{{name: hook, type: webhook, url: '{receiver.url}', secret_env: S, marking: 'TLP:RED', "
            "digest: immediate}]\n"
        )
        every = [message(id=str(UUID(int=n + 1)), alert=str(UUID(int=n + 1000))) for n in range(MANY)]
        post(database, keep(*every), read_channels(path), datetime.now(UTC))
        command = [sys.executable, "-c", CODE, str(tmp_path / "own.db"), str(path), SECRET]
        killed = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert killed >= 4
    assert len(set(receiver.ids)) == MANY
    assert {line.state for line in Outbox(database).lines()} == {"sent"}
    bodies: dict[str, set[bytes]] = {}
    for headers, content in receiver.taken:
        bodies.setdefault(headers["webhook-id"], set()).add(content)
    assert all(len(told) == 1 for told in bodies.values())  # sent again, it is the same to the byte
