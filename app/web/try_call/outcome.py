"""What a typed call came to, in two sentences: what was saved, and who was told."""

from app.domain.checkins.readback import readback
from app.domain.phrases import listed
from app.queries.call_effects import CallEffects


def saved_sentence(effects: CallEffects, *, ended: bool) -> str:
    row = dict(effects.checkin)
    if not row:
        return "Nothing was logged. The call itself is on record." if ended else "Nothing is saved yet."
    answers = readback(row)
    if row["call_completed"]:
        return f"Saved: {answers}"
    if not ended:
        return f"Saved so far: {answers}"
    from_report = " It was filled from the report at the end of the call." if row["report_fields"] else ""
    return f"Saved as half-finished: {answers}{from_report}"


def told_sentence(effects: CallEffects) -> str:
    if effects.quiet:
        return "Told: nobody, as you chose at the start."
    recipients = list(dict.fromkeys(message.recipient for message in effects.messages))
    return f"Told: {listed(recipients)}." if recipients else "Told: nobody. Nothing in it was for anybody."
