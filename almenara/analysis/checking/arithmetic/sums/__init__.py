"""Parts and their totals, and what is left of a whole: in prose, in lists and tables, in sums of money."""
