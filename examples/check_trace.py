"""Checks that a file is a Chrome trace that viewers show well: `python check_trace.py FILE`. Knows nothing of this project."""

import json
import sys
from collections import defaultdict
from itertools import pairwise
from typing import Any


def problems(trace: dict[str, Any]) -> list[str]:
    """What is wrong with the trace; empty if nothing is."""
    events = trace.get("traceEvents")
    if not isinstance(events, list) or not events:
        return ["no traceEvents"]
    found: list[str] = []
    named = {(e["pid"], e["tid"]) for e in events if e["ph"] == "M" and e["name"] == "thread_name"}
    tracks: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for event in events:
        if event["ph"] == "M":
            continue
        if event["ph"] != "X":
            found.append(f"unexpected phase {event['ph']}")
            continue
        if event["cat"] not in ("compute", "transfer") or event["ts"] < 0 or event["dur"] < 0:
            found.append(f"bad event {event}")
        tracks[event["pid"], event["tid"]].append((event["ts"], event["ts"] + event["dur"]))
    found += [f"track {track} has no name" for track in tracks.keys() - named]
    for track, spans in tracks.items():
        spans.sort()
        if any(second[0] < first[1] for first, second in pairwise(spans)):
            found.append(f"events overlap on track {track}")
    return found if tracks else ["no complete events"]


def main() -> None:
    """Print the verdict; exit code 1 if there are problems."""
    with open(sys.argv[1], encoding="utf-8") as file:
        trace = json.load(file)
    if found := problems(trace):
        sys.exit(f"{sys.argv[1]}: " + "; ".join(found))
    complete = sum(event["ph"] == "X" for event in trace["traceEvents"])
    tracks = sum(event["name"] == "thread_name" for event in trace["traceEvents"])
    print(f"{sys.argv[1]}: {complete} events on {tracks} named tracks")


if __name__ == "__main__":
    main()
