"""How an attempt to send can fail."""

from __future__ import annotations


class Unreached(Exception):
    """Nobody took it; it may be tried again.

    wait  seconds that the receiver asks to wait
    """

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Refused(Exception):
    """The receiver does not want it, now or later."""
