#!/usr/bin/env python3
"""Greets somebody, which takes five seconds, and tells how far it is."""

import json
import os
import sys
import time

STEPS = 5

request = json.load(sys.stdin)
if not request["args"]:
    sys.exit("greet needs a name")
name = request["args"][0]
seconds = request["kwargs"].get("seconds", 5)

for step in range(1, STEPS + 1):
    time.sleep(seconds / STEPS)
    print(f"::progress {100 * step // STEPS} greeting {name}", file=sys.stderr, flush=True)

# The last line is the result.
print(json.dumps({"text": f"Hello {name}", "attempt": int(os.environ["TASKQ_ATTEMPT"])}))
