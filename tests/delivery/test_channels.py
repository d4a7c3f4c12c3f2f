"""The file of channels: every fault at once, and no secret in it."""

from pathlib import Path

import pytest

from almenara.delivery.channels import read_channels, secret
from almenara.errors import BadInput, UsageError

GOOD = """
sender: {id: alerts@example.org, name: Security desk}
channels:
  - {name: desk, type: smtp, to: [duty@example.org], sender: alerts@example.org, host: mail.example.org,
     marking: "TLP:AMBER+STRICT", digest: daily 07:00, quiet: "22:00-06:00", zone: Asia/Manila}
  - {name: hook, type: webhook, url: "https://hooks.example.org/x", secret_env: HOOK_SECRET, digest: immediate}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "channels.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path):
    found = read_channels(written(tmp_path, GOOD))
    assert [c.name for c in found.channels] == ["desk", "hook"]
    assert found.find("desk").recipients == ("duty@example.org",)
    with pytest.raises(UsageError, match='"night" is not a channel; there are: desk, hook'):
        found.find("night")


def test_every_fault_is_told_at_once_with_its_field(tmp_path):
    bad = """
sender: {id: alerts example.org}
channels:
  - {name: a b, type: smtp, to: ["x"], sender: a@b.org, host: mail.example.org, security: none}
  - {name: hook, type: webhook, url: "http://hooks.example.org/x", secret_env: S, zone: Mars/Olympus,
     digest: daily, quiet: "22:00-22:00", marking: TLP:WHITE}
"""
    with pytest.raises(BadInput) as found:
        read_channels(written(tmp_path, bad))
    told = str(found.value)
    for fault in (
        '"sender.id": "alerts example.org" cannot be a sender',
        '"channels[1].name": a name has letters',
        '"channels[1].to[1]": "x" is not one e-mail address',
        '"channels[2].url": write https://',
        '"channels[2].zone": not an IANA time zone',
        '"channels[2].digest": write immediate',
        '"channels[2].quiet": quiet hours that end when they begin',
        '"channels[2].marking": "TLP:WHITE" is not a TLP 2.0 label',
    ):
        assert fault in told


def test_an_unsealed_mail_server_elsewhere_is_refused(tmp_path):
    text = GOOD.replace("host: mail.example.org", "host: mail.example.org, security: none")
    with pytest.raises(BadInput, match="security none would send it readable to all on the way"):
        read_channels(written(tmp_path, text))
    read_channels(written(tmp_path, text.replace("host: mail.example.org", "host: 127.0.0.1")))


@pytest.mark.parametrize(
    "url", ["https://a:b@example.org/", "ftp://example.org/", "http://[::1", "https:///x"]
)
def test_an_address_that_is_not_plain_https_is_refused(tmp_path, url):
    with pytest.raises(BadInput, match=r"channels\[2\]\.url"):
        read_channels(written(tmp_path, GOOD.replace("https://hooks.example.org/x", url)))


def test_a_missing_secret_is_named():
    with pytest.raises(UsageError, match="channel hook needs the environment variable HOOK_SECRET"):
        secret("HOOK_SECRET", {}, "hook")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="is not a file"):
        read_channels(tmp_path / "none.yml")
