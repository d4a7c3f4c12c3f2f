"""Ranks and records: which of several counts comes first, and which place one takes."""
