"""The nouns: what is counted, where, about when, known since when, and on what evidence."""
