"""Classes: whether a statement was said or only held, and how sure its source is; older readings do not tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added as they are and not by copying the table, which a view and full text depend on.
    op.add_column("attributions", sa.Column("class", sa.String(), nullable=True))
    op.add_column("attributions", sa.Column("source_confidence", sa.Float(), nullable=True))


def downgrade() -> None:
    op.drop_column("attributions", "source_confidence")
    op.drop_column("attributions", "class")
