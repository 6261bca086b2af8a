"""From the tree of blocks to typed declarations; which of them are read, and which are only named in a note."""

import re
from datetime import date

from revalo.language import _
from revalo.payroll.reading.dsn import codes
from revalo.payroll.reading.dsn.blocks import Block, Tree
from revalo.payroll.reading.dsn.declaration import (
    Activity,
    Contract,
    Declaration,
    Establishment,
    Extra,
    Pay,
    Person,
    Post,
    Quotity,
    Seniority,
)
from revalo.payroll.reading.dsn.lines import refused
from revalo.payroll.reading.dsn.notes import Notes
from revalo.payroll.reading.dsn.values import day, fixed, positive, required, required_day, whole

MONTHLY = "01"
NORMAL, REPLACES, CANCELS, REPLACES_WITH_NOBODY = "01", "03", "04", "05"
FRANC_PACIFIQUE = "02"
_END_CANCELLED = "099"
_LIKE_A_NIR = re.compile(r"(?<!\d)[1-8]\d{2}[0-9]{2}(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?!\d)", re.ASCII | re.IGNORECASE)


def read_all(tree: Tree, notes: Notes) -> list[Declaration]:
    """The monthly declarations of a file, less those that a later one replaces or cancels."""
    if tree.envelope.text("005") == "01":
        notes.add(_("the file is declared to be a test"), tree.envelope.line)
    declarations = [_declaration(block, notes) for block in tree.declarations if _is_monthly(block, notes)]
    standing: list[Declaration] = []
    for declaration in sorted(declarations, key=lambda each: each.order):
        if declaration.kind != NORMAL:
            standing = [each for each in standing if not _replaced(each, declaration, notes)]
        elif any(_key(each) == _key(declaration) for each in standing):
            notes.add(_("an establishment and month declared twice: its people are counted twice"), declaration.line)
        standing.append(declaration)
    return sorted((each for each in standing if _is_read(each, notes)), key=lambda each: each.line)


def _is_monthly(block: Block, notes: Notes) -> bool:
    if required(block, "001") != MONTHLY:
        notes.add(_("a declaration that is not the monthly one (an event, a substitution) is not read"), block.line)
        return False
    if block.text("010") == FRANC_PACIFIQUE:
        raise refused(block.lines["010"].number, "dsn-pacific-francs")
    return True


def _is_read(declaration: Declaration, notes: Notes) -> bool:
    if declaration.kind in (NORMAL, REPLACES):
        return True
    message = _("a declaration that cancels another is not read")
    if declaration.kind != CANCELS:
        message = _("a declaration without anyone in it, or of an unknown type, is not read")
    notes.add(message, declaration.line)
    return False


def _replaced(older: Declaration, newer: Declaration, notes: Notes) -> bool:
    if newer.kind not in (REPLACES, CANCELS, REPLACES_WITH_NOBODY) or _key(older) != _key(newer):
        return False
    notes.add(_("a declaration that a later one of the file replaces or cancels is not read"), older.line)
    return True


def _key(declaration: Declaration) -> tuple[object, ...]:
    return declaration.establishment.siret, declaration.month, declaration.fraction


def _declaration(block: Block, notes: Notes) -> Declaration:
    month = required_day(block, "005")
    if month.day != 1:
        raise refused(block.lines["005"].number, "dsn-month")
    company = _only(block, codes.COMPANY)
    establishment = _only(company, codes.ESTABLISHMENT)
    return Declaration(
        line=block.line,
        month=month,
        kind=required(block, "002"),
        fraction=block.text("003"),
        order=whole(block, "004") or 0,
        establishment=_establishment(company, establishment),
        persons=tuple(_person(each, notes) for each in establishment.of(codes.PERSON)),
    )


def _only(block: Block, code: str) -> Block:
    """The one child that the norm asks for."""
    blocks = block.of(code)
    if len(blocks) != 1:
        raise refused(blocks[1].line if blocks else block.line, "dsn-one-block", code=code)
    return blocks[0]


def _establishment(company: Block, block: Block) -> Establishment:
    public = block.text("017")
    return Establishment(
        siren=required(company, "001"),
        nic=required(block, "001"),
        public=None if public is None else public == "02",
        idcc=block.text("022") or company.text("015"),
        postal_code=block.text("004"),
    )


def _person(block: Block, notes: Notes) -> Person:
    payments = block.of(codes.PAYMENT)
    return Person(
        line=block.line,
        employee_id=_employee_id(block, notes),
        contracts=tuple(_contract(each) for each in block.of(codes.CONTRACT)),
        pay=tuple(_pay(each) for payment in payments for each in payment.of(codes.PAY)),
        extras=tuple(_extra(each) for payment in payments for each in payment.of(codes.BONUS, codes.OTHER_INCOME)),
        seniorities=tuple(_seniority(each) for each in block.of(codes.SENIORITY)),
    )


def _employee_id(block: Block, notes: Notes) -> str | None:
    """The matricule; one built like a NIR is dropped, and told."""
    number = block.text("019")
    if number is None:
        notes.add(_("a person without a matricule (S21.G00.30.019)"), block.line)
    elif _LIKE_A_NIR.search(number.replace(" ", "")):
        notes.add(_("a matricule that looks like a social security number was dropped"), block.line)
        return None
    return number


def _contract(block: Block) -> Contract:
    text = block.text
    return Contract(
        line=block.line,
        number=text("009"),
        start=required_day(block, "001"),
        expected_end=day(block, "010"),
        end=_end(block),
        status=text("002"),
        employment=text("026"),
        pcs=text("004"),
        nature=text("007"),
        scheme=text("008"),
        idcc=text("017"),
        finess=text("081"),
        quotity=Quotity(text("011"), positive(block, "012"), positive(block, "013"), text("014")),
        post=_post(block),
        changes=tuple(found for each in block.of(codes.CHANGE) if (found := day(each, "001"))),
        away=bool(block.of(codes.SICK_LEAVE, codes.SUSPENSION, codes.THERAPEUTIC)),
    )


def _post(block: Block) -> Post:
    return Post(
        nature=block.text("053"),
        full=positive(block, "054"),
        part_time=positive(block, "055"),
        index=whole(block, "058"),
        cti_points=whole(block, "080"),
    )


def _end(block: Block) -> date | None:
    """The day the contract ends, unless that end is itself cancelled."""
    ends = [each for each in block.of(codes.END) if each.text("002") != _END_CANCELLED]
    return required_day(ends[-1], "001") if ends else None


def _pay(block: Block) -> Pay:
    return Pay(
        line=block.line,
        contract=block.text("010"),
        start=required_day(block, "001"),
        end=required_day(block, "002"),
        kind=required(block, "011"),
        hours=fixed(block, "012"),
        amount=fixed(block, "013") or 0,
        rate=fixed(block, "014"),
        activities=tuple(
            Activity(each.text("001"), fixed(each, "002"), each.text("003")) for each in block.of(codes.ACTIVITY)
        ),
    )


def _extra(block: Block) -> Extra:
    contract = block.text("006" if block.code == codes.BONUS else "005")
    return Extra(block.line, contract, block.code, block.text("001"), fixed(block, "002"))


def _seniority(block: Block) -> Seniority:
    return Seniority(block.line, block.text("005"), block.text("001"), block.text("002"), whole(block, "003"))
