"""What SQLAlchemy raises where the database does not answer: refused, dropped, too slow, no free connection."""

from sqlalchemy import exc

DATABASE_AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
