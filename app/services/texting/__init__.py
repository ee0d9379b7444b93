"""Texts that people send us: a check-in, the taking of an alert, an end of consent."""
