"""The only place where network, sources and store meet."""
