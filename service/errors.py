"""The error taxonomy: each class is one problem type over HTTP (RFC 9457) and one exit status on the command line.

The class docstring is the text under the problem's heading on the page `/problems`; an instance's text says what
happened, the value it happened with, and what to do about it. Values that could hold people's words are shortened.
"""

# A class is named after its problem, as its slug and its heading are.
# ruff: noqa: N818

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

EXIT_CODES: dict[int, str] = {
    0: "done; an empty list is an answer too",
    1: "a fault of the program itself; the log names it",
    2: "wrong usage: an unknown option, a value that is not allowed, a bad ONRECORD_* variable",
    3: "partly done: some inputs could not be read, each is named on standard error, the others are done",
    4: "not found: no speaker, topic, document or attribution by that id or name",
    5: "ambiguous: more than one speaker answers to that name; the candidates are listed",
    6: "the store is absent, at another revision, or cannot be read",
    7: "the server cannot listen on that address",
    8: "refused: the decision does not go with what was decided before; the reason and the remedy are named",
}
"""What each exit status of `onrecord` means; `--help` and the README print this table."""

_SHOWN = 80


def shown(value: object) -> str:
    """Return a value quoted for an error's text, cut to 80 characters so that no error repeats a long input."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]}…{text[-1]}"


class OnRecordError(Exception):
    """The program failed in a way that has no type of its own; the log entry with this request's id names it."""

    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, text: str, **members: object) -> None:
        """Keep the text, and the members that extend the problem object (RFC 9457, section 3.2)."""
        super().__init__(text)
        self.members = members


class InternalError(OnRecordError):
    """The server met a fault of its own. Report the answer's `request_id`: the log entry under it has the cause."""


class InvalidSetting(OnRecordError):
    """An `ONRECORD_*` variable has a value that its setting does not allow. Correct or unset it."""

    slug = "invalid-setting"
    title = "Invalid setting"
    exit_code = 2

    def __init__(self, name: str, value: object, allowed: str) -> None:
        """Name the variable, its value and what it allows."""
        super().__init__(f"{name} is {shown(value)}; it must be {allowed}: correct it or unset it")


class InvalidParameter(OnRecordError):
    """A query parameter is unknown, given twice, or has a value that it does not allow. `errors` names each one."""

    slug = "invalid-parameter"
    title = "Invalid parameter"
    status = 400
    exit_code = 2

    def __init__(self, errors: Sequence[dict[str, str]]) -> None:
        """Keep one `{"parameter": …, "reason": …}` for each parameter that is refused."""
        reasons = "; ".join(f"{error['parameter']}: {error['reason']}" for error in errors)
        super().__init__(f"{reasons}. See /docs for the parameters of this address", errors=list(errors))


class LimitTooLarge(OnRecordError):
    """`limit` is above the stated maximum. It is refused, not cut, so that a short page always means the last page."""

    slug = "limit-too-large"
    title = "Limit too large"
    status = 400
    exit_code = 2

    def __init__(self, limit: int, maximum: int) -> None:
        """Name the limit asked for and the largest that is allowed."""
        super().__init__(
            f"limit is {limit}, above the maximum of {maximum}: ask for {maximum} or fewer and follow `next`",
            maximum=maximum,
        )


class InvalidCursor(OnRecordError):
    """A cursor was not made by this service for this list. Use `next` exactly as the previous page gave it."""

    slug = "invalid-cursor"
    title = "Invalid cursor"
    status = 400
    exit_code = 2

    def __init__(self, cursor: str) -> None:
        """Name the cursor that cannot be read."""
        super().__init__(f"cursor {shown(cursor)} is not one of this list: leave it out to start from the first page")


class AddressNotFound(OnRecordError):
    """Nothing is served under this path. `/docs` lists every path there is."""

    slug = "address-not-found"
    title = "Address not found"
    status = 404
    exit_code = 4

    def __init__(self, path: str) -> None:
        """Name the path that nothing is served under."""
        super().__init__(f"nothing is served under {shown(path)}: see /docs for every address")


class MethodNotAllowed(OnRecordError):
    """The path exists, but not for this method. The service is read-only: use GET, HEAD or OPTIONS."""

    slug = "method-not-allowed"
    title = "Method not allowed"
    status = 405
    exit_code = 2

    def __init__(self, method: str, path: str) -> None:
        """Name the method and the path."""
        super().__init__(f"{shown(method)} is not allowed on {shown(path)}: use GET")


class DocumentNotFound(OnRecordError):
    """No document has this id. `/v1/documents` lists those there are."""

    slug = "document-not-found"
    title = "Document not found"
    status = 404
    exit_code = 4

    def __init__(self, document: str) -> None:
        """Name the id that no document has."""
        super().__init__(f"no document has the id {shown(document)}: /v1/documents lists those there are")


