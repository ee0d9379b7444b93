"""Sign-ins: users, passwords, resets by mailed link, second factors."""
