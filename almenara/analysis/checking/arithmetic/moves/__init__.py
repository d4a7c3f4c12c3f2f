"""Changes, multiples and directions: from one count to another."""
