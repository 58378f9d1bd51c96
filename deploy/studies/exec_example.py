"""A program that Regatta's workers run: descends a valley, reports each step, and goes on where it was interrupted.

Only the standard library. The checkpoint is written under another name and renamed, so that it is whole at any moment.
"""

import json
import os
import time

with open(os.environ["REGATTA_PARAMETERS"]) as file:
    parameters = json.load(file)
checkpoint = os.path.join(os.environ["REGATTA_CHECKPOINT_DIR"], "state.json")

state = {"step": 0, "x": -2.0, "y": 3.0, "vx": 0.0, "vy": 0.0}
if os.path.exists(checkpoint):
    with open(checkpoint) as file:
        state = json.load(file)

while state["step"] < parameters["steps"]:
    gradient = {"x": 2 * state["x"], "y": 20 * state["y"]}
    for axis in ("x", "y"):
        speed = parameters["momentum"] * state["v" + axis] - parameters["rate"] * gradient[axis] / 20
        state["v" + axis] = speed
        state[axis] += speed
    state["step"] += 1
    time.sleep(0.2)
    with open(checkpoint + ".new", "w") as file:
        json.dump(state, file)
    os.replace(checkpoint + ".new", checkpoint)
    loss = state["x"] ** 2 + 10 * state["y"] ** 2
    print(json.dumps({"step": state["step"], "loss": loss}), flush=True)
