"""`flask settings`: the settings table, `.env.example`, the guide to the pages and that to webhooks, generated."""

import dataclasses
from pathlib import Path

import click
from flask import Flask

from app.page_help import guide
from app.rule_table import rule_text
from app.settings import Settings

README = Path("README.md")
EXAMPLE = Path(".env.example")
GUIDE = Path("docs/pages.md")
WEBHOOKS = Path("docs/webhooks.md")
BEGIN, END = "<!-- settings: begin -->", "<!-- settings: end -->"


def register(app: Flask) -> None:
    @app.cli.command("settings")
    @click.option("--check", is_flag=True, help="Fail where a file is stale instead of writing it.")
    def settings(check: bool) -> None:  # noqa: FBT001 - click passes flags by name
        """Write the settings into README.md and .env.example, and the guides docs/pages.md and docs/webhooks.md."""
        stale = [path for path, text in generated().items() if path.read_text() != text]
        if check and stale:
            raise click.ClickException(f"Stale: {', '.join(map(str, stale))}. Run: flask --app wsgi settings")
        for path, text in generated().items():
            path.write_text(text)


def generated() -> dict[Path, str]:
    """Return what each generated document should hold."""
    from app.services.messages.webhook_guide import webhook_document

    readme = README.read_text()
    before, rest = readme.split(BEGIN)
    after = rest.split(END)[1]
    return {
        README: f"{before}{BEGIN}\n{table()}{END}{after}",
        EXAMPLE: example(),
        GUIDE: guide(),
        WEBHOOKS: webhook_document(),
    }


def table() -> str:
    rows = [
        f"| `{field.name.upper()}` | {rule_text(field.default) or '–'} | {field.metadata['help']} |"
        for field in dataclasses.fields(Settings)
    ]
    return "\n".join(["| setting | default | what it is |", "|---|---|---|", *rows]) + "\n"


def example() -> str:
    lines = ["# Every setting. Empty means the default; see README.md for what each is."]
    for field in dataclasses.fields(Settings):
        lines.append(f"# {field.metadata['help']}")
        lines.append(f"{field.name.upper()}={'' if field.metadata['secret'] else rule_text(field.default)}")
    return "\n".join(lines) + "\n"
