"""What calls leave behind: messages to a person and about them, also those about several people."""

from sqlalchemy.orm import Session

from app.models import OutboxMessage
from app.queries.call_data import CALL_DATA
from tests.builders import make_alert, make_employee, make_message


def test_messages_are_those_to_the_person_and_about_them(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    about_ana, about_ben = make_alert(session, ana), make_alert(session, ben)
    make_message(session, subject="to Ana", recipient_id=ana.id)
    make_message(session, subject="about Ana", alert_id=about_ana.id)
    make_message(session, subject="about both", data={"alert_ids": [about_ben.id, about_ana.id]})
    make_message(session, subject="about Ben", data={"alert_ids": [about_ben.id]})
    [held] = [held for held in CALL_DATA if held.table is OutboxMessage]
    subjects = {row["subject"] for row in session.execute(held.rows(ana.id)).mappings()}
    assert subjects == {"to Ana", "about Ana", "about both"}
