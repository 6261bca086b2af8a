"""Time worked as the canonical columns hold it: `hours` of a 151.67 h month, or an exact `fte`; no silent rounding."""

from fractions import Fraction
from typing import NamedTuple

from revalo.language import _
from revalo.money import half_up, plain
from revalo.payroll.reading.dsn.declaration import Contract
from revalo.payroll.reading.dsn.notes import Notes
from revalo.rules.field import SHARE
from revalo.rules.working_time import FULL_TIME

SHARE_WITH_RATE = 4  # decimals of `fte` beside a part-time rate
HOURS = ("10", "21")  # units: hours, forfait in hours
FULL, NOT_FULL = "10", "02"  # modality: full time; nature of a post: not full time
UNUSABLE = "0"  # a share that the columns refuse: the row is a reject, not a guess


class Worked(NamedTuple):
    """The cells of time worked; both None for full time."""

    hours: str | None = None
    fte: str | None = None


def private_time(contract: Contract, notes: Notes) -> Worked:
    """Hours where they are hours of 151.67; else the contract's share of the employer's reference."""
    quotity = contract.quotity
    if not quotity.reference or quotity.own is None:
        return _without_quotity(contract, notes)
    if quotity.unit in HOURS and quotity.reference == FULL_TIME:
        return Worked(hours=plain(quotity.own))
    return _share(Fraction(quotity.own, quotity.reference), SHARE, contract, notes)


def post_time(contract: Contract, notes: Notes) -> Worked:
    """The quotity of a civil servant's post: the contract's hours are not applied again beside a part-time rate."""
    post, quotity = contract.post, contract.quotity
    if post.nature == NOT_FULL:
        return _incomplete_post(contract, notes)
    if post.part_time is not None or quotity.modality == FULL or not quotity.reference or quotity.own is None:
        if post.part_time is None and quotity.modality != FULL:
            return _without_quotity(contract, notes)
        return Worked()
    if quotity.own < quotity.reference:
        notes.add(_("no part-time rate (S21.G00.40.055): the contract's share is taken as the post's"), contract.line)
    return _share(Fraction(quotity.own, quotity.reference), SHARE, contract, notes)


def _incomplete_post(contract: Contract, notes: Notes) -> Worked:
    """A post that is not full time: its reference over that of a full-time post, weekly or made monthly."""
    full, own = contract.post.full, contract.quotity.reference
    if full and own and own > full:
        full = half_up(full * 52, 12)
        message = _(
            "the working time of a post is monthly, that of a full-time post weekly: 52/12 weeks per month are used"
        )
        notes.add(message, contract.line)
    if not full or not own or own >= full:
        notes.add(_("the working time of a post that is not full time is inconsistent"), contract.line)
        return Worked(fte=UNUSABLE)
    places = SHARE if contract.post.part_time is None else SHARE_WITH_RATE
    return _share(Fraction(own, full), places, contract, notes)


def _without_quotity(contract: Contract, notes: Notes) -> Worked:
    """Nothing to divide: full time where it is declared so, else a row that cannot be used."""
    if contract.quotity.modality == FULL:
        return Worked()
    notes.add(
        _("no working-time fraction (S21.G00.40.012, 013), and not declared full time: time worked is unknown"),
        contract.line,
    )
    return Worked(fte=UNUSABLE)


def _share(share: Fraction, places: int, contract: Contract, notes: Notes) -> Worked:
    scaled = share * 10**places
    if scaled.denominator == 1:
        return Worked(fte=plain(scaled.numerator, places, 0))
    message = _("a working-time fraction that has no end in decimals is given as hours of 151.67, to 0.01 h")
    notes.add(message, contract.line)
    hours = share * FULL_TIME
    return Worked(hours=plain(half_up(hours.numerator, hours.denominator)))
