"""Kernels of the network, the layouts and the GraphML reader beside their peers."""
import json
import subprocess

from runs import median, ratio, short, table

# what, task of ours, nodes, further arguments, peers as (name, program, task, further arguments), whether answers must agree
MEASURES = [
    ("betweenness, exact", "betweenness", 10_000, [], [("igraph", "ig", "bc", []), ("Boost", "bgl", "bc_csr", [])], True),
    ("betweenness from 256 sources", "sampled", 100_000, [256], [("igraph", "ig", "bc_sample", [256])], False),
    ("closeness, exact", "closeness", 10_000, [], [("igraph", "ig", "closeness", []), ("Boost", "bgl", "closeness_csr", [])], True),
    ("PageRank", "pagerank", 100_000, [], [("igraph (PRPACK)", "ig", "pagerank", []), ("Boost, 20 rounds", "bgl", "pagerank_adj", [])], False),
    ("Leiden", "leiden", 100_000, [], [("igraph", "ig", "leiden", [])], False),
    ("components", "components", 100_000, [], [("igraph", "ig", "cc", []), ("Boost", "bgl", "cc_adj", [])], True),
    ("cores", "cores", 100_000, [], [("igraph", "ig", "kcore", []), ("Boost", "bgl", "kcore_adj", [])], True),
    ("ties from one node to all", "steps", 100_000, [], [("Boost", "bgl", "bfs_csr", [])], True),
    ("shortest ways by weight from one node to all", "lengths", 100_000, [], [("igraph", "ig", "sssp", []), ("Boost", "bgl", "sssp_csr", [])], True),
    ("largest flow between two nodes", "flow", 100_000, [],
     [("igraph", "ig", "flow", []), ("Boost (Boykov, Kolmogorov)", "bgl", "flow_bk", []), ("Boost (push, relabel)", "bgl", "flow_pr", [])], True),
]


def answer(record):
    """The value by which two programs' answers are compared."""
    return next((record[key] for key in ("check", "components", "flow", "modularity", "sum") if key in record), None)


def measure_row(bench, what, task, nodes, more, peers, agree):
    nodes = bench.size(nodes)
    edges = bench.network(nodes)
    commands = {"ours": bench.ours("bench_network", edges, task, bench.threads, *more)}
    commands |= {name: bench.peer(program, edges, theirs, *rest) for name, program, theirs, rest in peers}
    found = bench.in_turn(commands)
    ours = found.pop("ours")
    same = all(abs(answer(records[0]) - answer(ours[0])) <= 1e-6 * abs(answer(ours[0])) for records in found.values())
    listed = [f"{name} {short(median(records, 'wall_s'))}" for name, records in found.items()]
    if task == "leiden":
        what += f" (modularity {answer(ours[0]):.5f}" + "".join(f"; {name} {answer(r[0]):.5f}" for name, r in found.items()) + ")"
    if agree and not same:
        what += " (ANSWERS DIFFER)"
    clock = ", ".join(short(ratio(records, ours)) for records in found.values())
    processor = ", ".join(short(ratio(records, ours, "cpu_s")) for records in found.values())
    return what, f"{nodes:,}", short(median(ours, "wall_s")), short(median(ours, "cpu_s")), ", ".join(listed), clock, processor


def measures(bench):
    heading = ["kernel", "nodes", "ours s", "processor s", "peers s", "times as fast", "by the processor"]
    table("Measures of the network", heading, (measure_row(bench, *row) for row in MEASURES))


def quality(bench, edges, positions):
    command = bench.peer("quality", edges, positions, edges.with_suffix(".nodes.csv"))
    if not command:
        return {}
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.stdout.startswith("{") else {}


def layout_rows(bench, nodes):
    edges = bench.network(nodes)
    places = {name: bench.folder / f"{name}.pos" for name in ("ours", "OGDF", "sfdp")}
    found = bench.in_turn({
        "ours": bench.ours("bench_layout", edges, places["ours"], bench.threads),
        "OGDF": bench.peer("tlp_layout", edges, places["OGDF"], "Fast Multipole Multilevel Embedder (OGDF)"),
        "sfdp": bench.peer("gv_layout", edges, places["sfdp"], "sfdp") if nodes <= 10_000 else None,
    })
    names = {"ours": "ours", "OGDF": "OGDF fast multipole multilevel", "sfdp": "Graphviz sfdp"}
    for name, records in found.items():
        seen = quality(bench, edges, places[name])
        figures = [seen.get(what, "") for what in ("np1", "np2", "stress", "cross", "org10")]
        beside = short(ratio(records, found["ours"])) if name != "ours" and "ours" in found else ""
        yield (f"{nodes:,}", names[name], short(median(records, "wall_s")), short(median(records, "cpu_s")),
               f"{median(records, 'peak_mb'):.0f}", beside, *figures)


def layouts(bench):
    heading = ["nodes", "program", "seconds", "processor s", "MiB", "ours as fast", "np1", "np2", "stress", "crossings", "org10"]
    sizes = [1000, 10_000] if bench.quick else [1000, 10_000, 100_000, 1_000_000]
    table("Layouts", heading, (row for nodes in sizes for row in layout_rows(bench, nodes)))


def reader(bench):
    nodes = bench.size(100_000)
    maker = bench.peer("gen_networks", "loose", nodes, bench.folder / f"graph_{nodes}", 7, "--graphml")
    file = bench.folder / f"graph_{nodes}.graphml"
    if maker:
        subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
    else:
        write_graphml(bench.network(nodes), file)
    found = bench.in_turn({"ours": bench.ours("bench_ingest", file), "igraph": bench.peer("imp_ig", "ig_graphml", file)})
    ours = found.pop("ours")
    rows = [("ours, file to draft", short(median(ours, "wall_s")), short(median(ours, "cpu_s")), f"{median(ours, 'peak_mb'):.0f}", "")]
    rows += [(f"{name}'s C reader", short(median(r, "wall_s")), short(median(r, "cpu_s")), f"{median(r, 'peak_mb'):.0f}",
              f"{short(ratio(r, ours))} ({short(ratio(r, ours, 'cpu_s'))} by the processor)") for name, r in found.items()]
    table(f"GraphML of {nodes:,} nodes and {5 * nodes // 2:,} ties, the readers alone", ["program", "seconds", "processor s", "MiB", "ours as fast"], rows)


def write_graphml(edges, file):
    ends = [line.split(",") for line in edges.read_text().splitlines()[1:]]
    nodes = 1 + max(int(end) for row in ends for end in row[:2])
    with open(file, "w", encoding="utf-8") as out:
        out.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="label" for="node" attr.name="label" attr.type="string"/>\n'
                  '<key id="weight" for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="undirected">\n')
        out.writelines(f'<node id="n{i}"><data key="label">P{i:07}</data></node>\n' for i in range(nodes))
        out.writelines(f'<edge source="n{a}" target="n{b}"><data key="weight">{w}</data></edge>\n' for a, b, w in ends)
        out.write("</graph></graphml>\n")
