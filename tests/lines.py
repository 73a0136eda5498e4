"""The lines that the package can print: their constant parts, found in its syntax trees.

What varies stands as "…"; the site's name and "dvcrawler: " in front are left out.
"""

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_ROOT_ERROR = "DvcrawlerError"
#: What stands in every module that can print a line: most cannot, and to parse them takes half the time.
_MAY_PRINT = re.compile(r"log|Error|complain|print|stderr")
_LOG_CALL = re.compile(
    r"(?:(?:.*\.)?_?(?:logger|logging|log)|.*getLogger\(.*\))\.(?:warning|error|critical|exception|log)"
)


@dataclass(frozen=True)
class Line:
    text: str
    where: str


def warnings_of(package: Path) -> list[Line]:
    """Of `logger.warning(…)` and above; `logger.log(…)` counts, whatever its level."""
    return [
        Line(line, where)
        for calls, where_of in _calls_of(package)
        for function, call in calls
        for line in _log_line(function, call)
        for where in [where_of(call)]
    ]


def errors_of(package: Path) -> list[Line]:
    """Of every error of dvcrawler's own that is made, and of what is printed on standard error."""
    names = error_names(package)
    return [
        Line(line, where_of(call))
        for calls, where_of in _calls_of(package)
        for function, call in calls
        if _is_error(call, names) or _is_printed(call)
        for line in _template(call.args[0] if call.args else None, function)
    ]


def error_names(package: Path) -> set[str]:
    """DvcrawlerError and everything derived from it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for nodes, _ in _nodes_of(package)
        for _, node in nodes
        if isinstance(node, ast.ClassDef)
    }
    names = {_ROOT_ERROR}
    while more := {name for name, of in bases.items() if of & names} - names:
        names |= more
    assert all("Error" in name for name in names), "modules are chosen by that word"
    return names


def unnamed_lines_of(package: Path) -> list[Line]:
    """Log calls whose text is not written where they stand: nobody can look it up."""
    return [
        Line(ast.unparse(text), where_of(call))
        for calls, where_of in _calls_of(package)
        for function, call in calls
        if (text := _log_text(call)) is not None and _texts(text, function) == ["…"]
    ]


def has_words(line: str) -> bool:
    """Whether anything of it is constant; else the text comes from elsewhere."""
    return re.search(r"[^\W\d_]{2}", line) is not None


def _parse(package):
    for path in sorted(package.rglob("*.py")):
        text = path.read_text("utf-8")
        if _MAY_PRINT.search(text):
            name = path.relative_to(package.parent)
            yield ast.parse(text), lambda node, name=name: f"{name}:{node.lineno}"


def _calls_of(package):
    for nodes, where_of in _nodes_of(package):
        yield [pair for pair in nodes if isinstance(pair[1], ast.Call)], where_of


@lru_cache(maxsize=1)
def _nodes_of(package):
    """The trees are walked once: that takes longest."""
    return tuple((tuple(_nodes(tree)), where_of) for tree, where_of in _parse(package))


def _nodes(tree):
    """Every call and class, with the innermost function around it."""
    found, waiting = [], [(None, tree)]
    while waiting:
        function, node = waiting.pop()
        if isinstance(node, ast.Call | ast.ClassDef):
            found.append((function, node))
        inner = node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        waiting.extend((inner, child) for child in ast.iter_child_nodes(node))
    return found


def _log_line(function, call):
    text = _log_text(call)
    return [] if text is None else _template(text, function)


def _log_text(call):
    """The text of a call that logs, None where it does not, or not from WARNING on."""
    if len(call.args) > 1 and re.fullmatch(r"logging\.(WARNING|ERROR|CRITICAL)", _dotted(call.args[0])):
        return call.args[1]
    name = _dotted(call.func)
    if not _LOG_CALL.fullmatch(name):
        return None
    return call.args[1] if name.endswith(".log") else call.args[0]


def _dotted(node):
    """The source of an attribute; empty for any other expression."""
    names, inner = [], node
    while isinstance(inner, ast.Attribute):
        names.append(inner.attr)
        inner = inner.value
    if names and isinstance(
        inner, ast.Name
    ):  # most are, and to write any other takes a hundred times as long
        return ".".join((inner.id, *reversed(names)))
    return ast.unparse(node) if names else ""


def _is_error(call, names):
    return isinstance(call.func, ast.Name) and call.func.id in names


def _is_printed(call):
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "complain":
        return True
    files = [ast.unparse(k.value) for k in call.keywords if k.arg == "file"]
    return (name == "print" and files == ["sys.stderr"]) or _dotted(call.func) == "sys.stderr.write"


def _template(node, function):
    """The texts that the expression can give, each with "…" where it varies."""
    texts = _texts(node, function)
    return sorted({_shorten(text) for text in texts if has_words(text)})


def _texts(node, function):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.sub(r"%(\(\w+\))?[-#0 +]*[\d.*]*[sdrifa]", "…", node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else "…" for p in node.values]
        return ["".join(parts)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        lefts, rights = _texts(node.left, function), _texts(node.right, function)
        return [left + right for left in lefts for right in rights]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, function), *_texts(node.orelse, function)]
    if isinstance(node, ast.Name) and function is not None:
        return [text for value in _assigned(node.id, function) for text in _texts(value, function)] or ["…"]
    return ["…"]


def _assigned(name, function):
    """What the function gives the name, where that is a text and not the name itself again."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign) or name not in {ast.unparse(t) for t in node.targets}:
            continue
        if isinstance(node.value, ast.Constant | ast.JoinedStr | ast.IfExp):
            yield node.value


def _shorten(text):
    text = re.sub(r"…(?:\s*…)*", "…", text)
    return re.sub(r"^(?:dvcrawler: )?(?:…: )?", "", text)
