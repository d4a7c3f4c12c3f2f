"""Auditing a text: what it claims, whether that agrees with itself, and whether the evidence bears it."""
