"""Send last week's figures and read who is off: the JSON API in thirty lines.

    API_TOKEN=doc_… python docs/examples/api_client.py https://ops.example.com readings.csv

The file has the columns employee_number, kpi, read_on, value. Needs nothing but Python.
"""

import csv
import json
import os
import sys
import uuid
from urllib.request import Request, urlopen


def call(base: str, method: str, path: str, body: object = None) -> dict:
    headers = {"Authorization": f"Bearer {os.environ['API_TOKEN']}", "Content-Type": "application/json"}
    if method == "POST":  # a request that is sent again under its key is done once
        headers["Idempotency-Key"] = str(uuid.uuid5(uuid.NAMESPACE_URL, path + json.dumps(body)))
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"{base}/api/v1{path}", data, headers, method=method), timeout=30) as answer:
        return json.load(answer)


def main(base: str, file_name: str) -> None:
    with open(file_name, newline="") as file:
        rows = [{**row, "employee_number": int(row["employee_number"])} for row in csv.DictReader(file)]
    print(call(base, "POST", "/kpi-readings", {"readings": rows})["saved"], "readings saved")
    page: dict = {"next_cursor": ""}
    while page["next_cursor"] is not None:
        page = call(base, "GET", "/time-off" + (f"?cursor={page['next_cursor']}" if page["next_cursor"] else ""))
        for row in page["rows"]:
            print(row["employee_number"], "is off from", row["starts_on"], "to", row["ends_on"])


if __name__ == "__main__":
    main(*sys.argv[1:3])
