"""Claims held against the evidence, as it was known on a day and as it is known now."""
