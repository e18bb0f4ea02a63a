"""`allears train`: rebuild the heads, or adapt them to a team's own labels."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .console import examples


@click.command(
    epilog=examples(
        ("allears train --corpus corpus/conversations --data ../shared/data --out DIR", "make the weights anew"),
        ("allears train --data own.jsonl --out DIR", "adapt the shipped ones to your own labels"),
    )
)
@click.option(
    "--corpus", type=click.Path(exists=True, path_type=Path), help="Labelled conversations: a folder of .txt files."
)
@click.option(
    "--data", type=click.Path(exists=True, path_type=Path), help="A folder of open sets; or your own labels (.jsonl)."
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where to write.")
def train(corpus: Path | None, data: Path | None, out: Path) -> int:
    """Train what listening hears with.

    With --corpus, all heads are made anew: the same data give the same weights. With a file of your own labels, one
    conversation a line with its turns and marks, the shipped heads are adapted to them: where your people and ours
    disagree about how much is enough, yours are followed.
    """
    from allears.listening.evaluation.corpus import CorpusError

    out.mkdir(parents=True, exist_ok=True)
    try:
        if corpus is not None:
            report = _anew(corpus, data, out)
        elif data is not None and data.is_file():
            report = _adapted(data, out)
        else:
            raise click.UsageError("Give --corpus FOLDER, or --data with a file of your own labels.")
    except (CorpusError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("| behaviour | sentences | F1, rules alone | F1, rules and head |\n|---|--:|--:|--:|")
    for line in report:
        click.echo(f"| {line['behaviour']} | {line['gold']} | {line['rules']:.2f} | {line['joined']:.2f} |")
    if not report:
        click.echo("No behaviour was labelled often enough (20 sentences) to adapt its head.", err=True)
        return 1
    return 0


def _anew(corpus: Path, data: Path | None, out: Path) -> list[dict[str, float | str]]:
    from allears.listening.evaluation.corpus import load_corpus
    from allears.listening.training import texts, unfinished
    from allears.listening.training import train as training
    from allears.listening.training.reflected import reflected

    conversations = list(load_corpus(corpus))
    unfinished.store(unfinished.train(list(unfinished.examples(conversations, data))), out)
    beside = corpus.parent if corpus.is_dir() else corpus.parent.parent
    exchanges = list(load_corpus(beside / "exchanges")) if (beside / "exchanges").is_dir() else []
    said_back = reflected(texts.labelled(beside / "reflections.txt")) if (beside / "reflections.txt").is_file() else ()
    model = training.train(training.table(conversations, data, exchanges, said_back))
    training.store(model, out)
    texts.anew(beside, out)
    return model.report


def _adapted(labels: Path, out: Path) -> list[dict[str, float | str]]:
    from allears.listening.models import weights
    from allears.listening.training.own import adapt, read_labels

    about, report = adapt(read_labels(labels))
    weights.copy_own(out)
    (out / weights.THRESHOLDS).write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    return report
