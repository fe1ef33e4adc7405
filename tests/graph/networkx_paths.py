"""Computes with networkx the paths and leads that the product finds: reads graphs as JSON lines from the file named first, writes
as many lines of answers to the second. A graph is {"n", "directed", "from", "to", "most_steps", "k", "links": [[a, b, p], ...]};
of parallel links one holds with 1 - product of (1 - p), and a link costs -ln p, of equals the path of fewest steps is cheapest."""
import itertools
import json
import math
import sys

import networkx as nx


def build(graph):
    none_holds = {}
    made = nx.DiGraph() if graph["directed"] else nx.Graph()
    made.add_nodes_from(range(graph["n"]))
    for a, b, p in graph["links"]:
        if a != b:
            pair = (a, b) if graph["directed"] or a < b else (b, a)
            none_holds[pair] = none_holds.get(pair, 1) * (1 - p)
    for (a, b), none in none_holds.items():
        # Whole numbers, as the product has them; the last three digits count the steps.
        made.add_edge(a, b, cost=round(-math.log(1 - none) * 2**32) * 1000 + 1)
    return made


def cost_of(g, nodes):
    return sum(g[a][b]["cost"] for a, b in zip(nodes, nodes[1:]))


def paths(graph, g):
    start, end = graph["from"], graph["to"]
    if not nx.has_path(g, start, end):
        return {"shortest": [], "cheapest": [], "first": [], "costs": [], "simple": []}
    every = list(nx.all_simple_paths(g, start, end))
    return {
        "shortest": sorted(nx.all_shortest_paths(g, start, end)),
        "cheapest": sorted(nx.all_shortest_paths(g, start, end, weight="cost")),
        "first": sorted(every, key=lambda nodes: (cost_of(g, nodes), nodes))[:graph["k"]],
        "costs": [cost_of(g, nodes) for nodes in itertools.islice(nx.shortest_simple_paths(g, start, end, weight="cost"), graph["k"])],
        "simple": sorted(nx.all_simple_paths(g, start, end, cutoff=graph["most_steps"]), key=lambda nodes: (len(nodes), nodes)),
    }


def leads(g):
    simple = nx.Graph(g)
    pairs = [(a, b) for a, b in itertools.combinations(sorted(simple), 2)
             if not simple.has_edge(a, b) and any(True for _ in nx.common_neighbors(simple, a, b))]
    twice = 2 * simple.number_of_edges()
    return {
        "adamic_adar": [[a, b, score] for a, b, score in nx.adamic_adar_index(simple, pairs)],
        "resource_allocation": [[a, b, score] for a, b, score in nx.resource_allocation_index(simple, pairs)],
        "expected": [[a, b, score / twice] for a, b, score in nx.preferential_attachment(simple, pairs)],
    }


with open(sys.argv[1]) as graphs, open(sys.argv[2], "w") as answers:
    for line in graphs:
        graph = json.loads(line)
        g = build(graph)
        answers.write(json.dumps({**paths(graph, g), **leads(g)}) + "\n")
