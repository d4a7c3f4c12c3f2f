"""Questions a reader asks, one file each: one day's knowledge in, a Finding out."""
