"""Counts told more than once in a text: they must be the same."""
