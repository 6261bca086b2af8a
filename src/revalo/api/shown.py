"""What the functions of the library return: plain data, which a notebook shows as tables."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from revalo import language
from revalo.analysis.comparison import Comparison

if TYPE_CHECKING:
    import pyarrow as pa

    from revalo.reports.pages.document import Document

Page = Callable[[], "Document"]


class Compared(dict[str, Any]):
    """A dict, that of `revalo compute --json`, which a notebook shows as a table with what was assumed."""

    def __init__(self, shown: dict[str, Any], comparison: Comparison) -> None:
        super().__init__(shown)
        self._found, self._language = comparison, language.current()

    def _repr_html_(self) -> str:
        from revalo.reports.pages import notebook  # noqa: PLC0415 - only where it is shown

        return _drawn(lambda: notebook.comparison(self._found), self._language)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)  # a copy in another process is the plain dict


class TableResult:
    """The results of a table.

    Attributes:
        table: a `pyarrow.Table`; amounts are decimals with two places, in euros. Any library that speaks the Arrow
            PyCapsule interface takes it, or the result itself (`polars.DataFrame(result)`,
            `pandas.DataFrame.from_arrow(result)` from pandas 3 on, `result.table.to_pandas()`).
        rejects: a `pyarrow.Table` of the rows that could not be computed: `file`, `row` (from 1), `column`, `header`,
            `code`, `reason` and `hint`, never what a cell holds.
        summary: the sums, as a dict of plain values; amounts are text with two decimals.
        assumptions: what was assumed, as dicts: `code`, `rows` (how many), `file` and `row` of the first, `value` and
            `reason`.
        warnings: what to beware of, as dicts with a `text`; how the table was read has the code "reading".
    """

    def __init__(
        self,
        table: "pa.Table",
        rejects: "pa.Table",
        summary: dict[str, Any],
        assumptions: list[dict[str, Any]],
        warnings: list[dict[str, Any]],
        page: Page,
    ) -> None:
        self.table, self.rejects, self.summary = table, rejects, summary
        self.assumptions, self.warnings = assumptions, warnings
        self._page, self._language = page, language.current()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table, for any library that reads Arrow."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.table.num_rows} rows, {self.rejects.num_rows} rejected>"

    def _repr_html_(self) -> str:
        return _drawn(self._page, self._language)


def _drawn(page: Page, lang: str) -> str:
    """A page as a part of a notebook, in the language that its result was asked in."""
    from revalo.reports.pages.html import part  # noqa: PLC0415 - only where it is shown

    with language.speaking(lang):
        return part(page())
