"""Append-only memory: every byte received, every value read from it, and what was known on a day."""
