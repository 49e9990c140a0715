"""What a few speakers are once decisions are applied: pure, from what was given and the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.store.decisions import Decision, Moves


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a name of a speaker, whether it is known as one, and the first reading where it was seen."""

    name: str
    known: bool
    reading: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what articles and the register say of one speaker; `names` in the order in which they were first given."""

    name: str
    type: str
    registered: bool = False
    wikidata: str | None = None
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold one speaker as decisions leave it; `names` is empty where it is merged into another."""

    name: str
    type: str
    known: bool
    wikidata: str | None
    merged_into: str | None
    names: tuple[Name, ...]


class Kin:
    """Hold speakers that decisions have joined or parted, with the decisions that stand, in the order of the log."""

    def __init__(self, given: Mapping[str, Given], log: Sequence[Decision]) -> None:
        """Apply what decisions say of names; who has not been given is as the move to it says."""
        self._log = log
        self._moves = Moves(log)
        made = {d.target: Given(d.details["name"], d.details["type"]) for d in log if d.moves and d.target}
        self._given: dict[str, Given] = made | dict(given)
        self._main = {id_: one.name for id_, one in self._given.items()}
        self._names = {id_: {name.name: name for name in one.names} for id_, one in self._given.items()}
        for id_, name in self._main.items():
            self._names[id_].setdefault(name, Name(name, known=False))
        for decision in log:
            if decision.verb == "alias" and decision.speaker in self._given:
                self._rename(decision.speaker, decision.details["name"], decision.details["instead_of"])

    def standing(self) -> dict[str, Standing]:
        """Return every speaker that there is."""
        roots = {id_: self._moves.settle(id_) for id_ in self._given}
        return {id_: self._standing(id_, roots) for id_ in sorted(roots)}

    def _rename(self, speaker: str, name: str, instead_of: str | None) -> None:
        """Give a speaker a name; the one that it replaces is forgotten, or an alias where it was the main one."""
        names = self._names[speaker]
        names[name] = replace(names.get(name, Name(name, known=True)), known=True)
        if instead_of == self._main[speaker]:
            self._main[speaker] = name
        elif instead_of is not None:
            names.pop(instead_of, None)

    def _standing(self, id_: str, roots: Mapping[str, str]) -> Standing:
        given, root = self._given[id_], roots[id_]
        members = sorted((one for one in roots if one != id_ and roots[one] == id_), key=self._merged_at)
        known = given.type != "anonymous" and (given.registered or self._decided_on(id_))
        return Standing(
            name=self._main[id_],
            type=given.type,
            known=known and root == id_,
            wikidata=self._wikidata([id_, *members]),
            merged_into=root if root != id_ else None,
            names=tuple(self._all_names(id_, members, known=known)) if root == id_ else (),
        )

    def _decided_on(self, id_: str) -> bool:
        """Tell whether a person has decided something about a speaker, and so knows who it is."""
        return any(
            (d.speaker == id_ and not d.moves) or (d.target == id_ and d.moves) for d in self._log if not d.automatic
        )

    def _merge_of(self, id_: str) -> Decision | None:
        return next((d for d in self._log if d.verb == "merge" and d.speaker == id_), None)

    def _merged_at(self, id_: str) -> int:
        merge = self._merge_of(id_)
        return merge.seq if merge else 0

    def _wikidata(self, ids: Sequence[str]) -> str | None:
        """Return the Wikidata id that was decided on last, else the one of the register."""
        decided = [str(d.details["wikidata"]) for d in self._log if d.verb == "wikidata" and d.speaker in ids]
        given = [wikidata for id_ in ids if (wikidata := self._given[id_].wikidata)]
        return next(iter([*decided[::-1], *given]), None)

    def _all_names(self, id_: str, members: Iterable[str], *, known: bool) -> Iterable[Name]:
        """Return a speaker's names and those of all merged into it, each once; a merge by hand vouches for a name."""
        found: dict[str, Name] = {}
        for one in (id_, *members):
            merge = self._merge_of(one)
            vouched = known if one == id_ else merge is not None and not merge.automatic
            for name in self._names[one].values():
                sure = name.known or (vouched and name.name == self._main[one])
                held = found.get(name.name, Name(name.name, known=False))
                reading = name.reading if held.reading is None else held.reading
                found[name.name] = Name(name.name, held.known or sure, reading)
        return found.values()
