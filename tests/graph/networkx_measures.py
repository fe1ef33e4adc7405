"""Computes with networkx what the product measures: reads graphs as JSON lines from the file named first, writes as many lines of
answers to the second. A graph is {"n", "directed", "weighted", "links": [[a, b, weight], ...]}; parallel links add up."""
import json
import math
import sys
import warnings

import networkx as nx

warnings.filterwarnings("ignore")


def build(graph):
    made = nx.DiGraph() if graph["directed"] else nx.Graph()
    made.add_nodes_from(range(graph["n"]))
    for a, b, weight in graph["links"]:
        if a == b:
            continue
        if made.has_edge(a, b):
            made[a][b]["weight"] += weight
        else:
            made.add_edge(a, b, weight=weight)
    return made


def column(values, n):
    return [None if math.isnan(values[v]) else values[v] for v in range(n)]


def reached(distances, n):
    return [distances.get(v) for v in range(n)]


def measures(graph):
    g, n = build(graph), graph["n"]
    simple = nx.Graph(g)
    reverse = g.reverse() if graph["directed"] else g
    weight = "weight" if graph["weighted"] else None
    out = {
        "betweenness": column(nx.betweenness_centrality(g, normalized=False), n),
        "closeness": column(nx.closeness_centrality(reverse), n),
        "harmonic": column(nx.harmonic_centrality(reverse), n),
        "core": column(nx.core_number(simple), n),
        "clustering": column(nx.clustering(simple), n),
        "transitivity": nx.transitivity(simple),
        "articulation": sorted(nx.articulation_points(simple)),
        "bridges": sorted(sorted(edge) for edge in nx.bridges(simple)),
        "cliques": sorted(sorted(clique) for clique in nx.find_cliques(simple) if len(clique) > 2),
        "density": nx.density(g),
        "constraint": column(nx.constraint(g, weight=weight), n),
        "effective_size": column(nx.effective_size(g, weight=weight), n),
        "components": nx.number_connected_components(simple),
    }
    if graph["directed"]:
        out["strong"] = sorted(sorted(part) for part in nx.strongly_connected_components(g))
    if n > 0:
        out["steps"] = reached(nx.single_source_shortest_path_length(g, 0), n)
        out["lengths"] = reached(nx.single_source_dijkstra_path_length(g, 0, weight=weight or (lambda u, v, d: 1)), n)
    if n > 1:
        out["flow"] = nx.maximum_flow_value(g, 0, n - 1, capacity="weight")
    if n > 0:
        out["pagerank"] = column(nx.pagerank(g, weight=weight, tol=1e-13, max_iter=10000), n)
    try:
        out["eigenvector"] = column(nx.eigenvector_centrality_numpy(g, weight=weight), n) if n > 2 and nx.is_connected(simple) and not graph["directed"] else None
    except Exception:
        out["eigenvector"] = None
    if n > 0:
        most = max((sum(d.get("weight", 1) if weight else 1 for _, _, d in (g.in_edges(v, data=True) if graph["directed"] else g.edges(v, data=True)))
                    for v in g), default=0)
        out["katz"] = column(nx.katz_centrality_numpy(g, alpha=.5 / most, weight=weight), n) if most else None
    assortativity = nx.degree_assortativity_coefficient(simple) if simple.number_of_edges() else math.nan
    out["assortativity"] = None if math.isnan(assortativity) else assortativity
    for v in g:
        g.nodes[v]["group"] = v % 3
        simple.nodes[v]["group"] = v % 3
    mixing = nx.attribute_assortativity_coefficient(simple, "group") if simple.number_of_edges() else math.nan
    out["mixing"] = None if math.isnan(mixing) else mixing
    return out


with open(sys.argv[1]) as graphs, open(sys.argv[2], "w") as answers:
    for line in graphs:
        answers.write(json.dumps(measures(json.loads(line))) + "\n")
