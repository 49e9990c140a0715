"""The tables of the store. Rows are added, never edited; only `current` rows move, to say which reading counts now.

What passes and the register gave (`speakers`, `speaker_names`, `speaker_roles`, `attribution_speakers`) is evidence.
Who is meant by it follows from that and from the log of `decisions`, and is kept ready in `effective_speakers`,
`effective_names`, `effective_roles`, `said_by` and `name_keys`, whose rows may be made anew at any time.

Dates are ISO text (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) with their precision and evidence beside them. For comparing and
sorting, `first_day` and `last_day` bound the date that a statement is placed at: its own, else its document's; `""`
where neither is known. They are repeated in `said_by` and `stances` so that a speaker's or a topic's pages
follow an index in date order.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from models.records import SPEAKER_TYPES

REVISION = "0004"
"""The migration that these tables correspond to; a store at another one is upgraded or refused."""

metadata = MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _serial() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


def _one_of(column: str, *values: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


runs = Table(
    "runs",
    metadata,
    _serial(),
    Column("name", String, nullable=False, unique=True),
    Column("started_at", String, nullable=False),
    Column("finished_at", String),
    Column("stances", Integer, nullable=False, server_default="0"),
)
"""One row for each model pass: its content-addressed name, and when it was first opened and last closed (UTC).

A pass reads documents, judges statements (`stances` counts how many stances it gave), or does both.
"""

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
)
"""Each text once, exactly as decoded."""

readings = Table(
    "readings",
    metadata,
    _serial(),
    Column("run", ForeignKey("runs.seq"), nullable=False),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("path", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", Text),
    Column("url", Text),
    Column("media_type", String, nullable=False),
    Column("published", String),
    Column("published_precision", String),
    Column("published_evidence", Text),
    Column("first_day", String, nullable=False),
    Column("last_day", String, nullable=False),
    Column("attributions", Integer, nullable=False),
    UniqueConstraint("run", "document", "fingerprint"),
)
"""One row for each time a run read a document, with what was known about the document then.

`fingerprint` is a digest of what was known: the same text with another publication date is another reading.
"""

current = Table(
    "current",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("reading", ForeignKey("readings.seq"), nullable=False, unique=True),
    sqlite_with_rowid=False,
)
"""The reading of each document that counts now: the one that was asked for last."""

attributions = Table(
    "attributions",
    metadata,
    _serial(),
    Column("id", String, nullable=False),
    Column("reading", ForeignKey("readings.seq"), nullable=False),
    Column("run", ForeignKey("runs.seq"), nullable=False),
    Column("kind", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("class", String),
    Column("source_confidence", Float),
    Column("said_on", String),
    Column("said_precision", String),
    Column("said_evidence", Text),
    Column("first_day", String, nullable=False),
    Column("last_day", String, nullable=False),
    Column("before_start", Integer),
    Column("before_end", Integer),
    UniqueConstraint("reading", "id"),
    _one_of("kind", "direct", "indirect", "mixed"),
)
"""One row for each statement that a reading found.

`before_start` and `before_end` are the range of the sentence before it, by which stances are judged too.
"""

spans = Table(
    "spans",
    metadata,
    Column("attribution", ForeignKey("attributions.seq"), nullable=False),
    Column("part", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("attribution", "part", "position"),
    _one_of("part", "content", "cue", "source"),
    CheckConstraint('0 <= start AND start < "end"', name="range"),
    sqlite_with_rowid=False,
)
"""The words of a statement's three parts, in order: half-open code point ranges of the document's text."""

speakers = Table(
    "speakers",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("registered", Boolean, nullable=False),
    Column("wikidata", String),
    _one_of("type", *SPEAKER_TYPES),
)
"""Each person or body once, as the pass or the register (`registered`) named it."""

speaker_names = Table(
    "speaker_names",
    metadata,
    _serial(),
    Column("speaker", ForeignKey("speakers.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("registered", Boolean, nullable=False),
    Column("reading", ForeignKey("readings.seq")),
    UniqueConstraint("speaker", "name"),
)
"""The names of a speaker: whether the register holds it, and the first reading where it was seen."""

speaker_roles = Table(
    "speaker_roles",
    metadata,
    _serial(),
    Column("speaker", ForeignKey("speakers.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("written_on", String, nullable=False),
    Column("until", String, nullable=False),
    Column("reading", ForeignKey("readings.seq")),
    UniqueConstraint("speaker", "title", "written_on", "until", "reading"),
)
"""The roles of a speaker, from a reading or (null) from the register.

