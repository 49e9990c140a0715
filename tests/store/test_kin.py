"""Kin and moves: what the log makes of speakers, without a store."""

from __future__ import annotations

from typing import Any

import pytest

from service.store.decisions import Decision, Moves, Verb
from service.store.effective.kin import Given, Kin, Name, Standing

ANN = Given("Ann Lee", "person", True, "Q1", (Name("Ann Lee", True), Name("A. Lee", True), Name("Anne Lee", False, 7)))
BO = Given("Bo Lee", "person", names=(Name("Bo Lee", False, 3),))
PRESS = Given("a source (anonymous)", "anonymous", names=(Name("a source (anonymous)", False, 4),))


def decision(
    seq: int, verb: Verb, speaker: str, target: str | None = None, *, automatic: bool = False, **details: Any
) -> Decision:
    told = {"name": target, "type": "person"} if target else {}
    if verb == "split":
        told |= {"documents": [], "statements": [], "new": True}
    if verb == "alias":
        told["instead_of"] = None
    return Decision(seq, verb, speaker, target, told | details, automatic)


def stand(*log: Decision, **given: Given) -> dict[str, Standing]:
    return Kin(given or {"ann": ANN, "bo": BO}, log).standing()


def names(one: Standing) -> list[tuple[str, bool]]:
    return [(name.name, name.known) for name in one.names]


def test_kin_without_decisions_are_as_given() -> None:
    found = stand(ann=ANN, press=PRESS)
    assert found["ann"] == Standing("Ann Lee", "person", True, "Q1", None, ANN.names)
    assert found["press"] == Standing("a source (anonymous)", "anonymous", False, None, None, PRESS.names)


def test_kin_of_a_merge_share_names_and_keep_their_order() -> None:
    found = stand(decision(1, "merge", "ann", "bo"))
    assert (found["ann"].merged_into, found["ann"].names, found["ann"].known) == ("bo", (), False)
    assert names(found["bo"]) == [("Bo Lee", True), ("Ann Lee", True), ("A. Lee", True), ("Anne Lee", False)]
    assert (found["bo"].known, found["bo"].wikidata) == (True, "Q1")


def test_kin_merged_by_the_rule_alone_are_not_known() -> None:
    found = stand(decision(1, "merge", "bo", "cy", automatic=True), bo=BO, cy=Given("Cy Lee", "person"))
    assert not found["cy"].known
    assert names(found["cy"]) == [("Cy Lee", False), ("Bo Lee", False)]


def test_kin_of_a_chain_of_merges_end_in_one() -> None:
    log = [decision(1, "merge", "ann", "bo"), decision(2, "merge", "bo", "cy")]
    found = stand(*log, ann=ANN, bo=BO, cy=Given("Cy Lee", "person"))
    assert [found[id_].merged_into for id_ in ("ann", "bo", "cy")] == ["cy", "cy", None]
    assert [name for name, _ in names(found["cy"])] == ["Cy Lee", "Ann Lee", "A. Lee", "Anne Lee", "Bo Lee"]


def test_kin_made_by_a_split_are_there() -> None:
    found = stand(decision(1, "split", "bo", "Bo Lee", name="Bo Lee", type="person"), bo=BO)
    assert names(found["Bo Lee"]) == [("Bo Lee", True)]
    assert not found["bo"].known


def test_kin_renamed_keep_the_old_main_name_as_an_alias() -> None:
    found = stand(decision(1, "alias", "bo", name="Bob Lee", instead_of="Bo Lee"))
    assert (found["bo"].name, names(found["bo"])) == ("Bob Lee", [("Bo Lee", False), ("Bob Lee", True)])


def test_kin_forget_another_name_that_is_replaced() -> None:
    found = stand(decision(1, "alias", "ann", name="Ann E. Lee", instead_of="A. Lee"))
    assert [name for name, _ in names(found["ann"])] == ["Ann Lee", "Anne Lee", "Ann E. Lee"]


def test_kin_know_a_seen_name_once_it_is_decided_and_keep_where_it_was_seen() -> None:
    found = stand(decision(1, "alias", "ann", name="Anne Lee"))
    assert found["ann"].names[2] == Name("Anne Lee", True, 7)


def test_kin_have_the_wikidata_id_that_was_decided_last() -> None:
    log = [decision(1, "wikidata", "ann", wikidata="Q2"), decision(2, "wikidata", "ann", wikidata="Q3")]
    assert stand(*log)["ann"].wikidata == "Q3"
    assert stand(log[0])["ann"].wikidata == "Q2"


def test_kin_that_nobody_gave_are_no_kin() -> None:
    assert set(stand(decision(1, "alias", "nobody", name="No Body"))) == {"ann", "bo"}


def test_kin_anonymous_are_never_known() -> None:
    assert not stand(decision(1, "alias", "press", name="The Source"), press=PRESS)["press"].known


MERGE = decision(1, "merge", "ann", "bo")
BY_DOCUMENT = decision(2, "split", "bo", "cy", documents=["d"])
BY_WORDS = decision(3, "split", "bo", "dee", statements=[{"document": "d", "content": [[10, 20], [30, 40]]}])


@pytest.mark.parametrize(
    ("log", "speaker", "document", "content", "expected"),
    [
        ([], "ann", "d", [(0, 5)], "ann"),
        ([MERGE], "ann", "d", [(0, 5)], "bo"),
        ([MERGE], "ann", None, (), "bo"),
        ([MERGE, BY_DOCUMENT], "ann", "d", [(0, 5)], "cy"),
        ([MERGE, BY_DOCUMENT], "ann", "e", [(0, 5)], "bo"),
        ([MERGE, BY_DOCUMENT], "ann", None, (), "bo"),
        ([BY_DOCUMENT], "ann", "d", [(0, 5)], "ann"),
        ([BY_WORDS], "bo", "d", [(10, 20), (30, 40)], "dee"),
        ([BY_WORDS], "bo", "d", [(12, 20), (30, 41)], "dee"),  # cut otherwise by another run
        ([BY_WORDS], "bo", "d", [(10, 20)], "bo"),  # half of it is not most of it
        ([BY_WORDS], "bo", "d", [(0, 100)], "bo"),  # a longer statement that holds it is another one
        ([BY_WORDS], "bo", "e", [(10, 20), (30, 40)], "bo"),
        ([decision(1, "merge", "bo", "ann"), decision(2, "merge", "ann", "cy")], "bo", None, (), "cy"),
        ([decision(1, "merge", "ann", "cy"), decision(2, "merge", "bo", "ann")], "bo", None, (), "ann"),
    ],
)
def test_moves_settle_in_the_order_of_the_log(
    log: list[Decision], speaker: str, document: str | None, content: list[tuple[int, int]], expected: str
) -> None:
    assert Moves(log).settle(speaker, document, content) == expected


def test_moves_ask_for_words_only_where_a_split_names_some() -> None:
    assert not Moves([MERGE, BY_DOCUMENT]).by_words
    assert Moves([BY_WORDS]).by_words


def test_decision_names_the_documents_of_its_statements() -> None:
    assert MERGE.documents is None
    assert BY_DOCUMENT.documents == {"d"}
    assert BY_WORDS.documents == {"d"}
