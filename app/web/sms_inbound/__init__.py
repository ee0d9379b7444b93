"""Texts that people send to our number, as Twilio posts them."""