class AttributionNotFound(OnRecordError):
    """No attribution has this id. `/v1/attributions` lists those there are."""

    slug = "attribution-not-found"
    title = "Attribution not found"
    status = 404
    exit_code = 4

    def __init__(self, attribution: str) -> None:
        """Name the id that no attribution has."""
        super().__init__(f"no attribution has the id {shown(attribution)}: /v1/attributions lists those there are")


class SpeakerNotFound(OnRecordError):
    """No speaker has this id or name. `/v1/speakers?q=` and `onrecord speakers --q` search the names there are."""

    slug = "speaker-not-found"
    title = "Speaker not found"
    status = 404
    exit_code = 4

    def __init__(self, speaker: str) -> None:
        """Name the id or name that no speaker has."""
        super().__init__(
            f"no speaker has the id or name {shown(speaker)}: search the names with /v1/speakers?q= "
            "or `onrecord speakers --q`"
        )


class AmbiguousSpeaker(OnRecordError):
    """More than one speaker answers to this name. Ask again with one of the ids in `candidates`."""

    slug = "ambiguous-speaker"
    title = "Ambiguous speaker"
    status = 409
    exit_code = 5

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        """Name the speakers, as (id, name), that answer to the name."""
        super().__init__(
            f"{shown(name)} could be any of {len(candidates)} speakers: ask again with the id of one",
            candidates=[{"id": id_, "name": label} for id_, label in candidates],
        )
        self.candidates = tuple(candidates)


class InvalidDecision(OnRecordError):
    """A decision about speakers says nothing that could be decided. Its text names what is wrong with which value."""

    slug = "invalid-decision"
    title = "Invalid decision"
    status = 422
    exit_code = 2

    def __init__(self, reason: str, remedy: str) -> None:
        """Say what cannot be decided and what could be."""
        super().__init__(f"{reason}: {remedy}")


class AlreadyTaken(OnRecordError):
    """A name or Wikidata id is another speaker's. Merge the two if they are one, else give another name."""

    slug = "already-taken"
    title = "Already taken"
    status = 409
    exit_code = 8

    def __init__(self, value: str, speaker: str, holder: str) -> None:
        """Name the name or id, the speaker that it was to be given to, and the one that has it."""
        super().__init__(
            f"{shown(value)} belongs to {shown(holder)} already: if the two are one, run "
            f"`onrecord speakers merge {speaker} {holder} --reason …`, else give {shown(speaker)} another one",
            holder=holder,
        )


class SpeakerMerged(OnRecordError):
    """The speaker is merged into another, which answers in its place. Decide about that one, or undo the merge."""

    slug = "speaker-merged"
    title = "Speaker merged"
    status = 409
    exit_code = 8

    def __init__(self, speaker: str, into: str, decision: int) -> None:
        """Name the speaker, the one that it is merged into, and the decision that did it."""
        super().__init__(
            f"{shown(speaker)} is merged into {shown(into)}: decide about that one, or take the merge back with "
            f"`onrecord speakers undo {decision}`",
            merged_into=into,
            decision=decision,
        )


class NothingToSplit(OnRecordError):
    """A document or statement that is to be split off has nothing of this speaker. List what it has, and name that."""

    slug = "nothing-to-split"
    title = "Nothing to split"
    status = 409
    exit_code = 8

    def __init__(self, speaker: str, where: str) -> None:
        """Name the speaker, and the document or attribution in which it says nothing."""
        super().__init__(
            f"{shown(speaker)} says nothing in {shown(where)}: `onrecord claims {speaker} --format json` and "
            "/v1/attributions?speaker= name the documents in which it does"
        )


class DecisionNotFound(OnRecordError):
    """No decision has this number. `onrecord speakers log` lists those there are."""

    slug = "decision-not-found"
    title = "Decision not found"
    status = 404
    exit_code = 4

    def __init__(self, decision: int) -> None:
        """Name the number that no decision has."""
        super().__init__(f"no decision has the number {decision}: `onrecord speakers log` lists those there are")


class AlreadyUndone(OnRecordError):
    """A decision was undone before, and counts no more. To bring it back, decide it anew."""

    slug = "already-undone"
    title = "Already undone"
    status = 409
    exit_code = 8

    def __init__(self, decision: int, by: int) -> None:
        """Name the decision and the one that undid it."""
        super().__init__(f"decision {decision} was undone by decision {by}: to bring it back, decide it anew")


