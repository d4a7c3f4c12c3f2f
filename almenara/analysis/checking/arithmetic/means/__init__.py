"""Averages and rates: so many a day, a head or a thing."""
