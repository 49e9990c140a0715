"""Decisions about speakers: their log, and who is meant by what passes and the register gave."""

# Every part of the SQL below is a constant of this module.
# ruff: noqa: S608

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TYPES = "type IN ('person', 'organization', 'group', 'anonymous')"


def upgrade() -> None:
    op.add_column("speakers", sa.Column("wikidata", sa.String(), nullable=True))
    op.drop_index("ix_speakers_name", "speakers")
    op.create_index("ix_speakers_registered", "speakers", ["registered", "id"])
    op.create_index("ix_speaker_names_registered", "speaker_names", ["registered", "name"])
    op.drop_index("ix_attribution_speakers_day", "attribution_speakers")
    op.create_index("ix_attribution_speakers_speaker", "attribution_speakers", ["speaker", "attribution"])
    _decisions()
    _speakers()
    _names()
    _roles()
    _said_by()
    _fill()
    _search("effective_names")
    _texts("said_by", "effective_speakers")


def downgrade() -> None:
    _texts("attribution_speakers", "speakers")
    _search("speaker_names")
    for name in ("said_by", "effective_roles", "name_keys", "effective_names", "effective_speakers", "decisions"):
        op.drop_table(name)
    op.drop_index("ix_attribution_speakers_speaker", "attribution_speakers")
    day = sa.text("first_day DESC")
    op.create_index("ix_attribution_speakers_day", "attribution_speakers", ["speaker", day, "attribution"])
    op.drop_index("ix_speaker_names_registered", "speaker_names")
    op.drop_index("ix_speakers_registered", "speakers")
    op.create_index("ix_speakers_name", "speakers", ["name", "id"])
    op.drop_column("speakers", "wikidata")


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "verb IN ('alias', 'role', 'wikidata', 'merge', 'split', 'undo')", name=op.f("ck_decisions_verb")
        ),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.seq"], name=op.f("fk_decisions_undoes")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_decisions")),
        sa.UniqueConstraint("undoes", name=op.f("uq_decisions_undoes")),
    )
    op.create_index("ix_decisions_speaker", "decisions", ["speaker", "seq"])
    op.create_index("ix_decisions_target", "decisions", ["target", "seq"])


def _speakers() -> None:
    op.create_table(
        "effective_speakers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("wikidata", sa.String(), nullable=True),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.CheckConstraint(_TYPES, name=op.f("ck_effective_speakers_type")),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["effective_speakers.id"], name=op.f("fk_effective_speakers_merged_into")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effective_speakers")),
    )
    op.create_index("ix_effective_speakers_name", "effective_speakers", ["name", "id"])
    op.create_index("ix_effective_speakers_known", "effective_speakers", ["known", "id"])
    op.create_index("ix_effective_speakers_merged_into", "effective_speakers", ["merged_into"])
    op.create_index("ix_effective_speakers_wikidata", "effective_speakers", ["wikidata"])


