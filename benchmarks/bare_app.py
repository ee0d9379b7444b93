"""The least that a web server can do for a call: read JSON, insert one row, commit, answer. What tools are measured by.

Flask and psycopg2 without ORM, rules or logs, behind the same gunicorn with the same flags. A connection per thread.
"""

import os
import threading

import psycopg2
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from app.settings import Settings

app = Flask(__name__)
app.extensions["settings"] = Settings.of_process()  # the web server asks the app for them
_held = threading.local()


@app.post("/")
def insert() -> ResponseReturnValue:
    connection = _connection()
    with connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (note) VALUES (%s)", (str(request.get_json())[:200],))
    return jsonify(results=[{"result": "Saved."}])


def _connection() -> "psycopg2.extensions.connection":
    if not hasattr(_held, "connection"):
        _held.connection = psycopg2.connect(os.environ["DATABASE_URL"].replace("+psycopg2", ""))
    return _held.connection
