"""The blueprint of the account pages: `routes.py` and `two_factor.py` put their views on it."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")
