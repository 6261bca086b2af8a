"""The inputs of pay outside the home-care branch: index pay, and the gross that is given."""

from fractions import Fraction
from operator import attrgetter
from typing import Any

from revalo.errors import UsageError
from revalo.grids.binding import Binding, LawFigure
from revalo.language import _
from revalo.money import Number, choose, lowest_terms
from revalo.rules.caveats import Assumption, PayWarning, Ruled
from revalo.rules.grades import GradeHeld, gross_index, held_day, index_of, is_before_grids, rank_on
from revalo.rules.inputs import Input, given_by, scalar
from revalo.rules.minimum_wage import least_gross, minimum_wage_of
from revalo.rules.payee import Given, Payee
from revalo.rules.working_time import FULL_TIME, is_too_fine, time_inputs

PART_TIME = "civil_service.part_time"
EVERYTHING = 100  # per cent
OF_GRADE = ("grade", "step", "step_since", "grade_after", "step_after")  # inputs that say the index by a grade


def civil_service_inputs(payee: Payee) -> dict[str, Any]:
    """Index pay: the index (at least the minimum one), the annual point, the share paid."""
    indices = payee.part(index_inputs)
    is_paid = payee.numbers(indices["index"], attrgetter("value")) != 0
    _needed(payee, "index", UsageError("index-needed"), is_paid)
    wage = minimum_wage_of(payee)
    value = payee.numbers(wage, attrgetter("value")) * is_paid
    label, figure = (wage.label, wage.figure) if isinstance(wage, Input) else ("", wage)  # the label is for one person
    return {
        **indices,
        "index_point": scalar(payee.binding, "civil_service.point_value"),
        "minimum_wage": Input(value, "EUR", label, figure),
        "minimum_wage_floor": scalar(payee.binding, "civil_service.minimum_wage_floor"),
        **payee.part(share_paid),
    }


def given_gross_inputs(payee: Payee) -> dict[str, Any]:
    """The full-time gross given; one under the minimum wage is questioned, as it may have been read wrong."""
    gross = payee.number("gross")
    _needed(payee, "gross", UsageError("gross-needed"), gross != 0)
    payee.remark(_question_low_gross, gross)
    return {"gross": Input(gross, "EUR", _("full-time gross")), **time_inputs(payee, full_time())}


def _question_low_gross(payee: Payee, gross: Number) -> None:
    least = payee.numbers(payee.look_up(least_gross, payee.value("department"), column="department"), int)
    message = _("the full-time gross is under the minimum wage of the month: is it that of a full-time month?")
    payee.note(PayWarning("gross-under-minimum-wage", message), (gross != 0) & (gross < least))


def full_time() -> Input:
    """The hours of a full-time month outside the branch."""
    return Input(FULL_TIME, "h", _("full-time hours per month"))


def index_inputs(payee: Payee) -> dict[str, Given]:
    """The index paid; with a grade, the gross index and the passage that are behind it."""
    of_grade = [payee.value(name) for name in OF_GRADE]
    if all(each is None for each in of_grade):
        return {"index": _index_given(payee)}
    arguments = (payee.value("sector"), payee.value("index"), *of_grade)
    inputs = {"index": payee.apply(index_paid, *arguments, column="grade")}
    if payee.value("grade") is not None:
        inputs["gross_index"] = payee.look_up(gross_index_behind, *arguments, column="grade")
        inputs["passage"] = payee.look_up(passage_behind, *arguments, column="grade")
    return {name: each for name, each in inputs.items() if each is not None}


def _index_given(payee: Payee) -> Input:
    """The index given where nothing is said of a grade: a number, as many as there are."""
    index, least = payee.number("index"), scalar(payee.binding, "civil_service.minimum_index")
    below = (index > 0) & (index < least.value)
    label = least.label if below is True else _("index")  # the label is for one person
    return Input(choose(below, least.value, index), "points", label, payee.pick(below, least.figure, None))


def index_paid(binding: Binding, statute: str, index: int | None, *of_grade: Given) -> Ruled:
    """The index given, or that of the grade and the échelon on the day; the minimum one where it is below."""
    grade = _held(statute, index, *of_grade)
    if grade is None:
        return Ruled(_floored(binding, index or 0, None), _not_used(*of_grade))
    if index is not None:
        _check_agreed(binding, grade, index)
    floor = index_of(binding, gross_index(binding, statute, rank_on(binding, grade)))
    return Ruled(_floored(binding, floor.value, floor), _holding(binding, grade))


def gross_index_behind(binding: Binding, statute: str, index: int | None, *of_grade: Given) -> Input | None:
    """The gross index (IB) of the échelon on the day, if a grade was given."""
    grade = _held(statute, index, *of_grade)
    return None if grade is None else given_by(gross_index(binding, statute, rank_on(binding, grade)))


