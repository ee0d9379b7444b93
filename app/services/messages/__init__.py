"""Messages from the outbox row to the channel's answer, and the messages that no alert asks for."""