class DecisionNeeded(OnRecordError):
    """A later decision rests on the one that is to be undone. Undo the later one first."""

    slug = "decision-needed"
    title = "Decision needed"
    status = 409
    exit_code = 8

    def __init__(self, decision: int, later: int) -> None:
        """Name the decision and the later one that rests on it."""
        super().__init__(
            f"decision {later} rests on decision {decision}: take that one back first, with "
            f"`onrecord speakers undo {later}`",
            later=later,
        )


class TopicNotFound(OnRecordError):
    """No topic has this id. `/v1/topics` and `onrecord topics` list those there are."""

    slug = "topic-not-found"
    title = "Topic not found"
    status = 404
    exit_code = 4

    def __init__(self, topic: str) -> None:
        """Name the id that no topic has."""
        super().__init__(f"no topic has the id {shown(topic)}: /v1/topics and `onrecord topics` list those there are")


class TopicExists(OnRecordError):
    """A topic of this id is worded otherwise. Give it a new wording with `onrecord topics change`, or another id."""

    slug = "topic-exists"
    title = "Topic exists"
    status = 409
    exit_code = 2

    def __init__(self, topic: str) -> None:
        """Name the id that a topic has already."""
        super().__init__(
            f"the topic {shown(topic)} is there already in other words: change it with `onrecord topics change`, "
            "or give the new one another id"
        )


class InvalidTopic(OnRecordError):
    """A topic's words are not allowed, or its position is no proposition. `errors` names each field and the reason."""

    slug = "invalid-topic"
    title = "Invalid topic"
    status = 422
    exit_code = 2

    def __init__(self, errors: Sequence[dict[str, str]]) -> None:
        """Keep one `{"parameter": …, "reason": …}` for each field that is refused."""
        reasons = "; ".join(f"{error['parameter']}: {error['reason']}" for error in errors)
        super().__init__(f"the topic cannot be used: {reasons}", errors=list(errors))


class StoreMissing(OnRecordError):
    """There is no store at the database URL. Make one with `onrecord db upgrade`, fill it with `onrecord ingest`."""

    slug = "store-missing"
    title = "Store missing"
    status = 503
    exit_code = 6

    def __init__(self, where: str) -> None:
        """Name the place (a path, or a URL without its password) where no store is."""
        super().__init__(
            f"there is no store at {shown(where)}: make one with `onrecord db upgrade`, fill it with "
            "`onrecord ingest`, or name another with --database or ONRECORD_DATABASE_URL"
        )


class StoreOutdated(OnRecordError):
    """The store is at an older revision than the program. Bring it up with `onrecord db upgrade`; nothing is lost."""

    slug = "store-outdated"
    title = "Store outdated"
    status = 503
    exit_code = 6

    def __init__(self, where: str, found: str | None, wanted: str) -> None:
        """Name the store, the revision it has (None: none at all) and the one that the program needs."""
        super().__init__(
            f"the store at {shown(where)} is at revision {found or 'none'}, the program needs {wanted}: "
            "run `onrecord db upgrade`"
        )


class StoreTooNew(OnRecordError):
    """The store is at a revision that this program does not know. Update the program; the store is left untouched."""

    slug = "store-too-new"
    title = "Store too new"
    status = 503
    exit_code = 6

    def __init__(self, where: str, found: str) -> None:
        """Name the store and the revision that the program does not know."""
        super().__init__(
            f"the store at {shown(where)} is at revision {shown(found)}, which this program does not know: "
            "update the program, or name another store with --database"
        )


class StoreUnreadable(OnRecordError):
    """The store is there but cannot be read: locked, damaged, not a database, or not permitted."""

    slug = "store-unreadable"
    title = "Store unreadable"
    status = 503
    exit_code = 6

    def __init__(self, where: str, reason: str) -> None:
        """Name the store and the database's own reason."""
        super().__init__(
            f"the store at {shown(where)} cannot be read ({reason}): check the file and its permissions, then try again"
        )


class CannotListen(OnRecordError):
    """The server cannot listen on this host and port. Stop the other server, or choose another port (0: any free)."""

    slug = "cannot-listen"
    title = "Cannot listen"
    exit_code = 7

    def __init__(self, host: str, port: int, reason: str) -> None:
        """Name the host, the port and the operating system's reason."""
        super().__init__(
            f"cannot listen on {host} port {port} ({reason}): stop the other server, or choose another port "
            "with --port or ONRECORD_PORT (0 takes any free one)"
        )


def taxonomy() -> Iterator[type[OnRecordError]]:
    """Yield every error class but the root, in the order in which this module defines them."""
    yield from (
        kind
        for kind in globals().values()
        if isinstance(kind, type) and issubclass(kind, OnRecordError) and kind is not OnRecordError
    )
