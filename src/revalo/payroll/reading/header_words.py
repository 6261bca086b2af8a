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

ENTRY = "(entry)"  # the day somebody was hired: stands for the entry in the branch where nothing better does
TIME = "(time)"  # a header of working time whose values alone say whether it is hours, hours a week or a share
_TERMS = {
    "number": "nombre nb nbr nbre total totale tot somme volume vol",
    "hour": "heure h hr hre hrs horaire hours hour",
    "time": "temps tps duree time",
    "work": "travail trav travaille travaillee normale normal work contrat contractuel contractuelle contr ctr "
    "contract prevu prevue base theorique paye payee paie remunere remuneree remun remu effectue effectuee "
    "realise realisee garanti garantie planifie planifiee presence reel reelle effectif effective mensualise "
    "mensualisee worked actual",
    "usual": "reference ref habituel habituelle",
    "month": "mois mensuel mensuelle mens month monthly mensualise mensualisee",
    "weekly": "hebdo hebdomadaire weekly",
    "week": "semaine sem hebdo hebdomadaire week weekly",
    "rate": "taux tx pourcentage pct part fraction prorata proratisation coeff-tp",
    "fte": "etp etpt eqtp fte",
    "equivalent": "equivalent equiv eq",
    "full": "plein complet full",
    "part": "partiel partielle tp part-time",
    "share": "quotite prorata proratisation",
    "activity": "activite occupation emploi job",
    "id": "matricule mat matr mle identifiant ident id numero num no n code cod ref reference number",
    "badge": "matricule matr mat mle",
    "person": "salarie sal agent employe personnel personne pers collaborateur intervenant employee staff worker",
    "staff-office": "rh",
    "service": "service serv agence etablissement etab ets antenne site equipe unite centre analytique section "
    "pole implantation affectation affecte rattachement lieu",
    "cost": "cout",
    "sector": "secteur",
    "zone": "intervention geographique territorial territoriale affectation",
    "kind": "type nature",
    "structure": "structure etablissement service",
    "name": "nom libelle lib intitule designation code cod numero num n title titre",
    "job": "emploi fonction poste qualification qualif metier job",
    "professional": "professionnel professionnelle prof",
    "held": "occupe exerce repere conventionnel conventionnelle ccn libelle lib intitule actuel actuelle exercee reel",
    "category": "categorie cat categ",
    "old": "ancien ancienne ex avant",
    "agreement": "ccn conv convention collective conventionnel conventionnelle bad idcc avenant grille branche "
    "hierarchique hier",
    "coefficient": "coefficient coef coeff",
    "echelon": "echelon ech",
    "level": "niveau niv",
    "degree": "degre deg",
    "seniority": "anciennete anc seniority",
    "acquired": "acquis acquise retenu retenue reconnu reconnue obtenu obtenue",
    "entry": "entree embauche arrivee",
    "company": "entreprise association societe structure",
    "year": "annee an annees ans year",
    "branch": "branche bad metier profession",
    "date": "date dt jour depuis debut",
    "diploma": "diplome dipl dip",
    "level-scale": "rncp cec europeen",
    "gross": "brut brute gross",
    "pay": "salaire sal salary wage pay remuneration remun rem paye payee paie verse versee total totale tot "
    "montant mensuel mensuelle mois mens",
    "period": "periode per mois month",
    "pay-period": "paie paye payee annee bulletin traitement an reference concerne concernee traite traitee",
    "sunday": "dimanche dim",
    "holiday": "ferie fer jf jour et",
    "night": "nuit",
    "headcount": "effectif eff",
    "department": "departement dept dep dpt",
    "index": "majore maj",
    "index-word": "indice ind im",
    "tutor": "tuteur tutrice tutorat",
    "domain": "filiere",
    "status": "statut",
    "profession": "profession",
    "grid": "grille",
}
_MEANS: dict[str, set[str]] = {}
for _term, _spellings in _TERMS.items():
    for _word in _spellings.split():
        _MEANS.setdefault(_word, set()).add(_term)
