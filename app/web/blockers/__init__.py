"""Blockers, the open ones first, with their age. The technician hears of a resolved one on the next call."""
