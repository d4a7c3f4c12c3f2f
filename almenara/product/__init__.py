"""Findings in, a report out: sections, citations, markings, release gate, verification, rendering."""
