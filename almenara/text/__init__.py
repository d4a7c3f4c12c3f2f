"""Reading prose: files opened as text, and the numbers, quantities, periods and sources that stand in it."""
