"""The blueprint that the modules of teams put their views on."""

from flask import Blueprint

blueprint = Blueprint("teams", __name__, url_prefix="/teams")
