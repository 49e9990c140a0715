from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import seeds
from models.records import SPEAKER_TYPES, KnownSpeaker, Role
from seeds import dump_speakers, load_speakers

BOARD = KnownSpeaker("board", "Water Board", "organization", ("Board",))
LUND = KnownSpeaker(
    "ida-lund", "Ida Lund", "person", ("Ida M. Lund",), (Role("Mayor", "2018", "2020-05"), Role("Judge")), "Q42"
)


def test_dump_speakers_gives_back_the_seeds() -> None:
    path = Path(seeds.__file__).parent / "speakers.json"
    assert json.loads(dump_speakers(seeds.speakers())) == json.loads(path.read_text("utf-8"))


def test_dump_speakers_is_what_load_speakers_reads(tmp_path: Path) -> None:
    path = tmp_path / "speakers.json"
    path.write_text(dump_speakers([BOARD, LUND]), "utf-8")
    assert load_speakers(path) == (BOARD, LUND)


def test_dump_speakers_leaves_out_what_would_be_refused() -> None:
    lone = KnownSpeaker("lund", "Lund", "person")
    known_otherwise = KnownSpeaker("ida", "Lund", "person", ("Ida Lund", "IDA LUND"))
    nobody = KnownSpeaker("source", "a source (anonymous)", "anonymous")
    entries = json.loads(dump_speakers([lone, known_otherwise, nobody]))
    assert entries == [{"id": "ida", "name": "Ida Lund", "type": "person"}]


words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)


@given(st.builds(KnownSpeaker, st.just("one"), names, st.sampled_from(SPEAKER_TYPES), st.tuples(names, names)))
def test_dump_speakers_of_anybody_can_be_read(tmp_path_factory: object, known: KnownSpeaker) -> None:
    entries = json.loads(dump_speakers([known]))
    path = Path(tmp_path_factory.mktemp("dump")) / "speakers.json"  # type: ignore[attr-defined]
    path.write_text(json.dumps(entries), "utf-8")
    assert len(load_speakers(path)) == 1 if entries else known.type in ("person", "anonymous")
