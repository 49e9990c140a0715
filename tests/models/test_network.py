"""The reader's network: shapes, masks, distances and a CRF whose loss is what brute force says."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import torch
from transformers import BertConfig

from models.batches import make_window
from models.decoding import FORBIDDEN
from models.encoder import WordPieces
from models.labels import NAMES, SENTENCES, TAGS
from models.network import BUCKETS, Batch, Crf, LinkScorer, Reader, distance_buckets
from tests import tiny

SHORT, LONGER = "We stay.", "“We stay,” Anna Weller said."


@pytest.fixture(scope="module")
def pieces(tiny_spans: Path) -> WordPieces:
    return WordPieces(tiny_spans / "tokenizer.json")


@pytest.fixture(scope="module")
def reader(tiny_spans: Path) -> Reader:
    torch.manual_seed(0)
    size = tiny.vocabulary_size(tiny_spans / "tokenizer.json")
    return Reader(BertConfig(vocab_size=size, **tiny.ENCODER)).eval()


def batch_of(pieces: WordPieces, *texts: str) -> Batch:
    encoded = [pieces.encode(text) for text in texts]
    return Batch.of([make_window(one, (0, len(one.words)), pieces) for one in encoded])


def test_reader_scores_words_and_pairs(reader: Reader, pieces: WordPieces) -> None:
    with torch.no_grad():
        scores = reader(batch_of(pieces, SHORT, LONGER))
    assert scores.tags.shape == (2, 9, len(TAGS))
    assert scores.names.shape == (2, 9, len(NAMES))
    assert scores.sentences.shape == (2, 9, len(SENTENCES))
    assert scores.links.shape == (2, 9, 9)


def test_reader_gives_a_window_the_same_scores_beside_a_longer_one(reader: Reader, pieces: WordPieces) -> None:
    with torch.no_grad():
        alone = reader(batch_of(pieces, SHORT))
        beside = reader(batch_of(pieces, SHORT, LONGER))
    torch.testing.assert_close(alone.tags[0], beside.tags[0, :3], atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(alone.links[0], beside.links[0, :3, :3], atol=1e-5, rtol=1e-4)


def test_reader_links_no_word_to_padding(reader: Reader, pieces: WordPieces) -> None:
    with torch.no_grad():
        scores = reader(batch_of(pieces, SHORT, LONGER))
    assert (scores.links[0, :, 3:] == FORBIDDEN).all()
    assert (scores.links[1] > FORBIDDEN).all()


def test_reader_sees_what_the_pieces_hide(reader: Reader, pieces: WordPieces) -> None:
    with torch.no_grad():
        small, large = (reader(batch_of(pieces, text)).tags for text in ("the pact", "the PACT"))
    assert not torch.allclose(small, large)


def test_reader_gives_features_to_words_alone(reader: Reader, pieces: WordPieces) -> None:
    seen: list[torch.Tensor] = []
    hook = reader.encoder.register_forward_pre_hook(
        lambda _module, _given, named: seen.append(named["inputs_embeds"]), with_kwargs=True
    )
    batch = batch_of(pieces, SHORT, LONGER)
    with torch.no_grad():
        reader(batch)
    hook.remove()
    bare = reader.encoder.embeddings.word_embeddings(batch.pieces)
    same = (seen[0] == bare).all(-1)
    assert torch.equal(same, batch.owner < 0)


def test_reader_passes_gradients_to_every_weight(pieces: WordPieces, tiny_spans: Path) -> None:
    size = tiny.vocabulary_size(tiny_spans / "tokenizer.json")
    network = Reader(BertConfig(vocab_size=size, **tiny.ENCODER))
    batch = batch_of(pieces, SHORT, LONGER)
    scores = network(batch)
    loss = network.crf.loss(scores.tags, torch.zeros(2, 9, dtype=torch.long), batch.word_mask)
    (loss + scores.names.sum() + scores.sentences.sum() + scores.links.clamp(min=-100).sum()).backward()
    assert [name for name, weight in network.named_parameters() if weight.grad is None] == []


def test_distance_buckets_are_logarithmic_and_told_by_direction() -> None:
    (buckets,) = distance_buckets(300, torch.device("cpu"))
    assert 0 <= int(buckets.min()) <= int(buckets.max()) < BUCKETS
    assert [int(buckets[0, place]) for place in (0, 1, 3, 7)] == [0, 35, 38, 41]
    assert torch.equal(buckets.T[buckets >= 32], buckets[buckets >= 32] - 32)
    assert int(buckets[299, 0]) == int(3 * torch.log2(torch.tensor(300.0)))


def test_link_scorer_prefers_what_stands_near_before_it_is_trained() -> None:
    torch.manual_seed(0)
    scorer = LinkScorer(32)
    states = torch.zeros(1, 40, 32)
    with torch.no_grad():
        (scores,) = scorer(states, torch.ones(1, 40, dtype=torch.bool))
    assert scores[20, 21] > scores[20, 25] > scores[20, 39]
    assert scores[20, 19] > scores[20, 15] > scores[20, 0]


LABELS = ("O", "B-a", "I-a")


def crf() -> Crf:
    torch.manual_seed(0)
    made = Crf(LABELS)
    with torch.no_grad():
        made.transitions.normal_()
        made.start.normal_()
    return made


def brute_force(made: Crf, scores: torch.Tensor, gold: list[int]) -> float:
    steps = made.allowed_transitions()

    def total(path: tuple[int, ...]) -> torch.Tensor:
        value = made.start[path[0]] + scores[0, path[0]]
        for place in range(1, len(path)):
            value = value + steps[path[place - 1], path[place]] + scores[place, path[place]]
        return value

    everything = torch.stack([total(path) for path in product(range(len(LABELS)), repeat=len(gold))])
    return float(torch.logsumexp(everything, 0) - total(tuple(gold)))


@pytest.mark.parametrize("gold", [[0], [1, 2], [0, 1, 2, 0], [1, 1, 0, 1, 2]])
def test_crf_loss_is_the_negative_log_likelihood_per_word(gold: list[int]) -> None:
    made, scores = crf(), torch.randn(1, len(gold), len(LABELS))
    with torch.no_grad():
        loss = made.loss(scores, torch.tensor([gold]), torch.ones(1, len(gold), dtype=torch.bool))
        assert float(loss) == pytest.approx(brute_force(made, scores[0], gold) / len(gold), abs=1e-4)


def test_crf_loss_leaves_padding_out() -> None:
    made, scores = crf(), torch.randn(2, 4, len(LABELS))
    mask = torch.tensor([[True, True, False, False], [True] * 4])
    gold = torch.tensor([[1, 2, 0, 0], [0, 1, 2, 0]])
    with torch.no_grad():
        loss = made.loss(scores, gold, mask)
        expected = brute_force(made, scores[0, :2], [1, 2]) + brute_force(made, scores[1], [0, 1, 2, 0])
    assert float(loss) == pytest.approx(expected / 6, abs=1e-4)


def test_crf_forbids_an_inside_after_another_type() -> None:
    allowed = Crf(TAGS).allowed_transitions() > FORBIDDEN
    for row, before in enumerate(TAGS):
        for column, after in enumerate(TAGS):
            assert bool(allowed[row, column]) is (after[0] != "I" or before[1:] == after[1:])


def test_crf_keeps_what_is_forbidden_out_of_the_weights() -> None:
    assert set(Crf(TAGS).state_dict()) == {"transitions", "start"}
