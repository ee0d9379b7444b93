"""A test is found by the path of what it tests: docs/decisions/0001."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def modules_of(layer: str) -> set[str]:
    folder = ROOT / "app" / layer
    return {str(path.relative_to(ROOT / "app")) for path in folder.rglob("*.py") if path.name != "__init__.py"}


def modules_with_tests(layer: str) -> set[str]:
    """Return the modules of which a test module of that name lies in the folder of that name."""
    tests = (path for kind in ("unit", "integration") for path in (ROOT / "tests" / kind / layer).rglob("test_*.py"))
    places = (path.relative_to(ROOT / "tests").parts[1:] for path in tests)
    return {"/".join((*folders, name.removeprefix("test_"))) for *folders, name in places}


@pytest.mark.parametrize("layer", ["services", "queries"])
def test_every_module_has_the_test_module_of_its_name(layer: str) -> None:
    assert modules_of(layer) - modules_with_tests(layer) == set()