def _names() -> None:
    op.create_table(
        "effective_names",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("keyed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.seq"], name=op.f("fk_effective_names_reading")),
        sa.ForeignKeyConstraint(["speaker"], ["effective_speakers.id"], name=op.f("fk_effective_names_speaker")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_effective_names")),
        sa.UniqueConstraint("speaker", "name", name=op.f("uq_effective_names_speaker_name")),
    )
    op.create_index("ix_effective_names_keyed", "effective_names", ["keyed"])
    op.create_table(
        "name_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name"], ["effective_names.seq"], name=op.f("fk_name_keys_name")),
        sa.PrimaryKeyConstraint("key", "name", name=op.f("pk_name_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_keys_name", "name_keys", ["name"])


def _roles() -> None:
    op.create_table(
        "effective_roles",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("written_on", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("role", sa.Integer(), nullable=True),
        sa.Column("decision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decision"], ["decisions.seq"], name=op.f("fk_effective_roles_decision")),
        sa.ForeignKeyConstraint(["reading"], ["readings.seq"], name=op.f("fk_effective_roles_reading")),
        sa.ForeignKeyConstraint(["role"], ["speaker_roles.seq"], name=op.f("fk_effective_roles_role")),
        sa.ForeignKeyConstraint(["speaker"], ["effective_speakers.id"], name=op.f("fk_effective_roles_speaker")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_effective_roles")),
        sa.UniqueConstraint("decision", name=op.f("uq_effective_roles_decision")),
        sa.UniqueConstraint("role", name=op.f("uq_effective_roles_role")),
    )
    op.create_index("ix_effective_roles_speaker", "effective_roles", ["speaker", "written_on", "seq"])


def _said_by() -> None:
    op.create_table(
        "said_by",
        sa.Column("attribution", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["attribution"], ["attributions.seq"], name=op.f("fk_said_by_attribution")),
        sa.ForeignKeyConstraint(["speaker"], ["effective_speakers.id"], name=op.f("fk_said_by_speaker")),
        sa.PrimaryKeyConstraint("attribution", "speaker", name=op.f("pk_said_by")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_said_by_day", "said_by", ["speaker", sa.text("first_day DESC"), "attribution"])


def _fill() -> None:
    """Let everybody be who the passes and the register say, since nothing is decided yet; names are keyed later."""
    op.execute("INSERT INTO effective_speakers (id, name, type, known) SELECT id, name, type, registered FROM speakers")
    op.execute(
        "INSERT INTO effective_names (seq, speaker, position, name, known, reading, keyed) "
        "SELECT seq, speaker, row_number() OVER (PARTITION BY speaker ORDER BY seq) - 1, name, registered, reading, "
        "false FROM speaker_names"
    )
    op.execute(
        "INSERT INTO effective_roles (speaker, title, written_on, until, reading, role) "
        "SELECT speaker, title, written_on, until, reading, seq FROM speaker_roles ORDER BY seq"
    )
    op.execute(
        "INSERT INTO said_by (attribution, speaker, position, confidence, first_day) "
        "SELECT attribution, speaker, position, confidence, first_day FROM attribution_speakers"
    )


def _search(owner: str) -> None:
    """Look speakers up by the names in this table."""
    op.execute("DROP TABLE speaker_search")
    if op.get_bind().dialect.name == "sqlite":
        options = f"content='{owner}', content_rowid='seq', tokenize='unicode61 remove_diacritics 2'"
        op.execute(f"CREATE VIRTUAL TABLE speaker_search USING fts5(name, {options})")
        op.execute("INSERT INTO speaker_search (speaker_search) VALUES ('rebuild')")
        return
    # PostgreSQL does not advance a sequence for rows that bring their own number.
    op.execute(
        f"SELECT setval(pg_get_serial_sequence('{owner}', 'seq'), coalesce(max(seq), 0) + 1, false) FROM {owner}"
    )
    op.execute(
        f"CREATE TABLE speaker_search (seq integer PRIMARY KEY REFERENCES {owner} (seq), vector tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_speaker_search ON speaker_search USING gin (vector)")
    op.execute(f"INSERT INTO speaker_search (seq, vector) SELECT seq, onrecord_words(name) FROM {owner}")


def _texts(said_by: str, speakers: str) -> None:
    """Let full text name the speakers of these tables."""
    joined = "group_concat(text, ' ')" if op.get_bind().dialect.name == "sqlite" else "string_agg(text, ' ')"

    def words(part: str) -> str:
        ordered = f"SELECT text FROM spans WHERE attribution = a.seq AND part = '{part}' ORDER BY position"
        return f"(SELECT {joined} FROM ({ordered}) AS ordered)"

    names = (
        f"SELECT s.name AS text FROM {said_by} AS p JOIN {speakers} AS s ON s.id = p.speaker "
        "WHERE p.attribution = a.seq ORDER BY p.position"
    )
    op.execute("DROP VIEW attribution_texts")
    op.execute(
        "CREATE VIEW attribution_texts AS "
        f"SELECT a.seq AS seq, a.reading AS reading, {words('content')} AS words, "
        f"(SELECT {joined} FROM ({names}) AS ordered) AS speakers, {words('source')} AS source, r.title AS title "
        "FROM attributions AS a JOIN readings AS r ON r.seq = a.reading"
    )
