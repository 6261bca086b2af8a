"""The figures behind an employer's cost on a day: rates, ceilings, coefficients, and what had to be taken for them."""

from collections.abc import Iterator
from copy import copy

from revalo import language
from revalo.errors import NotComputable, UsageError
from revalo.grids import units
from revalo.grids.binding import Binding, LawFigure
from revalo.language import _
from revalo.money import Number, euros, half_up
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.employer.contributions import RATE, WHOLE, formulas
from revalo.rules.employer.employer import Employer
from revalo.rules.employer.limits import ALSACE_MOSELLE, BRANCH_MINIMUM, check_held, minimum_was_below
from revalo.rules.graph import ordered
from revalo.rules.inputs import Input, given_by
from revalo.rules.units import ONE

LAW = "contributions"
LARGE, ELEVEN, MANY = 50, 11, 250  # staff from which rates change
STATE, HOSPITALS, HOME_CARE = "fpe", "fph", "bad"
TOTALS = {
    "all_pay_rate": "all_pay",
    "capped_rate": "capped",
    "four_ceilings_rate": "four_ceilings",
    "above_rate": "above",
    "balance_rate": "balance",
}


class EmployerFigures:
    """The inputs of the formulas that do not depend on the person, for a sector and an employer under a binding.

    `department`: that of the post, for what differs overseas and in Alsace-Moselle. `rates`: the inputs that each total
    rate adds up. `is_single`: whether the reduction is the one of 2026. Raises `NotComputable` where the law has no
    rate at all: before those held, and at Mayotte.
    """

    def __init__(self, binding: Binding, sector: str, employer: Employer, department: str | None = None) -> None:
        self.binding, self.sector, self.employer, self.department = binding, sector, employer, department
        check_held(binding, department)
        self.is_private = binding.law.pay(sector) != "index"
        self.is_contract = not self.is_private and bool(employer.public_contract)
        self.assumptions: list[Assumption] = []
        self.warnings: list[PayWarning] = []
        self.values: dict[str, Input] = {}
        self.rates: dict[str, list[str]] = {name: [] for name in TOTALS}
        self.is_single = self.is_private and binding.exists(f"{LAW}.single.floor")
        self._say_staff()
        if self.is_private:
            self._private()
        else:
            self._public()
        self._health_cover()
        self._housing()
        self._shared()
        self._payroll_tax()
        self.formulas = ordered(formulas(self.rates, is_single=self.is_single))

    def for_others(self) -> "EmployerFigures":
        """The same figures for other people, to whom other warnings may be due."""
        figures = copy(self)
        figures.warnings = [*self.warnings]
        return figures

    @property
    def size(self) -> str:
        """The rows of the tables that depend on staff."""
        return "from-50" if self.employer.staff >= LARGE else "under-50"

    def _say_staff(self) -> None:
        if not self.employer.given_staff:
            self._assume("staff", str(self.employer.staff), _("by default"))

    def _assume(self, name: str, value: str, reason: str) -> None:
        self.assumptions.append(Assumption(name, value, reason))

    def _add(self, total: str, name: str, given: Input) -> None:
        """A rate among those of a total."""
        self.values[name] = given
        self.rates[total].append(name)

    def _table(self, path: str) -> Input:
        return given_by(self.binding.scalar(f"{LAW}.{path}"))

    def _rows(self, grid: str) -> Iterator[tuple[str, Input]]:
        """The rows of a grid that stand on the day."""
        for table in self.binding.law.rows(f"{LAW}.{grid}"):
            if self.binding.exists(table.path):
                yield table.path.removeprefix(f"{LAW}."), given_by(self._known(table.path))

    def _known(self, path: str) -> LawFigure:
        """A figure; where no source has that of the day, the last one known (else the first), with a warning."""
        try:
            return self.binding.scalar(path)
        except NotComputable as error:
            table = self.binding.law.table(path)
            past = [version for version in self.binding.applicable(table) if version.value is not None]
            versions = [each for each in table.versions if each.text not in self.binding.choices.without]
            known = [*past[-1:], *(version for version in versions if version.value is not None)]
            if not known:
                raise
            label = language.label(table.label)
            figure = LawFigure(known[0].value, table.unit, path, label, table, known[0])
            message = _("{reason}; the closest one known is taken, {value}; to set it: {how}")
            how = "--accident-rate" if path == f"{LAW}.accident" else f"--set {path}=…"
            words = message.format(reason=error.reason, value=table.display(figure.value), how=how)
            self.warnings.append(PayWarning("closest-figure", words))
            return figure

    def _private(self) -> None:
        for total, grid in TOTALS.items():
            if total == "balance_rate":
                self._add(total, grid, self._table(grid))
                continue
            for name, row in self._rows(grid):
                self._add(total, name, row)
        self._training()
        self._apprenticeship()
        self._accident()
        self._provident()
        self._social_levy()
        self._reduced()
        self._reductions()

    def _training(self) -> None:
        if self.sector == HOME_CARE:
            self._add("all_pay_rate", "paritarism", self._table("paritarism"))
        size = "from-11" if self.employer.staff >= ELEVEN else "under-11"
        row = f"training.{HOME_CARE if self.sector == HOME_CARE else size}"
        self._add("all_pay_rate", row, self._table(row))

    def _apprenticeship(self) -> None:
        """The apprenticeship tax: of companies, and of associations since 2026; public employers owe none."""
        kind = self.binding.law.sectors[self.sector].employer
        row = f"apprenticeship.{kind}" + ("-alsace-moselle" if self.department in ALSACE_MOSELLE else "")
        path = f"{LAW}.{row}"
        if kind is None or self.binding.standing(path) is None:
            return
        self._add("all_pay_rate", row, given_by(self._known(path)))
        if self.employer.staff >= MANY:
            message = _(
                "from {staff} staff, a further apprenticeship contribution is due where under 5% are in work-study;"
                " it is not counted"
            )
            self.warnings.append(PayWarning("more-apprenticeship-tax", message.format(staff=MANY)))

    def _social_levy(self) -> None:
        """The forfait social on what the employer pays to provident cover."""
        owed = self.employer.staff >= ELEVEN
        self.values["social_levy"] = self._table("social_levy") if owed else _nothing("%")

    def _health_cover(self) -> None:
        """The health cover of home care: a flat amount per person, unless the employer says that none is paid."""
        counted = self.sector == HOME_CARE and self.employer.health_cover is not False
        row = "alsace-moselle" if self.department in ALSACE_MOSELLE else "general"
        self.values["health_rate"] = self._table(f"health_cover.{row}") if counted else _nothing("% of pay")
        self.values["health_share"] = self._table("health_cover_share") if counted else _nothing("%")
        if counted and self.employer.health_cover is None:
            value = {name: self.values[name].value for name in ("health_rate", "health_share")}
            ceiling = self._table("ceiling").value
            amount = half_up(ceiling * value["health_rate"] * value["health_share"], RATE * ONE)
            reason = _(
                "counted for each payslip: the employer's part of the cover of one employee; where somebody"
                " does without it: --no-health-cover"
            )
            self._assume("health_cover", euros(amount, language.current()), reason)

    def _accident(self) -> None:
        given = self.employer.accident_rate
        if given is None:
            accident = given_by(self._known(f"{LAW}.accident"))
            reason = _("collective rate of home-care services")
            self._assume("accident_rate", _percent(accident), reason)
            if self.sector != HOME_CARE:
                message = _("no accident rate is sourced for sector {sector}: that of home care is taken, {value}")
                words = message.format(sector=self.sector, value=_percent(accident))
                self.warnings.append(PayWarning("accident-rate-of-home-care", words))
        else:
            accident = Input(given, "% of pay", _("accident rate given"))
        self._add("all_pay_rate", "accident", accident)

    def _provident(self) -> None:
        given, path = self.employer.provident_rate, f"{LAW}.provident.{self.sector}"
        if given is not None:
            provident = Input(given, "% of pay", _("prévoyance rate given"))
        elif path in self.binding.law.paths:
            provident = given_by(self._known(path))
            self._assume("provident_rate", _percent(provident), _("branch agreement rate"))
        else:
            provident = Input(0, "% of pay", _("prévoyance rate"))
            reason = _("no prévoyance rate is sourced for sector {sector}: none is counted")
            self._assume("provident_rate", _percent(provident), reason.format(sector=self.sector))
            message = _("sector {sector}: no prévoyance rate is sourced, none is counted; to set it: --provident-rate")
            self.warnings.append(PayWarning("no-provident-rate", message.format(sector=self.sector)))
        self._add("all_pay_rate", "provident", provident)

    def _reduced(self) -> None:
        """What the reduced rates take off, and up to which pay."""
        for name in ("health", "family"):
            normal, lower = self.values[f"all_pay.{name}"], self._table(f"reduced.{name}")
            self.values[f"{name}_cut"] = lower._replace(value=normal.value - lower.value)
            self.values[f"{name}_limit"] = self._table(f"reduced_up_to.{name}")
        self.values["limit_wage"] = self._current_unless("limit_wage")
        self.values["reduced_for"] = self._table("reduced_for")

    def _current_unless(self, table: str) -> Input:
        """The minimum wage of the day, unless another one is set for this use."""
        path = f"{LAW}.{table}"
        return given_by(self.binding.scalar(path if self.binding.exists(path) else "minimum_wage.monthly"))

    def _reductions(self) -> None:
        self.values["minimum_wage"] = self._current_unless("reference_wage")
        self.values["exemption_rule"] = self._table("exemption")
        if self.is_single:
            self.values["single_floor"] = self._table("single.floor")
            self.values["single_slope"] = self._table(f"single.{self.size}")

    def exempt(self, share: Number, *, some: bool, others: bool) -> dict[str, Input]:
        """The inputs that follow from the share of exempt hours (millionths): T, and the hours at reduced rates.

        `some`: whether there are exempt hours at all, `others`: whether there are hours that are not. T is only looked
        for where it counts.
        """
        if others and self.is_single and self.sector == HOME_CARE and minimum_was_below(self.binding):
            self.warnings.append(PayWarning("branch-minimum", _(BRANCH_MINIMUM)))
        if not self.is_private:
            return {"exempt_share": _nothing("share"), "reduced_share": _nothing("share"), "highest": NOTHING}
        every = self.values["reduced_for"].value == "every-hour"
        wanted = some or not self.is_single
        return {
            "exempt_share": Input(share, "share", _("share of exempt hours")),
            "reduced_share": Input(WHOLE if every else share, "share", _("share of hours at the reduced rates")),
            "highest": given_by(self._known(f"{LAW}.highest.{self.size}")) if wanted else NOTHING,
        }

    def _public(self) -> None:
        if self.employer.exempt_share:
            raise UsageError("exempt-share-civil-servant")
        if self.employer.public_contract is None:
            reason = _("civil servant by default; for contract staff: --public-contract")
            self._assume("public_contract", _("no"), reason)
        if self.is_contract:
            self._contract_staff()
        else:
            self._civil_servants()
        for name in ("accident", "provident"):
            if (given := getattr(self.employer, f"{name}_rate")) is not None:
                label = {"accident": _("accident rate given"), "provident": _("prévoyance rate given")}[name]
                self._add("all_pay_rate", name, Input(given, "% of pay", label))
        for name in ("health_limit", "family_limit"):
            self.values[name] = NOTHING
        self.values |= {"health_cut": _nothing("% of pay"), "family_cut": _nothing("% of pay")}
        self.values |= {"limit_wage": _nothing("EUR"), "minimum_wage": _nothing("EUR")}
        self.values |= {"provident": self.values.get("provident", _nothing("% of pay")), "social_levy": _nothing("%")}

    def _civil_servants(self) -> None:
        if self.sector == STATE:
            self._add("all_pay_rate", "state", given_by(self._known(f"{LAW}.state")))
        for name, row in self._rows("civil_service") if self.sector != STATE else ():
            self._add("all_pay_rate", name, row)
        if self.sector == HOSPITALS:
            self._add("all_pay_rate", "hospital_fund", self._table("hospital_fund"))

    def _contract_staff(self) -> None:
        """The general scheme, and Ircantec up to the ceiling and above it."""
        for name, row in self._rows("all_pay"):
            self._add("all_pay_rate", name, row)
        self._add("capped_rate", "capped.old-age", self._table("capped.old-age"))
        self._add("capped_rate", "ircantec.below", self._table("ircantec.below"))
        self._add("above_rate", "ircantec.above", self._table("ircantec.above"))
        message = _(
            "contract staff: unemployment, the CNFPT, the management centre, the hospital fund and, unless "
            "--accident-rate gives it, the occupational-accident rate (AT/MP) are not counted: what they "
            "owe was not read"
        )
        self.warnings.append(PayWarning("contract-staff-rates", message))

    def _housing(self) -> None:
        names = ("fnal-from-50", "construction-from-50") if self.is_private else ("fnal-from-50",)
        if self.employer.staff >= LARGE:
            for name in names:
                self._add("all_pay_rate", f"housing.{name}", self._table(f"housing.{name}"))
        else:
            self._add("capped_rate", "housing.fnal-under-50", self._table("housing.fnal-under-50"))

    def _shared(self) -> None:
        self.values["ceiling"] = self._table("ceiling")
        self.values["period"] = self._table("period")

    def _payroll_tax(self) -> None:
        """The brackets of the payroll tax; rates of 0 where the employer owes none."""
        owed = self.employer.payroll_tax
        if owed is None:
            owed = self.sector == HOME_CARE
            usual = _("due in home care unless --no-payroll-tax")
            reason = usual if owed else _("outside home care, due only with --payroll-tax")
            self._assume("payroll_tax", _("yes") if owed else _("no"), reason)
        overseas = f"payroll_tax_overseas.{self.department}"
        away = f"{LAW}.{overseas}" in self.binding.law.paths
        paths = {"base": overseas} if away else {name: f"payroll_tax.{name}" for name in ("base", "second", "third")}
        for name in ("base", "second", "third"):
            self.values[f"tax_{name}"] = self._table(paths[name]) if owed and name in paths else _nothing("% of pay")
        for name in ("second", "third"):
            self.values[f"{name}_from"] = self._table(f"payroll_tax_from.{name}")
        if owed:
            self.values["payroll_tax_on"] = self._table("payroll_tax_on")


def _nothing(unit: str) -> Input:
    return Input(0, unit, "")


NOTHING = _nothing("coefficient")


def _percent(given: Input) -> str:
    return units.format_for_people(given.value, given.unit, language.current())
