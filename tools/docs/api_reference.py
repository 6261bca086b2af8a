"""The reference of the Python library, `api.md`, from its docstrings: an index in the language of the page first."""

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

import revalo
from revalo import errors
from revalo.api.shown import TableResult

FUNCTIONS = tuple(name for name in revalo.__all__ if not name.startswith("_"))
RAISED = tuple(
    each
    for _name, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, errors.RevaloError) and each.__module__ == errors.__name__
)
WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Depuis Python",
        "intro": "Cette page est écrite par `make docs` à partir du code ; les descriptions y sont en anglais, comme "
        "dans le code. Rien ne s'affiche de soi-même : une fonction rend des données, ou lève une des "
        "[erreurs](#erreurs). Un cahier à essayer : [une paie](../notebooks/paie.ipynb).",
        "table": "Un tableau est tout objet qui parle l'interface Arrow PyCapsule (pandas 2.2 et après, polars, "
        "duckdb, pyarrow) ; ses colonnes ont les noms des [fichiers de paie](payroll.md). Les montants rendus sont des "
        "décimaux exacts. Pour pandas : `pandas.DataFrame.from_arrow(resultat)` ou `resultat.table.to_pandas()` ; "
        "pour polars : `polars.DataFrame(resultat)`.",
        "float": 'Un nombre à virgule se donne en texte (`hours="104.5"`) ou en `Decimal`, jamais en flottant ; '
        "une colonne de flottants, dans un tableau, est lue comme les chiffres qu'elle montre (151.67).",
        "name": "Fonction",
        "what": "Ce qu'elle rend",
        "argument": "Argument",
        "meaning": "Sens",
        "default": "Par défaut",
        "returns": "Rend",
        "raises": "Lève",
        "result": "Le résultat d'un tableau",
        "errors": "Erreurs",
        "error": "Exception",
        "exit": "Code de fin",
        "compute": "une personne, avant et après",
        "timeline": "une personne, mois par mois",
        "load_law": "les données juridiques, avec les vôtres par-dessus",
        "revalue": "une paie entière, avant et après",
        "check": "ce qui a été payé face à ce qui était dû",
        "arrears": "les rappels à verser pour des textes publiés tard",
        "project": "la masse salariale des mois à venir, et pourquoi elle bouge",
        "fund": "ce que coûtent les revalorisations de l'article 47, et qui paie",
    },
    "en": {
        "title": "From Python",
        "intro": "This page is written by `make docs` from the code. Nothing prints by itself: a function returns "
        "data, or raises one of the [errors](#errors). A notebook to try: [a payroll](../notebooks/payroll.ipynb).",
        "table": "A table is any object that speaks the Arrow PyCapsule interface (pandas 2.2 and later, polars, "
        "duckdb, pyarrow); its columns have the names of [payroll files](payroll.md). Amounts returned are exact "
        "decimals. For pandas: `pandas.DataFrame.from_arrow(result)` or `result.table.to_pandas()`; for polars: "
        "`polars.DataFrame(result)`.",
        "float": 'A number with decimals is given as text (`hours="104.5"`) or as a `Decimal`, never as a float; '
        "a column of floats in a table is read as the figures that it shows (151.67).",
        "name": "Function",
        "what": "What it returns",
        "argument": "Argument",
        "meaning": "Meaning",
        "default": "Default",
        "returns": "Returns",
        "raises": "Raises",
        "result": "The result of a table",
        "errors": "Errors",
        "error": "Exception",
        "exit": "Exit code",
        "compute": "one person, before and after",
        "timeline": "one person, month by month",
        "load_law": "the law, with yours laid over it",
        "revalue": "a whole payroll, before and after",
        "check": "what was paid against what was due",
        "arrears": "back pay due for texts published late",
        "project": "the pay bill of the months to come, and why it moves",
        "fund": "what the pay rises of article 47 cost, and who pays",
    },
}
_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes):$", re.MULTILINE)
_ENTRY = re.compile(r"^(\w+): ", re.MULTILINE)


def written(language: str) -> str:
    """The whole page."""
    words = WORDS[language]
    index = [f"| [`{name}`](#revalo{name}) | {words[name]} |" for name in FUNCTIONS]
    parts = [
        f"# {words['title']}",
        words["intro"],
        words["table"],
        words["float"],
        "\n".join([f"| {words['name']} | {words['what']} |", "|---|---|", *index]),
        *(part for name in FUNCTIONS for part in _function(name, words)),
        f"## {words['result']}",
        *_result(words),
        f"## {words['errors']}",
        _errors(words),
    ]
    return "\n\n".join(parts) + "\n"


def sections(docstring: str) -> dict[str, str]:
    """A docstring by its sections; what comes before them under the empty name."""
    head, *others = _SECTION.split(inspect.cleandoc(docstring))
    return {"": head.strip(), **{name: inspect.cleandoc(text) for name, text in zip(*[iter(others)] * 2, strict=True)}}


def entries(section: str) -> dict[str, str]:
    """The names of a section, each with what is said of it on one line."""
    _head, *others = _ENTRY.split(section)
    return {name: " ".join(text.split()) for name, text in zip(*[iter(others)] * 2, strict=True)}


def _function(name: str, words: Mapping[str, str]) -> Iterator[str]:
    function: Any = getattr(revalo, name)
    said = sections(function.__doc__)
    yield f"## revalo.{name}"
    yield said[""]
    yield f"```python\n{_call(name, function)}\n```"
    if arguments := entries(said.get("Args", "")):
        yield "\n".join(_arguments(function, arguments, words))
    yield f"**{words['returns']}**: {' '.join(said['Returns'].split())}"
    yield "\n".join(
        [f"**{words['raises']}**:", "", *(f"- `{error}`: {why}" for error, why in entries(said["Raises"]).items())]
    )


def _call(name: str, function: Any) -> str:
    """How it is called: what must be given, then that the rest goes by name."""
    given = inspect.signature(function).parameters.values()
    needed = [each.name for each in given if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD]
    named = [f"{each.name}=…" for each in given if each.default is each.empty and each.kind is each.KEYWORD_ONLY]
    return f"revalo.{name}({', '.join([*needed, *named, '…'])})"


def _arguments(function: Any, said: Mapping[str, str], words: Mapping[str, str]) -> Iterator[str]:
    yield f"| {words['argument']} | {words['meaning']} | {words['default']} |"
    yield "|---|---|---|"
    for name, each in inspect.signature(function).parameters.items():
        default = "" if each.default in (each.empty, None, ()) else f"`{each.default!r}`"
        shown = f"**{name}" if each.kind is each.VAR_KEYWORD else name
        yield f"| `{shown}` | {said[name].replace('|', chr(92) + '|')} | {default} |"


def _result(words: Mapping[str, str]) -> Iterator[str]:
    said = sections(TableResult.__doc__ or "")
    yield f"`TableResult`. {said['']}"
    rows = [f"| `.{name}` | {what} |" for name, what in entries(said["Attributes"]).items()]
    yield "\n".join([f"| | {words['meaning']} |", "|---|---|", *rows])


def _errors(words: Mapping[str, str]) -> str:
    ordered = sorted(RAISED, key=lambda each: (each.exit_code, each.__name__))
    said = {each: inspect.cleandoc(each.__doc__ or "").splitlines()[0] for each in ordered}
    rows = [f"| `revalo.errors.{each.__name__}` | {why} | {each.exit_code} |" for each, why in said.items()]
    return "\n".join([f"| {words['error']} | {words['meaning']} | {words['exit']} |", "|---|---|---|", *rows])
