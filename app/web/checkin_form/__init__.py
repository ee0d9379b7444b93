"""The check-in as a form behind the link of a reminder: no sign-in, one page, made for a phone."""
