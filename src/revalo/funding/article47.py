"""Article 47 of the 2021 financing law and decree 2021-1155, as formulas on integers: each amount is rounded once.

Money is in cents, hours in hundredths, hourly amounts in 1/10000 €, shares and rates in millionths. An amount is
rounded to the cent half away from zero, and the next one starts from the amounts shown, so that every line of a report
adds up and can be checked by hand: the sums of a département are sums of its services' rounded amounts.
"""

from typing import NamedTuple

from revalo.money import half_up

WHOLE = 10**6
SHARE, HOURS = "share", "hours"  # what limits the aid
AID, COST = "aid", "cost"  # the two readings of the hourly amount
READINGS = (AID, COST)
_CENTS = 10_000  # hundredths of an hour × 1/10000 € in a cent


class Terms(NamedTuple):
    """What the law says of a year. `rate`: r; `hourly`: f, None where it is not known; `advance`: None without one."""

    rate: int
    hourly: int | None = None
    advance: int | None = None
    reading: str = AID


class Aid(NamedTuple):
    """The aid to a département. `cap_hours`: None where f is not known; `other`: the aid by the other reading of f."""

    cap_share: int
    cap_hours: int | None
    amount: int
    other: int | None
    binding: str
    advance: int | None

    @property
    def balance(self) -> int | None:
        """What is paid once the final amount is set."""
        return None if self.advance is None else self.amount - self.advance


def paid_by_department(cost: int, funded: int, hours: int) -> int:
    """The part of a service's cost that its hours under APA, PCH and aide sociale carry, users' participation in."""
    return _rounded(cost * funded, hours)


def borne(cost: int, funded: int, hours: int, participation: int) -> int:
    """What the département bears of a service's cost (article 1, I): the same part, less the users' participation."""
    return _rounded(cost * funded * (WHOLE - participation), hours * WHOLE)


def ceiling_of_cost(borne: int, rate: int) -> int:
    """Article 1, II: at most the share r of the cost really borne."""
    return _rounded(borne * rate, WHOLE)


def ceiling_of_hours(hours: int, hourly: int) -> int:
    """Article 1, III, 1°: the hours of the year times the amount f, read as what the CNSA pays an hour."""
    return _rounded(hours * hourly, _CENTS)


def ceiling_of_hourly_cost(hours: int, hourly: int, rate: int) -> int:
    """The same, f read as the cost of an hour: of it the CNSA pays the share r."""
    return _rounded(hours * hourly * rate, _CENTS * WHOLE)


def aid(borne: int, hours: int, terms: Terms) -> Aid:
    """The aid to a département: the lower of the two ceilings, or the first alone where f is not known; never below 0.

    `borne`: C, the sum over its services; `hours`: h, the hours it pays.
    """
    by_cost = max(ceiling_of_cost(borne, terms.rate), 0)
    by_hours = {
        AID: None if terms.hourly is None else ceiling_of_hours(hours, terms.hourly),
        COST: None if terms.hourly is None else ceiling_of_hourly_cost(hours, terms.hourly, terms.rate),
    }
    cap, other = by_hours[terms.reading], by_hours[COST if terms.reading == AID else AID]
    amount = _lower(by_cost, cap)
    return Aid(
        by_cost,
        cap,
        amount,
        _lower(by_cost, other),
        SHARE if amount == by_cost else HOURS,
        None if terms.advance is None else _rounded(amount * terms.advance, WHOLE),
    )


def _lower(by_cost: int, by_hours: int | None) -> int:
    return by_cost if by_hours is None else min(by_cost, by_hours)


def cost_per_hour(amount: int, hours: int) -> int | None:
    """An amount by the hour, in cents; None without hours."""
    return _rounded(100 * amount, hours) if hours else None


def shown_share(funded: int, hours: int) -> int:
    """The share of the hours that the département pays, in ten-thousandths, as it is shown."""
    return _rounded(10_000 * funded, hours)


def _rounded(numerator: int, denominator: int) -> int:
    return int(half_up(numerator, denominator))
