"""How many jobs, and how many bytes, by StatusCode: for orjson.

    python3 count.py DUMP

A document is a page or a job, one a line, or the whole file is one.
"""

import json
import sys

import orjson


def documents(path):
    """The documents of a dump; those that stand one a line are read and forgotten one after the other."""
    with open(path, "rb") as dump:
        first = dump.readline()
        try:
            yield orjson.loads(first)
        except orjson.JSONDecodeError:
            yield orjson.loads(first + dump.read())
            return
        yield from map(orjson.loads, dump)


def count(path):
    """Of each status, the jobs and the bytes."""
    statuses = {}
    for document in documents(path):
        for job in document["JobList"] if "JobList" in document else [document]:
            counts = statuses.setdefault(job["StatusCode"], [0, 0])
            counts[0] += 1
            counts[1] += job.get("ArchiveSizeInBytes") or 0
    return statuses


if __name__ == "__main__":
    print(json.dumps(count(sys.argv[1])))
