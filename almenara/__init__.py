"""Almenara: security reports from open evidence, as of any day."""

__version__ = "0.1.0"
