"""Files of channels that would send elsewhere, or bring a run down, are refused before anything goes out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.delivery.channels import Channels, read_channels
from almenara.errors import BadInput
from almenara.product.alerts.cap import Sender
from almenara.product.alerts.mail import mail
from tests.product.alerts.made import message

HOOK = {"name": "hook", "type": "webhook", "url": "https://hooks.example.org/x", "secret_env": "HOOK_SECRET"}
DESK = {
    "name": "desk", "type": "smtp", "to": ["duty@example.org"], "sender": "alerts@example.org",
    "host": "mail.example.org",
}  # fmt: skip


def fault_of(tmp_path, channel):
    path = tmp_path / "channels.yml"
    path.write_text(json.dumps({"sender": {"id": "alerts@example.org"}, "channels": [channel]}), "utf-8")
    with pytest.raises(BadInput) as refused:
        read_channels(path)
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/x", "http://127.0.0.1.example.org/", "http://localhost.example.org/",
        "http://localhost@example.org/", "http://127.0.0.1%2f@example.org/", "http://localhost\\@example.org/",
        "http://localhost\t.example.org/", "https://hooks.example.org\r\nX: y/", "https://hooks example.org/",
        "http://2130706433/", "http://0/", "http://[::ffff:10.0.0.1]/", "https://hooks.example.org:99999/",
        "https://xn--/", "file:///etc/passwd", "javascript:alert(1)", "//hooks.example.org/", "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_plain_https_or_this_machine(tmp_path, url):
    assert '"channels[1].url": ' in fault_of(tmp_path, HOOK | {"url": url})


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/x", "http://[::1]/", "http://localhost/", "HTTPS://x.org"]
)
def test_https_anywhere_and_http_on_this_machine_are_taken(url):
    Channels.model_validate({"sender": {"id": "a"}, "channels": [HOOK | {"url": url}]})


@pytest.mark.parametrize(
    "address",
    [
        "a@b.org\nBcc: c@d.org", "a@b.org, c@d.org", "a@b.org\x00", "a b@c.org", "<a@b.org>", "a@[10.0.0.1",
        "a..b@c.org", "a(b@c.org", "a\\@b.org", "a@b.org.", "josé@example.org", "a@é.org", "@b.org", "a@",
        "a" * 250 + "@b.org",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["to", "sender"])
def test_an_address_that_a_header_would_not_carry(tmp_path, address, field):
    changed = DESK | {field: [address] if field == "to" else address}
    assert "is not one e-mail address" in fault_of(tmp_path, changed)


@given(st.from_regex(r"[!-~]{1,12}@[!-~]{1,12}", fullmatch=True))
def test_every_address_that_is_taken_makes_a_mail(address):
    try:
        Channels.model_validate({"sender": {"id": "a"}, "channels": [DESK | {"to": [address]}]})
    except ValueError:
        return
    made = mail([message()], "p-1", Sender("a"), address, address, "en", message().sent)
    assert str(made["To"]) == address
    assert address in made["From"]


@pytest.mark.parametrize(
    "host", ["mail.example.org\r\nQUIT", "", "a" * 64 + ".org", "mail .org", "http://mail.org"]
)
def test_a_server_that_is_no_name(tmp_path, host):
    assert '"channels[1].host": not the name or address of a server' in fault_of(
        tmp_path, DESK | {"host": host}
    )


@pytest.mark.parametrize("secret", ["whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw", "p4ss word", "s3cr€t", "a/b+c=="])
def test_a_secret_in_the_file_is_refused_and_not_repeated(tmp_path, secret):
    for channel in (HOOK | {"secret_env": secret}, DESK | {"user": "u", "password_env": secret}):
        told = fault_of(tmp_path, channel)
        assert "the secret itself does not belong here" in told
        assert secret not in told
