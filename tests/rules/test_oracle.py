"""The reference computation against amounts that the published texts and sources print themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from oracle import MINIMUM_WAGE, Worker, payslip

START = date(2021, 10, 1)
EVE = date(2021, 9, 30)
OLD_SMIC_2020 = date(2020, 6, 30)
NO_44 = frozenset({"avenant-44"})
NO_43 = frozenset({"avenant-43"})
ARTICLE_47 = frozenset({"article-47"})
ONE_FTE = Fraction(1)


def old(category: str, year: int) -> Worker:
    return Worker(category=category, year=year)


def new(degree: int, echelon: int, status: str = "employe", seniority: int = 0, diploma: int | None = None) -> Worker:
    return Worker(status=status, degree=degree, echelon=echelon, seniority=seniority, diploma=diploma)


def on_echelons(worker: tuple[str, int], day: date) -> list[int]:
    return [payslip(new(worker[1], e, worker[0]), day)["base"] for e in (1, 2, 3)]


@pytest.mark.parametrize(
    ("category", "year", "base", "topup"),
    [
        ("C", 1, 162800, 0),
        ("C", 8, 178750, 0),
        ("A", 1, 148500, 6958),
        ("A", 5, 150700, 4758),
        ("A", 10, 153450, 2008),
        ("A", 14, 155650, 0),
    ],
)
def test_old_grid_at_5_50(category: str, year: int, base: int, topup: int) -> None:
    slip = payslip(old(category, year), EVE)
    assert (slip["base"], slip.get("smic_topup", 0)) == (base, topup)
    assert slip["gross"] == base + topup


@pytest.mark.parametrize(
    ("category", "year", "base", "topup"),
    [
        ("A", 1, 145260, 8682),
        ("A", 14, 152254, 1688),
        ("B", 9, 152254, 1688),
        ("C", 1, 159248, 0),
        ("C", 6, 170008, 0),
        ("A", 17, 153868, 74),
        ("A", 18, 154406, 0),
        ("A", 10, 150102, 3840),
    ],
)
def test_old_grid_at_5_38(category: str, year: int, base: int, topup: int) -> None:
    slip = payslip(old(category, year), OLD_SMIC_2020, without=NO_44)
    assert (slip["base"], slip.get("smic_topup", 0)) == (base, topup)


def test_rows_where_the_old_grid_crosses_the_minimum_wage() -> None:
    def crossing(category: str, day: date) -> int:
        return next(n for n in range(1, 31) if "smic_topup" not in payslip(old(category, n), day, without=NO_43))

    assert [crossing("A", EVE), crossing("B", EVE)] == [14, 9]
    assert [crossing("A", START), crossing("B", START)] == [20, 11]


@pytest.mark.parametrize(
    ("status", "degree", "amounts"),
    [
        ("employe", 1, [157300, 164450, 174900]),
        ("employe", 2, [189200, 197450, 210650]),
        ("technicien", 1, [199650, 208450, 222200]),
        ("technicien", 2, [239800, 250800, 266750]),
        ("cadre", 1, [266750, 278850, 297000]),
        ("cadre", 2, [320650, 335500, 356950]),
    ],
)
def test_new_grid_on_its_first_day(status: str, degree: int, amounts: list[int]) -> None:
    assert on_echelons((status, degree), START) == amounts


@pytest.mark.parametrize(
    ("worker", "gross"),
    [
        (new(1, 1), 158947),
        (new(1, 2), 164450),
        (new(1, 2, seniority=5), 167739),
        (new(1, 3, seniority=5), 178398),
        (new(1, 3, seniority=9), 178398),
        (new(1, 3, seniority=10), 181896),
        (new(2, 1, diploma=3), 195250),
        (new(2, 2, diploma=3), 203500),
        (new(2, 2, seniority=8), 201399),
        (new(2, 2, seniority=8, diploma=3), 207449),
        (new(2, 3, seniority=8, diploma=3), 220913),
    ],
)
def test_printed_totals_of_october_2021(worker: Worker, gross: int) -> None:
    assert payslip(worker, START)["gross"] == gross


def test_lines_of_october_2021() -> None:
    assert payslip(new(1, 1), START) == {"base": 157300, "smic_topup": 1647, "gross": 158947}
    slip = payslip(new(2, 2, seniority=8, diploma=3), START)
    assert slip == {"base": 197450, "seniority": 3949, "diploma": 6050, "gross": 207449}


@pytest.mark.parametrize(
    ("day", "row", "amounts"),
    [
        (date(2022, 1, 1), ("employe", 1), [160341, 167504, 178524]),
        (date(2022, 7, 1), ("employe", 1), [163542, 170848, 182088]),
        (date(2022, 8, 1), ("employe", 1), [167907, 175408, 186948]),
        (date(2024, 1, 1), ("employe", 1), [177716, 181755, 190987]),
        (date(2022, 6, 30), ("employe", 2), [189544, 197809, 211033]),
        (date(2022, 7, 31), ("employe", 2), [193328, 201758, 215246]),
        (date(2025, 1, 1), ("employe", 2), [198488, 207143, 220991]),
        (date(2025, 1, 1), ("technicien", 1), [209451, 218683, 233108]),
        (date(2025, 1, 1), ("technicien", 2), [251572, 263112, 279845]),
        (date(2025, 1, 1), ("cadre", 1), [279845, 292539, 311580]),
        (date(2025, 1, 1), ("cadre", 2), [336391, 351970, 374473]),
    ],
)
def test_later_grids(day: date, row: tuple[str, int], amounts: list[int]) -> None:
    assert on_echelons(row, day) == amounts


@pytest.mark.parametrize(
    ("day", "echelon", "topup"),
    [
        (date(2022, 1, 1), 1, 0),
        (date(2022, 6, 30), 1, 4217),
        (date(2022, 7, 1), 1, 1016),
        (date(2022, 8, 1), 1, 0),
        (date(2023, 1, 1), 1, 3021),
        (date(2024, 1, 1), 1, 0),
        (date(2024, 11, 1), 1, 2464),
        (date(2024, 11, 1), 2, 0),
        (date(2026, 1, 1), 1, 4587),
        (date(2026, 1, 1), 2, 548),
        (date(2026, 6, 1), 1, 8986),
        (date(2026, 6, 1), 2, 4947),
        (date(2026, 6, 1), 3, 0),
    ],
)
def test_gaps_to_the_minimum_wage(day: date, echelon: int, topup: int) -> None:
    assert payslip(new(1, echelon), day).get("smic_topup", 0) == topup


def test_degree_1_echelon_1_in_july_2026() -> None:
    assert payslip(new(1, 1), date(2026, 7, 1))["gross"] == 186702


def test_monthly_minimum_wage_is_35_hours_of_the_hourly_one() -> None:
    hourly = [1003, 1015, 1025, 1048, 1057, 1085, 1107, 1127, 1152, 1165, 1188, 1202, 1231]
    for (_, monthly), hour in zip(MINIMUM_WAGE, hourly, strict=True):
        assert abs(Fraction(hour, 100) * 35 * 52 / 12 - monthly) <= Fraction(5, 1000)


def test_without_avenant_43_in_september_2022() -> None:
    worker, day = old("C", 1), date(2022, 9, 15)
    assert payslip(worker, day, without=NO_43)["base"] == 170792  # 296 x 5.77
    assert payslip(worker, day, without=ARTICLE_47)["base"] == 162800  # 296 x 5.50


def test_a_later_version_does_not_need_the_earlier_one() -> None:
    assert payslip(new(1, 1), date(2024, 1, 1), without=frozenset({"avenant-51"}))["base"] == 177716
    assert payslip(new(1, 1), date(2024, 1, 1), without=frozenset({"avenant-61"}))["base"] == 167907
    assert payslip(new(1, 1), date(2022, 9, 1), without=frozenset({"avenant-54"}))["base"] == 163542


@pytest.mark.parametrize(
    ("day", "base"),
    [
        (date(2023, 1, 18), 157300),
        (date(2023, 1, 19), 163542),
        (date(2023, 7, 11), 163542),
        (date(2023, 7, 12), 167907),
        (date(2024, 3, 29), 167907),
        (date(2024, 3, 30), 177716),
    ],
)
def test_outside_the_federations_the_extension_decides(day: date, base: int) -> None:
    assert payslip(new(1, 1), day, member=False)["base"] == base


def test_outside_the_federations_the_point_waited_until_june_2021() -> None:
    assert payslip(old("C", 1), date(2021, 6, 22), member=False)["base"] == 159248
    assert payslip(old("C", 1), date(2021, 6, 23), member=False)["base"] == 162800


@pytest.mark.parametrize(
    ("known_on", "base"),
    [
        (date(2022, 12, 9), 157300),
        (date(2022, 12, 10), 163542),
        (date(2023, 5, 19), 163542),
        (date(2023, 5, 20), 167907),
        (None, 167907),
    ],
)
def test_known_on(known_on: date | None, base: int) -> None:
    assert payslip(new(1, 1), date(2022, 9, 1), known_on=known_on)["base"] == base


def test_refused_rises_are_6_points_and_do_not_add_up() -> None:
    day, rise = date(2025, 8, 1), 3462
    before = payslip(new(1, 3), day)["base"]
    for names in ({"avenant-66"}, {"avenant-68"}, {"avenant-66", "avenant-68"}):
        assert payslip(new(1, 3), day, with_=frozenset(names))["base"] == before + rise
    assert payslip(new(1, 3), date(2025, 6, 30), with_=frozenset({"avenant-68"}))["base"] == before


@pytest.mark.parametrize(("echelon", "gain"), [(1, 10963), (2, 11540), (3, 12117)])
def test_avenant_70_moves_aides_soignants(echelon: int, gain: int) -> None:
    worker = Worker(status="employe", degree=2, echelon=echelon, aide_soignant=True)
    day = date(2026, 2, 1)
    moved = payslip(worker, day)["base"]
    assert moved - payslip(worker, date(2026, 1, 31))["base"] == gain
    assert moved - payslip(worker, date(2026, 4, 4), member=False)["base"] == gain
    assert moved == payslip(worker, date(2026, 4, 5), member=False)["base"]
    assert moved - payslip(worker, day, without=frozenset({"avenant-70"}))["base"] == gain


def test_avenant_53_puts_the_topup_in_the_seniority_base() -> None:
    worker = new(1, 1, seniority=5)
    assert payslip(worker, date(2022, 12, 23))["seniority"] == 3358  # 1679.07 x 2 %
    assert payslip(worker, date(2023, 1, 1))["seniority"] == 3419  # 1709.28 x 2 % = 34.1856
    assert payslip(worker, date(2023, 1, 1), without=frozenset({"avenant-53"}))["seniority"] == 3358
    assert payslip(worker, date(2023, 4, 27), member=False)["seniority"] == 3271  # 1635.42 x 2 %
    assert payslip(worker, date(2023, 4, 28), member=False)["seniority"] == 3419
    assert payslip(worker, date(2023, 1, 1), known_on=date(2022, 12, 23))["seniority"] < 3419


@pytest.mark.parametrize(
    ("years", "percent"),
    [
        (4, 0),
        (5, 2),
        (10, 4),
        (15, 8),
        (20, 12),
        (25, 16),
        (30, 20),
    ],
)
def test_seniority_steps(years: int, percent: int) -> None:
    assert payslip(new(2, 1, seniority=years), START).get("seniority", 0) == 1892 * percent


@pytest.mark.parametrize(
    ("since", "day", "due"),
    [
        (date(2016, 10, 1), date(2021, 10, 1), False),
        (date(2016, 10, 1), date(2021, 10, 2), True),
        (date(2016, 9, 30), date(2021, 10, 1), True),
        (date(2020, 2, 29), date(2025, 2, 28), False),
        (date(2020, 2, 29), date(2025, 3, 1), True),
    ],
)
def test_exact_entry_date(since: date, day: date, due: bool) -> None:
    worker = Worker(status="employe", degree=2, echelon=1, seniority=30, since=since)
    assert ("seniority" in payslip(worker, day)) is due


def test_entry_on_29_february_keeps_leap_anniversaries() -> None:
    worker = Worker(status="employe", degree=2, echelon=1, since=date(2004, 2, 29))
    assert payslip(worker, date(2024, 2, 29))["seniority"] == 15879  # 1984.88 x 8 % = 158.7904
    assert payslip(worker, date(2024, 3, 1))["seniority"] == 23819  # x 12 % = 238.1856


def test_part_time_and_flat_points() -> None:
    worker = Worker(
        status="employe",
        degree=2,
        echelon=1,
        diploma=3,
        hours=Fraction("75.835"),
        tutor=2,
        apprentices=1,
        seniority=10,
    )
    assert payslip(worker, START) == {
        "base": 94600,
        "seniority": 3784,
        "diploma": 3025,
        "tutor": 4950,
        "apprentice_master": 6050,
        "gross": 112409,
    }


def test_share_is_capped_and_checked() -> None:
    base = Worker(status="employe", degree=2, echelon=1)
    full = payslip(base, START)
    for hours, fte in ((Fraction(170), None), (None, Fraction("1.2")), (Fraction("151.67"), ONE_FTE)):
        worker = Worker(status="employe", degree=2, echelon=1, hours=hours, fte=fte)
        assert payslip(worker, START) == full
    for hours, fte in ((Fraction(0), None), (None, Fraction(-1)), (Fraction(100), ONE_FTE)):
        with pytest.raises(ValueError, match=r"no working time|disagree"):
            payslip(Worker(status="employe", degree=2, echelon=1, hours=hours, fte=fte), START)


def test_sunday_night_and_on_call() -> None:
    worker = Worker(
        "C",
        1,
        "employe",
        2,
        1,
        fte=Fraction("0.5"),
        sunday_hours=Fraction(10),
        night_hours=Fraction(20),
        on_call=Fraction(2),
        on_call_special=Fraction(3),
    )
    before, after = payslip(worker, EVE), payslip(worker, START)
    assert before["sunday"] == 4830  # 1628 / 151.67 x 4.5 = 48.3022
    assert after["sunday"] == 5614  # 1892 / 151.67 x 4.5 = 56.1350
    assert "night" not in before
    assert after["night"] == 1247  # 1892 / 151.67 x 1 = 12.4744
    assert before["on_call"] == 20900  # (14 + 24) x 5.50
    assert after["on_call"] == 25300  # (16 + 30) x 5.50
    low = Worker(status="employe", degree=1, echelon=1, sunday_hours=Fraction(10), night_hours=Fraction(20))
    assert payslip(low, START) == {"base": 157300, "smic_topup": 1647, "sunday": 4716, "gross": 163663}
    # 1589.47 / 151.67 x 1 = 10.4798: avenant 49 binds others by its extension only.
    assert payslip(low, START, member=False)["night"] == 1048
    assert "night" in payslip(low, date(2022, 4, 14), member=False)
    assert "night" not in payslip(low, date(2022, 4, 15), member=False)


def test_old_allowances_count_towards_the_minimum_wage() -> None:
    worker = Worker("A", 1, allowances={"infirmier": None})
    slip = payslip(worker, EVE)  # 1485 + 137.50 is above 1554.58
    assert slip == {"base": 148500, "allowance.infirmier": 13750, "gross": 162250}


def test_management_allowances() -> None:
    asked = {"responsabilite": 60, "complexite": 4, "infirmier": None, "cadre-superieur-a": 7}
    worker = Worker("H", 1, "cadre", 2, 1, fte=Fraction("0.5"), allowances=asked)
    before, after = payslip(worker, EVE), payslip(worker, START)
    assert before["allowance.responsabilite"] == 14850  # 54 points
    assert before["allowance.complexite"] == 13200  # 48
    assert before["allowance.infirmier"] == 6875  # 25
    assert "allowance.cadre-superieur-a" not in before
    assert after["allowance.responsabilite"] == 22000  # 80
    assert after["allowance.complexite"] == 22000  # 80
    assert after["allowance.cadre-superieur-a"] == 15400  # 56
    assert "allowance.infirmier" not in after


@pytest.mark.parametrize(
    ("name", "value", "day"),
    [
        ("responsabilite", 300, EVE),
        ("responsabilite", 300, START),
        ("cadre-superieur-a", 31, START),
        ("cadre-superieur-b", 31, START),
        ("prime", 1, START),
    ],
)
def test_holes_are_refused(name: str, value: int | None, day: date) -> None:
    with pytest.raises(ValueError, match=r"no printed band|value is needed|unknown allowance"):
        payslip(Worker("H", 1, "cadre", 2, 1, allowances={name: value}), day)


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("responsabilite", 4, 0, 0),
        ("responsabilite", 5, 0, 15),
        ("responsabilite", 301, 80, 122),
        ("associations", 10, 0, 0),
        ("associations", 11, 15, 40),
        ("associations", 51, 50, 122),
        ("complexite", 1, 0, 56),
        ("complexite", 8, 98, 142),
        ("cadre-superieur-a", 30, 0, 106),
        ("cadre-superieur-b", 0, 0, 127),
    ],
)
def test_band_edges(name: str, value: int, before: int, after: int) -> None:
    worker = Worker("H", 1, "cadre", 2, 1, allowances={name: value})
    for day, points in ((EVE, before), (START, after)):
        assert payslip(worker, day).get(f"allowance.{name}", 0) == points * 550


@pytest.mark.parametrize(("places", "before", "after"), [(19, 0, 0), (49, 0, 18), (50, 36, 36)])
def test_places_are_for_the_first_degree_of_managers(places: int, before: int, after: int) -> None:
    worker = Worker("F", 1, "cadre", 1, 1, allowances={"places": places})
    assert payslip(worker, EVE).get("allowance.places", 0) == before * 550
    assert payslip(worker, START).get("allowance.places", 0) == after * 550
    assert "allowance.places" not in payslip(replace(worker, degree=2), START)
    with pytest.raises(ValueError, match="value is needed"):
        payslip(replace(worker, allowances={"places": None}), START)


@pytest.mark.parametrize(
    "worker",
    [
        Worker(),
        old("C", 31),
        old("J", 1),
        new(3, 1),
        new(1, 4),
        new(1, 1, diploma=2),
        Worker(status="employe", degree=1, echelon=1, tutor=3),
    ],
)
def test_unknown_positions_are_refused(worker: Worker) -> None:
    with pytest.raises(ValueError, match=r"no position|unknown diploma|second person"):
        payslip(worker, EVE if worker.category else START)


def test_what_the_sources_lack_is_refused() -> None:
    with pytest.raises(ValueError, match="no minimum wage"):
        payslip(old("C", 1), date(2018, 12, 31))  # no minimum wage held
    with pytest.raises(ValueError, match="tables not found"):
        payslip(old("A", 1), EVE, without=frozenset({"avenant-8"}))
