"""What users wait for: opening, first picture, one edit, and a large import beside sqlite3.

The import and `sqlite3 .import` of the same file into the same columns (WAL, synchronous=FULL) run in turn, whole processes.
"""
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build" / "release"


def seconds(*command, **more):
    start = time.monotonic()
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.monotonic() - start


def fresh(path):
    for part in ("", "-wal", "-shm"):
        Path(f"{path}{part}").unlink(missing_ok=True)
    return path


def ours(table, case, environment):
    subprocess.run([BUILD / "cuibono", "new", fresh(case), "--unencrypted"], check=True, capture_output=True, env=environment)
    return seconds(BUILD / "cuibono", "import", case, table, env=environment)


def peer(table, database):
    columns = table.open().readline().strip().split(",")
    subprocess.run(["sqlite3", fresh(database), "PRAGMA journal_mode=WAL; CREATE TABLE payments(%s);" %
                    ",".join(f'"{name}" TEXT' for name in columns)], check=True, capture_output=True)
    return seconds("sqlite3", database, "PRAGMA synchronous=FULL", f".import --csv --skip 1 {table} payments")


def measure_import(folder, wanted, rounds, environment):
    table = folder / "payments.csv"
    pairs = []
    for _ in range(rounds):
        pairs.append((ours(table, folder / "import.cuibono", environment), peer(table, folder / "peer.db")))
        print("import %.2f s, sqlite3 %.2f s, ratio %.2f" % (*pairs[-1], pairs[-1][0] / pairs[-1][1]), flush=True)
    print("median ratio %.2f; %.0f rows a second at the median" %
          (statistics.median(a / b for a, b in pairs), wanted.payments / statistics.median(a for a, _ in pairs)))


def measure_window(case, folder, environment):
    if not shutil.which("xvfb-run"):
        return print("first picture: not measured, there is no xvfb-run")
    for what in ("first opening", "second opening"):
        for until in ("picture", "settled"):
            if what == "first opening":
                shutil.rmtree(folder / "cache", ignore_errors=True)
            took = seconds("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", BUILD / "cuibono", case, "--size", "1600x1000",
                           "--until", until, "--screenshot", folder / "window.png", env=environment)
            print(f"{what}, until {until}: {took:.1f} s, with the start of Xvfb", flush=True)


def add_arguments(parser):
    parser.add_argument("--entities", type=int, default=100_000, help="of waits")
    parser.add_argument("--ties", type=int, default=300_000, help="of waits")
    parser.add_argument("--payments", type=int, default=1_000_000, help="of waits")


def measure(wanted, rounds):
    subprocess.run(["cmake", "--build", BUILD, "--target", "cuibono", "bench_case"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="cuibono-bench-") as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "XDG_CACHE_HOME": f"{name}/cache"}
        make = [ROOT / "tools" / "make_large_case.py"]
        subprocess.run([*make, folder / "net", "--entities", str(wanted.entities), "--ties", str(wanted.ties)], check=True)
        subprocess.run([*make, folder, "--payments", str(wanted.payments)], check=True)
        case = folder / "large.cuibono"
        subprocess.run([BUILD / "bench_case", "import", folder / "net", case], check=True)
        measure_window(case, folder, environment)
        subprocess.run([BUILD / "bench_case", "edit", case], check=True)
        measure_import(folder, wanted, rounds, environment)
