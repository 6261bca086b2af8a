"""Legal texts at run time: their days, the orders on them, whom they bind."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from revalo.grids import official
from revalo.grids.sections import Words


class Act(NamedTuple):
    """An order that approves, extends or refuses a text: its day, and that of the Journal officiel."""

    on: date | None
    published: date | None


class Text(NamedTuple):
    """A legal text. Days that no source gives are None.

    `acts`: the orders on it, among `approved`, `extended` and `refused`; `says_everyone`: it says so itself.
    """

    id: str
    title: Words
    kind: str
    status: str
    signed: date | None
    published: date | None
    effective: date | None
    acts: Mapping[str, Act]
    says_everyone: bool
    depends_on: tuple[str, ...]
    reference: str | None
    legifrance: str | None
    source: str
    confidence: str
    note: Words | None

    @property
    def approved(self) -> date | None:
        """The day on which the text was approved, as far as people could know it."""
        return self._day_of("approved")

    @property
    def extended(self) -> date | None:
        """The day on which the text was extended to every employer of the branch."""
        return self._day_of("extended")

    def _day_of(self, act: str) -> date | None:
        order = self.acts.get(act)
        return (order.published or order.on) if order else None

    @property
    def binds_everyone(self) -> bool:
        """Decrees, orders and laws bind every employer; agreements bind members first."""
        return self.kind in ("decree", "order", "law") or self.says_everyone

    @property
    def known(self) -> date | None:
        """The day the text became known: publication of its approval, else its own, else its signature."""
        if self.kind == "agreement":
            return self.approved or self.extended or self.signed
        return self.published or self.signed

    @property
    def official(self) -> str | None:
        """The address of its official copy, where its id is known."""
        id_ = official.first_id(self.legifrance, self.reference)
        return official.address(id_) if id_ else None

    @property
    def not_in_force(self) -> bool:
        """Refused or only announced: it applies to nobody unless let in."""
        return self.status in ("refused", "announced")


def text_of(name: str, raw: Mapping[str, Any]) -> Text:
    """A text as the compiled law holds it."""
    return Text(
        name,
        raw["title"],
        raw["kind"],
        raw["status"],
        _day(raw.get("signed")),
        _day(raw.get("published")),
        _day(raw.get("effective")),
        {name: _act(raw[name]) for name in ("approved", "extended", "refused") if name in raw},
        "binds" in raw,
        tuple(raw["depends_on"]),
        raw.get("reference"),
        raw.get("legifrance"),
        raw["source"],
        raw["confidence"],
        raw.get("note"),
    )


def _act(raw: Mapping[str, str]) -> Act:
    return Act(_day(raw.get("on")), _day(raw.get("published")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
