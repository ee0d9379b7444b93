"""Signing in and out, the second factor, and a new password by mailed link."""
