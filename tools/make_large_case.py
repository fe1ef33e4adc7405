#!/usr/bin/env python3
"""Write case tables of any size, to measure with: cells of a few people inside organisations, joined by brokers.

    tools/make_large_case.py FOLDER --entities 100000 --ties 300000      entities.csv, ties.csv, case.csv
    tools/make_large_case.py FOLDER --payments 1000000                   payments.csv between 20,000 accounts

Everybody in it is fictional. The same arguments write the same bytes on every machine.
"""
import argparse
import csv
from pathlib import Path

CELL, CELLS_AN_ORGANISATION, ACCOUNTS = 8, 40, 20_000
KINDS = ["person"] * 7 + ["phone", "account", "company"]
TYPES = ["calls", "messages", "associate", "family", "arranges", "instructs"]
CLASSES = ["transfer", "salary", "revenue", "lawful-cost", "protection"]


class Dice:
    """A 64-bit generator (splitmix) that no version of Python can change."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (1 << 64) - 1
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        z = (z ^ z >> 27) * 0x94D049BB133111EB & (1 << 64) - 1
        return (z ^ z >> 31) % limit


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header.split())
        out.writerows(rows)


def day(number):
    return f"2031-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"


def entities(count):
    for i in range(count):
        yield f"N{i}", KINDS[i % CELL if i % CELL < 7 else 7 + i // CELL % 3], f"Somebody {i}", "no"


def pairs(count, links, dice):
    """First what holds everything together, then ties inside cells and, one in twelve, between cells."""
    organisation = CELL * CELLS_AN_ORGANISATION
    for i in range(1, count):
        if i % CELL:
            yield i, i - 1 - dice.below(i % CELL)  # somebody of the same cell
        elif i % organisation:
            yield i, i // organisation * organisation + dice.below(i % organisation // CELL + 1) * CELL % (i % organisation)
        else:
            yield i, dice.below(i // organisation) * organisation
    for _ in range(links - count + 1):
        a = dice.below(count)
        cell = a // CELL * CELL
        b = cell + dice.below(min(CELL, count - cell))
        if dice.below(12) == 0:
            start = a // organisation * organisation
            b = start + dice.below(min(organisation, count - start)) // CELL * CELL
        yield a, b if b != a else (a + 1) % count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entities", type=int, default=0)
    parser.add_argument("--ties", type=int, default=0)
    parser.add_argument("--payments", type=int, default=0)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    dice = Dice(20311)
    if wanted.entities:
        write(wanted.folder / "case.csv", "key value", [("title", "A large case"), ("currency", "XTS")])
        write(wanted.folder / "entities.csv", "id kind name protected", entities(wanted.entities))
        write(wanted.folder / "ties.csv", "id type source target from to",
              ((f"t{i}", TYPES[dice.below(6)], f"N{a}", f"N{b}", day(dice.below(336)), "")
               for i, (a, b) in enumerate(pairs(wanted.entities, wanted.ties, dice))))
    if wanted.payments:
        write(wanted.folder / "payments.csv", "id date payer payee amount currency class purpose taint locator",
              ((f"P{i}", day(dice.below(336)), f"A{dice.below(ACCOUNTS)}", f"A{dice.below(ACCOUNTS)}",
                f"{dice.below(900_000) + 100}.{dice.below(100):02d}", "XTS", CLASSES[dice.below(5)],
                f"invoice {dice.below(100_000)}", "", f"row {i + 1}") for i in range(wanted.payments)))


if __name__ == "__main__":
    main()
