"""The first tables: documents, runs, attributions with spans, speakers, topics, stances, failures and full text."""

# Every part of the SQL below is a constant of this module.
# ruff: noqa: S608

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _passes()
    _statements()
    _speakers()
    _topics()
    _full_text()
    if op.get_bind().dialect.name == "sqlite":
        _fts5()
    else:
        _tsvector()


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TABLE speaker_search")
    op.execute("DROP TABLE attribution_search")
    if not on_sqlite:
        op.execute("DROP FUNCTION onrecord_query(text, boolean)")
        op.execute("DROP FUNCTION onrecord_words(text)")
    op.execute("DROP VIEW attribution_texts")
    for name in (
        "stances",
        "topics",
        "topic_versions",
        "attribution_speakers",
        "speaker_roles",
        "speaker_names",
        "speakers",
        "spans",
        "attributions",
        "failures",
        "current",
        "readings",
        "documents",
        "runs",
    ):
        op.drop_table(name)


def _passes() -> None:
    op.create_table(
        "runs",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_runs")),
        sa.UniqueConstraint("name", name=op.f("uq_runs_name")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_table(
        "readings",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=True),
        sa.Column("published_evidence", sa.Text(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.Column("attributions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_readings_document")),
        sa.ForeignKeyConstraint(["run"], ["runs.seq"], name=op.f("fk_readings_run")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_readings")),
        sa.UniqueConstraint("run", "document", "fingerprint", name=op.f("uq_readings_run_document_fingerprint")),
    )
    op.create_index("ix_readings_day", "readings", [sa.text("first_day DESC"), "seq"], unique=False)
    op.create_index("ix_readings_document", "readings", ["document", "run", "seq"], unique=False)
    op.create_index("ix_readings_outlet", "readings", ["outlet", sa.text("first_day DESC"), "seq"], unique=False)
    op.create_index("ix_readings_path", "readings", ["run", "path"], unique=False)
    op.create_table(
        "current",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_current_document")),
        sa.ForeignKeyConstraint(["reading"], ["readings.seq"], name=op.f("fk_current_reading")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_current")),
        sa.UniqueConstraint("reading", name=op.f("uq_current_reading")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "failures",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.seq"], name=op.f("fk_failures_run")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_failures")),
        sa.UniqueConstraint("run", "path", "slug", name=op.f("uq_failures_run_path_slug")),
    )


def _statements() -> None:
    op.create_table(
        "attributions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("said_on", sa.String(), nullable=True),
        sa.Column("said_precision", sa.String(), nullable=True),
        sa.Column("said_evidence", sa.Text(), nullable=True),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('direct', 'indirect', 'mixed')", name=op.f("ck_attributions_kind")),
        sa.ForeignKeyConstraint(["reading"], ["readings.seq"], name=op.f("fk_attributions_reading")),
        sa.ForeignKeyConstraint(["run"], ["runs.seq"], name=op.f("fk_attributions_run")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_attributions")),
        sa.UniqueConstraint("reading", "id", name=op.f("uq_attributions_reading_id")),
    )
    op.create_index("ix_attributions_day", "attributions", [sa.text("first_day DESC"), "seq"], unique=False)
    op.create_index("ix_attributions_id", "attributions", ["id"], unique=False)
    op.create_index("ix_attributions_kind", "attributions", ["kind", sa.text("first_day DESC"), "seq"], unique=False)
    op.create_index("ix_attributions_run", "attributions", ["run", sa.text("first_day DESC"), "seq"], unique=False)
    op.create_table(
        "spans",
        sa.Column("attribution", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("part IN ('content', 'cue', 'source')", name=op.f("ck_spans_part")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_spans_range")),
        sa.ForeignKeyConstraint(["attribution"], ["attributions.seq"], name=op.f("fk_spans_attribution")),
        sa.PrimaryKeyConstraint("attribution", "part", "position", name=op.f("pk_spans")),
        sqlite_with_rowid=False,
    )


def _speakers() -> None:
    op.create_table(
        "speakers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.CheckConstraint("type IN ('person', 'organization', 'group', 'anonymous')", name=op.f("ck_speakers_type")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
    )
    op.create_index("ix_speakers_name", "speakers", ["name", "id"], unique=False)
    op.create_table(
        "speaker_names",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.seq"], name=op.f("fk_speaker_names_reading")),
        sa.ForeignKeyConstraint(["speaker"], ["speakers.id"], name=op.f("fk_speaker_names_speaker")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_speaker_names")),
        sa.UniqueConstraint("speaker", "name", name=op.f("uq_speaker_names_speaker_name")),
    )
    op.create_table(
        "speaker_roles",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("written_on", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.seq"], name=op.f("fk_speaker_roles_reading")),
        sa.ForeignKeyConstraint(["speaker"], ["speakers.id"], name=op.f("fk_speaker_roles_speaker")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_speaker_roles")),
        sa.UniqueConstraint(
            "speaker",
            "title",
            "written_on",
            "until",
            "reading",
            name=op.f("uq_speaker_roles_speaker_title_written_on_until_reading"),
        ),
    )
    op.create_index("ix_speaker_roles_reading", "speaker_roles", ["reading"], unique=False)
    op.create_table(
        "attribution_speakers",
        sa.Column("attribution", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution"], ["attributions.seq"], name=op.f("fk_attribution_speakers_attribution")
        ),
        sa.ForeignKeyConstraint(["speaker"], ["speakers.id"], name=op.f("fk_attribution_speakers_speaker")),
        sa.PrimaryKeyConstraint("attribution", "speaker", name=op.f("pk_attribution_speakers")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_attribution_speakers_day",
        "attribution_speakers",
        ["speaker", sa.text("first_day DESC"), "attribution"],
        unique=False,
    )


def _topics() -> None:
    op.create_table(
        "topic_versions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_topic_versions")),
        sa.UniqueConstraint("topic", "version", name=op.f("uq_topic_versions_topic_version")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["current"], ["topic_versions.seq"], name=op.f("fk_topics_current")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("current", name=op.f("uq_topics_current")),
    )
    op.create_table(
        "stances",
        sa.Column("attribution", sa.Integer(), nullable=False),
        sa.Column("topic_version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("support", sa.Float(), nullable=False),
        sa.Column("oppose", sa.Float(), nullable=False),
        sa.Column("neutral", sa.Float(), nullable=False),
        sa.Column("unrelated", sa.Float(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.CheckConstraint(
            "label IN ('support', 'oppose', 'neutral', 'unrelated', 'undetermined')", name=op.f("ck_stances_label")
        ),
        sa.ForeignKeyConstraint(["attribution"], ["attributions.seq"], name=op.f("fk_stances_attribution")),
        sa.ForeignKeyConstraint(["topic"], ["topics.id"], name=op.f("fk_stances_topic")),
        sa.ForeignKeyConstraint(["topic_version"], ["topic_versions.seq"], name=op.f("fk_stances_topic_version")),
        sa.PrimaryKeyConstraint("attribution", "topic", name=op.f("pk_stances")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_stances_bearing",
        "stances",
        ["topic", sa.text("first_day DESC"), "attribution"],
        unique=False,
        sqlite_where=sa.text("label <> 'unrelated'"),
        postgresql_where=sa.text("label <> 'unrelated'"),
    )
    op.create_index(
        "ix_stances_label", "stances", ["topic", "label", sa.text("first_day DESC"), "attribution"], unique=False
    )


def _full_text() -> None:
    """Make the view that full text is filled from: what a statement says, by whom, under which title."""
    joined = "group_concat(text, ' ')" if op.get_bind().dialect.name == "sqlite" else "string_agg(text, ' ')"

    def words(part: str) -> str:
        ordered = f"SELECT text FROM spans WHERE attribution = a.seq AND part = '{part}' ORDER BY position"
        return f"(SELECT {joined} FROM ({ordered}) AS ordered)"

    names = (
        "SELECT s.name AS text FROM attribution_speakers AS p JOIN speakers AS s ON s.id = p.speaker "
        "WHERE p.attribution = a.seq ORDER BY p.position"
    )
    op.execute(
        "CREATE VIEW attribution_texts AS "
        f"SELECT a.seq AS seq, a.reading AS reading, {words('content')} AS words, "
        f"(SELECT {joined} FROM ({names}) AS ordered) AS speakers, {words('source')} AS source, r.title AS title "
        "FROM attributions AS a JOIN readings AS r ON r.seq = a.reading"
    )


def _fts5() -> None:
    options = "content_rowid='seq', tokenize='unicode61 remove_diacritics 2'"
    op.execute(
        "CREATE VIRTUAL TABLE attribution_search "
        f"USING fts5(words, speakers, source, title, content='attribution_texts', {options})"
    )
    op.execute(f"CREATE VIRTUAL TABLE speaker_search USING fts5(name, content='speaker_names', {options})")


def _tsvector() -> None:
    plain = "regexp_replace(normalize($1, NFKD), U&'[\\0300-\\036F]', '', 'g')"
    op.execute(
        "CREATE FUNCTION onrecord_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT to_tsvector('simple', {plain}) $$"
    )
    op.execute(
        "CREATE FUNCTION onrecord_query(text, boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT CASE WHEN $2 AND numnode(q) > 0 THEN (q::text || ':*')::tsquery ELSE q END "
        f"FROM (SELECT phraseto_tsquery('simple', {plain}) AS q) AS made $$"
    )
    for name, owner in (("attribution_search", "attributions"), ("speaker_search", "speaker_names")):
        op.execute(f"CREATE TABLE {name} (seq integer PRIMARY KEY REFERENCES {owner} (seq), vector tsvector NOT NULL)")
        op.execute(f"CREATE INDEX ix_{name} ON {name} USING gin (vector)")