def passage_behind(binding: Binding, statute: str, index: int | None, *of_grade: Given) -> Input | None:
    """The last passage that led to the échelon of the day, if any."""
    grade = _held(statute, index, *of_grade)
    passage = None if grade is None else rank_on(binding, grade).passage
    return None if passage is None else given_by(passage)


def _held(statute: str, index: int | None, *of_grade: Given) -> GradeHeld | None:
    """The grade and the échelon given; None where no grade was."""
    grade, step, _since, grade_after, step_after = of_grade
    if grade is None:
        if index is None and any(each is not None for each in of_grade):
            raise UsageError("grade-needed")
        return None
    if step is None:
        raise UsageError("step-needed")
    if grade_after is not None and step_after is None:
        raise UsageError("step-after-needed")
    return GradeHeld(statute, *of_grade)


def _not_used(*of_grade: Given) -> tuple[PayWarning, ...]:
    """A warning where an échelon was given without its grade, beside an index."""
    if not any(each is not None for each in of_grade):
        return ()
    return (PayWarning("step-not-used", _("an échelon without a grade says nothing: the index given is held")),)


def _holding(binding: Binding, grade: GradeHeld) -> tuple[Assumption, ...]:
    """What is taken of the échelon where it is not said since when."""
    if grade.since is not None:
        if not is_before_grids(binding.law, grade):
            return ()
        reason = _("before the first grid that was read: its lengths are taken as those of that grid")
        return (Assumption("step_since", grade.since.isoformat(), reason),)
    day = held_day(binding, grade).isoformat()
    reason = _("the échelon given is that of this day; it moves with decrees, not with seniority")
    return (Assumption("step_since", day, reason),)


def _check_agreed(binding: Binding, grade: GradeHeld, index: int) -> None:
    """Refuse an index that is not that of the échelon on the day that both were given for."""
    choices = binding.choices
    then = Binding(binding.law, choices._replace(day=choices.held_on or held_day(binding, grade)))
    of_grade = index_of(then, gross_index(then, grade.statute, rank_on(then, grade)))
    if index not in (of_grade.value, _floored(then, of_grade.value, of_grade).value):
        raise UsageError("index-and-step-differ", index=index, found=of_grade.value)


def _floored(binding: Binding, index: int, figure: LawFigure | None) -> Input:
    """An index, or the minimum one where it is below; none where none was given."""
    least = scalar(binding, "civil_service.minimum_index")
    if 0 < index < least.value:
        return least
    return Input(index, "points", figure.label if figure else _("index"), figure)


def paid_fraction(binding: Binding, rate: int | None) -> Fraction:
    """What a part-time rate is paid: 6/7 at 80 %, 32/35 at 90 %, other rates as they are."""
    fraction = paid_figure(binding, rate)
    return Fraction(EVERYTHING if rate is None else rate, EVERYTHING) if fraction is None else Fraction(fraction.value)


def paid_figure(binding: Binding, rate: int | None) -> LawFigure | None:
    """The fraction that the law says of a part-time rate, where it says one."""
    version = binding.standing(PART_TIME)
    is_there = version is not None and str(rate) in version.value
    return binding.keyed(PART_TIME, str(rate)) if is_there else None


def share_paid(payee: Payee) -> dict[str, Input]:
    """The quotity of the post × the fraction that its part-time rate is paid."""
    time, rate = time_inputs(payee, full_time()), payee.value("part_time")
    if rate is None:
        return time
    fine = is_too_fine(payee.number("fte"), payee.number("part_time"))
    payee.refuse(UsageError("fte-with-part-time"), fine, "fte")
    paid = payee.look_up(paid_fraction, rate, column="part_time")
    up, down = (payee.numbers(paid, attrgetter(part)) for part in ("numerator", "denominator"))
    worked, whole = lowest_terms(time["worked"].value * up, time["full_time"].value * down)
    share = payee.look_up(paid_figure, rate, column="part_time")
    return {
        "worked": Input(worked, "count", _paid_label(rate), share),
        "full_time": Input(whole, "count", _whole_label(rate)),
    }


def _whole_label(rate: Given) -> str:
    """What the whole that the share is of is called, for one person."""
    return _("parts of full time") if isinstance(rate, int) else ""


def _paid_label(rate: Given) -> str:
    """What the share paid is called, for one person."""
    return _("share paid at {rate}%").format(rate=rate) if isinstance(rate, int) else ""


def _needed(payee: Payee, name: str, refusal: UsageError, is_known: Number) -> None:
    """Without its index or gross a pay is not known: refused, or only the measures are counted where that is asked."""
    missing = is_known == 0
    if payee.binding.measures_only:
        message = _("without --{name}, only the Ségur measures are counted").format(name=name)
        payee.note(PayWarning(f"{name}-missing", message), missing)
    else:
        payee.refuse(refusal, missing, name)
