"""How good the notices are: by rule and month, fired, taken up, acted on, dismissed."""

from collections.abc import Mapping
from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.alerts.rules import RULES
from app.domain.alerts.words import KIND_WORDS
from app.domain.figures.flag_words import FLAG_WORDS
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission
from app.queries.notice_quality import NoticeQuality, list_notice_quality
from app.queries.paging import page_of
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now
from app.web.paging import Column, csv_of, read_listing, wants_csv

YEAR = timedelta(days=365)
RULE_WORDS: Mapping[str, str] = {
    **{rule.id: KIND_WORDS[kind] for kind, rule in RULES.items()},
    **{rule.value: words for rule, words in FLAG_WORDS.items()},
}
COLUMNS: tuple[Column[NoticeQuality], ...] = (
    Column("month", "Month", lambda row: f"{row.month:%Y-%m}"),
    Column("rule", "Notice", lambda row: said_rule(row.rule_id)),
    Column("fired", "Fired", lambda row: row.fired, numeric=True),
    Column("acknowledged", "Taken up", lambda row: row.acknowledged, numeric=True),
    Column("acted_on", "Acted on", lambda row: row.acted_on, numeric=True),
    Column("dismissed", "False alarm", lambda row: row.dismissed, numeric=True),
)


def said_rule(rule_id: str) -> str:
    return RULE_WORDS.get(rule_id, rule_id)


@blueprint.get("/notices")
@requires(Permission.SYSTEM_MANAGE)
def notices() -> ResponseReturnValue:
    viewer = current_viewer()
    today = local_date(request_now(), viewer.timezone)
    with unit_of_work() as session:
        quality = list_notice_quality(session, viewer, first=today - YEAR, last=today)
    page = page_of(
        quality,
        read_listing(COLUMNS, sort="month", descending=True),
        sorts={
            "month": lambda row: (row.month, said_rule(row.rule_id)),
            "rule": lambda row: (said_rule(row.rule_id), row.month),
            "fired": lambda row: row.fired,
            "acknowledged": lambda row: row.acknowledged,
            "acted_on": lambda row: row.acted_on,
            "dismissed": lambda row: row.dismissed,
        },
        searched=lambda row: said_rule(row.rule_id),
    )
    if wants_csv():
        return csv_of("notices", COLUMNS, page.rows)
    return render_template("admin/notices.html", rows=page, columns=COLUMNS, said_rule=said_rule)
