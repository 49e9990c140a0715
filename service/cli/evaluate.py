"""`onrecord evaluate`: how right the model pass is, against a corpus with gold."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.cli.failures import plainly
from service.cli.output import epilog, fails_clearly

if TYPE_CHECKING:
    from spacy.language import Language

    from models.training.standoff_scores import Outcome


@click.command(epilog=epilog("onrecord evaluate seeds/articles --gold seeds/gold.jsonl", codes=(0, 2)))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Standoff gold of the folder's files; without it FOLDER holds text/ and attributions/ as PolNeAR does.",
)
@click.option(
    "--speakers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Gold speakers of texts in the corpora of FOLDER: score who is behind each source, its spans given.",
)
@click.option("--json", "written", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here too.")
@click.option("--errors", is_flag=True, help="List every difference from the gold on standard error.")
@click.option("--threads", type=click.IntRange(1), help="Cores that the model may use.  [default: all]")
@click.option("--speed", is_flag=True, help="Time the ways to run the network side by side; without --gold.")
@fails_clearly
def command(
    folder: Path,
    gold: Path | None,
    speakers: Path | None,
    written: Path | None,
    errors: bool,
    threads: int | None,
    speed: bool,
) -> None:
    """Print the scores of each step of the model pass on the articles of FOLDER."""
    import models
    import seeds
    from models.training.standoff import GoldError
    from models.weights import ArtifactError

    if speed and gold:
        raise click.UsageError("--speed scores on a corpus laid out as PolNeAR is; leave --gold out")
    if written and not written.parent.is_dir():
        raise click.BadParameter(f"there is no folder {str(written.parent)!r}; make it first", param_hint="--json")
    with plainly(ArtifactError, status=1):
        nlp = models.load(
            register=seeds.speakers(),
            topics=seeds.topics() if gold else (),
            threads=threads,
            min_confidence=None if gold or speakers or speed else 0.0,
        )
    with plainly(GoldError, FileNotFoundError):
        if speed:
            figures = _speed(nlp, folder)
        elif speakers:
            figures = _speakers(nlp, folder, speakers, errors=errors)
        else:
            figures = _standoff(nlp, folder, gold, errors=errors) if gold else _polnear(nlp, folder)
    for line in _lines(figures):
        click.echo(line)
    if written:
        written.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _polnear(nlp: Language, folder: Path) -> dict[str, Any]:
    import models
    from models.training.pass_figures import Reading, pass_figures
    from models.training.polnear import read_polnear
    from models.weights import read_config

    articles = read_polnear(folder)
    started = time.perf_counter()
    readings = [Reading(article, nlp(article.text)._.attributions) for article in articles]
    seconds = time.perf_counter() - started
    read = sum(len(article.text.split()) for article in articles)
    speed = {"articles per second": round(len(articles) / seconds, 2), "words per second": round(read / seconds)}
    return pass_figures(readings, read_config(models.SPANS)["confidence"]["thresholds"]) | {"speed": speed}


def _speakers(nlp: Language, folder: Path, gold: Path, *, errors: bool) -> dict[str, Any]:
    import seeds
    from models.training.speaker_gold import read_speaker_gold
    from models.training.speaker_scores import mistakes, resolve_gold, speaker_figures

    verdicts = resolve_gold(nlp, read_speaker_gold(gold, folder), seeds.speakers())
    if errors:
        for found, expected in mistakes(verdicts, half="a"):
            click.echo(f"found: {found} | gold: {expected}", err=True)
    return speaker_figures(verdicts)


def _speed(nlp: Language, folder: Path) -> dict[str, Any]:
    from models.training.polnear import read_polnear
    from models.training.speed import compare

    artifact = Path(nlp.get_pipe_config("onrecord_reader")["artifact"])
    return dict(compare(nlp, artifact, read_polnear(folder)))


def _standoff(nlp: Language, folder: Path, gold: Path, *, errors: bool) -> dict[str, Any]:
    import models
    from models.records import Document
    from models.training.standoff import pair_texts, read_standoff
    from models.training.standoff_scores import match, score_standoff
    from service.ingest import read

    golds = read_standoff(gold)
    documents = pair_texts(golds, (item for item in read([folder]) if isinstance(item, Document)))
    outcomes = [match(d, found, g) for (d, found), g in zip(models.read(nlp, documents), golds, strict=True)]
    if errors:
        _list_errors(outcomes)
    return score_standoff(outcomes, golds)


def _list_errors(outcomes: Sequence[Outcome]) -> None:
    from models.training.standoff_scores import describe

    for outcome in outcomes:
        click.echo(outcome.document.path, err=True)
        for verdict, words, found, expected in describe(outcome):
            click.echo(f"  {verdict}: {words} | found: {found} | gold: {expected}", err=True)


def _lines(figures: dict[str, Any], indent: str = "") -> list[str]:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            lines += [f"{indent}{name}", *_lines(value, indent + "  ")]
        elif isinstance(value, dict):
            shown = "  ".join(f"{key} {number}" for key, number in value.items())
            lines.append(f"{indent}{name:24} {shown}")
        else:
            lines.append(f"{indent}{name:24} {value}")
    return lines
