"""E-mail over SMTP, encrypted on the way but to a server on this machine."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from almenara.delivery.attempt import Refused, Unreached
from almenara.delivery.channels import MailChannel


def post(channel: MailChannel, password: str, made: EmailMessage, to: str, timeout: float = 30.0) -> None:
    """Hand a mail to the channel's server.

    Returns when the server has taken it. Raises Unreached where it may be tried again (no connection, an
    answer 4xx), Refused on an answer 5xx, where the server offers no encryption or no such login, and where user
    or password have letters that a login cannot carry.
    """
    context = ssl.create_default_context()
    try:
        server: smtplib.SMTP = (
            smtplib.SMTP_SSL(channel.host, channel.port, timeout=timeout, context=context)
            if channel.security == "tls"
            else smtplib.SMTP(channel.host, channel.port, timeout=timeout)
        )
        with server:
            if channel.security == "starttls":
                server.starttls(context=context)
            if channel.user:
                server.login(channel.user, password)
            server.send_message(made, from_addr=channel.sender, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as error:
        code, text = error.recipients[to]
        raise _failure(code, text) from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Refused(f"the server cannot do what the channel asks: {error}") from error
    except ssl.SSLError as error:
        raise Refused(f"the connection cannot be encrypted: {error.reason or error}") from error
    except UnicodeEncodeError as error:
        raise Refused("the login carries plain letters only: user or password holds others") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unreached(f"no answer: {type(error).__name__}") from error


def _failure(code: int, text: bytes | str) -> Exception:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    told = f"answered {code} {' '.join(said.split())[:200]}"
    return Refused(told) if 500 <= code < 600 else Unreached(told)
