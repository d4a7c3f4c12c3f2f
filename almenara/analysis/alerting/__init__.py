"""Alerting: rules, and what of a day's knowledge they match."""
