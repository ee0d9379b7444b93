"""Every blueprint of the pages. A noun's views may fill several modules; importing each puts them on its blueprint."""

from flask import Flask

from app.web.account import blueprint as account
from app.web.account import (
    browsers,  # noqa: F401 - puts its views on the blueprint
    tokens,  # noqa: F401 - likewise
    two_factor,  # noqa: F401 - likewise
)
from app.web.account import data as account_data  # noqa: F401 - likewise
from app.web.account import routes as account_routes  # noqa: F401 - likewise
from app.web.acknowledge import routes as acknowledge
from app.web.admin import blueprint as admin
from app.web.admin import (
    health as admin_health,  # noqa: F401 - likewise
)
from app.web.admin import lists as admin_lists  # noqa: F401 - likewise
from app.web.admin import mailbox as admin_mailbox  # noqa: F401 - likewise
from app.web.admin import quality as admin_quality  # noqa: F401 - likewise
from app.web.admin import routes as admin_routes  # noqa: F401 - likewise
from app.web.admin import rules as admin_rules  # noqa: F401 - likewise
from app.web.admin import sign_ins as admin_sign_ins  # noqa: F401 - likewise
from app.web.admin import tokens as admin_tokens  # noqa: F401 - likewise
from app.web.alerts import routes as alerts
from app.web.api import (
    blueprint as api,
)
from app.web.api import description as api_description
from app.web.api import reads as api_reads  # noqa: F401 - likewise
from app.web.api import writes as api_writes  # noqa: F401 - likewise
from app.web.auth import company, resets
from app.web.auth import routes as auth
from app.web.blockers import routes as blockers
from app.web.calls import routes as calls
from app.web.checkin_form import routes as checkin_form
from app.web.design import routes as design
from app.web.health import routes as health
from app.web.hr import routes as hr
from app.web.kpi_readings import files as kpi_reading_files  # noqa: F401 - likewise
from app.web.kpi_readings import routes as kpi_readings
from app.web.kpis import routes as kpis
from app.web.left_words import routes as left_words
from app.web.long_jobs import routes as long_jobs
from app.web.milestones import routes as milestones
from app.web.odoo import routes as odoo
from app.web.people_imports import actions as people_import_actions  # noqa: F401 - likewise
from app.web.people_imports import blueprint as people_imports
from app.web.people_imports import downloads as people_downloads  # noqa: F401 - likewise
from app.web.people_imports import routes as people_import_routes  # noqa: F401 - likewise
from app.web.profiles import blueprint as profiles
from app.web.profiles import (
    creating,  # noqa: F401 - likewise
    directory,  # noqa: F401 - likewise
    editing,  # noqa: F401 - likewise
    leaving,  # noqa: F401 - likewise
    rights,  # noqa: F401 - likewise
)
from app.web.profiles import history as profile_history  # noqa: F401 - likewise
from app.web.profiles import plans as profile_plans  # noqa: F401 - likewise
from app.web.sms_inbound import routes as sms_inbound
from app.web.sms_status import routes as sms_status
from app.web.teams import blueprint as teams
from app.web.teams import (
    delegates,  # noqa: F401 - likewise
)
from app.web.teams import routes as team_routes  # noqa: F401 - likewise
from app.web.technicians import routes as technicians
from app.web.time_off import files as time_off_files  # noqa: F401 - likewise
from app.web.time_off import routes as time_off
from app.web.today import routes as today
from app.web.trends import routes as trends
from app.web.try_call import routes as try_call
from app.web.unsubscribe import routes as unsubscribe

BLUEPRINTS = (
    health.blueprint,
    auth.blueprint,
    resets.blueprint,
    company.blueprint,
    account.blueprint,
    admin.blueprint,
    design.blueprint,
    technicians.blueprint,
    trends.blueprint,
    acknowledge.blueprint,
    alerts.blueprint,
    calls.blueprint,
    checkin_form.blueprint,
    blockers.blueprint,
    try_call.blueprint,
    left_words.blueprint,
    long_jobs.blueprint,
    milestones.blueprint,
    odoo.blueprint,
    people_imports,
    profiles.blueprint,
    hr.blueprint,
    teams.blueprint,
    time_off.blueprint,
    kpis.blueprint,
    kpi_readings.blueprint,
    sms_status.blueprint,
    sms_inbound.blueprint,
    today.blueprint,
    unsubscribe.blueprint,
    api_description.blueprint,
)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.register(app)
