"""Outgoing messages: destinations, quiet hours, grouping, pauses between tries."""
