"""Sums of what sentences say of the table or list above them."""
