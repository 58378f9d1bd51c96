"""Minimizes a function with trials asked for over REST. Only the standard library.

    python3 deploy/studies/ask_tell.py [http://127.0.0.1:8080] [STUDY]

Where the server has a token, REGATTA_TOKEN is sent with each request.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
STUDY = sys.argv[2] if len(sys.argv) > 2 else "ask-tell"
FILE = {
    "name": STUDY,
    "trials": 20,
    "workload": "external",
    "objective": {"metric": "value", "direction": "minimize"},
    "parameters": {
        "x": {"type": "float", "low": -5, "high": 10},
        "y": {"type": "float", "low": 0, "high": 15},
    },
}


def post(path, body):
    """The answer's status and content."""
    headers = {"Content-Type": "application/json"}
    if "REGATTA_TOKEN" in os.environ:
        headers["Authorization"] = "Bearer " + os.environ["REGATTA_TOKEN"]
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


status, answer = post("/api/v1/studies", FILE)
if status not in (201, 409):  # 409: it is there already, and we take part in it
    sys.exit(answer)
trials = f"/api/v1/studies/{STUDY}/trials"
while True:
    # The same key again gets the same trial: safe to repeat if the answer is lost.
    status, trial = post(trials + ":ask", {"worker": "ask_tell.py", "request_key": str(uuid.uuid4())})
    if status == 409:
        print(trial["message"])
        break
    if status != 200:
        sys.exit(trial)
    if trial["result"] == "WAIT":
        time.sleep(trial["retry_after_seconds"])
        continue
    x, y = trial["parameters"]["x"], trial["parameters"]["y"]
    lease, path = trial["lease_epoch"], f"{trials}/{trial['trial']}"
    value = (x - 3) ** 2 + (y - 2) ** 2
    status, heard = post(path + ":report", {"lease_epoch": lease, "step": 1, "values": {"value": value}})
    if status == 200 and heard["directive"] != "CONTINUE":
        post(path + ":tell", {"lease_epoch": lease, "state": "YIELDED"})
        continue
    status, told = post(path + ":tell", {"lease_epoch": lease, "state": "COMPLETED", "value": value})
    print(trial["trial"], told.get("value", told))
