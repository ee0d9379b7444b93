"""The page behind the link in a message: no sign-in, one button."""
