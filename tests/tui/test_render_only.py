"""Only ``tui/render.py`` turns text into something shown.

Every other module of the screen is read as a syntax tree. Whatever Textual or Rich would draw (or put into
a title, a tooltip, a notification, an exit message) must be given one of:

- a literal, or a translated literal without values put in: ``"x"``, ``_("x")``, ``N_("x")``;
- the result of a function of ``render`` (``content``, ``line``, ``plain`` …), or a name in the same function
  that is only ever bound to such values;
- a name, parameter or attribute annotated ``Content`` or ``Strip`` in the same module, or a call of a
  function that returns one: strict typing then proves that it came from ``render``, as nobody else can.

``update`` and ``title`` mean something else on a dict or a record: a line that ends in ``# not shown`` is
left out. Modules that don't import Textual (commands that print) are only kept from building what is drawn.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tui

ROOT = Path(tui.__file__).parent
#: Builds something shown from its arguments. The first group is for render.py alone.
RAW = {"Text", "Content", "Segment", "Strip", "from_markup", "from_text", "from_rich_text", "styled",
       "assemble", "open_url"}  # fmt: skip
WIDGETS = {"Static", "Label", "Button", "Option", "Tab", "Checkbox", "RadioButton", "Collapsible", "Markdown",
           "Log", "RichLog", "Link", "Tree", "DataTable", "Toast", "Placeholder", "Digits"}  # fmt: skip
CALLS = {"update", "add_option", "add_row", "add_column", "notify", "panic", "set_options"}
KEYWORDS = {"message", "title", "tooltip", "placeholder", "label", "prompt"}
ATTRIBUTES = {"title", "sub_title", "tooltip", "border_title", "border_subtitle", "placeholder"}
TRANSLATING = {"_", "N_", "NP_", "gettext", "ngettext", "pgettext"}
EXEMPT = "# not shown"
SHOWABLE = {"Content", "Strip", "None"}


def modules() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "render.py"]


@cache
def returning() -> frozenset[str]:
    """The names of the functions of all modules that are annotated to return something shown."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules()]
    functions = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
    return frozenset(f.name for f in functions if f.returns is not None and _showable(f.returns))


class Module:
    """The offences of one module."""

    def __init__(self, source: str) -> None:
        self.lines = source.splitlines()
        self.tree = ast.parse(source)
        self.typed = set(_typed(self.tree))
        self.screen = any(_imports_textual(node) for node in ast.walk(self.tree))

    def offences(self) -> Iterator[str]:
        for scope in _scopes(self.tree):
            bound = _bindings(scope)
            for node in _own(scope):
                if (bad := self.offence(node, bound)) and EXEMPT not in self.lines[node.lineno - 1]:
                    yield f"line {node.lineno}: {bad}"

    def offence(self, node: ast.AST, bound: dict[str, list[ast.expr]]) -> str:
        if isinstance(node, ast.Call):
            return self.call(node, bound)
        if isinstance(node, ast.Assign) and self.screen:
            for target in node.targets:
                shown = isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES
                if shown and not self.safe(node.value, bound):
                    return f"sets {ast.unparse(target)}"
        return ""

    def call(self, node: ast.Call, bound: dict[str, list[ast.expr]]) -> str:
        name = _name(node.func)
        if name in RAW:
            return f"builds {name}(…)"
        if not self.screen:
            return ""
        given = [*node.args, *(k.value for k in node.keywords if k.arg in KEYWORDS or k.arg is None)]
        if name in WIDGETS | CALLS:
            unsafe = [ast.unparse(value) for value in given if not self.safe(value, bound)]
            if unsafe:
                return f"gives {name}(…) {', '.join(unsafe)}"
            markup = [k.value for k in node.keywords if k.arg == "markup"]
            if name == "notify" and not all(map(_literal, given)) and not any(map(_false, markup)):
                return "notifies with markup"
        elif name == "exit":
            said = [k.value for k in node.keywords if k.arg == "message"]
            if not all(self.safe(value, bound) for value in said):
                return "leaves with an uncleaned message"
        return ""

    def safe(self, value: ast.expr, bound: dict[str, list[ast.expr]], deep: int = 5) -> bool:
        if _literal(value) or deep == 0:
            return deep > 0
        if isinstance(value, ast.Call):
            return _from_render(value.func) or _name(value.func) in returning()
        if isinstance(value, ast.IfExp):
            return all(self.safe(part, bound, deep - 1) for part in (value.body, value.orelse))
        if isinstance(value, ast.BoolOp):
            return all(self.safe(part, bound, deep - 1) for part in value.values)
        if isinstance(value, ast.Starred):
            return self.safe(value.value, bound, deep - 1)
        if isinstance(value, ast.Name | ast.Attribute) and _name(value) in self.typed:
            return True
        if isinstance(value, ast.Name) and bound.get(value.id):
            return all(self.safe(part, bound, deep - 1) for part in bound[value.id])
        return False


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _literal(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return _name(value.func) in TRANSLATING and all(map(_literal, value.args))
    return isinstance(value, ast.Constant)


def _false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def _from_render(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "render"


def _imports_textual(node: ast.AST) -> bool:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    return any(name.split(".")[0] == "textual" for name in names)


def _showable(annotation: ast.expr) -> bool:
    names = set(ast.unparse(annotation).split(" | "))
    return names <= SHOWABLE and names != {"None"}


def _typed(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        annotation = getattr(node, "annotation", None)
        if annotation is not None and set(ast.unparse(annotation).split(" | ")) <= {
            "Content",
            "Strip",
            "None",
        }:
            yield node.arg if isinstance(node, ast.arg) else _name(node.target)  # type: ignore[attr-defined]


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    yield from (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """What is in a scope, without the functions in it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
            waiting += ast.iter_child_nodes(node)


def _bindings(scope: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in _own(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.NamedExpr):
            found.setdefault(node.target.id, []).append(node.value)
        elif isinstance(node, ast.AugAssign | ast.For) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, []).append(ast.Name("unknown"))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_render_makes_text_visible(path: Path) -> None:
    assert list(Module(path.read_text(encoding="utf-8")).offences()) == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(note.text)",
        "Static(f'{name}')",
        "Label(_('{n} notes').format(n=name))",
        "self.query_one('#x').update(name)",
        "self.notify(name)",
        "self.notify(render.plain(name))",
        "self.notify('x', title=name, markup=False)",
        "self.app.exit(message=name)",
        "self.title = name",
        "self.border_title = name + 'x'",
        "Content('x')",
        "Content.from_markup('[b]x[/b]')",
        "Segment(name)",
        "Strip([])",
        "shown = render.plain(name); shown = name; Static(shown)",
        "Static(render.content(name) if name else name)",
        "OptionList(Option(name))",
    ],
)
def test_the_rule_finds(line: str) -> None:
    assert list(Module(f"import textual\ndef f(self, name: str, note):\n    {line}").offences())


@pytest.mark.parametrize(
    "line",
    [
        "Static()",
        "Static('', id=name)",
        "Static(_('No notes yet'))",
        "Static(render.content(name))",
        "shown = render.content(name); Static(shown)",
        "Static(render.content(name) if name else 'nothing')",
        "Static(content)",
        "self.notify(_('Done'))",
        "self.notify(render.plain(name), markup=False)",
        "self.title = render.plain(name)",
        "self.seen.update(name)  # not shown",
        "self.exit(2, message=render.plain(name))",
    ],
)
def test_the_rule_lets_through(line: str) -> None:
    source = f"import textual\ndef f(self, name: str, content: Content):\n    {line}"
    assert not list(Module(source).offences())
