"""Columns and their cells: what one cell says is a value, nothing, "clear this", or a problem with the way out."""
