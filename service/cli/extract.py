"""`onrecord extract`: attributions of files as JSON lines, with no store in between."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.records import CLASSES
from service.cli.failures import plainly
from service.cli.output import epilog, fails_clearly

if TYPE_CHECKING:
    from models.records import AttributionClass, Document, Topic


@click.command(epilog=epilog("onrecord extract --published 2019-11-15 article.txt", codes=(0, 2, 3)))
@click.argument("paths", nargs=-1, required=True)
@click.option("--plain", is_flag=True, help="Take each file as an article's body: no furniture is skipped.")
@click.option("--published", metavar="DATE", help="Day of publication, YYYY-MM-DD, where the caller knows it.")
@click.option(
    "--topics",
    "topics_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Topics from a JSON list in place of the built-in ones.",
)
@click.option("--topic", "chosen", multiple=True, metavar="ID", help="Only this topic; may be given several times.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Least confidence of an attribution.  [default: the model's own]",
)
@click.option(
    "--min-attitude",
    type=click.FloatRange(0, 1),
    help="Least confidence of an attitude (belief, intention, support), where it is another.",
)
@click.option("--class", "class_", type=click.Choice(CLASSES), help="Only what was said or written, or only attitudes.")
@click.option("--no-stances", is_flag=True, help="Judge no stances: several times faster.")
@click.option("--threads", type=click.IntRange(1), help="Cores that the model may use.  [default: all]")
@click.option(
    "--format",
    type=click.Choice(["jsonl"]),
    expose_value=False,
    help="One JSON object a document (jsonl, the only one).",
)
@fails_clearly
def command(
    paths: Sequence[str],
    plain: bool,
    published: str | None,
    topics_file: Path | None,
    chosen: Sequence[str],
    min_confidence: float | None,
    min_attitude: float | None,
    class_: AttributionClass | None,
    no_stances: bool,
    threads: int | None,
) -> None:
    """Print who said what in each of PATHS (files, folders, or - for standard input), one JSON object a document."""
    import models
    import seeds
    from models.record_json import extraction_json
    from models.weights import ArtifactError

    with plainly(seeds.SeedError):
        topics = _chosen(seeds.load_topics(topics_file) if topics_file else seeds.topics(), chosen)
    failed: list[str] = []
    documents = _documents(paths, failed, plain=plain, published=published)
    with plainly(ArtifactError, status=1):
        nlp = models.load(
            register=seeds.speakers(),
            topics=() if no_stances else topics,
            threads=threads,
            min_confidence=min_confidence,
            min_attitude=min_attitude,
        )
    for document, attributions in models.read(nlp, documents):
        wanted = tuple(a for a in attributions if class_ in (None, a.class_))
        click.echo(json.dumps(extraction_json(document, wanted), ensure_ascii=False))
    if failed:
        raise SystemExit(3)


def _chosen(topics: Sequence[Topic], ids: Sequence[str]) -> tuple[Topic, ...]:
    known = {topic.id: topic for topic in topics}
    if unknown := [topic for topic in ids if topic not in known]:
        raise click.UsageError(f"no topic {unknown[0]!r}; there are: {', '.join(known)}")
    return tuple(known[topic] for topic in ids) if ids else tuple(topics)


def _documents(paths: Sequence[str], failed: list[str], *, plain: bool, published: str | None) -> Iterator[Document]:
    from service.ingest import Failure, read
    from service.settings import Settings

    most = Settings.from_env().max_document_bytes
    for item in read(paths, plain=plain, published=published, max_bytes=most):
        if isinstance(item, Failure):
            click.echo(str(item), err=True)
            failed.append(item.path)
        else:
            yield item
