"""Import and export of people: pages under `/profiles/imports`."""

from flask import Blueprint

blueprint = Blueprint("people_imports", __name__, url_prefix="/profiles/imports")
