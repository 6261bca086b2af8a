"""An estimate of net pay before income tax: gross × (1 - legal rate - residual), below the social-security ceiling."""

from typing import Any, NamedTuple

from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, LawFigure
from revalo.money import half_up, parse_fixed
from revalo.rules.inputs import OWN_MINIMUM_WAGE
from revalo.rules.payslip import Payslip
from revalo.rules.person import refuse_float

RATE = 10**7  # a rate of 100 %
STATUSES = ("private", "civil-servant", "public-contract")
BY_PAY = {"branch": "private", "gross": "private", "index": "civil-servant"}


class NetRequest(NamedTuple):
    """What the user says of net pay: a status and a residual rate in per cent, None where left to the law files."""

    status: str | None = None
    residual: str | None = None

    def check(self) -> None:
        """Refuse what does not fit, before anything is computed or printed."""
        if self.status not in (None, *STATUSES):
            raise UsageError("net-status-value", names=", ".join(STATUSES))
        if self.residual is not None:
            read_residual(self.residual)


def net_request(status: str | None, residual: str | None, *, wanted: bool) -> NetRequest | None:
    """What is asked of net pay, checked; None where neither net pay nor a detail of it is asked for."""
    if not wanted and status is None and residual is None:
        return None
    request = NetRequest(status, residual)
    request.check()
    return request


class Net(NamedTuple):
    """An estimate. Gross in cents; rates in 1/10⁷.

    `residual` comes on top of the legal rate (welfare cover); `given`: by the user, who then means it for measures too.
    `gross_apart` and `net_apart`: those of the measures whose own residual is another one, line by line.
    """

    gross: int
    status: str
    legal: LawFigure
    residual: int
    given: bool
    gross_apart: int = 0
    net_apart: int = 0

    @property
    def amount(self) -> int:
        """The estimated net, in cents: that of the pay, and that of each measure with a residual of its own."""
        kept = RATE - self.legal.value - self.residual
        return int(half_up((self.gross - self.gross_apart) * kept, RATE)) + self.net_apart

    def of_measure(self, slip: Payslip, line: str) -> int:
        """The net of a measure's line, from its exact amount, with the residual of its amount unless one is given."""
        result = slip.results[line]
        kept = RATE - self.legal.value - (self.residual if self.given else self.of_amount(slip, line))
        return int(half_up(result.numerator * kept, result.denominator * RATE))

    def of_amount(self, slip: Payslip, line: str) -> int:
        """The residual of a measure's amount, else that of the pay."""
        amount = slip.inputs[f"{line}.amount"]
        path = f"net.residual_of_amount.{amount.value // 100}"
        known = amount.unit == "EUR" and amount.value % 100 == 0 and path in slip.binding.law.paths
        return int(slip.binding.scalar(path).value) if known else self.residual


def net(slip: Payslip, request: NetRequest) -> Net:
    """The net of one side: the status follows from the sector's way of being paid unless it is given."""
    binding, sector = slip.binding, slip.employee.sector
    if slip.employee.department in OWN_MINIMUM_WAGE:
        raise NotComputable("own-contributions", department=slip.employee.department)
    status = request.status or BY_PAY[binding.law.pay(sector)]
    legal = binding.scalar(f"net.rates.{status}")
    stated = _residual(binding, sector) if request.residual is None else None
    residual = read_residual(request.residual) if request.residual is not None else stated.value if stated else 0
    found_net = Net(slip.gross, status, legal, residual, request.residual is not None)
    return found_net if found_net.given else _with_measures(slip, found_net)


def _with_measures(slip: Payslip, net: Net) -> Net:
    """The estimate with the measures that have a residual of their own set apart: what each adds is its own net."""
    lines = [line for line in slip.lines if line.startswith("segur.")]
    own = [line for line in lines if net.of_amount(slip, line) != net.residual]
    gross, amounts = sum(slip.lines[line] for line in own), (net.of_measure(slip, line) for line in own)
    return net._replace(gross_apart=gross, net_apart=sum(amounts))


def is_above_ceiling(slip: Payslip) -> bool:
    """Whether the pay goes above the social-security ceiling of the time worked, where other rates hold."""
    path = "contributions.ceiling"
    if not slip.binding.exists(path):
        return False
    worked, full_time = slip.inputs["worked"].value, slip.inputs["full_time"].value
    return bool(slip.gross * full_time > slip.binding.scalar(path).value * worked)


def read_residual(text: str) -> int:
    """A residual in per cent, with at most four decimals, in 1/10⁷."""
    refuse_float("--net-residual", text)
    try:
        value = parse_fixed(str(text), 4)
    except ValueError:
        value = -1
    if not 0 <= value <= 30_0000:  # noqa: PLR2004 - no welfare cover takes 30 % of pay
        raise UsageError("net-residual-value")
    return value * RATE // 100_0000


def _residual(binding: Binding, sector: str) -> LawFigure | None:
    path = f"net.residual.{sector}"
    return binding.scalar(path) if path in binding.law.paths and binding.exists(path) else None


def rates(net: Net) -> dict[str, Any]:
    """The rates behind an estimate, as JSON shows them."""
    return {
        "status": net.status,
        "legal_rate": _written(net.legal.value),
        "residual_rate": _written(net.residual),
    }


def _written(rate: int) -> str:
    return f"0.{rate:07d}".rstrip("0") if rate else "0"
