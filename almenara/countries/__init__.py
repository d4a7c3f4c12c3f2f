"""Country packs: each folder is data; `pack.py` is the only code."""
