"""Few functions ask many things at once, and few modules are long: they are divided by what they are about."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dvcrawler"
#: What opts a statement or a file out of the formatter; in two parts, so that it is not found here.
_OPTS_OUT = "# " + "fmt:"
#: Decisions in a function from which it is hard to follow, how many functions may have as many, and the most.
MANY, FEW, MOST = 11, 25, 20
#: Lines of a long module, how many modules may have more, and the most.
LONG, FEW_LONG, LONGEST = 240, 10, 310
_DECIDES = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.Assert,
    ast.match_case,
)


def count_decisions(node, counts):
    """The branches, loops, conditions and parts of conditions in the node. Notes those of each function in
    `counts`, by line and name, and one more.
    """
    found = sum(count_decisions(each, counts) for each in ast.iter_child_nodes(node))
    if isinstance(node, ast.BoolOp):
        found += len(node.values) - 1
    elif isinstance(node, ast.comprehension):
        found += 1 + len(node.ifs)
    elif isinstance(node, _DECIDES):
        found += 1
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        counts[node.lineno, node.name] = found + 1
    return found


@cache
def read_counts():
    """The number of decisions by function."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        counts = {}
        count_decisions(ast.parse(path.read_text("utf-8")), counts)
        found |= {(str(path.relative_to(PACKAGE)), *function): count for function, count in counts.items()}
    return found


def test_decisions_are_counted():
    source = "def f(x):\n  if x and (y or z): return [a for a in x if a]\n  return 1 if x else 2"
    counts = {}
    count_decisions(ast.parse(source), counts)
    assert counts == {(1, "f"): 7}


def test_few_functions_decide_much():
    many = {name: count for name, count in read_counts().items() if count >= MANY}
    assert len(many) < FEW, sorted(many)
    assert max(many.values()) <= MOST


def test_few_modules_are_long():
    lengths = {str(path.relative_to(PACKAGE)): count_lines(path) for path in PACKAGE.rglob("*.py")}
    long = {name: length for name, length in lengths.items() if length > LONG}
    assert len(long) < FEW_LONG, sorted(long)
    assert max(lengths.values()) <= LONGEST


def count_lines(path):
    return path.read_text("utf-8").count("\n")


def test_no_module_opts_out_of_the_formatter():
    folders = [PACKAGE, *(ROOT / name for name in ("tests", "benchmarks", "sample_portal"))]
    modules = (path for folder in folders for path in folder.rglob("*.py"))
    found = [str(path.relative_to(ROOT)) for path in modules if _OPTS_OUT in path.read_text("utf-8")]
    assert found == []
