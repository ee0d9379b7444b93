"""The command line: one module per group of commands, each with `register(app)`; every module here is registered.

Each command parses its arguments and calls one service.
"""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def register(app: Flask) -> None:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}").register(app)
