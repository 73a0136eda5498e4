"""Few functions ask many things at once: such a one is divided by what it asks, not by its length."""

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "dvcrawler"
#: Decisions in a function from which it is hard to follow, how many functions may have as many, and the most.
MANY, FEW, MOST = 11, 25, 20
_DECIDES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert)


def count_decisions(function):
    """One more than the branches, loops, conditions and parts of conditions in the function."""
    found = 1
    for node in ast.walk(function):
        found += isinstance(node, _DECIDES)
        if isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        elif isinstance(node, ast.match_case):
            found += 1
    return found


@cache
def read_counts():
    """The number of decisions by function."""
    counts = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                counts[f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"] = count_decisions(node)
    return counts


def test_decisions_are_counted():
    source = "def f(x):\n  if x and (y or z): return [a for a in x if a]\n  return 1 if x else 2"
    assert count_decisions(ast.parse(source)) == 7


def test_few_functions_decide_much():
    many = {name: count for name, count in read_counts().items() if count >= MANY}
    assert len(many) < FEW, sorted(many)
    assert max(many.values()) <= MOST
