"""Sources: one folder each, source.yml for what it is and read.py for how to read it."""
