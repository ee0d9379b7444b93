"""Keeps messages in memory, for tests and demonstrations."""

from app.domain.messages.delivery import OutgoingMessage


class RecordingChannel:
    def __init__(self) -> None:
        self.sent: list[OutgoingMessage] = []

    def send(self, message: OutgoingMessage) -> str | None:
        self.sent.append(message)
        return f"recorded-{len(self.sent)}"
