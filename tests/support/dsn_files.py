"""Samples of DSN files: invented people, no NIR, and a total that counts what the file holds.

`python tests/support/dsn_files.py` writes the samples of `tests/dsn`; a test checks that they are what it builds.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "dsn"
Lines = list[str]

OCTOBER = ("01102021", "31102021")
NOVEMBER = ("01112022", "30112022")


def block(code: str, *pairs: tuple[str, str]) -> Lines:
    """The lines of a block, its rubriques as given: `block("S21.G00.40", ("001", "01102021"))`."""
    return [f"{code}.{rubrique},'{value}'" for rubrique, value in pairs]


def lines(*declarations: Iterable[str], test: bool = False) -> Lines:
    """A whole file: envelope, declarations, total."""
    head = block("S10.G00.00", ("001", "Logiciel maison"), ("005", "01" if test else "02"), ("006", "P25V01"))
    head += block("S10.G00.01", ("001", "999999999"), ("002", "00019"), ("003", "Cabinet d'Essai"))
    body = [line for declaration in declarations for line in declaration]
    count = len(head) + len(body) + 2
    return [*head, *body, *block("S90.G00.90", ("001", str(count)), ("002", str(len(declarations))))]


def written(file: Sequence[str], encoding: str = "latin-1", end: str = "\r\n") -> bytes:
    """The bytes of a file."""
    return "".join(line + end for line in file).encode(encoding)


def declaration(
    month: str,
    *people: Iterable[str],
    kind: tuple[str, str] = ("01", "01"),
    order: str = "1",
    currency: str = "01",
    company: Sequence[tuple[str, str]] = (("001", "999999998"), ("002", "00017")),
    establishment: Sequence[tuple[str, str]] = (("001", "00017"), ("004", "48000"), ("017", "01"), ("022", "2941")),
) -> Lines:
    """A declaration of one establishment, invented SIREN."""
    head = [("001", kind[0]), ("002", kind[1]), ("003", "11"), ("004", order), ("005", month), ("010", currency)]
    return [
        *block("S20.G00.05", *head),
        *block("S20.G00.07", ("001", "Contact Inventé")),
        *block("S21.G00.06", *company),
        *block("S21.G00.11", *establishment),
        *(line for person in people for line in person),
    ]


def person(employee_id: str | None, name: str, *parts: Iterable[str]) -> Lines:
    """A person: invented name, NIR of zeros, then contracts, payments and seniority."""
    rubriques = [("001", "0" * 13), ("002", name), ("004", "Prénom"), ("006", "99991901"), ("009", "99999")]
    rubriques += [("019", employee_id)] if employee_id else []
    return [*block("S21.G00.30", *rubriques), *(line for part in parts for line in part)]


def contract(number: str, **given: str) -> Lines:
    """A home-care contract at 104.00 / 151.67, changed by `_040="…"` rubriques; an empty one is left out."""
    values = {
        "001": "01092013",
        "002": "06",
        "003": "04",
        "004": "563b",
        "006": "Libellé Libre",
        "007": "01",
        "008": "99",
        "009": number,
        "011": "10",
        "012": "151.67",
        "013": "104.00",
        "014": "20",
        "017": "2941",
        "026": "99",
        **{name.removeprefix("_"): value for name, value in given.items()},
    }
    return block("S21.G00.40", *((name, value) for name, value in sorted(values.items()) if value))


def civil(number: str, **given: str) -> Lines:
    """A territorial post at 80 %, index 420, 49 CTI points."""
    values = {"_002": "10", "_007": "50", "_013": "121.34", "_014": "20", "_017": "9999", "_026": "01", "_053": "01"}
    return contract(number, **{**values, "_055": "80.00", "_058": "420", "_080": "49", **given})


def pay(number: str, kind: str, amount: str, period: tuple[str, str] = OCTOBER, *activities: Lines) -> Lines:
    """A pay line of a type, with its activities."""
    head = [("001", period[0]), ("002", period[1]), ("010", number), ("011", kind), ("013", amount)]
    return [*block("S21.G00.51", *head), *(line for activity in activities for line in activity)]


def views(number: str, gross: str, base: str, period: tuple[str, str] = OCTOBER, hours: str = "104.00") -> Lines:
    """The four views of a month's pay: types 001, 002 with its hours, 003 and 010."""
    worked = block("S21.G00.53", ("001", "01"), ("002", hours), ("003", "10"))
    return [
        *pay(number, "001", gross, period),
        *pay(number, "002", gross, period, worked),
        *pay(number, "003", gross, period),
        *pay(number, "010", base, period),
    ]


