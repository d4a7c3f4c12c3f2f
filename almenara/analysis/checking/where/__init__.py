"""Where a quantity is of: the places that a text names, and which of them is meant."""
