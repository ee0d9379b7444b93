"""What can go wrong between us and Odoo, each in a sentence that says what to do about it."""

from app.domain.errors import OpsCoachError


class OdooError(OpsCoachError):
    """Odoo did not give what was asked for."""


class OdooAway(OdooError):  # noqa: N818 - reads as what happened
    """No answer, or one that another try may better: a time-out, a dropped connection, a server error."""


class OdooRefused(OdooError):  # noqa: N818 - reads as what happened
    """Odoo does not accept the key."""


class OdooForbidden(OdooError):  # noqa: N818 - reads as what happened
    """The key is good, and its user lacks the right to read this."""


class OdooUnknownModel(OdooError):  # noqa: N818 - reads as what happened
    """This Odoo has no such model; an application is not installed, or its version calls it otherwise."""


class OdooIncomplete(OdooError):  # noqa: N818 - reads as what happened
    """Fewer records came than Odoo counts: nothing may be concluded from what is absent."""
