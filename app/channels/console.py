"""Writes messages to standard output: what a development machine without a mail server does."""

from app.domain.messages.delivery import OutgoingMessage


class ConsoleChannel:
    def send(self, message: OutgoingMessage) -> str | None:
        print(f"To {message.address}: {message.subject}\n{message.text}", flush=True)  # noqa: T201 - its purpose
        return None
