"""Headers understood by their words: abbreviations, plurals, articles, order and units do not matter.

A header is words; each word stands for a term (`Nb h. mens.` → number, hour, month). A column is meant where all the
terms are ones that it may have, and some of them are enough to name it (`_RULES`, the first that fits). A header that
has the terms of working time but others beside them is not understood, and `looks_like_time` says so.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from revalo.rules.person import slug

TIME = "(time)"  # a header of working time whose values alone say whether it is hours, hours a week or a share
_TERMS = {
    "number": "nombre nb nbr nbre total tot somme volume vol",
    "hour": "heure h hr hre hrs horaire hours hour",
    "time": "temps tps duree time",
    "work": "travail trav travaille travaillee normale normal work contrat contractuel contractuelle contr ctr "
    "contract prevu base theorique paye payee paie remunere remuneree effectue realise garanti planifie presence",
    "month": "mois mensuel mensuelle mens month monthly",
    "week": "semaine sem hebdo hebdomadaire week weekly",
    "rate": "taux tx pourcentage pct part fraction prorata proratisation coeff-tp",
    "fte": "etp eqtp fte",
    "equivalent": "equivalent equiv eq",
    "full": "plein complet full",
    "part": "partiel partielle tp part-time",
    "share": "quotite",
    "activity": "activite occupation emploi job",
    "id": "matricule mat matr identifiant ident id numero num no n code cod ref reference",
    "badge": "matricule matr",
    "person": "salarie sal agent employe personnel personne collaborateur intervenant",
    "service": "service serv agence etablissement etab ets antenne site equipe unite centre cout analytique section "
    "pole implantation affectation rattachement",
    "name": "nom libelle lib intitule designation code cod numero num n",
    "job": "emploi fonction poste qualification qualif metier job",
    "held": "occupe exerce repere conventionnel conventionnelle ccn libelle lib intitule actuel",
    "category": "categorie cat categ",
    "old": "ancien ancienne ex avant",
    "agreement": "ccn convention collective conventionnel conventionnelle bad idcc avenant grille branche hierarchique",
    "coefficient": "coefficient coef coeff",
    "echelon": "echelon ech",
    "level": "niveau niv",
    "degree": "degre deg",
    "seniority": "anciennete anc seniority",
    "year": "annee an annees ans year",
    "branch": "branche bad metier profession",
    "date": "date dt jour",
    "diploma": "diplome dipl dip",
    "gross": "brut brute gross",
    "pay": "salaire sal remuneration remun rem paye payee paie verse versee total tot "
    "montant mensuel mensuelle mois mens",
    "period": "periode per mois month",
    "pay-period": "paie paye payee annee bulletin traitement an reference",
    "sunday": "dimanche dim",
    "holiday": "ferie fer jour et",
    "night": "nuit",
    "headcount": "effectif eff",
    "department": "departement dept dep dpt",
    "index": "majore im",
    "index-word": "indice im maj majore",
}
_MEANS: dict[str, set[str]] = {}
for _term, _spellings in _TERMS.items():
    for _word in _spellings.split():
        _MEANS.setdefault(_word, set()).add(_term)
_SMALL = frozenset(
    (
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "l",
        "la",
        "le",
        "les",
        "et",
        "par",
        "dans",
        "un",
        "une",
        "e",
        "s",
        "of",
    )
)
_NOT_PLURAL = frozenset(("mois", "mens", "ans", "tps", "temps", "eps", "ets", "hrs", "hours"))
_SIGNS = ((re.compile(r"%"), " pourcentage "), (re.compile(r"[nN][°º]|№"), " numero "))


class _Rule(NamedTuple):
    """A column, the terms that together are enough to name it, and those that may stand beside them."""

    column: str
    needs: tuple[str, ...]
    may: frozenset[str]


def _rule(column: str, needs: str, may: str = "") -> _Rule:
    return _Rule(column, tuple(needs.split()), frozenset((*needs.split(), *may.split())))


_RULES = (
    _rule("sunday_hours", "sunday hour", "holiday number month work"),
    _rule("sunday_hours", "sunday holiday", "hour number month work"),
    _rule("night_hours", "night hour", "number month work"),
    _rule("weekly_hours", "hour week", "number work time month"),
    _rule("weekly_hours", "time week", "work hour"),
    _rule("fte", "fte", "work number rate month person activity full time equivalent"),
    _rule("fte", "equivalent time full", "work number"),
    _rule("fte", "share", "work time hour rate activity part"),
    _rule("fte", "rate activity", "work"),
    _rule("fte", "rate work", "time"),
    _rule("fte", "rate time", "work part full"),
    _rule("fte", "rate part", "time work"),
    _rule("hours", "hour month", "number work time person"),
    _rule("hours", "time month", "number work hour"),
    _rule("hours", "hour work", "number time person"),
    _rule("hours", "hour number", "person time"),
    _rule("hours", "hour", "time"),
    _rule(TIME, "time work", "number"),
    _rule("old_coefficient", "coefficient old", "agreement"),
    _rule("coefficient", "coefficient", "agreement category"),
    _rule("seniority", "seniority branch", "year number agreement time"),
    _rule("seniority", "seniority year", "number branch time"),
    _rule("since", "date seniority", "branch agreement"),
    _rule("diploma", "diploma", "level"),
    _rule("echelon", "echelon", "level agreement number id name"),
    _rule("degree", "degree", "agreement level number id name"),
    _rule("index", "index", "index-word"),
    _rule("employee_id", "badge", "id person work name"),
    _rule("employee_id", "id person", "work name"),
    _rule("headcount", "headcount", "number person"),
    _rule("headcount", "number person", ""),
    _rule("department", "department", "id name number"),
    _rule("category", "category", "agreement old held branch id name"),
    _rule("service_id", "service", "name id work number"),
    _rule("job", "job", "held name agreement activity branch"),
    _rule("paid_gross", "gross pay", "number month work"),
    _rule("paid_gross", "gross", "number"),
    _rule("month", "period", "pay-period work year month pay"),
)
_TIME_WORDS = frozenset(("hour", "fte", "share"))
# What hours, or a share, may be besides working time: then nothing need be asked.
_OTHER_TIME = frozenset(
    (
        *("supplementaire", "supp", "sup", "hs", "complementaire", "comp", "compl", "hc", "majore", "majoree", "maj"),
        *(
            "nuit",
            "dimanche",
            "dim",
            "ferie",
            "absence",
            "abs",
            "maladie",
            "conge",
            "cp",
            "rtt",
            "recuperation",
            "recup",
        ),
        *(
            "formation",
            "delegation",
            "astreinte",
            "annuel",
            "annuelle",
            "modulation",
            "debut",
            "fin",
            "entree",
            "sortie",
        ),
        *("arrivee", "depart", "solde", "compteur", "exonere", "exoneree", "participation", "salaire", "cout", "prime"),
        *("apa", "pch", "aide", "sociale", "trajet", "deplacement", "repos", "greve", "25", "50", "10", "125", "150"),
        *("usager", "beneficiaire", "client", "intervention", "prix", "tarif", "min", "minimum", "greve", "cse", "dif"),
    )
)


@lru_cache(maxsize=1 << 12)
def understand(header: str) -> str | None:
    """The column that the words of a header mean, `TIME` where its values must say, None where they mean none.

    >>> understand("Nb h. mens."), understand("H/semaine"), understand("% activité"), understand("Heures de grève")
    ('hours', 'weekly_hours', 'fte', None)
    """
    terms = [_MEANS.get(word, set()) for word in _words(header)]
    if not terms or not all(terms):
        return None
    return next((rule.column for rule in _RULES if _fits(rule, terms)), None)


def looks_like_time(header: str) -> bool:
    """Whether a header may be that of working time.

    >>> looks_like_time("Heures selon planning"), looks_like_time("Heures sup."), looks_like_time("Taux horaire")
    (True, False, False)
    """
    words = _words(header)
    terms: set[str] = set().union(*(_MEANS.get(word, set()) for word in words))
    if _OTHER_TIME & set(words) or {"rate", "hour"} <= terms:
        return False
    return bool(
        _TIME_WORDS & terms
        or {"time", "work"} <= terms
        or {"time", "part"} <= terms
        or {"rate", "activity"} <= terms
        or {"rate", "part"} <= terms
    )


def says_percent(header: str) -> bool:
    """Whether a header of a share says that its values are percentages: `Taux d'emploi`, `% activité`."""
    return any("rate" in _MEANS.get(word, set()) for word in _words(header))


def _fits(rule: _Rule, terms: list[set[str]]) -> bool:
    """Whether each word may stand in such a header, and each term needed is that of a word of its own."""
    return all(each & rule.may for each in terms) and _matched(rule.needs, terms)


def _matched(needs: tuple[str, ...], terms: list[set[str]]) -> bool:
    if not needs:
        return True
    return any(
        needs[0] in each and _matched(needs[1:], [*terms[:place], *terms[place + 1 :]])
        for place, each in enumerate(terms)
    )


def _words(header: str) -> list[str]:
    for sign, word in _SIGNS:
        header = sign.sub(word, header)
    return [_singular(word) for word in slug(header).split("-") if word and word not in _SMALL]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 and word not in _NOT_PLURAL else word  # noqa: PLR2004


def closest(header: str, among: Iterable[str]) -> str | None:
    """The column that a header not understood may mean: it has the terms of one, beside others; else None."""
    terms: set[str] = set().union(*(_MEANS.get(word, set()) for word in _words(header)))
    near = [rule.column for rule in _RULES if terms.issuperset(rule.needs)]
    return next((column for column in near if column in among), None)
