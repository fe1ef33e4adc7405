"""What a network weighs, how far kernels are from what the memory gives, and how seconds grow with its size, as a drawing."""
import math

from runs import median, short, table

BOUND = ["components", "cores", "steps", "lengths", "flow", "pagerank", "closeness", "sampled"]
# task, name on the drawing, most nodes, colour
LINES = [("components", "components", 1_000_000, "#4477aa"), ("cores", "cores", 1_000_000, "#66ccee"), ("steps", "ties from one node", 1_000_000, "#228833"),
         ("lengths", "shortest ways from one node", 1_000_000, "#ccbb44"), ("flow", "largest flow", 1_000_000, "#ee6677"),
         ("pagerank", "PageRank", 1_000_000, "#aa3377"), ("leiden", "Leiden", 1_000_000, "#888888"),
         ("sampled", "betweenness, 256 sources", 1_000_000, "#000000"), ("closeness", "closeness, exact", 100_000, "#cc6600"),
         ("betweenness", "betweenness, exact", 30_000, "#990000"), ("layout", "layout", 1_000_000, "#004400")]


def memory(bench):
    rows = []
    for nodes in [bench.size(100_000), bench.size(1_000_000)]:
        records = bench.in_turn({"ours": bench.ours("bench_network", bench.network(nodes), "memory", 1)})["ours"]
        held, arrays = median(records, "held_mb"), median(records, "check") / 1e6
        rows.append((f"{nodes:,}", f"{held:.1f}", f"{arrays:.1f}", f"{arrays * 1e6 / nodes:.0f}", f"{median(records, 'peak_mb') * 1.048576:.0f}"))
    table("Memory of a network and its lists of neighbours", ["nodes", "MB more held", "MB of arrays", "bytes a node with its 2.5 ties", "peak MB with reading the file"], rows)
    bandwidth(bench)


def bandwidth(bench):
    edges = bench.network(bench.size(100_000))
    gives = {}
    for threads in {1, bench.threads}:
        records = bench.in_turn({"copy": bench.ours("bench_network", edges, "copy", threads)})["copy"]
        gives[threads] = median(records, "moved_mb") / 1000 / median(records, "wall_s")
    rows = [(f"copy, {threads} threads", "", "", f"{gives[threads]:.1f}", "1") for threads in sorted(gives)]
    for task in BOUND:
        records = bench.in_turn({"ours": bench.ours("bench_network", edges, task, bench.threads)})["ours"]
        moved, took = median(records, "moved_mb"), median(records, "wall_s")
        threads = bench.threads if task in ("pagerank", "closeness", "sampled") else 1
        rows.append((task, short(moved), short(took), f"{moved / 1000 / took:.1f}", f"{moved / 1000 / took / gives[threads]:.2f}"))
    table("How far from what the memory gives", ["kernel", "MB to move", "seconds", "GB/s", "share of a copy's"], rows)


def sizes(bench):
    return [1000, 3000, 10_000] if bench.quick else [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000]


def seconds(bench, task, nodes):
    edges = bench.network(nodes)
    command = bench.ours("bench_layout", edges, bench.folder / "scaling.pos", bench.threads) if task == "layout" else \
        bench.ours("bench_network", edges, task, bench.threads)
    records = bench.in_turn({"ours": command}).get("ours")
    return median(records, "cpu_s") if records else None


def draw(bench):
    lines = {}
    for task, name, most, colour in LINES:
        points = [(nodes, seconds(bench, task, nodes)) for nodes in sizes(bench) if nodes <= most]
        lines[name] = (colour, [(nodes, max(took, 1e-5)) for nodes, took in points if took is not None])
    table("Processor seconds by size", ["kernel", *(f"{nodes:,}" for nodes in sizes(bench))],
          [(name, *(short(took) for _, took in points)) for name, (_, points) in lines.items()])
    if not bench.quick:
        target = bench.root / "docs" / "performance-scaling.svg"
        target.write_text(picture(lines), encoding="utf-8")
        print(f"\nDrawn into {target.relative_to(bench.root)}.")


def apart(places, least):
    """Heights of labels from the top down, none nearer to the one above than `least`."""
    moved = []
    for place in places:
        moved.append(max(place, moved[-1] + least) if moved else place)
    return moved


def picture(lines):
    """Both axes by powers of ten, a line a kernel with its name where it ends."""
    left, top, width, height = 70, 30, 560, 560
    low_x, high_x, low_y, high_y = 3, 6, -5, 3
    x = lambda nodes: left + (math.log10(nodes) - low_x) / (high_x - low_x) * width
    y = lambda took: top + (high_y - math.log10(took)) / (high_y - low_y) * height
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 230} {top + height + 60}" font-family="sans-serif" font-size="13">',
           '<rect width="100%" height="100%" fill="white"/>']
    for power in range(low_x, high_x + 1):
        out.append(f'<path d="M{x(10 ** power):.1f} {top}v{height}" stroke="#ddd"/>'
                   f'<text x="{x(10 ** power):.1f}" y="{top + height + 20}" text-anchor="middle">{10 ** power:,}</text>')
    for power in range(low_y, high_y + 1):
        out.append(f'<path d="M{left} {y(10 ** power):.1f}h{width}" stroke="#ddd"/>'
                   f'<text x="{left - 8}" y="{y(10 ** power) + 4:.1f}" text-anchor="end">{10.0 ** power:.{max(0, -power)}f} s</text>')
    out.append(f'<text x="{left + width / 2}" y="{top + height + 45}" text-anchor="middle">nodes, with 2.5 ties each</text>'
               f'<text x="{left}" y="{top - 10}">processor seconds</text>')
    ending = sorted(((y(points[-1][1]), name, colour, points) for name, (colour, points) in lines.items() if points), key=lambda end: end[0])
    for (_, name, colour, points), label in zip(ending, apart([end[0] for end in ending], 15)):
        path = "L".join(f"{x(nodes):.1f} {y(took):.1f}" for nodes, took in points)
        end = x(points[-1][0])
        out.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
                   f'<path d="M{end:.1f} {y(points[-1][1]):.1f}L{left + width + 10} {label:.1f}" stroke="{colour}" stroke-dasharray="2 3"/>'
                   f'<text x="{left + width + 14}" y="{label + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"
