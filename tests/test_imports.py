"""Who may import whom: what the import contracts say, and what they cannot say."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
PURE = ("records", "ids", "text")


def imported(path: Path, *, lazy: bool) -> Iterator[str]:
    """Yield the modules that a file imports: those at its top, or all where `lazy`; never those for types alone."""
    tree = ast.parse(path.read_text("utf-8"))
    typing = {id(inner) for node in ast.walk(tree) if _for_types(node) for inner in ast.walk(node)}
    nested = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in typing or (id(node) in nested and not lazy):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def roots(path: Path, *, lazy: bool) -> set[str]:
    return {name.partition(".")[0] for name in imported(path, lazy=lazy)}


@pytest.mark.parametrize("name", PURE)
def test_imports_of_records_ids_and_text_are_of_the_standard_library(name: str) -> None:
    assert roots(ROOT / "models" / f"{name}.py", lazy=True) <= sys.stdlib_module_names


def test_imports_of_torch_stand_at_the_top_of_networks_and_trainers_alone() -> None:
    heavy = {"torch", "transformers", "safetensors"}
    eager = {
        path.relative_to(ROOT / "models").as_posix()
        for path in (ROOT / "models").rglob("*.py")
        if heavy & roots(path, lazy=False)
    }
    assert {name for name in eager if not name.startswith("training/")} == {
        "network.py",
        "stance_network.py",
        "torch_engine.py",
    }


def test_imports_of_onnx_runtime_stand_in_its_engine_alone() -> None:
    found = {path.name for path in (ROOT / "models").rglob("*.py") if "onnxruntime" in roots(path, lazy=True)}
    assert found == {"onnx_engine.py", "peak.py"}  # the second measures what the processor can reach


def test_imports_of_the_service_bring_no_model_libraries() -> None:
    libraries = {"torch", "transformers", "safetensors", "spacy", "tokenizers", "onnxruntime", "onnx"}
    assert [path.name for path in (ROOT / "service").rglob("*.py") if libraries & roots(path, lazy=True)] == []


def test_imports_that_make_verbs_slow_stand_inside_functions() -> None:
    slow = {"models", "sqlalchemy", "flask", "apiflask", "trafilatura", "seeds"}
    light = {"models.records"}
    found = {
        f"{path.name}: {name}"
        for path in (ROOT / "service" / "cli").glob("*.py")
        for name in imported(path, lazy=False)
        if name.partition(".")[0] in slow and name not in light
    }
    assert found == set()


def test_contracts_hold_every_rule_of_the_design() -> None:
    rules = {
        (kind["type"], *sorted(kind.get("source_modules", kind.get("protected_modules", [])))) for kind in CONTRACTS
    }
    assert rules >= {
        ("forbidden", "models"),
        ("forbidden", "models.ids", "models.records", "models.text"),
        ("forbidden", "service.store"),
        ("forbidden", "service.api", "service.web"),
        ("protected", "models.training"),
        ("protected", "service.store.writer"),
    }


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_contracts_speak_of_modules_that_exist(contract: dict[str, Any]) -> None:
    keys = ("source_modules", "forbidden_modules", "protected_modules", "allowed_importers")
    own = [name for key in keys for name in contract.get(key, []) if name.partition(".")[0] in ("models", "service")]
    missing = [
        name
        for name in own
        if not (path := ROOT / name.replace(".", "/")).is_dir() and not path.with_suffix(".py").is_file()
    ]
    assert missing == []
