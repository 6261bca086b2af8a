"""Files made to break the program: each is small, invented, and once did what `docs/*/security.md` says it cannot."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path


def rows_of(path: Path, header: str, rows: Iterable[str]) -> Path:
    """A CSV file."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def repeated(*kinds: tuple[int, str]) -> list[str]:
    """So many rows of each kind, numbered."""
    rows = [row for number, row in kinds for _time in range(number)]
    return [f"{place};{row}" for place, row in enumerate(rows, 1)]


def nested_tables(path: Path) -> Path:
    """One person of category A, which employé 1 less category B would give away."""
    kinds = (1, "Nord;A;30"), (10, "Nord;B;7"), (12, "Nord;C;8"), (9, "Nord;D;9"), (4, "Nord;E;10")
    return rows_of(path, "matricule;service;catégorie;année", repeated(*kinds))


def crossing_tables(path: Path) -> Path:
    """One person of category A in a service of seven, which the service less category H would give away."""
    kinds = (6, "Siege;H;12"), (1, "Siege;A;30"), (9, "Nord;A;8"), (12, "Nord;C;8")
    return rows_of(path, "matricule;service;catégorie;année", repeated(*kinds))


def one_person_twelve_months(path: Path) -> Path:
    """A director of twelve months, and eight others."""
    people = ["DIR1;Direction;{};I;20;151,67", *(f"E{n};Terrain;{{}};C;{5 + n};104" for n in range(8))]
    rows = [each.format(f"2022-{month:02}") for month in range(1, 13) for each in people]
    return rows_of(path, "matricule;service;mois;catégorie;année;heures", rows)


def one_nurse(path: Path) -> Path:
    """Thirty home helps, and one nurse whose texts are hers alone."""
    kinds = (30, "Nord;bad;saad;;;0,8;C;8"), (1, "Nord;ccn51;ehpad;infirmier;2500;0,37;;")
    return rows_of(path, "matricule;service;secteur;structure;métier;brut;etp;catégorie;année", repeated(*kinds))


def one_who_gains(path: Path) -> Path:
    """Three services without a small one: of the ten people of the last, a nurse alone gains."""
    clerks = (f"{n};{'Nord' if n < 30 else 'Sud'};ccn51;autre;administratif;{2000 + n}" for n in range(39))
    nurses = (f"n{n};{'Est' if n else 'Sud'};ccn51;ehpad;infirmier;{2000 + n}" for n in range(13))
    return rows_of(path, "matricule;service;secteur;structure;métier;brut", [*clerks, *nurses])


def one_whom_a_scenario_reaches(path: Path) -> Path:
    """Two services; one technician, at whose grid a scenario aims."""
    kinds = (10, "Nord;avs;8;8"), (11, "Sud;avs;8;8"), (1, "Sud;tisf;9;9")
    return rows_of(path, "matricule;service;emploi;année;ancienneté", repeated(*kinds))


def one_whose_pay_rises(path: Path) -> Path:
    """Thirty people whose pay stays over the years, and one whose years in the branch bring a rise."""
    rows = [*(f"{n};Nord;C;8;2010-02-01" for n in range(30)), "x;Nord;C;8;2011-11-01"]
    return rows_of(path, "matricule;service;catégorie;année;since", rows)


def one_who_rises_a_year_later(path: Path) -> Path:
    """Six people who rise in November 2026, one in June 2027: two years of one cause tell that one."""
    late = (f"l{n};Nord;C;8;2011-11-01" for n in range(6))
    return rows_of(
        path,
        "matricule;service;catégorie;année;since",
        [*(f"{n};Nord;C;8;2010-02-01" for n in range(30)), *late, "x;Nord;C;8;2012-06-01"],
    )


def one_who_costs_more(path: Path) -> Path:
    """Three services without a small one: in the last, one home help among nurses, whom article 47 leaves."""
    helps = (f"h{n};{'Nord' if n < 20 else 'Est'};bad;saad;;;C;{8 + n // 20}" for n in range(32))
    nurses = (f"n{n};{'Sud' if n < 9 else 'Est'};ccn51;ehpad;infirmier;2500;;" for n in range(29))
    header = "matricule;service;secteur;structure;métier;brut;catégorie;année"
    return rows_of(path, header, [*helps, *nurses, "x;Sud;bad;saad;;;C;30"])


def scenario_of(changes: int) -> str:
    """A scenario with so many changes of every figure of a grid, day after day."""
    lines = ["name: x1", "title: {fr: a, en: a}", "from: 2027-01-01", "changes:"]
    days = (date(2027, 1, 1) + timedelta(number) for number in range(changes))
    return "\n".join([*lines, *(f"  - {{path: avenant43.new_grid, add: 1, from: {day}}}" for day in days)]) + "\n"


def sheet(rows: str, shared: str = "") -> bytes:
    """A workbook of one sheet, from the XML of its rows and of its shared texts."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}worksheet+xml"/>'
    related = f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
    related += f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>' if shared else ""
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f"<sst {main}>{shared}</sst>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return file.getvalue()


def inline(row: int, *cells: str) -> str:
    """The XML of a row of texts."""
    places = (f"{letter}{row}" for letter in "ABCDEFG")
    texts = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in zip(places, cells, strict=False)
    )
    return f'<row r="{row}">{texts}</row>'


HEADER = inline(1, "matricule", "catégorie", "année")
FAR_CELL = sheet(HEADER + inline(2, "1", "C", "8") + '<row r="3"><c t="n"r="XFD1048576"><v>1</v></c></row>')
LONG_TEXT = sheet(
    HEADER + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 1000)),
    f"<si><t>{'x' * 900_000}</t></si>",
)
REPEATED_TEXT = sheet(
    HEADER + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 40_000)),
    f"<si><t>{'x' * 30_000}</t></si>",
)
MANY_CELLS = sheet(HEADER + f"<row>{'<c><v>1</v></c>' * 5_000}</row>")
WORKBOOKS = {"far": FAR_CELL, "long": LONG_TEXT, "repeated": REPEATED_TEXT, "many": MANY_CELLS}
