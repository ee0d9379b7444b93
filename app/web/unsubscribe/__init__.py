"""Leaving a regular mail by its own link, without signing in."""
