"""Channels: where messages go, how they are written, when, and how much each may carry.

They stand in a YAML file of the team's own, never in a country pack; secrets stand in the environment, and the
file names the variables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from almenara.errors import UsageError
from almenara.model.alert import SEVERITIES, Severity
from almenara.model.hosts import on_this_machine
from almenara.product.alerts.cap import Sender
from almenara.product.wording import LANGUAGES
from almenara.reading.spec import load_yaml
from almenara.reading.yaml_faults import Label, Location, understood

_QUIET = re.compile(r"(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)")
_DIGEST = re.compile(r"(hourly|daily|weekly)(?: (?:(Mo|Tu|We|Th|Fr|Sa|Su) )?(\d\d:\d\d))?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_HOST = r"(?=.{1,253}$)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*"
_ADDRESS = re.compile(rf"(?=.{{1,254}}$){_ATOM}(?:\.{_ATOM})*@{_HOST}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
SECRET_PREFIX = "whsec_"
"""How a secret of a webhook begins."""
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def _one_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f'"{text}" is not one e-mail address (a domain with other letters is written xn--…)')
    return text


def _a_server(text: str) -> str:
    if not re.fullmatch(_HOST, text) and not on_this_machine(text):
        raise ValueError("not the name or address of a server")
    return text


def _a_variable(text: str) -> str:
    if not _VARIABLE.fullmatch(text) or text.startswith(SECRET_PREFIX):
        raise ValueError(
            "name the environment variable that holds it; the secret itself does not belong here"
        )
    return text


Address = Annotated[str, AfterValidator(_one_address)]
Server = Annotated[str, AfterValidator(_a_server)]
Variable = Annotated[str, AfterValidator(_a_variable)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Channel(_Strict):
    """What every channel says.

    name            how outbox and messages call it: letters, digits, "-", "_" and "."
    marking         the most restrictive TLP 2.0 label that may go through it
    language        of the words, en or es
    digest          immediate; hourly; "daily 07:00"; "weekly Mo 07:00": messages wait and go together
    immediate_from  severity from which a message does not wait for the digest
    quiet           "22:00-06:00": hours in which nothing goes out
    break_quiet     severity from which a message goes out in quiet hours, too
    zone            IANA time zone of these hours
    test            takes messages of exercises and tests, and takes no others
    """

    name: str
    marking: Label = "TLP:CLEAR"
    language: str = "en"
    digest: str = "daily 07:00"
    immediate_from: Severity = "severe"
    quiet: str = ""
    break_quiet: Severity = "extreme"
    zone: str = "UTC"
    test: bool = False

    @field_validator("name")
    @classmethod
    def _plain(cls, value: str) -> str:
        if not _NAME.fullmatch(value):
            raise ValueError('a name has letters, digits, "-", "_" and "." only, 64 at most')
        return value

    @field_validator("language")
    @classmethod
    def _spoken(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"use {' or '.join(LANGUAGES)}")
        return value

    @field_validator("digest")
    @classmethod
    def _rhythm(cls, value: str) -> str:
        if value != "immediate":
            found = _DIGEST.fullmatch(value)
            whole = found and (
                (found[1] == "hourly" and not found[3])
                or (found[1] == "daily" and found[3] and not found[2])
                or (found[1] == "weekly" and found[3] and found[2])
            )
            if not whole:
                raise ValueError('write immediate, hourly, "daily 07:00" or "weekly Mo 07:00"')
            _clock(found[3] if found and found[3] else "00:00")
        return value

    @field_validator("quiet")
    @classmethod
    def _hours(cls, value: str) -> str:
        if value:
            found = _QUIET.fullmatch(value)
            if not found:
                raise ValueError("write 22:00-06:00")
            if _clock(found[1]) == _clock(found[2]):
                raise ValueError("quiet hours that end when they begin would be the whole day")
        return value

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("not an IANA time zone, such as Europe/Madrid") from error
        return value

    @property
    def rhythm(self) -> tuple[str, str, time]:
        """What the digest goes by: immediate, hourly, daily or weekly; the day of the week; the hour."""
        found = _DIGEST.fullmatch(self.digest)
        if not found:
            return "immediate", "", time()
        return found[1], found[2] or "", _clock(found[3]) if found[3] else time()

    @property
    def quiet_hours(self) -> tuple[time, time] | None:
        """First minute of the quiet hours and the first after them."""
        found = _QUIET.fullmatch(self.quiet)
        return (_clock(found[1]), _clock(found[2])) if found else None

    @property
    def recipients(self) -> tuple[str, ...]:
        """To whom each message goes, one by one."""
        raise NotImplementedError


class MailChannel(Channel):
    """E-mail over SMTP.

    to            addresses; each gets a mail of its own and sees no other
    sender        address that it comes from
    host, port    of the server
    security      starttls, tls, or none, which only a server on this machine may have
    user          where the server asks for one; its password is in the variable that `password_env` names
    """

    type: Literal["smtp"]
    to: tuple[Address, ...] = Field(min_length=1)
    sender: Address
    host: Server
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_env: Variable | Literal[""] = ""

    @field_validator("to")
    @classmethod
    def _apart(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len({a.casefold() for a in value}) != len(value):
            raise ValueError("an address stands twice")
        return value

    @model_validator(mode="after")
    def _sealed(self) -> MailChannel:
        if self.security == "none" and not on_this_machine(self.host):
            raise ValueError("security none would send it readable to all on the way; use starttls or tls")
        if bool(self.user) != bool(self.password_env):
            raise ValueError("user and password_env go together")
        return self

    @property
    def recipients(self) -> tuple[str, ...]:
        """Its addresses."""
        return self.to


class WebhookChannel(Channel):
    """A POST to an address of the team's, signed after the Standard Webhooks specification 1.0.

    url         https, or http on this machine; redirects are not followed
    secret_env  variable that holds the secret: whsec_ and base64 of 24 to 64 bytes
    """

    type: Literal["webhook"]
    url: str
    secret_env: Variable

    @field_validator("url")
    @classmethod
    def _sealed(cls, value: str) -> str:
        try:
            parts = httpx.URL(value)  # as the client that will ask it reads it
            host, whole = parts.host, parts.port is None or parts.port < 65_536
        except (httpx.InvalidURL, ValueError) as error:
            raise ValueError("not an address") from error
        if not whole or any(c.isspace() for c in value):
            raise ValueError("not an address")
        if parts.userinfo:
            raise ValueError(
                "a name or password does not belong into an address; the signature proves the sender"
            )
        if not host or not (parts.scheme == "https" or (parts.scheme == "http" and on_this_machine(host))):
            raise ValueError("write https://…; http only to this machine")
        return value

    @property
    def recipients(self) -> tuple[str, ...]:
        """Its address."""
        return (self.url,)


AnyChannel = Annotated[MailChannel | WebhookChannel, Field(discriminator="type")]


class SenderConfig(_Strict):
    """Who sends: `id` as CAP wants it (such as an e-mail address), `name` as people read it."""

    id: str
    name: str = ""

    @field_validator("id")
    @classmethod
    def _fit(cls, value: str) -> str:
        try:
            Sender(value)
        except UsageError as error:
            raise ValueError(str(error)) from error
        return value


class Channels(_Strict):
    """The whole file."""

    sender: SenderConfig
    channels: tuple[AnyChannel, ...] = Field(min_length=1)

    @field_validator("channels")
    @classmethod
    def _apart(cls, value: tuple[Channel, ...]) -> tuple[Channel, ...]:
        names = [c.name.casefold() for c in value]
        if twice := sorted({n for n in names if names.count(n) > 1}):
            raise ValueError(f"two channels are called {', '.join(twice)}")
        return value

    def find(self, name: str) -> MailChannel | WebhookChannel:
        """A channel by its name. Raises UsageError with those there are."""
        for channel in self.channels:
            if channel.name == name:
                return channel
        raise UsageError(f'"{name}" is not a channel; there are: {", ".join(c.name for c in self.channels)}')


def read_channels(path: Path) -> Channels:
    """A file of channels. Raises UsageError where it cannot be read, BadInput with every fault in it."""
    if not path.is_file():
        raise UsageError(
            f"{path} is not a file; docs/how-to/send-alerts.md shows what a file of channels holds"
        )
    mend = "Mend the file; docs/how-to/send-alerts.md says what each field means"
    return understood(Channels, load_yaml(path), "channels", path.name, mend, "nothing was sent", _where)


def secret(name: str, environment: Mapping[str, str], channel: str) -> str:
    """A secret from the environment. Raises UsageError naming the variable that is missing."""
    if not (value := environment.get(name, "")):
        raise UsageError(f"channel {channel} needs the environment variable {name}, which is not set")
    return value


def _where(location: Location) -> str:
    """channels[1].to, counted from 1, without the name of the kind that pydantic puts in."""
    out = ""
    for part in location:
        if isinstance(part, int):
            out += f"[{part + 1}]"
        elif part not in ("smtp", "webhook"):
            out += f".{part}" if out else part
    return out


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text} is not a time of day") from error


def weight(severity: Severity) -> int:
    """A severity's place in their order."""
    return SEVERITIES.index(severity)
