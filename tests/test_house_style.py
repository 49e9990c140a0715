"""The house style as figures: sizes, docstrings, hints, tests, and nothing of one machine in what is shared."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("models", "service", "seeds", "migrations")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
DATA = {ROOT / "service" / "ingest" / "lexicon.py"}
"""Modules that hold word lists and patterns: data, tested through what reads it."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def named(path: Path, node: Definition | None = None) -> str:
    return str(path.relative_to(ROOT)) + (f":{node.lineno} {node.name}" if node else "")


def functions() -> Iterator[tuple[Path, Function]]:
    """Yield every function and method, however deep."""
    for path in MODULES:
        yield from ((path, node) for node in ast.walk(tree(path)) if isinstance(node, Function))


def public(node: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """Yield what is public of a module or class: no underscore before its name nor before its class's."""
    for inner in node.body:
        if isinstance(inner, Definition) and not inner.name.startswith("_"):
            yield inner
            if isinstance(inner, ast.ClassDef):
                yield from public(inner)


def high(values: Sequence[int], share: float) -> int:
    """Return the value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def test_modules_are_small() -> None:
    sizes = {path: lines(path) for path in MODULES}
    assert median(sizes.values()) <= 100
    assert high([*sizes.values()], 0.9) <= 300
    assert [f"{named(path)}: {size} lines" for path, size in sizes.items() if size > 450] == []


def test_functions_are_small() -> None:
    sizes = [((node.end_lineno or node.lineno) - node.lineno + 1, named(path, node)) for path, node in functions()]
    assert median(size for size, _ in sizes) <= 10
    assert high([size for size, _ in sizes], 0.9) <= 35
    assert [f"{name}: {size} lines" for size, name in sizes if size > 80] == []


def test_functions_say_what_they_return() -> None:
    assert [named(path, node) for path, node in functions() if node.returns is None and node.name != "__init__"] == []


def test_modules_have_docstrings() -> None:
    assert [named(path) for path in MODULES if lines(path) and not ast.get_docstring(tree(path))] == []


def test_public_classes_have_docstrings() -> None:
    classes = [(path, node) for path in MODULES for node in public(tree(path)) if isinstance(node, ast.ClassDef)]
    assert [named(path, node) for path, node in classes if not ast.get_docstring(node)] == []


def test_public_functions_have_docstrings() -> None:
    nodes = [(path, node) for path in MODULES for node in public(tree(path)) if isinstance(node, Function)]
    bare = [named(path, node) for path, node in nodes if not ast.get_docstring(node)]
    assert len(bare) <= 0.1 * len(nodes), bare


def test_tests_are_as_long_as_the_code() -> None:
    tests = sum(map(lines, (ROOT / "tests").rglob("*.py")))
    assert tests >= sum(map(lines, set(MODULES) - DATA))


def test_tests_are_named_after_their_unit() -> None:
    found = [
        named(path, node)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, Function) and node.name.startswith("test")
        if not re.fullmatch(r"test_[a-z0-9]+(_[a-z0-9]+)+", node.name)
    ]
    assert found == []


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{named(path)}:{node.lineno}"
        for path in MODULES
        if "cli" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_the_model_pass_inherits_nothing_of_its_own() -> None:
    bases = {
        (named(path, node), ast.unparse(base))
        for path in MODULES
        if "models" in path.relative_to(ROOT).parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    }
    allowed = ("Error", "Exception", "Module", "NamedTuple", "Protocol")
    assert sorted(entry for entry in bases if not entry[1].endswith(allowed)) == []


SHARED = [
    path
    for pattern in ("*.md", "*.toml", "Makefile", ".ci/*", "**/*.py", "**/*.md", "**/*.html", "**/*.json")
    for path in ROOT.glob(pattern)
    if path.is_file() and not {".venv", "var", "runs", ".git"} & set(path.relative_to(ROOT).parts[:1])
]
MACHINE = re.compile("|".join((r"(?<![\w.~/-])/(?:work|root|home|Users)/", r"\." + "library/")))


@pytest.mark.parametrize("folder", sorted({path.relative_to(ROOT).parts[0] for path in SHARED}))
def test_nothing_names_a_place_on_one_machine(folder: str) -> None:
    found = [
        f"{named(path)}: {match.group()}"
        for path in SHARED
        if path.relative_to(ROOT).parts[0] == folder and path != Path(__file__).resolve()
        for match in MACHINE.finditer(path.read_text("utf-8"))
    ]
    assert found == []
