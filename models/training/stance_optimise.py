"""Run one phase of training over prepared batches, resumably: weights and moments are checkpointed as safetensors."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.optim import AdamW

from models.training.stance_batches import Batch, loss

Watcher = Callable[[str, int, int, float], None]
"""Called with the phase's name, the step, the number of steps and the loss smoothed over some 50 steps."""

_CHECKPOINT_SECONDS = 120.0
_WARM_UP = 0.06
_REPORT = 25  # steps


def optimise(
    network: nn.Module,
    batches: Sequence[Batch],
    *,
    name: str,
    rate: float,
    padding: int,
    work: Path,
    watch: Watcher,
    bf16: bool = False,
) -> None:
    """Train `network` in place over the batches once, going on from `work/NAME.safetensors` where there is one.

    `bf16` computes in bfloat16 (autocast), twice as fast where the processor has it.
    """
    path = work / f"{name}.safetensors"
    optimiser = AdamW(_groups(network, rate), weight_decay=0.01)
    rates = [group["lr"] for group in optimiser.param_groups]
    done = _resume(path, network, optimiser)
    network.train()
    smooth, saved = 0.0, time.monotonic()
    for step, batch in enumerate(batches[done:], start=done + 1):
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            value = loss(network, batch, padding)
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        for group, full in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = full * _slope(step - 1, len(batches))
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        smooth = value.item() if step == done + 1 else 0.98 * smooth + 0.02 * value.item()
        if time.monotonic() - saved > _CHECKPOINT_SECONDS:
            _save(path, network, optimiser, step)
            saved = time.monotonic()
        if step % _REPORT == 0:
            watch(name, step, len(batches), smooth)
    _save(path, network, optimiser, len(batches))


def load_weights(path: Path, network: nn.Module) -> None:
    """Load the weights of a checkpoint into `network`."""
    tensors = load_file(path)
    network.load_state_dict({key[2:]: value for key, value in tensors.items() if key.startswith("w/")})


def steps_done(path: Path) -> int:
    """Return the step at which a checkpoint was written, 0 where there is none."""
    if not path.exists():
        return 0
    with safe_open(path, framework="pt") as file:
        return int(json.loads(file.metadata()["step"]))


def _groups(network: nn.Module, rate: float) -> list[dict[str, object]]:
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.") and p.requires_grad]
    encoder = [p for name, p in network.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    return [{"params": encoder, "lr": rate}, {"params": heads, "lr": 2 * rate}]


def _slope(step: int, steps: int) -> float:
    warm = max(1, int(_WARM_UP * steps))
    return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def _resume(path: Path, network: nn.Module, optimiser: AdamW) -> int:
    done = steps_done(path)
    if done:
        load_weights(path, network)
        tensors = load_file(path)
        for number, parameter in enumerate(_parameters(optimiser)):
            if f"m/{number}" in tensors:
                optimiser.state[parameter] = {
                    "step": torch.tensor(float(done)),
                    "exp_avg": tensors[f"m/{number}"],
                    "exp_avg_sq": tensors[f"v/{number}"],
                }
    return done


def _save(path: Path, network: nn.Module, optimiser: AdamW, step: int) -> None:
    tensors: dict[str, Tensor] = {f"w/{key}": value.contiguous() for key, value in network.state_dict().items()}
    for number, parameter in enumerate(_parameters(optimiser)):
        if state := optimiser.state.get(parameter):
            tensors[f"m/{number}"], tensors[f"v/{number}"] = state["exp_avg"], state["exp_avg_sq"]
    part = path.with_suffix(".part")
    save_file(tensors, part, metadata={"step": json.dumps(step)})
    part.replace(path)


def _parameters(optimiser: AdamW) -> list[nn.Parameter]:
    return [parameter for group in optimiser.param_groups for parameter in group["params"]]
