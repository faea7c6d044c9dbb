"""Times `icecore check` and other tools, one after the other, and prints a table of what must be and what is.

Everything is timed as a whole process, from its start to its end, with its output thrown away. The commands that
are compared take turns, so that what else the machine does meanwhile befalls all of them; of each the median
counts. What is measured in memory, by criterion, is read from what `cargo bench` left behind.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent

# A tool that has taken so many seconds runs no more than LEAST times.
PATIENCE = 60
LEAST = 3

# DuckDB takes no documents larger than this, unless it is told to; and then it needs more memory.
DUCKDB_LARGEST = 16 << 20

# Each of these can be broken in every job of the style wire.
DEFECTS = "unknown-field=1,job-id-format=1,timestamp-format=1"


class Table:
    """What must be and what is."""

    def __init__(self):
        self.rows = []

    def add(self, measure, ratio, least=None, most=None):
        """Adds a ratio, or that it was not measured; at least one of its bounds may be given."""
        must = f"≥ {least}×" if least else f"≤ {most}×" if most else "–"
        missed = ratio is not None and ((least and ratio < least) or (most and ratio > most))
        measured = "–" if ratio is None else f"{ratio:.2f}×" + (" **missed**" if missed else "")
        self.rows.append((measure, must, measured))

    def print(self):
        print("\n| measure | must | measured |\n|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def main():
    options = parse_options()
    table = Table()
    in_memory(options.criterion, table)
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        icecore = Icecore(options.icecore, pathlib.Path(work))
        # Where others keep the cores busy, the figures tell little.
        print(f"{icecore.version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        clean = icecore.generate("clean", options.jobs)
        dump = options.file or clean
        against_tools(icecore, dump, options, table)
        against_itself(icecore, dump, options, table)
        compressed(icecore, dump, options, table)
        with_findings(icecore, clean, options, table)
        ten_times(icecore, clean, options, table)
    table.print()


def parse_options():
    parser = argparse.ArgumentParser(prog="run.sh", description="Holds `icecore check` against other tools.")
    parser.add_argument("file", nargs="?", type=pathlib.Path, help="a dump, uncompressed; without it one is generated")
    parser.add_argument("--icecore", default="icecore", help="the command that is measured")
    parser.add_argument("--criterion", type=pathlib.Path, help="where criterion saves its estimates")
    parser.add_argument("--jobs", type=int, default=600_000, help="how many jobs a generated dump has")
    parser.add_argument("--repeats", type=int, default=7, help="how often each command runs")
    parser.add_argument("--work", help="a folder for generated dumps; 11,000 bytes for each of the --jobs")
    return parser.parse_args()


class Icecore:
    """The command that is measured, and the dumps that it generates."""

    def __init__(self, command, work):
        self.command = command
        self.work = work

    def version(self):
        return output([self.command, "--version"]).strip()

    def check(self, dump, *more, threads=2):
        return [self.command, "check", "--threads", str(threads), *more, str(dump)]

    def generate(self, name, jobs, *more):
        path = self.work / f"{name}.json"
        subprocess.run([self.command, "generate", "--seed", "1", "--jobs", str(jobs), "-o", path, *more], check=True)
        return path

    def summary(self, dump):
        # With findings it exits with 1.
        command = [self.command, "check", "--format", "ndjson", str(dump)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                last = line
        return json.loads(last)["summary"]


def output(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def take_turns(commands, repeats):
    """Runs each of the named commands so many times, in turns; of each the median, in seconds."""
    taken = {name: [] for name in commands}
    for _ in range(repeats):
        for name, command in commands.items():
            if len(taken[name]) < LEAST or sum(taken[name]) < PATIENCE:
                taken[name].append(seconds(command))
    print()
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        times = taken[name]
        print(f"{name:>32}: {median:9.3f} s  ({min(times):.3f} to {max(times):.3f}; runs: {len(times)})")
    return medians


def seconds(command):
    start = time.perf_counter()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    taken = time.perf_counter() - start
    # 1 tells of findings.
    if status not in (0, 1):
        sys.exit(f"{command} failed with {status}")
    return taken


def against_tools(icecore, dump, options, table):
    """Other tools count what icecore checks."""
    tools = installed_tools(dump)
    agree({name: json.loads(output(command)) for name, command in tools.items()}, icecore.summary(dump))
    medians = take_turns({"icecore": icecore.check(dump), **tools}, options.repeats)
    for name, least in [("jq", 100), ("jaq", None), ("DuckDB", 30), ("orjson", 10)]:
        ratio = medians[name] / medians["icecore"] if name in medians else None
        table.add(f"{name} / `check`, 2 threads", ratio, least=least)


def installed_tools(dump):
    """The commands that count the jobs of a dump, of those tools that there are."""
    largest = max(DUCKDB_LARGEST, dump.stat().st_size + 1 if is_one_document(dump) else 0)
    tools = {}
    for name in ["jq", "jaq"]:
        if is_there(name, shutil.which(name)):
            tools[name] = [name, "-c", "-n", "-f", str(HERE / "count.jq"), str(dump)]
    if shutil.which("duckdb"):
        tools["DuckDB"] = duckdb_command(dump, largest)
    elif is_there("DuckDB", has_module("duckdb")):
        tools["DuckDB"] = [sys.executable, str(HERE / "count_sql.py"), str(dump), str(largest)]
    if is_there("orjson", has_module("orjson")):
        tools["orjson"] = [sys.executable, str(HERE / "count.py"), str(dump)]
    return tools


def is_there(name, found):
    if not found:
        print(f"{name} is not installed: skipped", file=sys.stderr)
    return found


def has_module(name):
    return subprocess.run([sys.executable, "-c", f"import {name}"], stderr=subprocess.DEVNULL).returncode == 0


def duckdb_command(dump, largest):
    quoted = str(dump).replace("'", "''")
    variables = f"SET VARIABLE dump = '{quoted}'; SET VARIABLE largest = {largest};"
    return ["duckdb", "-list", "-noheader", "-cmd", variables, "-f", str(HERE / "count.sql")]


def is_one_document(dump):
    """Whether the first line of a dump is only a part of a document."""
    with open(dump, "rb") as lines:
        try:
            json.loads(lines.readline())
        except ValueError:
            return True
    return False


def agree(counts, summary):
    """All tools have to count the same jobs of each status, as many as icecore does, and the same bytes."""
    for name, statuses in counts.items():
        jobs = sum(jobs for jobs, _ in statuses.values())
        if jobs != summary["jobs"]:
            sys.exit(f"{name} counts {jobs} jobs, and icecore {summary['jobs']}")
        for other, others in counts.items():
            if not is_same(statuses, others):
                sys.exit(f"{name} counts {statuses}, and {other} {others}")
    print(f"all count {summary['jobs']:,} jobs, {summary['bytes']:,} bytes of JSON: {', '.join(counts)}")


def is_same(one, other):
    # jq adds up sizes as doubles, and so loses the last digits of a large sum.
    return one.keys() == other.keys() and all(
        one[status][0] == other[status][0] and abs(one[status][1] - other[status][1]) <= 1e-9 * one[status][1]
        for status in one
    )


def against_itself(icecore, dump, options, table):
    """Two threads, one thread, and a tool that only looks for newlines."""
    medians = take_turns(
        {
            "check, 2 threads": icecore.check(dump),
            "check, 1 thread": icecore.check(dump, threads=1),
            "wc -l": ["wc", "-l", str(dump)],
        },
        options.repeats,
    )
    two, one = medians["check, 2 threads"], medians["check, 1 thread"]
    table.add("`check`, 2 threads / `wc -l`", two / medians["wc -l"], most=1.6)
    table.add("`check`, 1 thread / 2 threads", one / two, least=1.4)


def compressed(icecore, dump, options, table):
    """A dump that has to be decompressed first."""
    if not is_there("gzip", shutil.which("gzip")):
        return table.add("`gzip -dc` / `check` of a .gz", None, least=0.9)
    path = icecore.work / "compressed.json.gz"
    with open(path, "wb") as file:
        subprocess.run(["gzip", "-c", str(dump)], stdout=file, check=True)
    commands = {"check of a .gz": icecore.check(path), "gzip -dc": ["gzip", "-dc", str(path)]}
    medians = take_turns(commands, options.repeats)
    table.add("`gzip -dc` / `check` of a .gz", medians["gzip -dc"] / medians["check of a .gz"], least=0.9)


def with_findings(icecore, clean, options, table):
    """A dump of as many jobs, with three findings each."""
    broken = icecore.generate("broken", options.jobs, "--defects", DEFECTS)
    findings = sum(icecore.summary(broken)["findings"].values())
    if findings < 3 * options.jobs:
        sys.exit(f"{DEFECTS} made {findings} findings in {options.jobs} jobs, which is less than three each")
    medians = take_turns(
        {
            "check, clean": icecore.check(clean, "--format", "ndjson"),
            "check, 3 findings per job": icecore.check(broken, "--format", "ndjson"),
        },
        options.repeats,
    )
    ratio = medians["check, clean"] / medians["check, 3 findings per job"]
    table.add("`check`, clean / 3 findings per job", ratio, least=0.2)


def ten_times(icecore, clean, options, table):
    """Ten times as many jobs."""
    large = icecore.generate("large", 10 * options.jobs)
    few, many = f"check, {options.jobs:,} jobs", f"check, {10 * options.jobs:,} jobs"
    medians = take_turns({few: icecore.check(clean), many: icecore.check(large)}, options.repeats)
    table.add(f"`check`, {10 * options.jobs:,} / {options.jobs:,} jobs", medians[many] / medians[few], most=11)


def in_memory(criterion, table):
    """What `cargo bench --bench listings` found last."""
    for question, style, least in [
        ("check", "wire", 2.5),
        ("check", "cli", 2.5),
        ("check", "boto", 2.5),
        ("check", "shuffled", 1.2),
        ("check", "jq", None),
        ("decode", "wire", 3),
        ("decode", "cli", 3),
        ("decode", "boto", 3),
        ("decode", "shuffled", None),
        ("decode", "jq", None),
    ]:
        group = criterion / f"{question}_{style}" if criterion else None
        own, peer = estimate(group, "icecore"), estimate(group, "sonic-rs")
        ratio = peer / own if own and peer else None
        table.add(f"in memory, 1 thread, {style}: sonic-rs parse / {question}", ratio, least=least)


def estimate(group, benchmark):
    """The median of a benchmark in nanoseconds, if there is one."""
    path = group and group / benchmark / "new" / "estimates.json"
    if not path or not path.is_file():
        return None
    return json.loads(path.read_text(encoding="utf-8"))["median"]["point_estimate"]


if __name__ == "__main__":
    main()
