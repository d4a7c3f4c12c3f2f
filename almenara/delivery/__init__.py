"""Sending: to channels that the team names, and to nobody else. No mass notification, no tracking of who read."""
