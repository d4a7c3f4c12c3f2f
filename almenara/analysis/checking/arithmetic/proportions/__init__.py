"""Shares: a percentage or a fraction against its part and its whole, and shares that divide one whole."""
