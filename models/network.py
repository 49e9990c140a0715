"""The reader's network: one encoder and four heads (tags with a CRF, links, names, sentence starts)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.batches import Window, pad
from models.decoding import FORBIDDEN, forbidden_steps
from models.features import SIZES
from models.labels import NAMES, SENTENCES, TAGS

LINK_WIDTH = 128
BUCKETS = 64


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold windows of words as tensors.

    `pieces` and `piece_mask` are (windows, pieces); `owner` gives each piece the index of its word in the window
    (-1 for special pieces, whose features are switched off); `first` is (windows, words), the place of each word's
    first piece; `word_mask` (windows, words); `features` (windows, words, 4).
    """

    pieces: Tensor
    piece_mask: Tensor
    owner: Tensor
    first: Tensor
    word_mask: Tensor
    features: Tensor

    @classmethod
    def of(cls, windows: Sequence[Window], device: torch.device | None = None) -> Batch:
        """Return windows as one batch, by default on the CPU."""
        return cls(**{name: torch.from_numpy(array).to(device) for name, array in pad(windows).items()})


@dataclass(frozen=True, slots=True)
class Scores:
    """Hold one pass's raw scores: tags, names and sentences (windows, words, labels), links (windows, words, words)."""

    tags: Tensor
    names: Tensor
    sentences: Tensor
    links: Tensor


class Reader(nn.Module):
    """Score every word of a window as cue, content, source, name and sentence start, and every pair as a link.

    Dozat and Manning (2017) for the link head's bilinear form; Lample et al. (2016) for the tags' CRF.
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.encoder = BertModel(config, add_pooling_layer=False)
        tables = [nn.Embedding(size, width) for size in SIZES]
        for table in tables:
            nn.init.normal_(table.weight, std=0.01)
        self.features = nn.ModuleList(tables)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.names = nn.Linear(width, len(NAMES))
        self.sentences = nn.Linear(width, len(SENTENCES))
        self.crf = Crf(TAGS)
        self.links = LinkScorer(width)

    def forward(self, batch: Batch) -> Scores:
        """Return the scores of the batch's windows."""
        states = self._encode(batch)
        return Scores(
            self.tags(states), self.names(states), self.sentences(states), self.links(states, batch.word_mask)
        )

    def _encode(self, batch: Batch) -> Tensor:
        per_word = sum(table(batch.features[..., i]) for i, table in enumerate(self.features))
        per_piece = _rows(per_word, batch.owner.clamp(min=0)) * (batch.owner >= 0).unsqueeze(-1)
        embedded = self.encoder.embeddings.word_embeddings(batch.pieces) + per_piece
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=batch.piece_mask).last_hidden_state
        states: Tensor = self.dropout(_rows(hidden, batch.first))
        return states


def _rows(states: Tensor, index: Tensor) -> Tensor:
    """Return states[b, index[b, i]] as (b, i, width)."""
    return states.gather(1, index.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


class LinkScorer(nn.Module):
    """Score for each word which word it depends on: content and source words on their cue, a cue on its source."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dependent = nn.Linear(width, LINK_WIDTH)
        self.head = nn.Linear(width, LINK_WIDTH)
        self.bilinear = nn.Linear(LINK_WIDTH, LINK_WIDTH, bias=False)
        self.head_bias = nn.Linear(LINK_WIDTH, 1)
        self.distance = nn.Linear(LINK_WIDTH, BUCKETS)
        with torch.no_grad():
            # A prior of about -1.2 per doubling of the distance, which training then changes.
            self.distance.weight.mul_(0.1)
            self.distance.bias.copy_(-0.4 * (torch.arange(BUCKETS) % 32))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return (windows, words, words): row i holds the scores of the heads of word i; masked heads are -1e4."""
        dependent = nn.functional.gelu(self.dependent(states))
        head = nn.functional.gelu(self.head(states))
        scores = self.bilinear(dependent) @ head.transpose(1, 2) / math.sqrt(LINK_WIDTH)
        scores = scores + self.head_bias(head).transpose(1, 2)
        buckets = distance_buckets(states.shape[1], states.device).expand(states.shape[0], -1, -1)
        scores = scores + self.distance(dependent).gather(2, buckets)
        masked: Tensor = scores.masked_fill(~mask.unsqueeze(1), FORBIDDEN)
        return masked


def distance_buckets(size: int, device: torch.device) -> Tensor:
    """Return (1, size, size) buckets of signed distance, logarithmic, 32 for each direction."""
    place = torch.arange(size, device=device)
    offset = place.unsqueeze(0) - place.unsqueeze(1)
    step = (3 * torch.log2(1.0 + offset.abs())).long().clamp(max=31)
    return (step + 32 * (offset > 0)).unsqueeze(0)


class Crf(nn.Module):
    """A linear-chain CRF over BIO tags; I-x may follow only B-x or I-x (Lafferty et al., 2001)."""

    forbidden: Tensor

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(labels), len(labels)))
        self.start = nn.Parameter(torch.zeros(len(labels)))
        self.register_buffer("forbidden", torch.from_numpy(forbidden_steps(labels)), persistent=False)

    def allowed_transitions(self) -> Tensor:
        """Return (labels, labels) scores of going from a row's label to a column's."""
        return self.transitions.masked_fill(self.forbidden, FORBIDDEN)

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log likelihood per word of `gold` (windows, words)."""
        transitions = self.allowed_transitions()
        alpha = self.start + scores[:, 0]
        path = alpha.gather(1, gold[:, :1]).squeeze(1)
        for place in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + scores[:, place]
            keep = mask[:, place]
            alpha = torch.where(keep.unsqueeze(1), step, alpha)
            gain = transitions[gold[:, place - 1], gold[:, place]] + scores[:, place].gather(
                1, gold[:, place : place + 1]
            ).squeeze(1)
            path = path + gain * keep
        return (torch.logsumexp(alpha, dim=1) - path).sum() / mask.sum()
