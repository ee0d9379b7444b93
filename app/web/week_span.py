"""How many weeks a page of charts shows: `?weeks=` of the address, one of four, 13 by default."""

from flask import request

WEEK_CHOICES = (4, 13, 26, 52)
USUAL_CHOICE = 13


def read_weeks() -> int:
    weeks = request.args.get("weeks", USUAL_CHOICE, type=int)
    return weeks if weeks in WEEK_CHOICES else USUAL_CHOICE
