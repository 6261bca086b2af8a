"""What the norm knows (CT2025.1.3 and the years around it): blocks, rubriques, code lists. The rest gives a warning."""

from collections.abc import Mapping

ENVELOPE, DECLARATION, TOTAL = "S10.G00.00", "S20.G00.05", "S90.G00.90"
COMPANY, ESTABLISHMENT, PERSON, CONTRACT = "S21.G00.06", "S21.G00.11", "S21.G00.30", "S21.G00.40"
CHANGE, SICK_LEAVE, END, SUSPENSION, THERAPEUTIC = "S21.G00.41", "S21.G00.60", "S21.G00.62", "S21.G00.65", "S21.G00.66"
PAYMENT, PAY, BONUS, ACTIVITY, OTHER_INCOME = "S21.G00.50", "S21.G00.51", "S21.G00.52", "S21.G00.53", "S21.G00.54"
SENIORITY = "S21.G00.86"

# The tree of a monthly declaration, as far as it is read: block → its parent.
PARENTS: Mapping[str, str] = {
    COMPANY: DECLARATION,
    ESTABLISHMENT: COMPANY,
    PERSON: ESTABLISHMENT,
    CONTRACT: PERSON,
    **dict.fromkeys((CHANGE, SICK_LEAVE, END, SUSPENSION, THERAPEUTIC), CONTRACT),
    PAYMENT: PERSON,
    **dict.fromkeys((PAY, BONUS, OTHER_INCOME), PAYMENT),
    ACTIVITY: PAY,
    SENIORITY: PERSON,
}
# Blocks whose first rubrique is mandatory: one that begins otherwise lost its head.
HEADED = frozenset({DECLARATION, COMPANY, ESTABLISHMENT, CONTRACT, PAYMENT, PAY, ACTIVITY, END, SENIORITY, TOTAL})

# The only values read. Of a person, the matricule alone.
KEPT: Mapping[str, frozenset[str]] = {
    block: frozenset(rubriques.split())
    for block, rubriques in {
        ENVELOPE: "005 006",
        DECLARATION: "001 002 003 004 005 010",
        COMPANY: "001 015",
        ESTABLISHMENT: "001 004 017 022",
        PERSON: "019",
        CONTRACT: "001 002 004 007 008 009 010 011 012 013 014 017 026 053 054 055 058 080 081",
        CHANGE: "001",
        END: "001 002",
        PAY: "001 002 010 011 012 013 014",
        BONUS: "001 002 006",
        OTHER_INCOME: "001 002 005",
        ACTIVITY: "001 002 003",
        SENIORITY: "001 002 003 005",
        TOTAL: "001 002",
    }.items()
}


def _numbers(text: str) -> frozenset[str]:
    """`1-3 5` as the rubriques 001, 002, 003 and 005."""
    spans = [part.partition("-") for part in text.split()]
    return frozenset(f"{n:03d}" for first, _, last in spans for n in range(int(first), int(last or first) + 1))


# Rubriques of the blocks that are read, over the versions P20 to P26.
_RUBRIQUES: Mapping[str, frozenset[str]] = {
    ENVELOPE: _numbers("1-8"),
    DECLARATION: _numbers("1-13"),
    COMPANY: _numbers("1-8 9-12 14-15"),
    ESTABLISHMENT: _numbers("1-9 10-25"),
    PERSON: _numbers("1-25 29-30"),
    CONTRACT: _numbers("1-14 16-33 35-37 39-46 48-83"),
    CHANGE: _numbers("1-65"),
    PAYMENT: _numbers("1-13 20"),
    PAY: _numbers("1-2 10-20"),
    BONUS: _numbers("1-7"),
    ACTIVITY: _numbers("1-3"),
    OTHER_INCOME: _numbers("1-5"),
    SENIORITY: _numbers("1-3 5"),
    TOTAL: _numbers("1-2"),
}
_OTHER_BLOCKS = frozenset(
    f"{group}.G00.{number}"
    for group, numbers in {
        "S10": ("01 02 03",),
        "S20": ("07 08",),
        "S21": (
            "12 13 15 16 20 22 23 31 34 44 45 48 49 55 56 57 58 59 60",
            "62 63 65 66 70 71 72 73 78 79 81 82 83 84 85 95 98",
        ),
        "S89": ("32 33 35 43 67 87 88 89 91 92 93 94",),
    }.items()
    for part in numbers
    for number in part.split()
)


def is_known(block: str, rubrique: str) -> bool:
    """Whether the norm has this rubrique (of a block that is not read, whether it has the block)."""
    return rubrique in _RUBRIQUES[block] if block in _RUBRIQUES else block in _OTHER_BLOCKS


# Code lists, where they are known whole.
CODES: Mapping[tuple[str, str], frozenset[str]] = {
    (block, rubrique): frozenset(codes.split())
    for block, rubrique, codes in (
        (DECLARATION, "001", "01 04 05 07 08 09"),
        (DECLARATION, "002", "01 02 03 04 05"),
        (DECLARATION, "010", "01 02"),
        (ESTABLISHMENT, "017", "01 02 03"),
        (CONTRACT, "002", "01 02 03 04 05 06 07 08 09 10"),
        (CONTRACT, "011", "10 12 20 21 31 32 33 34 35 99"),
        (CONTRACT, "014", "10 20 30 40 41 42 99"),
        (CONTRACT, "026", "01 02 03 04 06 07 08 09 10 11 12 99"),
        (CONTRACT, "053", "01 02 03"),
        (PAY, "011", "001 002 003 010 012 013 016 017 018 019 020 021 022 023 025 026 027 028 029"),
        (SENIORITY, "002", "01 02 03"),
    )
}
