"""`onrecord train`: the weights of the model pass, made again from the corpora."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from service.cli.failures import plainly

_corpora = click.option(
    "--corpora",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the training corpora, laid out as the artifact's card says.",
)
_out = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for checkpoints and weights."
)
_threads = click.option("--threads", type=click.IntRange(1), default=1, show_default=True, help="Cores to train on.")
_seed = click.option("--seed", type=int, default=0, show_default=True, help="Seed of weights, windows and order.")


@click.group()
def command() -> None:
    """Train a model of the pass; a training that was stopped goes on from its last checkpoint."""


@command.command()
@_corpora
@_out
@_threads
@_seed
@click.option("--epochs", type=click.IntRange(1), default=4, show_default=True, help="Times through the corpus.")
@click.option("--rate", type=float, default=4e-4, show_default=True, help="Peak learning rate of the encoder.")
@click.option(
    "--from",
    "start",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Averaged weights of an earlier training to go on from.",
)
@click.option("--masked", type=click.FloatRange(0, 0.5), default=0.0, show_default=True, help="Share of words hidden.")
@click.option("--frozen-words", is_flag=True, help="Leave the pretrained word embeddings as they are.")
@click.option(
    "--precision",
    type=click.Choice(["fp32", "bf16"]),
    default="fp32",
    show_default=True,
    help="What is computed in; bf16 is twice as fast where the processor has it.",
)
@click.option("--device", default="cpu", show_default=True, help="Where torch computes, such as cpu or cuda.")
def spans(
    corpora: Path,
    out: Path,
    threads: int,
    seed: int,
    epochs: int,
    rate: float,
    start: Path | None,
    masked: float,
    frozen_words: bool,
    precision: Literal["fp32", "bf16"],
    device: str,
) -> None:
    """Train spans, links, names and sentences on PolNeAR, then write the artifact to OUT/artifact."""
    from models.training.confidence_fit import fit_artifact
    from models.training.export import export
    from models.training.span_train import SpanRecipe, train

    recipe = SpanRecipe(
        epochs=epochs,
        encoder_rate=rate,
        head_rate=2.5 * rate,
        masked=masked,
        frozen_words=frozen_words,
        precision=precision,
        seed=seed,
    )
    averaged = train(corpora, out, recipe=recipe, start=start, threads=threads, device=device)
    folder = fit_artifact(export(averaged, out / "artifact"), corpora)
    click.echo(str(folder))


@command.command()
@click.argument("parts", nargs=-1, required=True, metavar="FILE:SHARE…")
@_corpora
@_out
def mean(parts: tuple[str, ...], corpora: Path, out: Path) -> None:
    """Write the artifact of the mean of several span trainings' averaged weights to OUT/artifact."""
    from models.training import export
    from models.training.confidence_fit import fit_artifact

    try:
        shares = {Path(path): float(share) for path, _, share in (part.rpartition(":") for part in parts)}
        averaged = export.mean(shares, out / "averaged.safetensors")
    except (ValueError, OSError) as error:
        raise click.BadParameter(
            f"{error}; each part is FILE:SHARE, such as runs/first/averaged.safetensors:0.4"
        ) from None
    click.echo(str(fit_artifact(export.export(averaged, out / "artifact"), corpora)))


@command.command()
@click.argument("artifact", type=click.Path(exists=True, file_okay=False, path_type=Path))
def engine(artifact: Path) -> None:
    """Write the int8 file that a CPU runs from the weights of ARTIFACT, beside them."""
    from models.training.export import export_engine
    from models.weights import ONNX, ArtifactError, verify

    with plainly(ArtifactError):
        verify(artifact, without=ONNX)
    click.echo(str(export_engine(artifact)))


@command.command()
@_corpora
@_out
@_threads
@_seed
@click.option("--commercial-only", is_flag=True, help="Leave out the corpora whose licence forbids commercial use.")
def stances(corpora: Path, out: Path, threads: int, seed: int, commercial_only: bool) -> None:
    """Train the stance model on public sets and the statements written for it."""
    from models.training.stance_train import train

    click.echo(str(train(corpora=corpora, out=out, commercial_only=commercial_only, seed=seed, threads=threads)))