_SMALL = frozenset(
    (
        *("a", "au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les"),
        *("et", "par", "dans", "un", "une", "e", "s", "of"),
    )
)
_LENGTH_OF_CONTRACT = {"duree", "contrat"}  # in months, or in hours
_LEFT_OUT = re.compile(r"\b(?:hors|sans|excluding|except)\b.*", re.IGNORECASE)  # `Heures payées hors absences`
_INITIALS = re.compile(r"\b(?:\w\.){2,}")  # `E.T.P.`
_NOT_PLURAL = frozenset(("mois", "mens", "ans", "tps", "temps", "eps", "ets", "hrs", "hours", "gross"))
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
    _rule("weekly_hours", "hour week", "number work time month usual"),
    _rule("weekly_hours", "time week", "work hour"),
    _rule("weekly_hours", "weekly", "work hour number time usual"),
    _rule("fte", "fte", "work number rate month person activity full time equivalent"),
    _rule("fte", "equivalent time full", "work number"),
    _rule("fte", "share", "work time hour rate activity part"),
    _rule("fte", "rate activity", "work job"),
    _rule("fte", "rate work", "time"),
    _rule("fte", "rate time", "work part full"),
    _rule("fte", "rate part", "time work"),
    _rule("fte", "coefficient time", "part work full activity"),
    _rule("hours", "hour month", "number work time person usual"),
    _rule("hours", "time month", "number work hour"),
    _rule("hours", "hour work", "number time person pay"),
    _rule("hours", "hour number", "person time"),
    _rule("hours", "hour", "time"),
    _rule(TIME, "time work", "number"),
    _rule("old_coefficient", "coefficient old", "agreement held"),
    _rule("coefficient", "coefficient", "agreement category work held job person"),
    _rule("seniority", "seniority branch", "year number agreement time"),
    _rule("seniority", "seniority year", "number branch time"),
    _rule("seniority", "seniority", "agreement held branch acquired number"),
    _rule("since", "date seniority", "branch agreement held"),
    _rule("since", "date entry branch", ""),
    _rule(ENTRY, "date entry", "company person work"),
    _rule("diploma", "diploma", "level level-scale acquired"),
    _rule("echelon", "echelon", "level agreement number id name held job person"),
    _rule("degree", "degree", "agreement level number id name held job person"),
    _rule("index", "index index-word", ""),
    _rule("tutor", "tutor", "number"),
    _rule("domain", "domain", "job agreement held name id"),
    _rule("status", "status", "person job agreement name held"),
    _rule("profession", "profession", "held name"),
    _rule("structure", "kind structure", ""),
    _rule("year", "year grid", "old category"),
    _rule("year", "year category", "old"),
    _rule("employee_id", "badge", "id person work name staff-office"),
    _rule("employee_id", "id person", "work name"),
    _rule("headcount", "headcount", "number person"),
    _rule("headcount", "number person", ""),
    _rule("department", "department", "id name number"),
    _rule("category", "category", "agreement old held branch id name job"),
    _rule("service_id", "sector zone", "name id"),
    _rule("service_id", "structure zone", "name id"),
    _rule("service_id", "service", "name id work number cost"),
    _rule("job", "job", "held name agreement activity branch work professional"),
    _rule("paid_gross", "gross pay", "number month"),
    _rule("paid_gross", "gross", "number"),
    _rule("month", "period", "pay-period work year month pay"),
)
_TIME_WORDS = frozenset(("hour", "fte", "share", "weekly"))
# With them, `horaire` is the rate of an hour: `Salaire horaire de base`.
_OF_RATE = frozenset(
    (
        *("taux", "tx", "salaire", "sal", "remuneration", "remun", "brut", "net", "cout", "prix", "tarif", "montant"),
        *("valeur", "minimum", "smic", "euro", "eur"),
    )
)
# What hours, or a share, may be besides working time: then nothing need be asked.
_OTHER_TIME = frozenset(
    (
        *("supplementaire", "supp", "sup", "hs", "complementaire", "comp", "compl", "hc", "majore", "majoree", "maj"),
        *("nuit", "dimanche", "dim", "ferie", "absence", "abs", "maladie", "conge", "cp", "rtt", "recuperation"),
        *("recup", "formation", "delegation", "astreinte", "annuel", "annuelle", "modulation", "debut", "fin"),
        *("entree", "sortie", "arrivee", "depart", "solde", "compteur", "exonere", "exoneree"),
        *("participation", "prime"),
        *("apa", "pch", "aide", "sociale", "trajet", "deplacement", "repo", "greve", "25", "50", "10", "125", "150"),
        *("usager", "beneficiaire", "client", "intervention", "min", "minimum", "cse", "dif"),
    )
)
# What makes the pay of a month that of a part of it.
_OF_PART_OF_MONTH = frozenset(
    ("absence", "abs", "maladie", "greve", "sortie", "depart", "fin", "leave", "exit", "end", "absent")
)


