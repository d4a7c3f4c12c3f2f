"""A site may name the state or municipality that it lies in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("assets") as table:
        table.add_column(sa.Column("place", sa.String(length=200), nullable=False, server_default=""))
