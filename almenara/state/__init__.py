"""People's own state: what a team protects, what it was alerted to, what was sent to whom. Never evidence."""
