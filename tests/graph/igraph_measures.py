"""Computes with igraph what the product measures: reads graphs as JSON lines from the file named first, writes as many lines of
answers to the second. A graph is {"n", "directed", "weighted", "links": [[a, b, weight], ...], "community": [...]}; parallel
links are one with their weights added, loops are dropped."""
import json
import math
import random
import sys

import igraph
import numpy

random.seed(1)  # igraph draws from here


def build(graph):
    weight = {}
    for a, b, w in graph["links"]:
        if a != b:
            key = (a, b) if graph["directed"] or a < b else (b, a)
            weight[key] = weight.get(key, 0) + w
    made = igraph.Graph(n=graph["n"], edges=list(weight), directed=graph["directed"])
    made.es["weight"] = list(weight.values())
    made.es["length"] = [1 / w for w in weight.values()]
    return made


def no_nan(values):
    return [None if v is None or math.isnan(v) else v for v in values]


def settled(matrix):
    """Whether the largest singular value stands apart, so that hubs and authorities are what every method finds."""
    values = numpy.linalg.svd(matrix, compute_uv=False)
    return len(values) > 1 and values[0] > 0 and values[1] < values[0] * .99


def to_one(values):
    return [v / sum(values) for v in values]


def near(g, length):
    closeness, harmonic = [], []
    for row in g.distances(weights=length, mode="out"):
        reached = [d for d in row if 0 < d < math.inf]
        closeness.append(len(reached) / sum(reached) * len(reached) / (g.vcount() - 1) if reached else 0)
        harmonic.append(sum(1 / d for d in reached))
    return closeness, harmonic


def communities(g, weight, ours):
    best = max(g.community_leiden(objective_function="modularity", weights=weight, n_iterations=-1).modularity,
               g.community_multilevel(weights=weight).modularity) if g.ecount() else 0
    return {"ours": g.modularity(ours, weights=weight) if g.ecount() else 0, "best": best}


def measures(graph):
    g, n, directed = build(graph), graph["n"], graph["directed"]
    simple = g.as_undirected(combine_edges="sum") if directed else g
    weight, length = ("weight", "length") if graph["weighted"] else (None, None)
    closeness, harmonic = near(g, length)
    pairs = [list(edge.tuple) for edge in g.es]
    out = {
        "betweenness": g.betweenness(directed=directed, weights=length),
        "ties": [[*pair, value] for pair, value in zip(pairs, g.edge_betweenness(directed=directed, weights=length))],
        "closeness": closeness,
        "harmonic": harmonic,
        "pagerank": g.pagerank(directed=directed, damping=.85, weights=weight),
        "strength": g.strength(weights="weight"),
        "degree": g.degree(),
        "core": simple.coreness(),
        "clustering": simple.transitivity_local_undirected(mode="zero"),
        "constraint": no_nan(g.constraint(weights=weight)),
        "articulation": sorted(simple.articulation_points()),
        "bridges": sorted(sorted(simple.es[e].tuple) for e in simple.bridges()),
        "components": len(g.connected_components(mode="weak")),
        "strong": len(g.connected_components(mode="strong")),
        "density": g.density() if n > 1 else 0,
        "cliques": sorted(sorted(clique) for clique in simple.maximal_cliques(min=3)) if n <= 120 else None,
    }
    matrix = numpy.array(g.get_adjacency(attribute="weight" if weight else None).data, dtype=float).reshape(n, n)
    out["hub"] = to_one(g.hub_score(weights=weight)) if settled(matrix) else None
    out["authority"] = to_one(g.authority_score(weights=weight)) if settled(matrix) else None
    values = g.eigenvector_centrality(weights=weight) if not directed and n > 2 and g.is_connected() else None
    size = math.sqrt(sum(v * v for v in values)) if values else 1
    out["eigenvector"] = [v / size for v in values] if values else None
    out["communities"] = communities(g, weight, graph["community"]) if not directed else None
    return out


with open(sys.argv[1]) as graphs, open(sys.argv[2], "w") as answers:
    for line in graphs:
        answers.write(json.dumps(measures(json.loads(line))) + "\n")