def payment(*parts: Iterable[str]) -> Lines:
    """A payment and the pay lines under it."""
    return [*block("S21.G00.50", ("001", "31102021"), ("002", "1000.00")), *(line for part in parts for line in part)]


def seniority(number: str, kind: str, unit: str, value: str) -> Lines:
    """A seniority of a kind in a unit."""
    return block("S21.G00.86", ("001", kind), ("002", unit), ("003", value), ("005", number))


def _association() -> Lines:
    back = ("01092021", "30092021")
    martin = person(
        "0012",
        "LÔCARD-ESSAI",
        contract("C0001"),
        payment(
            views("C0001", "1422.47", "1290.51"),
            pay("C0001", "001", "-1300.00", back),
            pay("C0001", "001", "1338.90", back),
            block("S21.G00.52", ("001", "026"), ("002", "50.00"), ("006", "C0001")),
        ),
        seniority("C0001", "07", "02", "97"),
        seniority("C0001", "02", "03", "11"),
    )
    hired = person(
        "0013",
        "D'ESSAI",
        contract("C0002", _001="15102021", _014="10", _013="151.67"),
        block("S21.G00.71", ("002", "RETA")),
        payment(views("C0002", "870.00", "860.00", ("15102021", "31102021"), "83.00")),
        seniority("C0002", "07", "01", "16"),
    )
    several = person(
        "0014",
        "DEUXCONTRATS",
        contract("C0003", _013="60.00"),
        contract("C0004", _013="40.00", _081="480000017"),
        payment(views("C0003", "700.00", "690.00"), views("C0004", "480.00", "470.00")),
        seniority("C0003", "07", "03", "4"),
        seniority("C0004", "07", "03", "2"),
    )
    apprentice = person(
        "0015",
        "APPRENANT",
        contract("C0005", _008="64", _007="02", _010="31082022"),
        payment(views("C0005", "600.00", "600.00")),
        seniority("C0005", "07", "02", "1"),
    )
    return declaration("01102021", martin, hired, several, apprentice)


def _town() -> Lines:
    agent = person(
        "T-001",
        "TERRITORIALE",
        civil("A0001"),
        payment(views("A0001", "2051.10", "1745.14", NOVEMBER), pay("A0001", "022", "203.69", NOVEMBER)),
        seniority("A0001", "07", "03", "12"),
    )
    employer = [("001", "00025"), ("004", "48000"), ("017", "02"), ("022", "9999")]
    return declaration("01112022", agent, company=[("001", "999999997")], establishment=employer)


def _cancelled() -> Lines:
    gone = person("0012", "LÔCARD-ESSAI", contract("C0001"), payment(views("C0001", "1.00", "1.00")))
    return declaration("01102021", gone, kind=("01", "04"), order="2")


SAMPLES = {
    "association.dsn": lines(_association()),
    "territorial.dsn": lines(_town()),
    "two-declarations.dsn": lines(_association(), _town()),
    "cancelled.dsn": lines(_association(), _cancelled(), _town()),
}


def sample(name: str) -> Path:
    """A sample on the disk."""
    return FOLDER / name


if __name__ == "__main__":
    for file_name, content in SAMPLES.items():
        sample(file_name).write_bytes(written(content))
