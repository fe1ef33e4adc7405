"""Runs programs in turn and reads the JSON line that each prints; makes the workloads."""
import json
import os
import random
import statistics
import subprocess


class Bench:
    def __init__(self, root, folder, peers, threads, rounds, quick):
        self.root, self.folder, self.peers = root, folder, peers
        self.threads, self.rounds, self.quick = threads, rounds, quick
        self.programs = root / "build" / "release" / "tests" / "bench"

    def conditions(self):
        """What a reader must know of the run."""
        beside = "with the peers in turn" if self.peers else "without peers: CUIBONO_BENCH_PEERS names no folder"
        return (f"{self.threads} threads of ours where a kernel uses them, peers as they come; {self.rounds} rounds, {beside}; "
                f"load at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")

    def size(self, nodes):
        return max(1000, nodes // 10) if self.quick else nodes

    def ours(self, program, *arguments):
        return [str(self.programs / program), *map(str, arguments)]

    def peer(self, program, *arguments):
        """The command, or None where that peer was not built."""
        path = self.peers / program if self.peers else None
        return [str(path), *map(str, arguments)] if path and path.is_file() else None

    def network(self, nodes):
        """The "loosely organised" network of that many nodes, 2.5 ties a node, as EDGES.csv."""
        edges = self.folder / f"loose_{nodes}.csv"
        if edges.exists():
            return edges
        maker = self.peer("gen_networks", "loose", nodes, edges.with_suffix(""), 7)
        if maker:
            subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
        else:
            make_network(nodes, edges)
        return edges

    def in_turn(self, commands, limit=1200):
        """{name: command} to {name: [record a round]}; what fails or is None is left out."""
        commands = {name: command for name, command in commands.items() if command}
        found = {name: [] for name in commands}
        for _ in range(self.rounds):
            for name, command in commands.items():
                if found[name] is not None:
                    record = run(command, limit)
                    found[name] = found[name] + [record] if record else None
        return {name: records for name, records in found.items() if records}


def run(command, limit):
    environment = {**os.environ, "OMP_WAIT_POLICY": "passive"}  # peers that wait by spinning would count it as work
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, env=environment, check=True)
        return next(json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
    except (subprocess.SubprocessError, StopIteration, OSError):
        return None


def make_network(nodes, edges):
    """Small cells in organisations, few brokers, where the workloads' own maker is not there."""
    draw = random.Random(7)
    with open(edges, "w", encoding="ascii") as out:
        out.write("source,target,weight\n")
        for node in range(1, nodes):
            cell = node - node % 8
            ends = {draw.randrange(cell, node) if node > cell else draw.randrange(node)}
            ends |= {draw.randrange(max(0, node - 200), node), draw.randrange(node) if draw.random() < .5 else cell} - {node}
            out.writelines(f"{node},{end},{draw.randrange(1, 6)}\n" for end in sorted(ends))


def median(records, what):
    return statistics.median(record[what] for record in records)


def ratio(peer, ours, what="wall_s"):
    """How many times as long the peer takes: median over the rounds, each beside its own."""
    return statistics.median(theirs[what] / max(own[what], 1e-9) for theirs, own in zip(peer, ours))


def short(number):
    """Three significant digits, without a power of ten."""
    if number == 0 or number is None:
        return ""
    digits = max(0, 2 - int(f"{number:e}".split("e")[1]))
    return f"{number:.{digits}f}"


def table(title, heading, rows):
    print(f"\n## {title}\n\n| {' | '.join(heading)} |\n|{' --- |' * len(heading)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |", flush=True)
