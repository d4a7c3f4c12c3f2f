"""Hosts by their names and addresses."""

from __future__ import annotations

from ipaddress import ip_address


def on_this_machine(host: str) -> bool:
    """Whether a host is this machine by name or address: what is sent to it passes no network."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
