"""What a monthly declaration holds, typed: no name, no NIR, no address, no label.

Amounts are in cents, hours and rates in hundredths; None where the file does not say. `line` is the first line of the
block in the file.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Establishment:
    """Who employs. `public`: S21.G00.11.017; `idcc`: the main collective agreement of the establishment."""

    siren: str
    nic: str
    public: bool | None
    idcc: str | None
    postal_code: str | None

    @property
    def siret(self) -> str:
        """The 14 digits of the establishment."""
        return self.siren + self.nic


@dataclass(frozen=True, slots=True)
class Quotity:
    """Time of work of a contract: unit (10 hours…), the employer's reference, the contract's own, and its modality."""

    unit: str | None
    reference: int | None
    own: int | None
    modality: str | None


@dataclass(frozen=True, slots=True)
class Post:
    """A civil servant's post. `nature`: 01 full time, 02 not; `full`: weekly hours of a full-time post (if 02)."""

    nature: str | None
    full: int | None
    part_time: int | None
    index: int | None
    cti_points: int | None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract. `changes`: days of the changes declared; `away`: a leave or suspension is declared with it."""

    line: int
    number: str | None
    start: date
    expected_end: date | None
    end: date | None
    status: str | None
    employment: str | None
    pcs: str | None
    nature: str | None
    scheme: str | None
    idcc: str | None
    finess: str | None
    quotity: Quotity
    post: Post
    changes: tuple[date, ...]
    away: bool


@dataclass(frozen=True, slots=True)
class Activity:
    """Work (type 01) or unpaid absence (type 02) behind a pay line, in hundredths of its unit (10: hours)."""

    kind: str | None
    measure: int | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Pay:
    """A pay line. Types 001, 002, 003 and 010 are four views of the same pay: never added."""

    line: int
    contract: str | None
    start: date
    end: date
    kind: str
    hours: int | None
    amount: int
    rate: int | None
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Extra:
    """A bonus (block 52) or another gross income (block 54)."""

    line: int
    contract: str | None
    block: str
    kind: str | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class Seniority:
    """Seniority of a kind (02 branch, 07 company…) in a unit (01 days, 02 months, 03 years)."""

    line: int
    contract: str | None
    kind: str | None
    unit: str | None
    value: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person: a matricule, and what is declared under it."""

    line: int
    employee_id: str | None
    contracts: tuple[Contract, ...]
    pay: tuple[Pay, ...]
    extras: tuple[Extra, ...]
    seniorities: tuple[Seniority, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A monthly declaration that is read: the month (its first day), the establishment, its people."""

    line: int
    month: date
    kind: str
    fraction: str | None
    order: int
    establishment: Establishment
    persons: tuple[Person, ...]
