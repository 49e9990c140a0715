"""Train the stance model: an inference warm-up, the public stance sets, the authored set with a replay and alone."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.stance_input import StanceInput
from models.stance_network import StanceNetwork
from models.stances import StanceModel
from models.training import stance_authored, stance_corpora, stance_nli
from models.training.base_encoder import base_encoder_folder
from models.training.stance_batches import batches
from models.training.stance_calibrate import calibrate
from models.training.stance_export import export
from models.training.stance_optimise import Watcher, load_weights, optimise, steps_done
from models.training.stance_pairs import Pair, flip_some, unrelated
from models.training.stance_scores import evaluate

PHASES = ("warm-up", "public", "authored", "polish")
_RATES = {"warm-up": 3e-4, "public": 3e-4, "authored": 3e-4, "polish": 2.5e-4}
_WARM_UP_PAIRS = 9000
_FLIPS = 0.12  # with half of them turned round, a network this small learns neither side (see the card)
_REPLAY = 0.12  # of the public pairs, in the last phase
_KEPT = {"neutral": 0.5, "unrelated": 0.15}  # of the copies in the polish; all sided ones
_NEWS = 500  # SEESAW pairs in the polish
_TOKENS = 1280  # padded tokens in a batch: about 25 pairs
_POSITIONS = 256  # longest input is 212 tokens; the encoder's other position vectors are left out of the artifact


def train(
    *,
    corpora: Path,
    out: Path,
    commercial_only: bool = False,
    seed: int = 0,
    threads: int = 1,
    watch: Watcher = lambda *_: None,
) -> Path:
    """Train the stance model and return the folder of its artifact, `out/artifact`; a stopped training goes on.

    `commercial_only` leaves out the sets whose licence forbids commercial use. `threads` is how many cores torch may
    use: some 45 minutes on one.

    Raises:
        FileNotFoundError: a corpus or the pretrained encoder is missing.
    """
    torch.set_num_threads(threads)
    network, reader = run_phases(corpora, out, commercial_only=commercial_only, seed=seed, watch=watch)
    network.half().float()  # what is calibrated and scored is what the artifact holds
    network.eval()
    calibration = calibrate(network, reader, stance_authored.pairs("dev"))
    about = {
        "commercial_only": commercial_only,
        "seed": seed,
        "dev": evaluate(StanceModel(network, reader, calibration), corpora),
    }
    return export(network, calibration, out / "artifact", about=about)


def start(seed: int) -> tuple[StanceNetwork, StanceInput]:
    """Return a fresh network over the pretrained encoder, its word vectors frozen, and its reader."""
    from transformers import BertModel

    torch.manual_seed(seed)
    folder = base_encoder_folder()
    config = json.loads((folder / "config.json").read_text("utf-8"))
    keys = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size")
    kept = {key: config[key] for key in keys} | {
        "max_position_embeddings": _POSITIONS,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }
    network = StanceNetwork(kept)
    weights = BertModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    place = "embeddings.position_embeddings.weight"
    weights[place] = weights[place][:_POSITIONS]
    network.encoder.load_state_dict(weights)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return network, StanceInput(Tokenizer.from_file(str(folder / "tokenizer.json")))


def public_pairs(corpora: Path, *, commercial_only: bool, rng: random.Random, share: float = 1.0) -> list[Pair]:
    """Return pairs of the public stance sets, some turned round, some with another topic swapped in as unrelated."""
    made: list[Pair] = []
    for name, (read, most) in stance_corpora.READERS.items():
        if commercial_only and name in stance_corpora.NON_COMMERCIAL:
            continue
        pairs = list(read(corpora))
        pairs = rng.sample(pairs, min(len(pairs), int(most * share)))
        swapped = [] if name in {"gwsd", "handeset", "seesaw_bodies", "dse"} else unrelated(pairs, 0.2, rng)
        made.extend(flip_some(pairs + swapped, _FLIPS, rng))
    return made


def phase_pairs(phase: str, corpora: Path, *, commercial_only: bool, seed: int) -> list[Pair]:
    """Return the training pairs of one phase, the same for the same seed.

    Raises:
        ValueError: the phase is none of PHASES.
    """
    rng = random.Random(f"{seed}/{phase}")  # noqa: S311
    if phase == "warm-up":
        pairs = stance_nli.read(corpora)
        return flip_some(rng.sample(pairs, min(len(pairs), _WARM_UP_PAIRS)), _FLIPS, rng)
    if phase == "public":
        return public_pairs(corpora, commercial_only=commercial_only, rng=rng)
    if phase == "authored":
        replay = public_pairs(corpora, commercial_only=commercial_only, rng=rng, share=_REPLAY)
        return stance_authored.copies(rng, flips=_FLIPS) + replay
    if phase == "polish":
        return _polish(corpora, commercial_only=commercial_only, rng=rng)
    raise ValueError(f"phase {phase!r} is unknown; choose among {', '.join(PHASES)}")


def _polish(corpora: Path, *, commercial_only: bool, rng: random.Random) -> list[Pair]:
    """Return mostly sided authored copies, few turned round, and news statements of SEESAW where allowed.

    By then the network tells neutral and unrelated apart; which side a statement takes is what it learns last.
    """
    copies = stance_authored.copies(rng, rounds=4, flips=_FLIPS / 2)
    made = [pair for pair in copies if rng.random() < _KEPT.get(pair.label, 1.0)]
    if commercial_only:
        return made
    news = list(stance_corpora.seesaw(corpora))
    return made + flip_some(rng.sample(news, min(len(news), _NEWS)), _FLIPS / 2, rng)


def run_phases(
    corpora: Path,
    work: Path,
    *,
    phases: Sequence[str] = PHASES,
    commercial_only: bool = False,
    seed: int = 0,
    watch: Watcher = lambda *_: None,
) -> tuple[StanceNetwork, StanceInput]:
    """Train phase after phase, skipping those that `work` holds finished, and return the network and its reader."""
    network, reader = start(seed)
    work.mkdir(parents=True, exist_ok=True)
    for phase in phases:
        torch.manual_seed(seed)
        network.encoder.embeddings.word_embeddings.weight.requires_grad_(phase == "polish")
        path = work / f"{phase}.safetensors"
        made = batches(
            phase_pairs(phase, corpora, commercial_only=commercial_only, seed=seed),
            reader,
            tokens=_TOKENS,
            rng=random.Random(f"{seed}/{phase}/order"),  # noqa: S311
        )
        if steps_done(path) == len(made):
            load_weights(path, network)
            continue
        optimise(network, made, name=phase, rate=_RATES[phase], padding=reader.padding, work=work, watch=watch)
    return network, reader
