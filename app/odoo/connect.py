"""From the settings to a client of the right protocol."""

from app.odoo.client import OdooClient
from app.odoo.errors import OdooError
from app.odoo.json2 import Json2Client
from app.odoo.transport import OdooTransport
from app.odoo.xmlrpc import XmlRpcClient, server_version
from app.settings import Settings

FIRST_WITH_JSON2 = 19


def connect(settings: Settings) -> OdooClient:
    """Return a client for the Odoo of the settings; raise OdooError where a setting is missing or nothing answers."""
    missing = [name.upper() for name in ("odoo_url", "odoo_db", "odoo_api_key") if not getattr(settings, name)]
    if missing:
        raise OdooError(f"Odoo is not set up: {', '.join(missing)} is missing (docs/odoo.md).")
    transport = OdooTransport(settings.odoo_url, settings.odoo_ca_file)
    version = server_version(transport)
    if version is None or version >= FIRST_WITH_JSON2:
        return Json2Client(transport, settings.odoo_db, settings.odoo_api_key, settings.odoo_companies)
    if not settings.odoo_user:
        raise OdooError(f"Odoo {version} wants a user beside the key: set ODOO_USER.")
    return XmlRpcClient(transport, settings.odoo_db, settings.odoo_user, settings.odoo_api_key, settings.odoo_companies)