`written_on` is the day it was written, in the register that from which it was held, and `until` that to which; `""`:
unknown.
"""

attribution_speakers = Table(
    "attribution_speakers",
    metadata,
    Column("attribution", ForeignKey("attributions.seq"), nullable=False),
    Column("speaker", ForeignKey("speakers.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("first_day", String, nullable=False),
    PrimaryKeyConstraint("attribution", "speaker"),
    sqlite_with_rowid=False,
)
"""Who made a statement as the pass found it, in its order."""

decisions = Table(
    "decisions",
    metadata,
    _serial(),
    Column("verb", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("target", String),
    Column("details", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String, nullable=False),
    Column("automatic", Boolean, nullable=False),
    Column("undoes", ForeignKey("decisions.seq"), unique=True),
    _one_of("verb", "alias", "role", "wikidata", "merge", "split", "undo"),
)
"""What was decided about speakers, in order: by people, or (`automatic`) by the rule on spellings of one name.

Speakers are named by ids that outlive every run: a `merge` or a `split` moves what is said of `speaker` to `target`. An
`undo` repeats both and names the decision that it takes back.
"""

effective_speakers = Table(
    "effective_speakers",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("wikidata", String),
    Column("merged_into", ForeignKey("effective_speakers.id")),
    _one_of("type", *SPEAKER_TYPES),
)
"""Each speaker as decisions leave it; the `known` ones are what a model pass is loaded with."""

effective_names = Table(
    "effective_names",
    metadata,
    _serial(),
    Column("speaker", ForeignKey("effective_speakers.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("reading", ForeignKey("readings.seq")),
    Column("keyed", Boolean, nullable=False),
    UniqueConstraint("speaker", "name"),
)
"""The names of each speaker that is not merged into another, with those of the speakers merged into it.

`keyed` tells whether `name_keys` has what the name may stand for.
"""

name_keys = Table(
    "name_keys",
    metadata,
    Column("key", String, nullable=False),
    Column("name", ForeignKey("effective_names.seq"), nullable=False),
    PrimaryKeyConstraint("key", "name"),
    sqlite_with_rowid=False,
)
"""What a person's name may stand for, whichever way it is spelled; names that share a key may be one person's."""

effective_roles = Table(
    "effective_roles",
    metadata,
    _serial(),
    Column("speaker", ForeignKey("effective_speakers.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("written_on", String, nullable=False),
    Column("until", String, nullable=False),
    Column("reading", ForeignKey("readings.seq")),
    Column("role", ForeignKey("speaker_roles.seq"), unique=True),
    Column("decision", ForeignKey("decisions.seq"), unique=True),
)
"""The roles of each speaker: one row for each of `speaker_roles`, and one for each that a decision gives."""

said_by = Table(
    "said_by",
    metadata,
    Column("attribution", ForeignKey("attributions.seq"), nullable=False),
    Column("speaker", ForeignKey("effective_speakers.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("first_day", String, nullable=False),
    PrimaryKeyConstraint("attribution", "speaker"),
    sqlite_with_rowid=False,
)
"""Who made a statement, as decisions leave it."""

topic_versions = Table(
    "topic_versions",
    metadata,
    _serial(),
    Column("topic", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("position", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("added_at", String, nullable=False),
    UniqueConstraint("topic", "version"),
)
"""Each wording of a topic; a stance belongs to the wording that it was judged by."""

topics = Table(
    "topics",
    metadata,
    Column("id", String, primary_key=True),
    Column("current", ForeignKey("topic_versions.seq"), nullable=False, unique=True),
)
"""The wording of each topic that counts now."""

stances = Table(
    "stances",
    metadata,
    Column("attribution", ForeignKey("attributions.seq"), nullable=False),
    Column("topic_version", ForeignKey("topic_versions.seq"), nullable=False),
    Column("run", ForeignKey("runs.seq"), nullable=False),
    Column("topic", ForeignKey("topics.id"), nullable=False),
    Column("label", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("support", Float, nullable=False),
    Column("oppose", Float, nullable=False),
    Column("neutral", Float, nullable=False),
    Column("unrelated", Float, nullable=False),
    Column("first_day", String, nullable=False),
    PrimaryKeyConstraint("attribution", "topic_version", "run"),
    _one_of("label", "support", "oppose", "neutral", "unrelated", "undetermined"),
    sqlite_with_rowid=False,
)
"""Each statement's stance towards a topic in one of its wordings, as one run judged it, with the four scores.

