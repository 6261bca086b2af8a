"""A made-up copy of the packages that hold the official words: articles written from the law files, in their format."""

import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import official_copies
from law_claims import DAY, Claim, Law, load
from official_words import day_in_words, day_of_year_in_words

AGREEMENT, CODE = "KALICONT000025805800", "LEGITEXT000006073189"
UNITS = {"points": "points", "EUR": "euros", "EUR per point": "euros", "months": "mois", "h": "heures", "count": ""}
Tree = dict[str, Any]


def made_up(law_folder: Path, folder: Path) -> Path:
    """Packages that carry every figure whose article the law files name; the path of their pins."""
    law = load(law_folder)
    folder.mkdir(parents=True, exist_ok=True)
    packages = [
        pack(folder, "@made-up/kali-data", "9.9.9", AGREEMENT, agreement(law)),
        pack(folder, "@made-up/legi-data", "9.9.9", CODE, code(law)),
    ]
    path = folder / "pins.json"
    choices = {"watched": {AGREEMENT: "2020-01-01"}, "set_aside": {}, "explained": {}, "openfisca": {}, "days": {}}
    choices["scope"] = {"sources": "kali-2941(-2026)?|consolidated-2025"}
    choices["readings"] = {claim.source: "made up" for claim in law.claims if claim.confidence == "primary"}
    path.write_text(json.dumps({"packages": packages, **choices}), encoding="utf-8")
    return path


def pack(folder: Path, name: str, version: str, file: str, tree: Tree) -> Tree:
    """One package with one file, and its pin."""
    held = json.dumps(tree).encode()
    path = folder / f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz"
    with tarfile.open(path, "w:gz") as tar:
        member = tarfile.TarInfo(f"package/data/{file}.json")
        member.size = len(held)
        tar.addfile(member, io.BytesIO(held))
    pin = {"name": name, "version": version, "integrity": official_copies.integrity(path)}
    return {**pin, "state": "2026-04-10", "files": [file]}


def agreement(law: Law) -> Tree:
    """The branch agreement: each text of the register that has a copy, then what lies in no such text."""
    texts = {text.legifrance: text for text in law.texts.values() if (text.legifrance or "").startswith("KALITEXT")}
    sections = [section(str(name), _title(text), [_order(text)], _effect(text)) for name, text in texts.items()]
    loose = [article(name, claims) for name, claims in _by_article(law.claims, "KALI")]
    sections.append({"type": "section", "data": {"id": "KALITEXT999999999999", "title": "Annexe"}, "children": loose})
    return {"type": "convention collective", "data": {"id": AGREEMENT, "title": "Inventée"}, "children": sections}


def section(name: str, title: str, links: list[Tree], words: str = "<p>Sans chiffre.</p>") -> Tree:
    """An agreement with one article."""
    data = {"id": f"KALIARTI{name[-12:]}", "cid": f"KALIARTI{name[-12:]}", "num": "1er", "etat": "VIGUEUR"}
    child = {
        "type": "article",
        "data": {**data, "content": words, "lstLienModification": [each for each in links if each]},
    }
    return {"type": "section", "data": {"id": name, "title": title}, "children": [child]}


def code(law: Law) -> Tree:
    """The code: each article that the law files name, in force from the day of its figure."""
    children = [article(name, claims) for name, claims in _by_article(law.claims, "LEGI")]
    return {"type": "code", "data": {"id": CODE, "title": "Code inventé"}, "children": children}


def article(name: str, claims: Iterable[Claim]) -> Tree:
    """An article whose words carry these figures and their first days."""
    words = "".join(part for claim in claims for part in _words(claim))
    links = [
        {"linkType": "ETEND", "datePubliTexte": f"{claim.others_from - timedelta(days=1)}"}
        for claim in claims
        if claim.others_from
    ]  # others: from the day after the extension
    data = {"id": name, "cid": name, "num": "1er", "etat": "VIGUEUR", "content": words, "lstLienModification": links}
    return {"type": "article", "data": data}


def _by_article(claims: Iterable[Claim], kind: str) -> Iterator[tuple[str, list[Claim]]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.article and claim.article.startswith(kind):
            found.setdefault(claim.article, []).append(claim)
    yield from found.items()


def _words(claim: Claim) -> Iterator[str]:
    yield f"<p>À compter du {day_in_words(claim.start)} :</p>"
    if claim.unit == DAY:
        yield f"<p>au plus tard le {day_of_year_in_words(*map(int, claim.value.split('-')))} de l'exercice suivant</p>"
        return
    figures = list(claim.figures()) if claim.is_figure else []
    if claim.shape == "row":
        cells = "".join(f"<td>Coef. {terms[0]}</td>" for _key, terms in figures)
        yield f"<table><tr>{cells}</tr></table>"
    else:
        for key, terms in figures:
            bounds = key.replace("-", " à ").replace(">", "plus de ")
            yield from (f"<p>{bounds} : {_number(claim.unit, term)}</p>" for term in terms)


def _number(unit: str, figure: Decimal) -> str:
    shared = unit in ("share", "rate")
    number = f"{figure * 100 if shared else figure:f}".replace(".", ",")
    return f"{number} {'%' if shared or '%' in unit else UNITS.get(unit, '')}"


def _title(text: Any) -> str:
    return f"{text.title.fr} du {day_in_words(text.signed)}" if text.signed else text.title.fr


def _order(text: Any) -> Tree:
    act = text.extended
    if act is None:
        return {}
    days = {"dateSignaTexte": act.on and f"{act.on}", "datePubliTexte": act.published and f"{act.published}"}
    return {"linkType": "ETEND", "textCid": act.legifrance or "JORFTEXT000000000000", **days}


def _effect(text: Any) -> str:
    return f"<p>Effet le {day_in_words(text.effective)}.</p>" if text.effective else "<p>Sans chiffre.</p>"
