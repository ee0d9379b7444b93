"""Renders templates/messages: a plain subject, one line on what happened, one on what to do, and the link.

Each template has the blocks `subject`, `happened` and `todo`; a text message, an e-mail and a chat post are made of
the same three.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import escape

from app.domain.alerts.words import TAKE_IT
from app.phones import spaced_phones
from app.settings import Settings

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "messages"
LONGEST_SUBJECT = 60
"""Characters of a subject that a watch or a lock screen shows."""

LONGEST_TEXT = 300
"""Characters of what happened in a text message: a long note must not make the provider refuse it."""


FOOT_AT_SENDING = "foot-written-when-sent"
"""Stands in a row's HTML where the foot goes when the mail is sent: who sent it, and who reads an answer."""


class Wording(Protocol):
    """One message in the forms that the channels want."""

    @property
    def subject(self) -> str: ...
    @property
    def plain(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def html(self) -> str: ...


@dataclass(frozen=True)
class MessageText:
    subject: str
    happened: str
    todo: str
    link: str
    button: str = "Open"
    """What an e-mail's button says: the name of the button on the page that it leads to."""
    phone: str = ""
    """E.164 of whom it is about, where the reader has it on the page too; only mails write it."""

    @property
    def written_phone(self) -> str:
        return spaced_phones(self.phone)

    @property
    def plain(self) -> str:
        lines = [line for line in (self.happened, self.todo) if line]
        text = "\n".join([*lines, "", self.link]).strip() + "\n"
        return f"{text}Telephone: {self.written_phone}\n" if self.phone else text

    @property
    def short(self) -> str:
        """The text message: one paragraph, without the subject, which would say it twice."""
        happened = shorten(self.happened, LONGEST_TEXT)
        return " ".join(part for part in (happened, self.todo, self.link) if part)

    @property
    def html(self) -> str:
        return _environment().get_template("layout.html").render(text=self)


def render(template: str, *, link: str, button: str = "Open", **facts: Any) -> MessageText:
    """Render one of templates/messages/*.txt; a fact that the template wants and did not get is an error."""
    source = _environment().get_template(f"{template}.txt")
    context = source.new_context(facts)
    parts = {name: " ".join("".join(block(context)).split()) for name, block in source.blocks.items()}
    return MessageText(shorten(parts["subject"], LONGEST_SUBJECT), parts["happened"], parts["todo"], link, button)


def render_group(subject: str, messages: Sequence[Mapping[str, Any]]) -> str:
    """Render several messages of one kind as one page; each has `happened`, `todo` and `link`."""
    return _environment().get_template("group.html").render(subject=subject, messages=messages)


def mail_foot(settings: Settings) -> str:
    """Return the last line of every short mail."""
    return (
        f"{settings.company_name}, Daily Ops Coach. Written by the product; an answer goes to {settings.mail_from}, "
        "not to the person it is about."
    )


def with_foot(html: str, settings: Settings) -> str:
    return html.replace(FOOT_AT_SENDING, str(escape(mail_foot(settings))))


def shorten(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"take_it": TAKE_IT, "foot_at_sending": FOOT_AT_SENDING}
    return environment
