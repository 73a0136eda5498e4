"""Replaces a function of an imported module by its changed version, which spares the import of everything anew."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType

from tests.mutation.mutate import Mutant

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Place:
    """Where a mutant is: the lines of its statement, and the outermost function around it.

    `function` is its qualified name, None for what runs when the module is imported.
    """

    lines: range
    function: str | None
    first_line: int = 0


def find_place(source: str, mutant: Mutant) -> Place:
    tree = ast.parse(source)
    line_starts = [0]
    for line in source.encode().splitlines(keepends=True):
        line_starts.append(line_starts[-1] + len(line))
    end_line = mutant.line + source.encode()[mutant.start : mutant.end].count(b"\n")
    statement = mutant.line
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and _holds(node, mutant, line_starts):
            statement = max(node.lineno, statement if statement != mutant.line else 0)
            if not hasattr(node, "body"):
                end_line = max(end_line, node.end_lineno or 0)
    lines = range(statement, end_line + 1)
    for name, function in _functions(tree, ""):
        if any(_holds(node, mutant, line_starts) for node in function.body):
            first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
            return Place(lines, name, first)
    return Place(lines, None)


def _holds(node: ast.stmt, mutant: Mutant, line_starts: list[int]) -> bool:
    assert node.end_lineno is not None and node.end_col_offset is not None
    start = line_starts[node.lineno - 1] + node.col_offset
    end = line_starts[node.end_lineno - 1] + node.end_col_offset
    return start <= mutant.start and mutant.end <= end


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, _Function]]:
    """The outermost functions and methods."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _Function):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.If | ast.Try):
            yield from _functions(node, prefix)


def replace(path: str, source: str, place: Place) -> bool:
    """False where only a new import would do: the module's own level, or a changed set of free variables."""
    if place.function is None:
        return False
    wanted = (place.function, place.first_line)
    fresh = next((code for code in _codes(compile(source, path, "exec")) if _key(code) == wanted), None)
    old = [
        each
        for each in gc.get_objects()
        if type(each) is FunctionType and each.__code__.co_filename == path and _key(each.__code__) == wanted
    ]
    if fresh is None or any(each.__code__.co_freevars != fresh.co_freevars for each in old):
        return False
    for each in old:
        each.__code__ = fresh
    return bool(old)


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)
