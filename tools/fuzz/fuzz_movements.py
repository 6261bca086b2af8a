"""Files of hires and leavers."""

from pathlib import Path

from harness import LAW, fuzz

from revalo.payroll.movements import read_movements

SEEDS = (
    b"kind,month,employee_id\nleave,2027-03,12\n",
    b"Mouvement;Mois;Matricule;Emploi;Degr\xc3\xa9;Heures;Effectif\nembauche;2027-03;;avs;2;104;3\n",
    b"kind;month;employee_id;job;degree;hours\nremplacement;04/2027;12;avs;1;151,67\n",
)


def read(path: Path) -> None:
    """The movements of a file."""
    read_movements(str(path), LAW)


fuzz("movements", read, iter(SEEDS))
