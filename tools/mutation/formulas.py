"""Mutants of the code: the operators of Cosmic Ray, one change a place, outside annotations and guards."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cosmic_ray.ast import Visitor, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

Position = tuple[int, int]

# One neighbour for each operator of the language: the one that a slip of the pen would write.
_BINARY = (
    *("Add_Sub", "Sub_Add", "Mul_FloorDiv", "FloorDiv_Mul", "Div_Mul", "Mod_FloorDiv", "Pow_Mul"),
    *("BitOr_BitAnd", "BitAnd_BitOr"),
)
_COMPARISON = ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Is_IsNot", "IsNot_Is")
_WORDS = (
    *("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer"),
    *("RemoveDecorator", "ZeroIterationForLoop", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd"),
)
OPERATORS = (
    *(f"ReplaceBinaryOperator_{pair}" for pair in _BINARY),
    *(f"ReplaceComparisonOperator_{pair}" for pair in _COMPARISON),
    *_WORDS,
)


class CodeMutant(NamedTuple):
    """A change in a file: the operator, which of its places, and where that stands.

    `statement`: the lines of its statement; `function`: those of the function that it is in, decorators included, none
    where it stands outside of every function.
    """

    path: Path
    operator: str
    occurrence: int
    start: Position
    statement: range
    function: range

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}:{self.start[0]}:{self.start[1]} {self.operator}"

    @property
    def spans(self) -> tuple[range, ...]:
        """The lines whose tests may see it, best first; none for what runs once, as the file is imported."""
        return (self.statement, self.function) if self.function else ()

    @property
    def unchanged(self) -> "CodeMutant":
        """The same file as it is."""
        return self._replace(operator="")

    @property
    def text(self) -> str:
        """The file with the change."""
        source = self.path.read_text(encoding="utf-8")
        if not self.operator:
            return source
        return str(mutate_code(source, get_operator("core/" + self.operator)(), self.occurrence))

    @property
    def shown(self) -> str:
        """The line before and after the change."""
        line, before = self.start[0] - 1, self.path.read_text(encoding="utf-8").splitlines()
        after = self.text.splitlines()
        return f"- {before[line].strip()}\n+ {after[line].strip() if line < len(after) else ''}"


class _Places(Visitor):  # type: ignore[misc]
    """Every place where an operator has something to change."""

    def __init__(self, operator: Any) -> None:
        self.operator, self.found = operator, list[Position]()

    def visit(self, node: Any) -> Any:
        self.found += [start for start, _end in self.operator.mutation_positions(node)]
        return node


def mutants(path: Path) -> Iterator[CodeMutant]:
    """Every mutant of a file."""
    source = path.read_text(encoding="utf-8")
    code, tree = ast.parse(source), get_ast(source)
    left_out = [*_annotations(code), *_types(code), *_guards(code)]
    statements, functions = _statements(code), _functions(code)
    for name in OPERATORS:
        places = _Places(get_operator("core/" + name)())
        places.walk(tree)
        for occurrence, start in enumerate(places.found):
            if not any(first <= start < last for first, last in left_out):
                around = (_around(statements, start[0]), _around(functions, start[0]))
                yield CodeMutant(path, name, occurrence, start, *around)


def _span(node: ast.expr | ast.stmt) -> tuple[Position, Position]:
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)


def _annotations(code: ast.Module) -> Iterator[tuple[Position, Position]]:
    """Types are the type checker's business."""
    for node in ast.walk(code):
        for name in ("annotation", "returns"):
            if found := getattr(node, name, None):
                yield _span(found)


def _types(code: ast.Module) -> Iterator[tuple[Position, Position]]:
    """`if TYPE_CHECKING`, names given to types, and protocols."""
    for node in code.body:
        is_guard = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        is_guard |= isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)
        value = node.value if isinstance(node, ast.Assign) else None
        is_union = isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)
        if is_guard or is_union or isinstance(value, ast.Subscript):
            yield _span(node)


def _guards(code: ast.Module) -> Iterator[tuple[Position, Position]]:
    """`strict=`, `frozen=`, `slots=`, caches: against slips of ours and lost time, whatever is given."""
    for node in ast.walk(code):
        if isinstance(node, ast.keyword) and node.arg in ("strict", "frozen", "slots"):
            yield _span(node.value)
        for each in getattr(node, "decorator_list", ()):
            if "cache" in ast.unparse(each):
                (line, _column), last = _span(each)
                yield (line, 0), last


def _statements(code: ast.Module) -> list[range]:
    """The lines of every simple statement, and of the heads of the others."""
    found = []
    for node in ast.walk(code):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body and isinstance(body, list) else node.end_lineno or node.lineno
            found.append(range(node.lineno, max(last, node.lineno) + 1))
    return found


def _functions(code: ast.Module) -> list[range]:
    """The lines of every function."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(code) if isinstance(node, kinds)]
    firsts = (min([node.lineno, *(each.lineno for each in node.decorator_list)]) for node in found)
    return [range(first, (node.end_lineno or first) + 1) for first, node in zip(firsts, found, strict=True)]


def _around(statements: list[range], line: int) -> range:
    """The shortest span that a line belongs to; an empty one where it belongs to none."""
    return min((each for each in statements if line in each), key=len, default=range(0))
