"""Every figure of the law against its official words.

python tools/law_check/check_law.py            what was found, what was not, what differs (exit code 1 if anything)
python tools/law_check/check_law.py --write    the same, kept in data/checks.json
python tools/law_check/check_law.py --newer    what the newest release of each package changes since the last check

The packages are asked of the npm registry by name and version, and refused if their hash is not the one pinned.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import against_openfisca
import earned
import law_claims
import newer_releases
import official_copies
import records
import text_register
import verdicts
from against_openfisca import Comparison
from law_claims import Claim, Law
from official_copies import Copies, CopyError, Pin
from records import Record
from text_register import TextVerdict, Unregistered
from verdicts import ABSENT, CHANGED, FOUND, MISSING, UNNAMED, Verdict

from revalo.calendar import today

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
DIFFERS = "differs"
# Why a figure was seen in no copy, as the record says it.
REASONS = {
    "computed": "computed or assumed: no words carry it",
    "decree": "a decree: the copies hold branch agreements and two codes",
    "order": "an order: the copies hold branch agreements and two codes",
    "law": "a law: the copies hold branch agreements and two codes",
    "agreement": "an agreement that the copies do not hold, or not whole",
    "other": "no text of the copies carries it",
    DIFFERS: "the copy says something else",
}


@dataclass(frozen=True)
class Settings:
    """Where everything is: the law, the record, the pins, the archives, OpenFisca."""

    law: Path
    record: Path
    pins: Path
    archives: Path
    openfisca: Path

    @property
    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """Watched branches, agreements set aside with a reason, differences explained."""
        held: Mapping[str, Mapping[str, str]] = json.loads(self.pins.read_text(encoding="utf-8"))
        return held


@dataclass(frozen=True)
class Findings:
    """Everything that one check found."""

    law: Law
    verdicts: Sequence[Verdict]
    texts: Sequence[TextVerdict]
    unregistered: Sequence[Unregistered]
    comparisons: Sequence[Comparison]
    explained: Mapping[str, str]  # differences with OpenFisca, and why
    openfisca: str | None
    openfisca_holds: str  # the last day of law of this release
    unearned: Sequence[str]  # primary figures that nobody saw, or too few of the scope
    scope: tuple[int, int]  # primary figures of the scope, and those seen in their article

    @property
    def differences(self) -> Sequence[Comparison]:
        """The differences with OpenFisca that no one has explained."""
        return [each for each in self.comparisons if each.wrong and each.claim.key not in self.explained]

    @property
    def wrong(self) -> bool:
        """Whether a maintainer must act."""
        bad = any(verdict.status in (MISSING, CHANGED, ABSENT) for verdict in self.verdicts)
        return (
            bad
            or any(text.wrong for text in self.texts)
            or bool(self.unregistered or self.differences or self.unearned)
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; 0 if nothing differs, 1 if something does, 2 if a package cannot be had."""
    asked = _arguments(arguments)
    settings = Settings(asked.law, asked.law / "checks.json", asked.pins, asked.archives, asked.openfisca)
    try:
        pins = official_copies.pins(settings.pins)
        copies = opened(pins, settings.archives)
        record = records.read(settings.record)
        if asked.newer:
            return newer_releases.report(pins, settings.archives, record, law_claims.load(settings.law))
        found = findings(settings, copies, record)
    except CopyError as error:
        print(f"law-check: {error}", file=sys.stderr)
        return 2
    for line in table(found):
        print(line)
    if asked.write:
        kept = recorded(found, pins, settings.choices["scope"]["sources"])
        if found.openfisca is None:
            kept.take_parameters(record)
        records.write(settings.record, kept)
    return int(found.wrong)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep what was seen in checks.json, beside the law files")
    parser.add_argument("--newer", action="store_true", help="list what the newest releases change")
    parser.add_argument("--law", type=Path, default=ROOT / "data", help="folder of law files")
    parser.add_argument("--pins", type=Path, default=HERE / "pins.json", help="the packages and their hashes")
    parser.add_argument("--archives", type=Path, default=ROOT / ".venv" / "law-check", help="where packages are kept")
    parser.add_argument("--openfisca", type=Path, default=ROOT / ".venv-openfisca", help="where OpenFisca is installed")
    return parser.parse_args(given)


def opened(pins: Sequence[Pin], archives: Path) -> Copies:
    """The articles of every pinned package; the archives come from the registry if they are not there."""
    return Copies(
        article for pin in pins for article in official_copies.articles(pin, official_copies.fetched(pin, archives))
    )


def findings(settings: Settings, copies: Copies, record: Record) -> Findings:
    """Everything that there is to say."""
    law = law_claims.load(settings.law)
    choices = settings.choices
    seen = record.fingerprints()
    judged = [verdicts.judged(claim, copies, law.texts, seen, choices["days"]) for claim in law.claims]
    texts = list(text_register.compared(law, copies))
    since = {branch: date.fromisoformat(day) for branch, day in choices["watched"].items()}
    lacking = list(text_register.unregistered(law, copies, since, choices["set_aside"]))
    release = against_openfisca.release(settings.openfisca)
    comparisons = _comparisons(settings, law) if release else []
    holds = choices["openfisca"].get(release, "") if release else ""
    if release and not holds:
        raise CopyError(f"{release}: say in {settings.pins.name} up to which day it holds the law")
    agreeing = {each.claim.key for each in comparisons if not each.wrong}
    sources = choices["scope"]["sources"]
    over = list(earned.unearned(judged, agreeing, choices["readings"], sources))
    scope = earned.count(judged, sources)
    return Findings(law, judged, texts, lacking, comparisons, choices["explained"], release, holds, over, scope)


