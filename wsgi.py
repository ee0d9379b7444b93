"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi …`."""

from app import create_app
from app.settings import Settings

app = create_app(Settings.of_process())