What counts now is the stance on the topic's present wording, from the run that was opened last.
"""

utterances = Table(
    "utterances",
    metadata,
    Column("attribution", ForeignKey("attributions.seq"), primary_key=True),
    Column("first", ForeignKey("attributions.seq"), nullable=False),
    sqlite_with_rowid=False,
)
"""Which statements report the same words of one speaker: `first` is the one of them that was written first.

They are found by words, speakers and days as each statement is written, and can be found anew from those.
"""

failures = Table(
    "failures",
    metadata,
    _serial(),
    Column("run", ForeignKey("runs.seq"), nullable=False),
    Column("path", Text, nullable=False),
    Column("slug", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("failed_at", String, nullable=False),
    UniqueConstraint("run", "path", "slug"),
)
"""What a run could not read, until it can."""

_BEARING = text("label <> 'unrelated'")

Index("ix_readings_document", readings.c.document, readings.c.run, readings.c.seq)
Index("ix_readings_path", readings.c.run, readings.c.path)
Index("ix_readings_day", readings.c.first_day.desc(), readings.c.seq)
Index("ix_readings_outlet", readings.c.outlet, readings.c.first_day.desc(), readings.c.seq)
Index("ix_attributions_id", attributions.c.id)
Index("ix_attributions_day", attributions.c.first_day.desc(), attributions.c.seq)
Index("ix_attributions_kind", attributions.c.kind, attributions.c.first_day.desc(), attributions.c.seq)
Index("ix_attributions_run", attributions.c.run, attributions.c.first_day.desc(), attributions.c.seq)
Index("ix_speakers_registered", speakers.c.registered, speakers.c.id)
Index("ix_speaker_names_registered", speaker_names.c.registered, speaker_names.c.name)
Index("ix_speaker_roles_reading", speaker_roles.c.reading)
Index("ix_attribution_speakers_speaker", attribution_speakers.c.speaker, attribution_speakers.c.attribution)
Index("ix_decisions_speaker", decisions.c.speaker, decisions.c.seq)
Index("ix_decisions_target", decisions.c.target, decisions.c.seq)
Index("ix_effective_speakers_name", effective_speakers.c.name, effective_speakers.c.id)
Index("ix_effective_speakers_known", effective_speakers.c.known, effective_speakers.c.id)
Index("ix_effective_speakers_merged_into", effective_speakers.c.merged_into)
Index("ix_effective_speakers_wikidata", effective_speakers.c.wikidata)
Index("ix_effective_names_keyed", effective_names.c.keyed)
Index("ix_name_keys_name", name_keys.c.name)
Index("ix_effective_roles_speaker", effective_roles.c.speaker, effective_roles.c.written_on, effective_roles.c.seq)
Index("ix_said_by_day", said_by.c.speaker, said_by.c.first_day.desc(), said_by.c.attribution)
Index(
    "ix_stances_bearing",
    stances.c.topic_version,
    stances.c.first_day.desc(),
    stances.c.attribution,
    sqlite_where=_BEARING,
    postgresql_where=_BEARING,
)
Index("ix_stances_label", stances.c.topic_version, stances.c.label, stances.c.first_day.desc(), stances.c.attribution)