def _comparisons(settings: Settings, law: Law) -> Sequence[Comparison]:
    pairs = against_openfisca.read_map(settings.pins.parent / "openfisca_map.json")
    return list(against_openfisca.compared(law.claims, against_openfisca.parameters(settings.openfisca), pairs))


def table(found: Findings) -> Iterator[str]:
    """What was found, as lines: one per figure whose article is named, then what a maintainer must act on."""
    for verdict in found.verdicts:
        if verdict.status != UNNAMED:
            yield _line(verdict)
    yield ""
    for text in found.texts:
        for wrong in text.wrong:
            yield f"{text.place}: {text.text} ({text.official}): {wrong}"
    for agreement in found.unregistered:
        yield f"texts.yaml: {agreement.name}: not in texts.yaml ({agreement.official}, signed {agreement.signed})"
    for each in found.comparisons:
        if each.wrong:
            known = found.explained.get(each.claim.key)
            reason = f"; known: {known}" if known else ""
            yield f"{each.claim.place}: {each.claim.path}: {each.wrong} ({found.openfisca}, {each.parameter}){reason}"
    yield from found.unearned
    yield ""
    yield from _unseen(found)
    yield from _counts(found)


def _unseen(found: Findings) -> Iterator[str]:
    """Primary figures that no copy carries, with the reason; somebody read them in the source named."""
    agreeing = {each.claim.key for each in found.comparisons if not each.wrong}
    for verdict in found.verdicts:
        claim = verdict.claim
        if (
            verdict.status == UNNAMED
            and claim.is_figure
            and claim.confidence == "primary"
            and claim.key not in agreeing
        ):
            yield f"{claim.place}: read only: {claim.key} ({claim.source}): {REASONS[reason(claim, found.law)]}"


def _line(verdict: Verdict) -> str:
    claim = verdict.claim
    where = f"{claim.article} ({verdict.article.release})" if verdict.article else str(claim.article)
    seen = f"day: {verdict.day}" if verdict.day else ""
    return f"{claim.place}: {verdict.status}: {claim.key}: {'; '.join((*filter(None, [where, seen]), *verdict.wrong))}"


def _counts(found: Findings) -> Iterator[str]:
    counts = Counter((verdict.claim.file, verdict.status) for verdict in found.verdicts if verdict.claim.is_figure)
    for file in sorted({file for file, _status in counts}):
        parts = [f"{counts[file, status]} {status}" for status in (FOUND, MISSING, CHANGED, ABSENT, UNNAMED)]
        yield f"{file}: {', '.join(parts)}"
    every, seen = found.scope
    yield f"primary figures of the agreements and codes copied: {seen} of {every} seen in their article"
    yield f"texts.yaml: {len(found.texts)} texts opened, {sum(bool(text.wrong) for text in found.texts)} differ"
    agreeing = sum(not each.wrong for each in found.comparisons)
    differing = len(found.differences)
    explained = len(found.comparisons) - agreeing - differing
    if found.openfisca is None:
        yield "OpenFisca is not installed here (make openfisca): nothing compared with it"
    else:
        yield f"{found.openfisca}: {agreeing} figures agree, {explained} differ for a known reason, {differing} differ"


def recorded(found: Findings, pins: Sequence[Pin], scope: str) -> Record:
    """What was seen, to be kept. `scope`: a pattern of the sources that are the agreements and codes copied."""
    record = Record(releases={pin.release: pin.state.isoformat() for pin in pins})
    if found.openfisca:
        record.releases[found.openfisca] = found.openfisca_holds
    agreeing = {each.claim.key: each.parameter for each in found.comparisons if not each.wrong}
    differing = {each.claim.key for each in found.comparisons if each.wrong}
    for verdict in found.verdicts:
        claim = verdict.claim
        if verdict.article:
            record.articles[verdict.article.id] = {
                "release": verdict.article.release, "words": verdict.article.words.fingerprint
            }  # fmt: skip
        if claim.is_figure:
            parameter = None if claim.key in differing else agreeing.get(claim.key)
            record.figures[claim.key] = _seen(verdict, parameter, found) | _scope(claim, scope)
    for text in found.texts:
        if not text.wrong:
            release = text.articles[0].release
            record.texts[text.text] = records.entry("", "article", text.official, today(), release=release)
    return record


def _scope(claim: Claim, sources: str) -> records.Entry:
    """Marks a primary figure of the agreements and codes that the copies hold."""
    return {"scope": "copied"} if earned.is_copied(claim, sources) else {}


def _seen(verdict: Verdict, parameter: str | None, found: Findings) -> records.Entry:
    claim, day = verdict.claim, today()
    if verdict.status in (FOUND, CHANGED) and verdict.article:
        release = verdict.article.release
        return records.entry(claim.state, "article", verdict.article.id, day, release=release, day=verdict.day)
    if parameter:
        return records.entry(claim.state, "parameter", parameter, day, release=found.openfisca or "")
    why = DIFFERS if verdict.wrong else reason(claim, found.law)
    return records.entry(claim.state, "reading", claim.source, found.law.verified.get(claim.file, day), why=why)


def reason(claim: Claim, law: Law) -> str:
    """Why no article of the copies is named for a figure: one of `REASONS`."""
    if claim.confidence in ("derived", "assumed"):
        return "computed"
    text = law.texts.get(claim.text)
    kind = text.kind if text else ""
    return kind if kind in REASONS else "other"


if __name__ == "__main__":
    sys.exit(main())
