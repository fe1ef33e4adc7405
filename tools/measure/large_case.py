#!/usr/bin/env python3
"""Writes the case tables of a large invented case, to measure the beneficiary measure with.

    tools/measure/large_case.py FOLDER [--entities 20000] [--payments 1000000] [--seed 1] [--pattern standing|random]

Pattern `standing`: most payments repeat between the same two parties, as rents, wages and invoices do (heavy-tailed).
Pattern `random`: every payment between two parties drawn afresh, the worst case: nearly every payment is a fact of its own,
and value goes round in one large circle. Half of the entities are accounts, each with a holder; a fifth companies.
"""

import argparse
import csv
import pathlib
import random

CLASSES = ["transfer"] * 6 + ["salary"] * 2 + ["lawful_cost"] * 6 + ["drawing", "movement_fee"]


def write(folder, name, header, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(header)
        table.writerows(rows)


def entities_of(count):
    companies = [f"C{i:05}" for i in range(count // 5)]
    accounts = [f"A{i:05}" for i in range(count // 2)]
    people = [f"P{i:05}" for i in range(count - len(companies) - len(accounts))]
    return people, companies, accounts


def payments_of(pick, accounts, exhibits, count, pattern):
    standing = []
    if pattern == "standing":
        for _ in range(max(1, count // 12)):
            payer, payee = pick.choice(accounts), pick.choice(accounts)
            standing.append((payer, payee, pick.choice(CLASSES), exhibits[hash_of(payer) % len(exhibits)], pick.lognormvariate(7, 1)))
    for number in range(count):
        if standing:
            payer, payee, kind, exhibit, size = standing[number % len(standing)]
        else:
            payer, payee = pick.choice(accounts), pick.choice(accounts)
            kind, exhibit, size = pick.choice(CLASSES), exhibits[hash_of(payer) % len(exhibits)], 1000
        date = f"2031-{1 + number % 12:02}-{1 + number % 28:02}"
        yield [f"P{number:07}", date, payer, payee, f"{size * pick.uniform(.8, 1.2):.2f}", kind, exhibit, f"row {number}"]


def hash_of(account):
    return int(account[1:]) * 2654435761 % 2**32


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--entities", type=int, default=20000)
    arguments.add_argument("--payments", type=int, default=1000000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--pattern", choices=["standing", "random"], default="standing")
    chosen = arguments.parse_args()
    pick = random.Random(chosen.seed)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    people, companies, accounts = entities_of(chosen.entities)
    exhibits = [f"E{i:03}" for i in range(200)]
    write(chosen.folder, "case.csv", ["key", "value"], [["title", "A large case"], ["currency", "XTS"]])
    write(chosen.folder, "entities.csv", ["id", "kind", "name"],
          [[i, "person", f"Person {i}"] for i in people] + [[i, "company", f"Company {i}"] for i in companies]
          + [[i, "account", f"Account {i}"] for i in accounts])
    write(chosen.folder, "exhibits.csv", ["id", "title", "lineage", "scheme", "reliability", "credibility"],
          [[e, f"Statement {e}", f"Bank {int(e[1:]) // 2}", "admiralty", pick.choice("AAB"), pick.choice("12")] for e in exhibits])
    holders = [[f"h{i}", "holds_account", pick.choice(people + companies), a, "", pick.choice(exhibits)] for i, a in enumerate(accounts)]
    owners = [[f"o{i}{j}", "owns", pick.choice(people if pick.random() < .8 else companies), c, share, pick.choice(exhibits)]
              for i, c in enumerate(companies) for j, share in enumerate((.6, .4))]
    nominees = [[f"n{i}", "nominee_for", p, pick.choice(people), "", pick.choice(exhibits)] for i, p in enumerate(people[::50])]
    write(chosen.folder, "ties.csv", ["id", "type", "source", "target", "share", "exhibits"], holders + owners + nominees)
    write(chosen.folder, "payments.csv", ["id", "date", "payer", "payee", "amount", "class", "exhibits", "locator"],
          payments_of(pick, accounts, exhibits, chosen.payments, chosen.pattern))
    write(chosen.folder, "proceeds.csv", ["establishment", "from", "to", "turnover", "exploited_share", "currency", "exhibits"],
          [[c, "2031-01-01", "2031-12-31", 5000000, .6, "XTS", exhibits[0]] for c in companies[:5]])


if __name__ == "__main__":
    main()
