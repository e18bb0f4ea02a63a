"""`allears evaluate`: how good the ear is on labelled data."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .console import examples


@click.command(
    epilog=examples(
        ("allears evaluate --data ../shared/data", "every set that is there"),
        ("allears evaluate mrda bt_oasis --data DIR", "two of them"),
        ("allears evaluate --data DIR --json > table.json", "for programs"),
        ("allears evaluate --corpus corpus/held_out", "conversations that you labelled yourselves"),
    )
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The folder of sets.")
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Instead: a folder of conversations labelled as corpus/GUIDE.md says, a row for each behaviour.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a Markdown table.")
@click.option("--no-baseline", is_flag=True, help="Leave out the rules without models: twice as fast.")
def evaluate(names: tuple[str, ...], data: Path | None, corpus: Path | None, as_json: bool, no_baseline: bool) -> int:
    """Measure what listening hears against what people heard.

    NAME is a gold set: mrda, bt_oasis, annomi, politeness, convabuse, toxic_spans, offensive, diasafety, uptake,
    multidogo. Without a name, every set is measured whose folder is there. See docs/algorithms/evaluation.md.
    """
    from allears.listening.evaluation.evaluate import SETS, Result, markdown, measure, to_data
    from allears.listening.evaluation.evaluate import evaluate as measured
    from allears.listening.evaluation.gold import GoldError
    from allears.listening.evaluation.labelled import labelled_set

    unknown = [name for name in names if name not in SETS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(SETS)}", param_hint="NAME")
    if (data is None) == (corpus is None):
        raise click.UsageError(
            "Give --data FOLDER for the public sets, or --corpus FOLDER for conversations of your own."
        )
    if names and corpus is not None:
        raise click.UsageError("A NAME is one of the public sets: with --corpus there is none to name.")
    results: list[Result] = []
    problems: list[str] = []
    if data is not None:
        results, problems = measured(names, data, baseline=not no_baseline)
    elif corpus is not None:
        try:
            results = measure(labelled_set(corpus), corpus, baseline=not no_baseline)
        except (GoldError, OSError, UnicodeDecodeError) as error:
            problems = [str(error)]
    for problem in problems:
        click.echo(problem, err=True)
    if as_json:
        click.echo(json.dumps(to_data(results), ensure_ascii=False, indent=1))
    elif results:
        click.echo(markdown(results))
    return 1 if problems and (names or not results) else 0
