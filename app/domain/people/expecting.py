"""When the line expects somebody, in one line that HR reads while they type."""

from datetime import date, timedelta

from app.domain.mornings.holidays import Holidays
from app.domain.mornings.window import MorningWindow
from app.domain.mornings.workdays import Absence, Expectation, WorkPattern, expected_on
from app.domain.phrases import say_day, say_workdays

LOOKED_AHEAD = 60
"""Days; whoever is away longer is told of by the reason instead."""


def say_expected(
    name: str,
    pattern: WorkPattern,
    window: MorningWindow,
    holidays: Holidays,
    absences: tuple[Absence, ...],
    *,
    today: date,
) -> str:
    """Return `The line expects Ana Mon–Fri by 10:00 Chicago; next: Fri 27 Nov.`, or why it does not."""
    days = [today + timedelta(days=step) for step in range(LOOKED_AHEAD)]
    answers = {day: expected_on(day, pattern, holidays, absences) for day in days}
    following = next((day for day, answer in answers.items() if answer.expected and day > today), None)
    if following is None:
        return f"The line expects no call from {name}: {_why(answers[today], answers[days[-1]])}"
    week = say_workdays(sorted(pattern.workdays))
    place = pattern.timezone.split("/")[-1].replace("_", " ")
    return f"The line expects {name} {week} by {window.end:%H:%M} {place}; next: {say_day(following, today)}."


def _why(first: Expectation, last: Expectation) -> str:
    return first.sentence[0].lower() + first.sentence[1:] if not first.expected else last.sentence
