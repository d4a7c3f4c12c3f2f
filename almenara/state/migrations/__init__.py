"""How the schema came to be what it is, step by step (Alembic)."""

HEAD = "0002"
"""The newest step; a test holds it to the steps themselves."""
