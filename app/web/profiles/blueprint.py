"""The blueprint that the modules of profiles put their views on."""

from flask import Blueprint

blueprint = Blueprint("profiles", __name__, url_prefix="/profiles")
