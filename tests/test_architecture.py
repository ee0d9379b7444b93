"""The layers as written down in docs/decisions/0001: imports point down, no package in a circle, the domain is pure."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "app").rglob("*.py"))

LEVELS = {
    "domain": 0,
    "settings": 0,
    "setting_parsers": 0,
    "setting_checks": 0,
    "kept_key": 0,
    "page_help": 0,
    "signing": 0,
    "sealing": 0,
    "phones": 0,
    "erasures": 1,
    "journal": 1,
    "breaker": 1,
    "memory": 1,
    "counts": 1,
    "database_patience": 1,
    "logs": 1,
    "policy": 1,
    "rule_table": 1,
    "rule_book": 1,
    "calendars": 1,
    "people_files": 1,
    "channels": 1,
    "charts": 1,
    "odoo": 1,
    "models": 1,
    "queries": 2,
    "services": 3,
    "extensions": 4,
    "unit_of_work": 4,
    "fresh_settings": 4,
    "access": 4,
    "audit_keeping": 4,
    "api": 5,
    "web": 5,
    "vapi": 5,
    "jobs": 5,
    "cli": 6,
    "serving": 6,
    "dev": 6,
    "": 6,
}
FORBIDDEN_SIDEWAYS = {
    ("web", "jobs"),
    ("web", "channels"),
    ("vapi", "jobs"),
    ("vapi", "channels"),
    ("vapi", "web"),
    ("jobs", "web"),
    ("api", "web"),
    ("api", "jobs"),
    ("api", "vapi"),
}
INTAKE = "app.vapi.inbound.intake"
"""All that another edge may use of the telephone."""
COMPOSITION = {f"app/{name}" for name in ("__init__.py", "cli/__init__.py", "dev/__init__.py", "vapi/__init__.py")}
COMPOSITION |= {"app/web/__init__.py", "app/web/blueprints.py"}
"""Modules that assemble what lies below them; what they import says nothing about the layout."""
FLASK_FREE = {"domain", "models", "queries", "services", "channels", "charts"}


def layer_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "app").parts
    return parts[0].removesuffix(".py") if parts[0] != "__init__.py" else ""


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "app":
                yield from (f"app.{name.name}" for name in node.names)


def own_layers(path: Path) -> set[str]:
    """Return the layers of ours that a file imports; a name of the package itself (`app.ROOT`) is the top."""
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("app.")}
    return {name if name in LEVELS else "" for name in names}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    layer = layer_of(path)
    assert layer in LEVELS
    upward = {name for name in own_layers(path) if LEVELS[name] > LEVELS[layer]}
    assert upward == set()
    assert {name for name in own_layers(path) if (layer, name) in FORBIDDEN_SIDEWAYS} == set()


def package_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).parent.parts)


def packages_imported_by(package: str) -> set[str]:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): package_of(path) for path in MODULES}
    imported = {
        name
        for path in MODULES
        if package_of(path) == package and str(path.relative_to(ROOT)) not in COMPOSITION
        for name in imports_of(path)
    }
    found = {modules.get(name) or modules.get(f"{name}.__init__") for name in imported}
    return {name for name in found if name and name != "app"} - {package}


def test_no_package_imports_in_a_circle() -> None:
    """Take away, again and again, the packages that import none of those left: a circle is what cannot go."""
    left = {package: packages_imported_by(package) for package in {package_of(path) for path in MODULES} - {"app"}}
    while free := {package for package, imported in left.items() if not imported & left.keys()}:
        left = {package: imported for package, imported in left.items() if package not in free}
    assert left == {}


def test_pages_and_jobs_use_only_the_intake_of_the_telephone() -> None:
    used = {
        (str(path.relative_to(ROOT)), name)
        for path in MODULES
        if layer_of(path) in {"web", "jobs"}
        for name in imports_of(path)
        if name.startswith("app.vapi")
    }
    assert {name for _, name in used} <= {INTAKE}


def test_commands_use_only_the_intake_and_the_assistant_of_the_telephone() -> None:
    used = {name for path in MODULES if layer_of(path) == "cli" for name in imports_of(path)}
    telephone = {name for name in used if name.startswith("app.vapi")}
    assert {name for name in telephone if not name.startswith("app.vapi.assistant")} <= {INTAKE}


@pytest.mark.parametrize("layer", sorted(FLASK_FREE))
def test_layer_is_free_of_flask(layer: str) -> None:
    packages = {name.split(".")[0] for path in MODULES if layer_of(path) == layer for name in imports_of(path)}
    assert packages & {"flask", "flask_login", "flask_sqlalchemy", "flask_wtf"} == set()


def test_domain_is_pure() -> None:
    packages = {name.split(".")[0] for path in MODULES if layer_of(path) == "domain" for name in imports_of(path)}
    assert packages - {"app"} - set(sys.stdlib_module_names) == set()


def test_development_is_imported_by_the_command_line_alone() -> None:
    users = {layer_of(path) for path in MODULES if "dev" in own_layers(path)}
    assert users <= {"dev", "cli"}


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) in {"domain", "services", "queries"}], ids=str)
def test_clock_is_an_argument_below_the_edges(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    clocks = [
        ast.unparse(call) for call in calls if ast.unparse(call.func) in {"datetime.now", "date.today", "time.time"}
    ]
    assert clocks == []


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) in {"services", "queries"}], ids=str)
def test_nothing_below_the_edges_commits(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert [ast.unparse(call) for call in calls if ast.unparse(call.func).endswith("session.commit")] == []


TABLES = "app.models"
"""The one package whose `__init__` is an import place: tables refer to each other, and all must be loaded."""


def defining_module(module: str, name: str) -> str:
    """Return the module of ours in which a name that `module` offers is defined."""
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    if module == TABLES or not path.exists():
        return module
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app."):
            for imported in node.names:
                is_module = (ROOT / Path(*node.module.split("."), f"{imported.name}.py")).exists()
                if (imported.asname or imported.name) == name and not is_module:
                    return defining_module(node.module, imported.name)
    return module


def test_names_are_imported_from_where_they_are_defined() -> None:
    detours = {
        (str(path.relative_to(ROOT)), node.module, imported.name)
        for folder in ("app", "tests", "benchmarks", "scripts")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app.")
        for imported in node.names
        if defining_module(node.module, imported.name) != node.module
    }
    assert detours == set()


def test_a_class_name_means_one_thing() -> None:
    names = Counter(
        node.name
        for folder in ("app", "benchmarks", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in names.items() if count > 1} == set()
