"""When a quantity was: which of a text's times it is of, and what it is compared with."""
