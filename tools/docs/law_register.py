"""The register of the law, `register.md`, from the law itself: texts, measures, what is assumed or not computable."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from revalo import language as speaking
from revalo.api import load_law
from revalo.calendar import written as day_of
from revalo.grids.history import figures_of
from revalo.grids.law import Law
from revalo.grids.official import address
from revalo.grids.store import shipped_folder
from revalo.grids.tables import Table, Version
from revalo.grids.texts import Text
from revalo.grids.versions import Record
from revalo.reports.phrases import confidence_word, table_name
from revalo.reports.terminal.law import STATUS

FOLDERS = re.compile(r"\w+/")
WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Registre du droit encodé",
        "intro": "Cette page est écrite par `make docs` à partir des fichiers de `data/` : elle dit exactement ce "
        "que le programme sait, suppose et ignore. [Le droit tel qu'il est encodé](law.md) en donne le "
        "sens.",
        "counts": "{texts} textes, {tables} paramètres, {measures} mesures Ségur.",
        "verified": "Vérifié jusqu'au {day} : {files}. Au-delà, la dernière valeur est reconduite, et c'est dit.",
        "missing": "Ce qui n'est pas calculable, et pourquoi",
        "missing_intro": "Demander l'une de ces valeurs est refusé (code 5), avec la raison. `--set CHEMIN=VALEUR` "
        "permet de continuer avec une valeur à vous, signalée comme hypothèse.",
        "outside": "Hors de ce que les textes impriment",
        "assumed": "Ce qui est supposé, faute de source",
        "assumed_intro": "Chacune de ces lectures est affichée sous le résultat dès qu'elle joue.",
        "measures": "Les mesures Ségur",
        "measures_intro": "Les conditions exactes d'une mesure : `revalo segur NOM` ; pourquoi une personne ne l'a pas "
        ": `--explain`.",
        "dormant": "Textes refusés ou seulement annoncés",
        "dormant_intro": "Ils ne s'appliquent jamais d'office ; `--with TEXTE` les essaie.",
        "checks": "Comment chaque chiffre a été contrôlé",
        "checks_intro": "`make law-check` cherche chaque chiffre dans les mots officiels ou dans les paramètres "
        "d'OpenFisca ; le reste a été lu dans la source indiquée. [Maintenir le droit](maintaining-the-law.md) dit "
        "comment. Jour : celui jusqu'auquel le chiffre est connu.",
        "seen.article": "vu dans l'article",
        "seen.parameter": "égal au paramètre",
        "seen.reading": "lu dans",
        "why.computed": "calculé ou supposé",
        "why.decree": "décret, absent des copies",
        "why.order": "arrêté, absent des copies",
        "why.law": "loi, absente des copies",
        "why.agreement": "accord absent des copies",
        "why.other": "texte absent des copies",
        "why.differs": "la copie dit autre chose",
        "checks_counts": "{article} chiffres vus dans un article officiel, {parameter} dans OpenFisca, {reading} lus. "
        "Chiffres « texte lu » des accords de l'aide à domicile, des cliniques et de la CCN 51, et des deux codes : "
        "{seen} vus sur {all}.",
        "texts": "Tous les autres textes",
        "texts_intro": "`revalo law show TEXTE` donne ses dates, sa source et chaque chiffre qu'il a apporté.",
        "heads.value": "Paramètre|Depuis|Texte|Raison",
        "heads.outside": "Paramètre|Raison",
        "heads.assumed": "Paramètre|Depuis|Texte|Lecture retenue",
        "heads.measures": "Mesure|Secteurs|Depuis|Dernier montant|Confiance",
        "heads.checks": "Chiffre|Depuis|Valeur|Contrôle|Jour",
        "heads.texts": "Texte|Intitulé|Effet|Statut|Confiance",
        "missing_value": "non trouvé",
    },
    "en": {
        "title": "Register of the law as encoded",
        "intro": "This page is written by `make docs` from the files of `data/`: it says exactly what the program "
        "knows, assumes and does not know. [The law as encoded](law.md) gives the meaning.",
        "counts": "{texts} texts, {tables} parameters, {measures} Ségur measures.",
        "verified": "Verified up to {day}: {files}. Beyond, the last value is carried forward, and the output says so.",
        "missing": "What is not computable, and why",
        "missing_intro": "Asking for one of these values is refused (exit 5), with the reason. `--set PATH=VALUE` goes "
        "on with a value of your own, shown as an assumption.",
        "outside": "Beyond what the texts print",
        "assumed": "What is assumed, where no source decides",
        "assumed_intro": "Each of these readings is shown under the result whenever it matters.",
        "measures": "The Ségur measures",
        "measures_intro": "The exact conditions of a measure: `revalo segur NAME`; why a person does not have it: "
        "`--explain`.",
        "dormant": "Texts refused or only announced",
        "dormant_intro": "They never apply by themselves; `--with TEXT` tries them.",
        "checks": "How each figure was checked",
        "checks_intro": "`make law-check` looks for each figure in the official words, or among the parameters of "
        "OpenFisca; the others were read in the source named. [Maintaining the law](maintaining-the-law.md) says how. "
        "Day: that up to which the figure is known.",
        "seen.article": "seen in article",
        "seen.parameter": "equal to parameter",
        "seen.reading": "read in",
        "why.computed": "computed or assumed",
        "why.decree": "decree, not in the copies",
        "why.order": "order, not in the copies",
        "why.law": "law, not in the copies",
        "why.agreement": "agreement not in the copies",
        "why.other": "text not in the copies",
        "why.differs": "the copy says something else",
        "checks_counts": "{article} figures seen in an official article, {parameter} in OpenFisca, {reading} read. "
        "Figures “text read” of the agreements of home care, clinics and CCN 51, and of both codes: {seen} of {all} "
        "seen.",
        "texts": "All other texts",
        "texts_intro": "`revalo law show TEXT` gives its dates, its source and every figure that it brought.",
        "heads.value": "Parameter|Since|Text|Reason",
        "heads.outside": "Parameter|Reason",
        "heads.assumed": "Parameter|Since|Text|Reading taken",
        "heads.measures": "Measure|Sectors|Since|Latest amount|Confidence",
        "heads.checks": "Figure|Since|Value|Check|Day",
        "heads.texts": "Text|Title|Effect|Status|Confidence",
        "missing_value": "not found",
    },
}


def written(language: str) -> str:
    """The whole page in a language."""
    with _speaking(language):
        return "\n".join(_page(load_law(), WORDS[language])) + "\n"


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    before = speaking.current()
    speaking.use(language)
    try:
        yield
    finally:
        speaking.use(before)


def _page(law: Law, words: Mapping[str, str]) -> Iterator[str]:
    tables = [law.table(path) for path in law.paths]
    texts = sorted(law.texts, key=lambda text: (text.effective is None, text.effective, text.id))
    counts = words["counts"].format(texts=len(texts), tables=len(tables), measures=len(law.measures))
    yield from (f"# {words['title']}", "", words["intro"], "", counts, "", *_verified(tables, words), "")
    yield from _section(words, "missing", "value", _versions(tables, _not_found))
    outside = ([_named(table), speaking.label(table.outside)] for table in tables if table.outside)
    yield from _section(words, "outside", "outside", outside)
    yield from _section(
        words, "assumed", "assumed", [*_versions(tables, _taken), *_open_points(law), *_disputes(tables)]
    )
    yield from _section(words, "measures", "measures", (_measure(law, name, words) for name in law.measures))
    yield from _checks(tables, words)
    yield from _section(words, "dormant", "texts", (_text(text) for text in texts if text.not_in_force))
    yield from _section(words, "texts", "texts", (_text(text) for text in texts if not text.not_in_force))


def _checks(tables: Iterable[Table], words: Mapping[str, str]) -> Iterator[str]:
    """How each figure was checked, from the record that `make law-check` keeps."""
    record = Record(shipped_folder())
    entries = [record.figures.get(_key(table, version)) for table in tables for version in table.versions]
    held = [entry for entry in entries if entry]
    seen = {way: sum(entry["seen"] == way for entry in held) for way in ("article", "parameter", "reading")}
    inside = [entry for entry in held if entry.get("scope")]
    counts = words["checks_counts"].format(
        **seen, seen=sum(entry["seen"] == "article" for entry in inside), all=len(inside)
    )
    rows = (
        [f"`{table.path}`", _day(version.start), entry["state"], _how(entry, words), _day(record.known(entry))]
        for table in tables
        for version in table.versions
        if (entry := record.figures.get(_key(table, version)))
    )
    first, *rest = _section(words, "checks", "checks", rows)
    yield from (first, "", counts, *rest)


def _key(table: Table, version: Version) -> str:
    return f"{table.path}@{version.start}"


def _how(entry: Mapping[str, str], words: Mapping[str, str]) -> str:
    where = f"`{FOLDERS.sub('', entry['in'])}`"
    if entry["seen"] == "article":
        where = f"[{entry['in']}]({address(entry['in'])})"
    after = words[f"why.{entry['why']}"] if "why" in entry else entry["release"]
    return f"{words['seen.' + entry['seen']]} {where} ({after})"


def _verified(tables: Iterable[Table], words: Mapping[str, str]) -> Iterator[str]:
    files: dict[str, set[str]] = {}
    for table in tables:
        files.setdefault(_day(table.verified), set()).add(f"`{table.versions[0].rooted.file}`")
    for day, names in sorted(files.items(), key=lambda each: sorted(each[1])):
        yield "- " + words["verified"].format(day=day, files=", ".join(sorted(names)))


def _section(words: Mapping[str, str], name: str, heads: str, rows: Iterable[list[str]]) -> Iterator[str]:
    yield from (f"## {words[name]}", "")
    if f"{name}_intro" in words:
        yield from (words[f"{name}_intro"], "")
    columns = words[f"heads.{heads}"].split("|")
    yield _row(columns)
    yield _row(["---"] * len(columns))
    yield from map(_row, rows)
    yield ""


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _versions(tables: Iterable[Table], why: Callable[[Table, Version], str | None]) -> Iterator[list[str]]:
    for table in tables:
        for version in table.versions:
            if reason := why(table, version):
                yield [_named(table), _day(version.start), f"`{version.text}`", reason]


def _not_found(_table: Table, version: Version) -> str | None:
    return speaking.label(version.not_found) if version.not_found else None


def _taken(table: Table, version: Version) -> str | None:
    """The reading of a version that is assumed: its note, else its value."""
    if version.confidence != "assumed" or version.not_found:
        return None
    if version.note:
        return speaking.label(version.note)
    figures = figures_of(table, version).items()
    return ", ".join(f"{key}: {table.display(each)}" if key else table.display(each) for key, each in figures)


def _open_points(law: Law) -> Iterator[list[str]]:
    """What texts of the measures leave open, and what is taken."""
    for name, point in law.open_points.items():
        taken = " – ".join(map(speaking.label, (point.taken, point.reason)))
        yield [f"{speaking.label(point.label)}<br>`{name}`", _day(point.start), f"`{point.text}`", taken]


def _disputes(tables: Iterable[Table]) -> Iterator[list[str]]:
    """Jobs that a text both names and leaves out."""
    for table in tables:
        if table.about["dispute"]:
            first = table.versions[0]
            yield [_named(table), _day(first.start), f"`{first.text}`", speaking.label(table.about["dispute"])]


def _named(table: Table) -> str:
    return f"{table_name(table)}<br>`{table.path}`"


def _measure(law: Law, name: str, words: Mapping[str, str]) -> list[str]:
    measure = law.measures[name]
    tables = [law.table(path) for path in law.paths if path.startswith(f"segur.{name}.")]
    sectors = dict.fromkeys(sector for clause in measure.who for sector in clause.sectors)
    latest = dict.fromkeys(_amount(table, words) for table in tables)
    confidence = dict.fromkeys(confidence_word(table.versions[-1].confidence) for table in tables)
    since = min(table.versions[0].start for table in tables)
    label = f"{speaking.label(measure.label)}<br>`{name}`"
    return [label, ", ".join(sectors), _day(since), "<br>".join(latest), ", ".join(confidence)]


def _amount(table: Table, words: Mapping[str, str]) -> str:
    version = table.versions[-1]
    if version.not_found:
        return words["missing_value"]
    if table.shape == "scalar":
        return table.display(version.value)
    figures: list[Any] = [each[-1] for each in version.value]
    return f"{table.display(min(figures))} – {table.display(max(figures))}"


def _text(text: Text) -> list[str]:
    effect = _day(text.effective) if text.effective else ""
    status = speaking._(STATUS[text.status])
    return [f"`{text.id}`", speaking.label(text.title), effect, status, confidence_word(text.confidence)]


def _day(day: Any) -> str:
    return day_of(day, speaking.current())
