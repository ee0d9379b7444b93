"""A check-in held by rules instead of a model, for the call simulator and the browser."""
