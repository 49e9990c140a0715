"""Stances by topic wording and run; the sentence before a statement; which statements report the same words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LABELS = "label IN ('support', 'oppose', 'neutral', 'unrelated', 'undetermined')"
_GIVEN = "attribution, topic_version, topic, label, confidence, support, oppose, neutral, unrelated, first_day"


def upgrade() -> None:
    op.add_column("runs", sa.Column("stances", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("attributions", sa.Column("before_start", sa.Integer(), nullable=True))
    op.add_column("attributions", sa.Column("before_end", sa.Integer(), nullable=True))
    op.create_table(
        "utterances",
        sa.Column("attribution", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attribution"], ["attributions.seq"], name=op.f("fk_utterances_attribution")),
        sa.ForeignKeyConstraint(["first"], ["attributions.seq"], name=op.f("fk_utterances_first")),
        sa.PrimaryKeyConstraint("attribution", name=op.f("pk_utterances")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE TABLE kept AS SELECT s.*, a.run FROM stances AS s JOIN attributions AS a ON a.seq = s.attribution"
    )
    op.drop_table("stances")
    _stances(judged_by_runs=True)
    op.execute(f"INSERT INTO stances ({_GIVEN}, run) SELECT {_GIVEN}, run FROM kept")  # noqa: S608
    op.drop_table("kept")
    op.execute("UPDATE runs SET stances = (SELECT count(*) FROM stances WHERE stances.run = runs.seq)")


def downgrade() -> None:
    """Keep of each statement and topic the stance that counts: on the present wording, from the last run."""
    op.execute(
        "CREATE TABLE kept AS SELECT s.* FROM stances AS s JOIN topics AS t ON t.current = s.topic_version "
        "WHERE NOT EXISTS (SELECT 1 FROM stances AS later WHERE later.attribution = s.attribution "
        "AND later.topic_version = s.topic_version AND later.run > s.run)"
    )
    op.drop_table("stances")
    _stances(judged_by_runs=False)
    op.execute(f"INSERT INTO stances ({_GIVEN}) SELECT {_GIVEN} FROM kept")  # noqa: S608
    op.drop_table("kept")
    op.drop_table("utterances")
    op.drop_column("attributions", "before_end")
    op.drop_column("attributions", "before_start")
    op.drop_column("runs", "stances")


def _stances(*, judged_by_runs: bool) -> None:
    """Make the table of stances, keyed by attribution, wording and run, or as it was, by attribution and topic."""
    run = [
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.seq"], name=op.f("fk_stances_run")),
    ]
    key = ("attribution", "topic_version", "run") if judged_by_runs else ("attribution", "topic")
    op.create_table(
        "stances",
        sa.Column("attribution", sa.Integer(), nullable=False),
        sa.Column("topic_version", sa.Integer(), nullable=False),
        *(run[:1] if judged_by_runs else []),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("support", sa.Float(), nullable=False),
        sa.Column("oppose", sa.Float(), nullable=False),
        sa.Column("neutral", sa.Float(), nullable=False),
        sa.Column("unrelated", sa.Float(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.CheckConstraint(_LABELS, name=op.f("ck_stances_label")),
        sa.ForeignKeyConstraint(["attribution"], ["attributions.seq"], name=op.f("fk_stances_attribution")),
        sa.ForeignKeyConstraint(["topic"], ["topics.id"], name=op.f("fk_stances_topic")),
        sa.ForeignKeyConstraint(["topic_version"], ["topic_versions.seq"], name=op.f("fk_stances_topic_version")),
        *(run[1:] if judged_by_runs else []),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_stances")),
        sqlite_with_rowid=False,
    )
    of_topic = "topic_version" if judged_by_runs else "topic"
    newest = [sa.text("first_day DESC"), "attribution"]
    bearing = sa.text("label <> 'unrelated'")
    op.create_index(
        "ix_stances_bearing", "stances", [of_topic, *newest], sqlite_where=bearing, postgresql_where=bearing
    )
    op.create_index("ix_stances_label", "stances", [of_topic, "label", *newest])
