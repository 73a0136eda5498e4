"""Mutants of one module: small changes of its behaviour, each as a replaced stretch of its source."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_COMPARE = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Div: ast.Mult,
}
#: Calls whose loss no user of the data would notice.
_LOGGING = re.compile(r"^(self\.)?_?(logger|logging|log|warnings)\.")
#: Constants that decide how quick something is and nothing else: how many bytes are read or kept at once.
_TUNING = re.compile(r"^_?(BLOCK|BUFFER|CHUNK|GZIP_LEVEL|MAX_REMEMBERED|SINGLE)$")


@dataclass(frozen=True)
class Mutant:
    """`line` counts from 1; `start` and `end` are bytes of the source; `original` is the whole line.

    `function` is the name of the innermost function around it, empty at the level of the module.
    """

    module: str
    line: int
    start: int
    end: int
    fresh: str
    original: str
    change: str
    function: str = ""

    @property
    def name(self) -> str:
        return f"{self.module}:{self.line}: {self.change}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when lines above it change."""
        return self.module, self.original, self.change

    @property
    def key_in_function(self) -> tuple[str, str, str, str]:
        return *self.key, self.function


def mutants_of(module: str, source: str) -> list[Mutant]:
    """All of one module.

    None in text for people (docstrings, log lines, the arguments of what is raised), in annotations, and in
    constants of `_TUNING`.
    """
    data = source.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines, made = source.splitlines(), {}
    tree = ast.parse(source)
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node, fresh in _changes(tree):
        assert node.end_lineno is not None and node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        old = " ".join(data[start:end].decode().split())
        mutant = Mutant(
            module,
            node.lineno,
            start,
            end,
            fresh,
            lines[node.lineno - 1].strip(),
            f"{_short(old)} → {_short(' '.join(fresh.split()))}",
            _function_around(node, functions),
        )
        made[start, end, fresh] = mutant
    return list(made.values())


def _function_around(
    node: ast.expr | ast.stmt, functions: Sequence[ast.FunctionDef | ast.AsyncFunctionDef]
) -> str:
    around = [each for each in functions if each.lineno <= node.lineno <= (each.end_lineno or 0)]
    return max(around, key=lambda each: each.lineno).name if around else ""


def apply(source: str, mutant: Mutant) -> str:
    data = source.encode()
    return (data[: mutant.start] + mutant.fresh.encode() + data[mutant.end :]).decode()


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def _changes(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Nodes and what is to stand in their place."""
    for child in ast.iter_child_nodes(tree):
        if _is_for_people(child) or _is_tuning(child):
            continue
        yield from _of_node(child)
        if isinstance(child, ast.AnnAssign | ast.arg | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _but_annotations(child)
        elif isinstance(child, ast.ClassDef):
            yield from _changes(ast.Module(body=child.body, type_ignores=[]))  # without its decorators
        elif not isinstance(child, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
            yield from _changes(child)


def _but_annotations(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    if isinstance(node, ast.AnnAssign):
        yield from _changes(ast.Tuple(elts=[node.value] if node.value else [], ctx=ast.Load()))
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        defaults = [*node.args.defaults, *(each for each in node.args.kw_defaults if each)]
        yield from _changes(ast.Tuple(elts=defaults, ctx=ast.Load()))
        yield from _changes(ast.Module(body=node.body, type_ignores=[]))


def _is_for_people(node: ast.AST) -> bool:
    if not isinstance(node, ast.Expr):
        return False
    if isinstance(node.value, ast.Constant):
        return True  # a docstring
    return isinstance(node.value, ast.Call) and bool(_LOGGING.match(ast.unparse(node.value.func)))


def _is_tuning(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    return isinstance(target, ast.Name) and bool(_TUNING.match(target.id))


def _of_node(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    if isinstance(node, ast.expr):
        yield from ((node, fresh) for fresh in _of_expression(node))
    elif isinstance(node, ast.ExceptHandler):
        if not isinstance(node.body[0], ast.Pass):
            yield node.body[0], "pass"
    elif isinstance(node, ast.stmt):
        yield from ((node, fresh) for fresh in _of_statement(node))


def _of_expression(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARE:
        swapped = _COMPARE[type(node.ops[0])]()
        yield f"({ast.unparse(ast.Compare(node.left, [swapped, *node.ops[1:]], node.comparators))})"
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not _is_text(node):
        yield f"({ast.unparse(ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right))})"
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield str(node.value + 1)
    elif isinstance(node, ast.IfExp):
        yield f"({ast.unparse(ast.IfExp(node.test, node.orelse, node.body))})"


def _is_text(node: ast.expr) -> bool:
    """Text put together, or a path: other operators would only be a TypeError."""
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


def _of_statement(node: ast.stmt) -> Iterator[str]:
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Await)
    is_kept = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute | ast.Subscript)
    if is_call or is_kept or isinstance(node, ast.AugAssign | ast.Raise | ast.Delete):
        yield "pass"
    elif isinstance(node, ast.Continue | ast.Break):
        yield "break" if isinstance(node, ast.Continue) else "continue"
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from _other_returns(node.value)


def _other_returns(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, bool):
        return  # swapped as a constant
    if isinstance(value, ast.Compare | ast.BoolOp) or (
        isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)
    ):
        yield from ("return True", "return False")
    elif not (isinstance(value, ast.Constant) and value.value is None):
        yield "return None"
