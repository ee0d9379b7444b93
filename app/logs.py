"""Structured logs: one JSON line per event in production, readable lines elsewhere. Numbers and secrets stay out."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask

from app.settings import Settings

_PHONE = re.compile(r"\+\d{6,15}")


def mask_phone(number: str | None) -> str:
    """Return the number with its last four digits hidden: enough to recognise a line in a log."""
    return f"{number[:-4]}••••" if number and len(number) > 4 else ""  # noqa: PLR2004 - the four hidden digits


def _mask_numbers(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _PHONE.sub(lambda m: mask_phone(m[0]), v) if isinstance(v, str) else v for key, v in event.items()}


def configure(app: Flask, settings: Settings) -> None:
    production = settings.app_env == "production"
    render: Any = structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _mask_numbers,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    app.logger.setLevel(logging.INFO)
