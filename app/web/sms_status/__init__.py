"""Twilio's reports on texts it has taken."""