@lru_cache(maxsize=1 << 12)
def understand(header: str) -> str | None:
    """The column that the words of a header mean, `TIME` where its values must say, None where they mean none.

    >>> understand("Nb h. mens."), understand("H/semaine"), understand("% activité"), understand("Heures de grève")
    ('hours', 'weekly_hours', 'fte', None)
    """
    words = _words(header)
    terms = [_MEANS.get(word, set()) for word in words]
    if not terms or not all(terms) or is_hourly_rate(words) or set(words) == _LENGTH_OF_CONTRACT:
        return None
    return next((rule.column for rule in _RULES if _fits(rule, terms)), None)


def looks_like_time(header: str) -> bool:
    """Whether a header may be that of working time.

    >>> looks_like_time("Heures selon planning"), looks_like_time("Heures sup."), looks_like_time("Taux horaire")
    (True, False, False)
    """
    words = _words(header)
    terms: set[str] = set().union(*(_MEANS.get(word, set()) for word in words))
    if _OTHER_TIME & set(words) or is_hourly_rate(words):
        return False
    return bool(
        _TIME_WORDS & terms
        or {"time", "work"} <= terms
        or {"time", "part"} <= terms
        or {"rate", "activity"} <= terms
        or {"rate", "part"} <= terms
    )


def speaks_of_time(header: str) -> bool:
    """Whether a header says something of time, be it working time or not: `Heures de formation`."""
    return any({"hour", "time", "fte", "share"} & _MEANS.get(word, set()) for word in _words(header))


def speaks_of_part_of_month(header: str) -> bool:
    """Whether a header speaks of an exit or of an absence: `Date de sortie`, `Heures d'absence`."""
    return not _OF_PART_OF_MONTH.isdisjoint(_words(header))


def says_percent(header: str) -> bool:
    """Whether a header of a share says that its values are percentages: `Taux d'emploi`, `% activité`."""
    return any({"rate", "part"} & _MEANS.get(word, set()) for word in _words(header))


def says_month(header: str) -> bool:
    """Whether a header of hours says that they are those of a month."""
    return any("month" in _MEANS.get(word, set()) for word in _words(header))


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


def words_of(header: str) -> list[str]:
    """The words of a header that say something: `Nb d'heures (mens.)` → nb, heure, mens."""
    return _words(header)


def _words(header: str) -> list[str]:
    header = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", _LEFT_OUT.sub("", header))
    for sign, word in _SIGNS:
        header = sign.sub(word, header)
    return [_singular(word) for word in slug(header).split("-") if word and word not in _SMALL]


def is_hourly_rate(words: Iterable[str]) -> bool:
    """Whether a header is that of the pay of an hour, or of its cost: not of hours."""
    every = set(words)
    return bool("horaire" in every and every & _OF_RATE) or bool({"taux", "tx"} & every and {"heure", "h"} & every)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 and word not in _NOT_PLURAL else word  # noqa: PLR2004


def closest(header: str, among: Iterable[str]) -> str | None:
    """The column that a header not understood may mean: it has the terms of one, beside others; else None."""
    terms: set[str] = set().union(*(_MEANS.get(word, set()) for word in _words(header)))
    near = [rule.column for rule in _RULES if terms.issuperset(rule.needs)]
    return next((column for column in near if column in among), None)
