"""A gap between what was paid and what was due."""

from typing import Any, NamedTuple

GROSS, CTI = "gross", "cti"  # what is compared


class Gap(NamedTuple):
    """A person and month where what was paid is not what was due. Cents; `month` is year × 12 + month - 1.

    `what`: the gross, or the CTI by itself; `part`: a CTI whose gross is compared too.
    """

    file: str
    row: int
    employee_id: str
    month: int
    what: str
    paid: int
    due: int
    part: bool
    person: dict[str, Any]

    @property
    def arrears(self) -> int:
        """What is still owed: due less paid."""
        return self.due - self.paid
