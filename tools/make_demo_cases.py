#!/usr/bin/env python3
"""Write the two demonstration cases as case tables, or check the written ones.

    tools/make_demo_cases.py            writes data/cases/meridian-star and data/cases/larkfield
    tools/make_demo_cases.py --check    reads them back, verifies them, prints each person's benefit

Everything is fictional. Nothing is random: every date and amount follows a rule stated here,
so two runs write the same bytes.
"""
import csv
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "data" / "cases"
CENT = Decimal("0.01")

COLUMNS = {
    "case": "key value",
    "entities": "id kind name aliases country sector latitude longitude birth_date protected notes",
    "roles": "entity role from to exhibits assessor fact",
    "exhibits": "id title kind lineage scheme reliability credibility handling collected_on collected_by"
                " file polarity notes",
    "ties": "id type source target stage from to share count amount currency polarity exhibits locator notes",
    "payments": "id date payer payee amount currency class purpose taint exhibits locator",
    "proceeds": "establishment from to turnover exploited_share net_value currency exhibits",
    "wages": "victim employer month regular_hours overtime_hours rate overtime_factor received"
             " lawful_deductions illegal_deductions fee_paid exhibits",
    "debts": "victim creditor month opening monthly_rate charges fines credited advance fair_wage"
             " living_cost exhibits",
    "elements": "accused victim element code finding exhibits locator",
    "indicators": "victim establishment indicator strength finding exhibits locator",
    "charges": "accused offence status date sentence_months exhibits",
    "assets": "id kind owner occupier value currency acquired claim_holder claim_amount part restrained"
              " exhibits",
}

STAGE = {
    "recruits": "recruit", "arranges": "recruit", "transports": "move", "hands_over": "move",
    "forges_for": "move", "harbours": "harbour", "guards": "exploit", "controls": "exploit",
    "withholds_document": "exploit", "employs": "exploit", "manages": "exploit", "sets_pay": "exploit",
    "sets_debt": "exploit", "instructs": "exploit", "owns": "finance", "nominee_for": "finance",
    "holds_account": "finance", "directs": "finance", "lends_to": "finance", "protects": "protect",
    "inspects": "protect",
}

GIVEN = "Tavo Miren Osk Belan Dorrit Halv Ennis Corro Juna Pasko Wend Silas Ruvi Marek Tolly Brin Yoss Kael Nim Ardo"
FAMILY = ("Saltry Marram Fennick Brackly Tidewell Gorsley Netham Shoalby Reedmark Cobbin Larch Driftway Mossop"
          " Quern Ebbing Sandrey Wrack Pollin Harrow Keld Strandby Osier Turvel Ashlock Dunmere Vetch")


def invented_name(n):
    """The n-th of 260 different invented names."""
    given, family = GIVEN.split(), FAMILY.split()
    return f"{given[n % len(given)]} {family[7 * n % len(family)]}"


# --- rules for dates and amounts ------------------------------------------------------------------

def day(text):
    return date.fromisoformat(text)


def months(first, count):
    """count months from first, as (year, month)."""
    year, month = map(int, first.split("-"))
    return [(year + (month - 1 + k) // 12, (month - 1 + k) % 12 + 1) for k in range(count)]


def every(first, step, count):
    return [day(first) + timedelta(days=step * k) for k in range(count)]


def not_after_weekend(d):
    """d, or the Friday before when d falls on a weekend."""
    return d - timedelta(days=max(0, d.weekday() - 4))


def next_weekday(d):
    """The first weekday after d."""
    return d + timedelta(days={4: 3, 5: 2}.get(d.weekday(), 1))


def monthly(month_list, day_of_month):
    return [not_after_weekend(date(y, m, day_of_month)) for y, m in month_list]


def nth_weekday(month, weekday, n):
    first = date(*month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def split(total, count, weights=(1,)):
    """total in count parts, in proportion to weights taken in turn, exact to the cent."""
    share = [weights[k % len(weights)] for k in range(count)]
    parts = [(Decimal(total) * w / sum(share)).quantize(CENT) for w in share]
    parts[-1] += Decimal(total) - sum(parts)
    return parts


# --- a case under construction --------------------------------------------------------------------

class Case:
    """The tables of one case, as lists of {column: text}, and what is needed to number their rows."""

    def __init__(self, folder):
        self.folder = folder
        self.tables = defaultdict(list)
        self.statement_rows = defaultdict(int)

    def add(self, table, **cells):
        cells = {key.rstrip("_"): value for key, value in cells.items()}
        unknown = set(cells) - set(COLUMNS[table].split())
        assert not unknown, (table, unknown)
        self.tables[table].append({key: str(value) for key, value in cells.items()})

    def add_lines(self, table, columns, text):
        """One row per line of text, cells parted by |, in the order of columns."""
        for line in text.strip().splitlines():
            cells = [cell.strip() for cell in line.split("|")]
            self.add(table, **dict(zip(columns.split(), cells, strict=True)))

    def pay(self, dates, payer, payee, amounts, class_, purpose, exhibits, currency="XTS"):
        """A series of payments; amounts is one amount for all, or one per date."""
        if not isinstance(amounts, list):
            amounts = [Decimal(amounts)] * len(dates)
        for d, amount in zip(dates, amounts, strict=True):
            self.add("payments", date=d, payer=payer, payee=payee, amount=f"{amount:.2f}",
                     currency=currency, class_=class_, purpose=purpose, exhibits=exhibits)

    def number_payments(self):
        """Sort by date; give ids, and the running row of each cited exhibit as locator."""
        self.tables["payments"].sort(key=lambda row: row["date"])
        for n, row in enumerate(self.tables["payments"], 1):
            row["id"] = f"P{n:04d}"
            locators = []
            for exhibit in filter(None, row["exhibits"].split(";")):
                self.statement_rows[exhibit] += 1
                locators.append(f"row {self.statement_rows[exhibit]}")
            row["locator"] = ";".join(locators)

    def rows_paying(self, payee, exhibit, dates=None):
        """Locator within exhibit of the payments to payee (on dates, else only the first)."""
        found = []
        for row in self.tables["payments"]:
            if row["payee"] == payee and (dates is None or day(row["date"]) in dates):
                at = row["exhibits"].split(";").index(exhibit)
                found.append(row["locator"].split(";")[at].removeprefix("row "))
        return f"row {found[0]}" if dates is None else "rows " + ", ".join(found)

    def tie(self, type_, source, target, exhibits="", locator="", **cells):
        cells.setdefault("stage", STAGE.get(type_, ""))
        cells.setdefault("polarity", "supports")
        self.add("ties", id=f"tie-{len(self.tables['ties']) + 1:03d}", type=type_, source=source,
                 target=target, exhibits=exhibits, locator=locator, **cells)

    def write(self):
        folder = ROOT / self.folder
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.csv"):
            old.unlink()
        for table, rows in self.tables.items():
            with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, COLUMNS[table].split(), restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


ENTITY = "id kind name aliases country sector latitude longitude protected notes"
EXHIBIT = "id kind lineage reliability credibility handling collected_on collected_by polarity title notes"


def describe_case(case, title, basis, window, fx=()):
    for key, value in [("title", title), ("currency", "XTS"), ("jurisdiction", "XA"),
                       ("exploited_basis", basis), ("window_from", window[0]), ("window_to", window[1]), *fx]:
        case.add("case", key=key, value=value)


def add_exhibits(case, text):
    case.add_lines("exhibits", EXHIBIT, text)
    for row in case.tables["exhibits"]:
        row["scheme"] = "admiralty"


def add_roles(case, text):
    """Lines: entity | role | exhibits. A role is an assessment, never a fact."""
    for line in text.strip().splitlines():
        entity, role, exhibits = (cell.strip() for cell in line.split("|"))
        case.add("roles", entity=entity, role=role, exhibits=exhibits, assessor="analyst", fact="no")


def add_findings(case, accused, victims, lines):
    """Lines: element, code, finding, exhibits, locator; {n} in a locator is the victim's number."""
    for victim in victims:
        for element, code, finding, exhibits, locator in lines:
            case.add("elements", accused=accused, victim=victim, element=element, code=code, finding=finding,
                     exhibits=exhibits, locator=locator.format(n=int(victim[1:])))


def add_indicators(case, establishment, victims, lines):
    """Lines: indicator, strength, finding, exhibits, locator; {n} is the victim's number."""
    for victim in victims:
        for indicator, strength, finding, exhibits, locator in lines:
            case.add("indicators", victim=victim, establishment=establishment, indicator=indicator,
                     strength=strength, finding=finding, exhibits=exhibits,
                     locator=locator.format(n=int(victim[1:])))


# --- Meridian Star --------------------------------------------------------------------------------

MERIDIAN_WINDOW = ("2031-02-01", "2032-03-31")
MERIDIAN_MONTHS = months("2031-02", 14)
MEN = [f"V{n:02d}" for n in range(1, 13)]
LANDINGS = every("2031-02-12", 15, 28)
INSPECTIONS = [day(d) for d in "2031-03-12 2031-05-20 2031-08-13 2031-11-18 2032-02-11".split()]
WARNED = [INSPECTIONS[k] for k in (0, 1, 2, 4)]  # the inspections with a call the day before
OTHER_P1_CALLS = [day(d) for d in "2031-04-17 2031-07-03 2031-10-09".split()]
BATCHES = [day(d) for d in "2031-02-14 2031-03-14 2031-04-15".split()]  # crew supply, four heads each
EMBARKED = "2031-02-08"
# driver: {crossing: victims}, as the immigration log has them
CROSSINGS = {
    "T1": {"2031-02-01": ["V01", "V02"], "2031-02-02": ["V03", "V04"], "2031-02-03": ["V05", "V06"],
           "2031-02-04": ["V07"], "2031-02-05": ["V08"]},
    "T2": {"2031-02-03": ["V09", "V10"], "2031-02-05": ["V11"], "2031-02-06": ["V12"]},
}

MERIDIAN_ENTITIES = """
O1 | person | Aldo Renquist | | XA | | | | no | Absent from the company registry
N1 | person | Tova Hale | | XA | | | | no | Registered shareholder of Halcyon Shore; sister-in-law of O1
C1 | person | Bram Osko | | XA | fishing | | | no | Captain of the Meridian Star
G1 | person | Pell Drax | | XA | | | | no | Pier guard
B1 | person | Sunu Karet | Uncle Su;S. Karad | XB | labour supply | | | no | Broker
R1 | person | Lio Mant | | XB | | | | no | Recruiter
R2 | person | Dae Mant | | XB | | | | yes | Recruiter; himself trafficked on the same vessel in 2029: non-punishment review
T1 | person | Jonn Pike | | XB | transport | | | no | Driver
T2 | person | Rafe Cott | | XB | transport | | | no | Driver
H1 | person | Nessa Quill | | XA | lodging | -37.6 | -20.1 | no | Guesthouse keeper
P1 | person | Garo Lind | Insp. Lind | XA | public office | | | no | Port labour inspector
P1w | person | Ines Lind | | XA | | | | no | Spouse of P1, account holder
F1 | person | Kess | | XB | | | | no | Seaman-book forger, not identified
M1 | person | Oren Bask | | XA | bookkeeping | | | no | Bookkeeper
BLUE | company | Bluewake Marine Ltd | Bluewake | XA | fishing | -37.9 | -19.8 | no | Operator of the vessel
HALC | company | Halcyon Shore Holdings | Halcyon | XA | holding | -37.2 | -19.1 | no | Sole shareholder of Bluewake
CORAL | company | Coralline Foods Ltd | | XA | fish trade | -37.4 | -18.7 | no | Fish buyer at arm's length
BANK | company | Ostrel Marine Bank | | XA | banking | -37.1 | -18.9 | no | Mortgagee of the vessel
SUPPLIERS | company | Fuel, ice and gear suppliers | | XA | supplies | | | no | Several arm's-length suppliers taken together
STATE | company | Sarovian treasury and licensing office | | XA | public authority | | | no | Public body
VENDOR | company | Cliff Road villa vendor | | XA | property | | | no | Seller at arm's length
CREW1 | person | Lawful crew member 1 | | XA | fishing | | | no | Paid the agreed wage
CREW2 | person | Lawful crew member 2 | | XA | fishing | | | no | Paid the agreed wage
CREW3 | person | Lawful crew member 3 | | XA | fishing | | | no | Paid the agreed wage
A1 | account | Bluewake operating account | | XA | banking | | | no |
A2 | account | Halcyon account | | XA | banking | | | no |
A3 | account | Account A3 | | XA | banking | | | no |
A4 | account | Account A4 | | XA | banking | | | no | Holder known only from the statements of batch 3
A5 | account | Account A5 | | XA | banking | | | no |
A6 | account | Savings account A6 | | XA | banking | | | no |
A7 | account | Mobile wallet A7 | | XB | banking | | | no | No statements held
VESSEL | vessel | F/V Meridian Star | Meridian Star | XA | fishing | -37.8 | -19.9 | no | Mortgaged to Ostrel Marine Bank
VILLA | asset | Cliff Road villa | | XA | property | -37.3 | -19.4 | no |
PICKUP | vehicle | Pickup of J. Pike | | XB | transport | | | no | Hire purchase, unrelated
"""

MERIDIAN_EXHIBITS = """
E01 | shelter form PDF | V-interviews | B | 2 | C | 2032-04-05 | Interview team | supports | 12 victim interviews; name T1 12x, R1 9x, C1 12x, O1 0x | Batch 1. Identities protected; one form per victim
E02 | CSV bank statement | Bank-A1 | A | 1 | P | 2032-05-10 | Financial unit | supports | A1 statements | Batch 2
E03 | MT940 | Bank-A2 | A | 1 | P | 2032-05-10 | Financial unit | supports | A2 statements | Batch 2
E04 | CAMT.053 | Bank-A3 | A | 1 | P | 2032-05-24 | Financial unit | supports | A3 statements | Batch 2
E05 | XLSX | Bank-A4 | A | 1 | P | 2032-08-20 | Financial unit | supports | A4 statements | Batch 3: first exhibit to name the holder of A4
E06 | registry JSON (BODS) | Registry | A | 2 | P | 2032-05-03 | Registry desk | supports | Bluewake / Halcyon filings | Batch 2. N1 holds 100% of Halcyon, Halcyon 100% of Bluewake
E07 | PDF | Notary | B | 2 | P | 2032-06-02 | Registry desk | supports | Power of attorney N1 to O1 over HALC shares, undated | Batch 2. Undated: when it was given is not shown
E08 | UFDR report.xml | Phone-C1 | B | 1 | C | 2032-05-18 | Device laboratory | supports | C1 phone: chat "boss A" orders on crew pay and fines | Batch 2
E09 | CSV CDR | Telco | A | 1 | P | 2032-05-27 | Device laboratory | supports | CDR O1, P1, C1, B1: P1->O1 call within 48 h before 4 of 5 inspections; baseline 3 calls in 14 months otherwise | Batch 2. Mast positions are not handset positions
E10 | CSV immigration log | Border | A | 2 | P | 2032-04-19 | Border liaison | supports | Crossings T1 x5, T2 x3 with V groups | Batch 1
E11 | XLSX ledger | Seized-M1 | B | 2 | P | 2032-05-18 | Search team | supports | Crew ledger: debt 30000 opening, fines, cash 1000 | Batch 2
E12 | PDF | Port-authority | D | 4 | P | 2032-04-21 | Search team | contradicts | P1 inspection reports: "crew content, shore leave daily" | Batch 1. Five reports, by the inspector under review
E13 | vessel registry extract | Registry | A | 2 | P | 2032-04-12 | Registry desk | supports | Vessel owner BLUE; mortgage BANK | Batch 1
E14 | utility bill | Utility | B | 2 | P | 2032-04-26 | Financial unit | supports | Villa electricity account O1 | Batch 1
E15 | anonymous letter | Anon-1 | F | 6 | C | 2032-04-14 | Front desk | supports | says "the captain owns the boat" | Batch 1. Source cannot be judged
E16 | NGO memo quoting E01 | V-interviews | B | 3 | C | 2032-04-28 | Interview team | supports | repeats E01; SAME lineage, must not add corroboration | Batch 1
"""

MERIDIAN_ROLES = """
O1 | beneficial_owner | E05;E07
N1 | owner | E06
N1 | nominee | E07
C1 | manager | E08
G1 | guard | E01
B1 | broker | E09
R1 | recruiter | E01
R2 | recruiter | E01
T1 | transporter | E01;E10
T2 | transporter | E01;E10
H1 | harbourer | E01
P1 | official | E12
P1 | protector | E09
P1w | nominee | E02;E09
F1 | forger | E02
M1 | money_handler | E11
BLUE | employer | E11
BLUE | owner | E13
BLUE | debt_holder | E11
"""


def meridian_payments(case):
    """Operating account first: every rule keeps A1, A2, A3 and A7 from going below zero."""
    mm, pay = MERIDIAN_MONTHS, case.pay
    fridays, settled = every("2031-02-14", 7, 59), [next_weekday(d) for d in LANDINGS]
    inspection_of = {(d.year, d.month): d for d in INSPECTIONS}
    thursdays = [inspection_of[m] + timedelta(days=3 - inspection_of[m].weekday()) if m in inspection_of
                 else nth_weekday(m, 3, 3) for m in mm]  # after an inspection, else the third Thursday
    quarter_ends = [day(d) for d in "2031-03-31 2031-06-30 2031-09-30 2031-12-31 2032-03-30".split()]
    dividends = [day(d) for d in "2031-04-07 2031-07-07 2031-10-07 2032-01-07".split()]
    pay(settled, "CORAL", "A1", split(4200000, 28, (104, 98, 101, 97)), "revenue", "fish purchases", "E02")
    pay(fridays, "A1", "SUPPLIERS", split(1700000, 59, (10, 9, 11, 10)), "lawful_cost", "fuel, ice, gear", "E02")
    state = [day(d) for d in "2031-03-25 2031-06-25 2031-09-25 2031-12-24 2032-03-25".split()]
    pay(state, "A1", "STATE", 24000, "lawful_cost", "licence, tax", "E02")
    pay(monthly(mm, 25), "A1", "BANK", 10000, "lawful_cost", "vessel mortgage", "E02")
    for crew in ("CREW1", "CREW2", "CREW3"):
        pay(monthly(mm, 26), "A1", crew, 6000, "lawful_cost", "wages", "E02")
    for man in MEN:
        pay([date(y, m, 27) for y, m in mm], "A1", man, 1000, "victim_payment", "cash pay on shore", "E02;E11")
    pay(monthly(mm, 26), "A1", "A5", 12000, "salary", "captain salary", "E02")
    pay(monthly(mm, 24), "A1", "G1", 3000, "salary", "security, cash", "E02")
    pay(BATCHES, "A1", "A7", 20000, "movement_fee", "crew supply 4 x 5000", "E02")
    pay([d for d in BATCHES for _ in range(4)], "A1", "F1", 1000, "movement_fee", "seaman book, cash", "E02")
    pay(monthly(mm, 20), "A1", "H1", 1000, "movement_fee", "lodging", "E02")
    pay(thursdays, "A1", "A6", 6000, "protection", "harbour cleaning", "E02")
    fees = [Decimal(140000)] + [Decimal(265000)] * 4
    pay(quarter_ends, "A1", "A2", fees, "transfer", "management fee", "E02;E03")
    pay(dividends, "A2", "A3", 125000, "drawing", "dividend", "E03;E04")
    pay([day("2031-10-21"), day("2032-01-21")], "A2", "A4", 200000, "drawing", "director loan", "E03;E05")
    pay([day("2032-01-14")], "A3", "VENDOR", 300000, "asset_purchase", "purchase of Cliff Road villa", "E04")
    pay(every("2031-04-10", 24, 15), "A3", "A4", 10000, "transfer", "family support", "E04;E05")
    meridian_wallet_payments(case)
    case.number_payments()


def meridian_wallet_payments(case):
    """What is said to have left the broker's wallet: claimed by no exhibit, so none is cited."""
    runs = lambda count: [date(y, m, 20) for y, m in MERIDIAN_MONTHS[1:1 + count]]  # one a month ashore
    after_batch = [d + timedelta(days=3) for d in BATCHES]
    heads = [after_batch[k // 4] for k in range(12)]
    case.pay([day("2031-02-17")] * 5 + runs(7), "A7", "T1", 750, "movement_fee", "driving, per trip", "")
    case.pay([day("2031-02-17")] * 3 + runs(5), "A7", "T2", 750, "movement_fee", "driving, per trip", "")
    case.pay(heads[:9], "A7", "R1", split(12000, 9), "movement_fee", "finder fee, per head", "")
    case.pay(heads[9:], "A7", "R2", 2000, "movement_fee", "finder fee, per head", "")


def meridian_calls(case):
    """Ties for the call records, in date order; returns {(date, caller): locator}."""
    calls = [(d, "C1", "O1", 2) for d in LANDINGS]
    calls += [(d - timedelta(days=1), "P1", "O1", 1) for d in WARNED]
    calls += [(d, "P1", "O1", 1) for d in OTHER_P1_CALLS]
    calls += [(day(d), "B1", "H1", 1) for d in ("2031-02-01", "2031-02-03", "2031-02-05")]
    calls += [(day(d), "B1", "C1", 1) for d in ("2031-02-02", "2031-02-06", "2031-02-08")]
    row, located = 0, {}
    for d, caller, called, count in sorted(calls):
        located[d, caller] = f"row {row + 1}" if count == 1 else f"rows {row + 1}-{row + count}"
        row += count
        case.tie("calls", caller, called, "E09", located[d, caller], from_=d, to=d, count=count)
    return located


def rows_of(calls, dates, caller):
    return "rows " + ", ".join(calls[d, caller].removeprefix("row ") for d in dates)


def meridian_command_ties(case, calls):
    chat = "chat boss A"
    warned_rows = rows_of(calls, [d - timedelta(days=1) for d in WARNED], "P1")
    paid_after = {d + timedelta(days=3 - d.weekday()) for d in WARNED}
    case.tie("instructs", "O1", "C1", "E08", chat)
    case.tie("sets_pay", "O1", "BLUE", "E08", chat + ", orders on crew pay")
    case.tie("sets_debt", "O1", "BLUE", "E08", chat + ", orders on fines")
    case.tie("controls", "O1", "HALC", "E07", "page 1", stage="finance", notes="Power of attorney, undated")
    case.tie("instructs", "O1", "M1", "E11", "cover sheet", stage="finance")
    case.tie("manages", "C1", "BLUE", "E08", chat, notes="The crew of the Meridian Star")
    case.tie("instructs", "C1", "G1", "E08", "chat Pell")
    case.tie("arranges", "B1", "C1", "E09", rows_of(calls, sorted(d for d, who in calls if who == "B1"), "B1"),
             notes="Supplies crew")
    case.tie("associate", "B1", "H1", "E09", rows_of(calls, every("2031-02-01", 2, 3), "B1"))
    for driver in ("T1", "T2"):
        case.tie("instructs", "B1", driver, stage="move", notes="Said to hire the driver; no exhibit")
    for recruiter in ("R1", "R2"):
        case.tie("associate", recruiter, "B1", stage="recruit", notes="Said to report to the broker; no exhibit")
    case.tie("family", "N1", "O1", notes="Sister-in-law; no exhibit")
    case.tie("family", "P1", "P1w", notes="Spouses; no exhibit")
    case.tie("protects", "P1", "BLUE", "E09", warned_rows, notes="Calls to O1 on the day before an inspection")
    case.tie("forges_for", "F1", "B1", "E02", case.rows_paying("F1", "E02"), notes="Purpose of the payment")
    case.tie("nominee_for", "P1w", "P1", "E02;E09", case.rows_paying("A6", "E02", paid_after) + ";" + warned_rows,
             notes="Paid the day after or two days after an inspection that O1 was called about")
    for n, d in enumerate(INSPECTIONS, 1):
        case.tie("inspects", "P1", "BLUE", "E12", f"report {n}", from_=d, to=d, count=1)


def meridian_ownership_ties(case):
    case.tie("owns", "N1", "HALC", "E06", "statement 1", share="1.0")
    case.tie("owns", "HALC", "BLUE", "E06", "statement 2", share="1.0")
    case.tie("owns", "BLUE", "VESSEL", "E13", "owner", share="1.0")
    case.tie("owns", "C1", "VESSEL", "E15", "page 1",
             notes="Anonymous claim, no share stated: adds nothing to ownership sums")
    case.tie("nominee_for", "N1", "O1", "E07", "page 1")
    case.tie("lends_to", "BANK", "BLUE", "E13", "mortgage entry", amount="400000.00", currency="XTS")
    for holder, account, exhibit, locator in (
            ("BLUE", "A1", "E02", "heading"), ("HALC", "A2", "E03", "heading"), ("N1", "A3", "E04", "heading"),
            ("O1", "A4", "E05", "heading"), ("C1", "A5", "E02", case.rows_paying("A5", "E02") + ", payee name"),
            ("P1w", "A6", "E02", case.rows_paying("A6", "E02") + ", payee name"),
            ("B1", "A7", "E09", "subscriber of the wallet's number")):
        case.tie("holds_account", holder, account, exhibit, locator)
    case.tie("employs", "BLUE", "C1", "E02", case.rows_paying("A5", "E02"))
    case.tie("employs", "BLUE", "G1", "E02", case.rows_paying("G1", "E02"))


def meridian_victim_ties(case):
    crossing_of = {v: (driver, d) for driver, trips in CROSSINGS.items() for d, vs in trips.items() for v in vs}
    trips = sorted((d, driver) for driver, by_day in CROSSINGS.items() for d in by_day)
    until = MERIDIAN_WINDOW[1]
    for n, man in enumerate(MEN, 1):
        form, (driver, crossed) = f"form {n}", crossing_of[man]
        held = {"from_": EMBARKED, "to": until}
        case.tie("recruits", "R1" if n <= 9 else "R2", man, "E01", form, from_="2031-01", to="2031-01")
        case.tie("transports", driver, man, "E01;E10", f"{form};row {trips.index((crossed, driver)) + 1}",
                 from_=crossed, to=crossed, count=1)
        case.tie("harbours", "H1", man, "E01", form, from_=crossed, to=until)
        case.tie("controls", "C1", man, "E01;E16", f"{form};page 1", **held)
        case.tie("withholds_document", "C1", man, "E01", form, **held)
        case.tie("guards", "G1", man, "E01", form, **held)
        case.tie("employs", "BLUE", man, "E11", f"sheet {n}", **held)
    case.tie("hands_over", "H1", "C1", "E01", "forms 1-12", from_=EMBARKED, to=EMBARKED, count=12)


def meridian_findings(case):
    form = "form {n}"
    recruited = [("act", "recruitment", "supported", "E01", form), ("means", "deception", "alleged", "E01", form)]
    order, sheet = "chat boss A;sheet {n}", "sheet {n}"
    owner = [("act", "harbouring", "supported", "E08", "chat boss A"),
             ("means", "other_coercion", "supported", "E08;E11", order),
             ("purpose", "forced_labour", "supported", "E08;E11", order)]
    captain = [("act", "receipt", "supported", "E01;E16", form + ";page 1"),
               ("means", "abuse_of_vulnerability", "supported", "E01", form),
               ("means", "other_coercion", "contradicted", "E12", "reports 1-5"),
               ("purpose", "forced_labour", "supported", "E01;E11", form + ";" + sheet)]
    for accused, lines in (("O1", owner), ("C1", captain)):
        add_findings(case, accused, MEN[:-1], lines)
        add_findings(case, accused, MEN[-1:], [line for line in lines if line[0] != "means"])  # V12 is a child
    add_findings(case, "G1", MEN, [("act", "harbouring", "alleged", "E01", form)])
    add_findings(case, "R1", MEN[:9], recruited)
    add_findings(case, "R2", MEN[9:], recruited)
    add_findings(case, "T1", MEN[:8], [("act", "transportation", "supported", "E01;E10", form + ";crossing")])
    add_indicators(case, "BLUE", MEN, [
        ("Withholding of wages", "strong", "supported", "E11", sheet),
        ("Debt bondage", "strong", "supported", "E01;E11", form + ";" + sheet),
        ("Retention of identity documents", "strong", "supported", "E01", form),
        ("Excessive overtime", "medium", "supported", "E11", sheet),
        ("Restriction of movement", "medium", "supported", "E01", form),
        ("Restriction of movement", "medium", "contradicted", "E12", "reports 1-5")])


def meridian_accounts(case):
    """Wages 10,920 due a month (208 h and 104 h at 1.5, rate 30), debts, proceeds, assets, charges."""
    for man in MEN:
        for y, m in MERIDIAN_MONTHS:
            case.add("wages", victim=man, employer="BLUE", month=f"{y}-{m:02d}", regular_hours=208,
                     overtime_hours=104, rate=30, overtime_factor=1.5, received="1000.00",
                     lawful_deductions=0, illegal_deductions=0, fee_paid=0, exhibits="E11")
        case.add("debts", victim=man, creditor="BLUE", month="2031-02", opening="30000.00", monthly_rate=0,
                 charges=0, fines=0, credited=0, advance=0, fair_wage="10920.00", living_cost=0, exhibits="E11")
    case.add("proceeds", establishment="BLUE", from_=MERIDIAN_WINDOW[0], to=MERIDIAN_WINDOW[1],
             turnover="4200000.00", exploited_share="0.8", currency="XTS", exhibits="E02;E11")
    case.add_lines("assets", "id kind owner occupier value claim_holder claim_amount acquired part exhibits", """
        VESSEL | vessel      | BLUE | BLUE | 950000.00 | BANK | 400000.00 |            | instrumentality | E13
        VILLA  | real_estate | N1   | O1   | 300000.00 |      |           | 2032-01-14 | proceeds        | E04;E14
        PICKUP | vehicle     | T1   | T1   | 45000.00  |      |           |            | unrelated       |
        """)
    for row in case.tables["assets"]:
        row.update(currency="XTS", restrained="no")
    case.add_lines("charges", "accused offence status date sentence_months", """
        T1 | trafficking in persons (transportation) | convicted | 2032-11-15 | 48
        T2 | trafficking in persons (transportation) | convicted | 2032-11-15 | 36
        R1 | trafficking in persons (recruitment)    | charged   | 2032-09-06 |
        C1 | trafficking in persons (receipt)        | charged   | 2032-09-06 |
        """)


def meridian_star():
    case = Case("meridian-star")
    describe_case(case, "F/V Meridian Star", "gross", MERIDIAN_WINDOW)
    case.add_lines("entities", ENTITY, MERIDIAN_ENTITIES)
    for n, man in enumerate(MEN):
        case.add("entities", id=man, kind="person", name=invented_name(n), country="XB", protected="yes",
                 birth_date="2013-12-12" if man == "V12" else "",
                 notes="Aged 17 when recruited" if man == "V12" else "")
    add_exhibits(case, MERIDIAN_EXHIBITS)
    add_roles(case, MERIDIAN_ROLES)
    for n, man in enumerate(MEN, 1):
        case.add("roles", entity=man, role="victim", exhibits="E01", assessor="analyst", fact="no")
    case.add("roles", entity="R2", role="victim", from_="2029", to="2029", assessor="analyst", fact="no")
    meridian_payments(case)
    calls = meridian_calls(case)
    meridian_command_ties(case, calls)
    meridian_ownership_ties(case)
    meridian_victim_ties(case)
    meridian_findings(case)
    meridian_accounts(case)
    return case


# --- Larkfield ------------------------------------------------------------------------------------

LARKFIELD_WINDOW = ("2030-07-01", "2031-12-31")
LARKFIELD_MONTHS = months("2030-07", 18)
WORKERS = [f"V{n:02d}" for n in range(1, 41)]
INTERVIEWED = WORKERS[:9]  # the nine interview forms

LARKFIELD_ENTITIES = """
O2 | person | Edda Marlow | | XA | | | | no | Holds 58% of Larkfield Group
S2 | person | Piers Marlow | | XA | | | | no | Spouse of O2; paper owner of BrightPath and of 70% of Orchid Lane
P2 | person | Hugo Brandt | Cllr Brandt | XA | public office | | | no | Town councillor
TR2 | person | Lena Foss | Adv. Foss | XA | law | | | no | Trustee of Kestrel Trust
Q2 | person | Yann Abel | | XA | | | | no | Holds 10% of Larkfield Group; nothing shows knowledge
M2 | person | Corin Dace | | XA | garments | | | no | HR manager
K2 | person | Wim Tully | | XA | garments | | | no | Payroll clerk
L2 | person | Asha Dey | | XB | labour supply | | | no | Licensed recruiter; lawful contracts; complained to the regulator
T5 | person | Bex Orr | | XA | transport | | | no | Minibus contractor
GARM | company | Larkfield Garments Ltd | Larkfield | XA | garments | -38.4 | -20.6 | no | Factory
GRP | company | Larkfield Group plc | | XA | holding | -38.2 | -20.2 | no |
BRI | company | BrightPath Staffing Ltd | BrightPath | XA | labour supply | -38.5 | -20.5 | no | Labour agency
ORC | company | Orchid Lane Consulting | Orchid Lane | XA | consulting | -38.1 | -20.3 | no |
KES | trust | Kestrel Trust | | XA | | | | no |
BUYER1 | company | Home-market garment buyers | | XA | garment trade | | | no | Several arm's-length buyers taken together
BUYER2 | company | Garment buyer paying in USD | | | garment trade | | | no | Arm's-length buyer
SUPPLIERS | company | Cloth and thread suppliers | | XA | supplies | | | no | Several arm's-length suppliers taken together
OVERHEADS | company | Rent and power suppliers | | XA | property and power | | | no | Several arm's-length suppliers taken together
STATE | company | Sarovian treasury | | XA | public authority | | | no | Public body
STAFF | company | Lawful staff (60 people) | | XA | garments | | | no | One payroll run for 60 people paid the agreed wage
LANDLORD | company | Dormitory landlord | | XA | property | -38.4 | -20.5 | no | Fair rent at arm's length
"""

LARKFIELD_EXHIBITS = """
E01 | XLSX payroll | Seized-GARM | B | 2 | P | 2032-02-03 | Search team | supports | Payroll: 6000/head to BRI | Batch 1
E02 | CSV bank | Bank-BRI | A | 1 | P | 2032-03-08 | Financial unit | supports | BRI statements | Batch 2
E03 | CAMT.053 | Bank-GARM | A | 1 | P | 2032-02-17 | Financial unit | supports | GARM statements | Batch 1
E04 | PDF deduction slips x200 | Seized-dorm | B | 2 | P | 2032-02-03 | Search team | supports | Deductions 4000/month: food, housing, "training" | Batch 1
E05 | registry CSV | Registry | A | 2 | P | 2032-02-05 | Registry desk | supports | GARM/GRP/BRI/ORC filings | Batch 1
E06 | email PST->CSV | Seized-O2 | B | 1 | P | 2032-03-15 | Device laboratory | supports | O2 instructs S2 on BRI payments; O2 sole e-banking token | Batch 2
E07 | trust deed PDF | Court-order | A | 2 | C | 2032-04-12 | Registry desk | supports | Kestrel Trust: beneficiary P2 | Batch 2
E08 | interview forms x9 | V-interviews | B | 2 | C | 2032-01-26 | Interview team | supports | name M2 9x, K2 7x, L2 5x (as honest), O2 1x | Batch 1. Identities protected
E09 | PDF letter | L2-file | B | 2 | P | 2032-03-22 | Labour regulator | exculpates | L2 complaint to regulator about withheld wages | Batch 2
E10 | council minutes | Council | A | 1 | P | 2032-03-29 | Registry desk | supports | P2 voted 3 licence renewals without declaring interest | Batch 2
E11 | XLSX time clock | Seized-GARM | B | 2 | P | 2032-02-03 | Search team | supports | Hours: forced share 0.55 of total | Batch 2
E12 | PDF | GARM-defence | C | 4 | P | 2032-02-24 | Defence, by disclosure | contradicts | Defence audit: "all wages paid in full to agency" | Batch 1
"""

LARKFIELD_ROLES = """
O2 | beneficial_owner | E05;E06
S2 | owner | E05
S2 | nominee | E06
P2 | official | E10
P2 | protector | E10
P2 | beneficial_owner | E07
TR2 | nominee | E07
KES | nominee | E07
Q2 | owner | E05
M2 | manager | E08
M2 | guard | E08
K2 | money_handler | E01
L2 | recruiter | E08
L2 | facilitator | E09
T5 | transporter |
BRI | employer | E04
GARM | employer | E01;E11
"""


def larkfield_payments(case):
    mm, pay = LARKFIELD_MONTHS, case.pay
    payroll = [nth_weekday(m, 3, 4) for m in mm]  # the fourth Thursday
    quarterly = monthly(mm[2::3], 22)
    pay(monthly(mm, 5), "BUYER1", "GARM", split(14000000, 18, (10, 9, 11)), "revenue", "garment sales", "E03")
    pay(monthly(mm, 6), "BUYER2", "GARM", split(200000, 18), "revenue", "garment sales", "E03", currency="USD")
    pay(monthly(mm, 12), "GARM", "SUPPLIERS", split(9000000, 18, (10, 11, 9)), "lawful_cost", "materials", "E03")
    pay(monthly(mm, 15), "GARM", "OVERHEADS", split(2373000, 18), "lawful_cost", "rent, power", "E03")
    pay(monthly(mm, 16), "GARM", "T5", 1500, "lawful_cost", "minibus", "E03")
    pay(quarterly, "GARM", "STATE", 50000, "lawful_cost", "tax", "E03")
    pay(monthly(mm, 26), "GARM", "STAFF", split(1200000, 18), "lawful_cost", "wages of 60 lawful staff", "E03")
    pay(payroll, "GARM", "BRI", 240000, "payroll", "agency labour 40 x 6000", "E03;E02;E01")
    pay([day(d) for d in "2030-12-20 2031-06-20 2031-12-19".split()], "GARM", "GRP", split(2200000, 3),
        "transfer", "dividend", "E03")
    for worker in WORKERS:
        pay(payroll, "BRI", worker, 2000, "victim_payment", "net pay", "E02")
    pay([d + timedelta(days=1) for d in payroll], "BRI", "ORC", 100000, "transfer", "advisory", "E02")
    pay(monthly(mm, 28), "BRI", "LANDLORD", 20000, "lawful_cost", "dormitory (fair cost)", "E02")
    pay(monthly(mm, 28), "BRI", "M2", 6000, "salary", "bonus", "E02")
    pay([day("2030-11-15")], "BRI", "L2", 120000, "movement_fee", "recruitment invoice 40 x 3000", "E02")
    case.number_payments()


def larkfield_ownership_ties(case):
    for n, (owner, owned, share) in enumerate((
            ("GRP", "GARM", "1.0"), ("O2", "GRP", "0.58"), ("KES", "GRP", "0.27"), ("Q2", "GRP", "0.10"),
            ("GARM", "GRP", "0.05"), ("S2", "BRI", "1.0"), ("S2", "ORC", "0.7"), ("KES", "ORC", "0.3")), 1):
        case.tie("owns", owner, owned, "E05", f"row {n}", share=share)
    case.tie("nominee_for", "S2", "O2", "E06", "messages on BRI payments")
    case.tie("nominee_for", "KES", "P2", "E07", "clause on beneficiaries")
    case.tie("directs", "TR2", "KES", "E07", "clause on trustees")


def larkfield_command_ties(case):
    case.tie("controls", "O2", "BRI", "E06", "e-banking token", stage="finance")
    case.tie("sets_pay", "O2", "BRI", "E06", "messages on BRI payments")
    case.tie("instructs", "O2", "M2", "E06", "messages to M2")
    case.tie("manages", "M2", "GARM", "E08", "forms 1-9")
    case.tie("instructs", "M2", "K2", "E08", "forms 1-7")
    case.tie("associate", "K2", "BRI", "E01", "signature block", stage="exploit", notes="Signed the ledgers")
    case.tie("instructs", "M2", "T5", stage="move", notes="Said to hire the contractor; no exhibit")
    case.tie("arranges", "L2", "BRI", "E02;E09", case.rows_paying("L2", "E02") + ";page 1",
             notes="Lawful contract; the complaint of E09 exculpates")
    case.tie("protects", "P2", "GARM", "E10", "votes 1-3", count=3)
    case.tie("associate", "P2", "O2", stage="protect", notes="Said to meet; no exhibit")
    case.tie("family", "O2", "S2", notes="Spouses; no exhibit")


def larkfield_victim_ties(case):
    held = {"from_": LARKFIELD_WINDOW[0], "to": LARKFIELD_WINDOW[1]}
    for n, worker in enumerate(WORKERS, 1):
        form = f"form {n}" if worker in INTERVIEWED else "forms 1-9"
        case.tie("recruits", "L2", worker, "E08", form, notes="True contract, 9000 a month")
        case.tie("controls", "M2", worker, "E08", form, **held)
        case.tie("withholds_document", "M2", worker, "E08", form, **held)
        case.tie("employs", "BRI", worker, "E04", f"slips of worker {n}", **held)
        case.tie("transports", "T5", worker, notes="Said to drive between dormitory and factory; no exhibit")


def larkfield_findings(case):
    form, slips = "form {n}", "slips of worker {n}"
    add_findings(case, "O2", INTERVIEWED, [
        ("act", "receipt", "supported", "E06", "messages on BRI payments"),
        ("means", "abuse_of_vulnerability", "alleged", "E08", form),
        ("purpose", "forced_labour", "supported", "E04;E06", slips + ";messages on BRI payments"),
        ("purpose", "forced_labour", "contradicted", "E12", "summary")])
    add_findings(case, "M2", INTERVIEWED, [
        ("act", "harbouring", "supported", "E08", form),
        ("means", "other_coercion", "supported", "E08", form),
        ("purpose", "forced_labour", "supported", "E04;E08", slips + ";" + form)])
    add_findings(case, "L2", INTERVIEWED, [
        ("act", "recruitment", "supported", "E08", form),
        ("means", "deception", "contradicted", "E08;E09", form + ";page 1"),
        ("purpose", "forced_labour", "contradicted", "E09", "page 1")])
    add_indicators(case, "GARM", WORKERS, [
        ("Withholding of wages", "strong", "supported", "E04", slips),
        ("Withholding of wages", "strong", "contradicted", "E12", "summary")])
    add_indicators(case, "GARM", INTERVIEWED, [
        ("Retention of identity documents", "strong", "supported", "E08", form),
        ("Intimidation and threats", "medium", "alleged", "E08", form),
        ("Abuse of vulnerability", "medium", "alleged", "E08", form)])


def larkfield_accounts(case):
    """Contract wage 9,000 a month (200 h at 45), of which 2,000 arrived; 500 of the 4,000 is real housing."""
    for worker in WORKERS:
        for y, m in LARKFIELD_MONTHS:
            case.add("wages", victim=worker, employer="BRI", month=f"{y}-{m:02d}", regular_hours=200,
                     overtime_hours=0, rate=45, overtime_factor=1.5, received="2000.00", lawful_deductions=0,
                     illegal_deductions="3500.00", fee_paid=0, exhibits="E04;E08")
    for company, turnover, share, net, exhibits in (("GARM", "20000000.00", "0.55", "2160000.00", "E01;E11"),
                                                    ("BRI", "4320000.00", "1.0", "2520000.00", "E02;E04")):
        case.add("proceeds", establishment=company, from_=LARKFIELD_WINDOW[0], to=LARKFIELD_WINDOW[1],
                 turnover=turnover, exploited_share=share, net_value=net, currency="XTS", exhibits=exhibits)
    case.add_lines("charges", "accused offence status date sentence_months", """
        K2 | forced labour (false payroll records) | convicted | 2032-10-18 | 24
        M2 | forced labour                         | convicted | 2032-10-18 | 12
        """)


def larkfield():
    case = Case("larkfield")
    describe_case(case, "Larkfield Garments / BrightPath Staffing", "net", LARKFIELD_WINDOW, [("fx:USD", "30")])
    case.add_lines("entities", ENTITY, LARKFIELD_ENTITIES)
    for n, worker in enumerate(WORKERS, len(MEN)):
        case.add("entities", id=worker, kind="person", name=invented_name(n), country="XB", protected="yes")
    add_exhibits(case, LARKFIELD_EXHIBITS)
    add_roles(case, LARKFIELD_ROLES)
    for worker in WORKERS:
        case.add("roles", entity=worker, role="victim", exhibits="E08" if worker in INTERVIEWED else "E04",
                 assessor="analyst", fact="no")
    larkfield_payments(case)
    larkfield_ownership_ties(case)
    larkfield_command_ties(case)
    larkfield_victim_ties(case)
    larkfield_findings(case)
    larkfield_accounts(case)
    return case


# --- the check: reads only the written files ------------------------------------------------------

# payer, payee (a trailing * is a group), class: total in XTS
TOTALS = {
    "meridian-star": """
        CORAL A1 revenue 4200000; A1 SUPPLIERS lawful_cost 1700000; A1 STATE lawful_cost 120000
        A1 BANK lawful_cost 140000; A1 CREW* lawful_cost 252000; A1 V* victim_payment 168000
        A1 A5 salary 168000; A1 G1 salary 42000; A1 A7 movement_fee 60000; A1 F1 movement_fee 12000
        A1 H1 movement_fee 14000; A1 A6 protection 84000; A1 A2 transfer 1200000; A2 A3 drawing 500000
        A2 A4 drawing 400000; A3 VENDOR asset_purchase 300000; A3 A4 transfer 150000
        A7 T1 movement_fee 9000; A7 T2 movement_fee 6000; A7 R1 movement_fee 12000; A7 R2 movement_fee 6000""",
    "larkfield": """
        BUYER* GARM revenue 20000000; GARM SUPPLIERS lawful_cost 9000000; GARM OVERHEADS lawful_cost 2373000
        GARM T5 lawful_cost 27000; GARM STATE lawful_cost 300000; GARM STAFF lawful_cost 1200000
        GARM BRI payroll 4320000; GARM GRP transfer 2200000; BRI V* victim_payment 1440000
        BRI LANDLORD lawful_cost 360000; BRI L2 movement_fee 120000; BRI M2 salary 108000
        BRI ORC transfer 1800000""",
}
OWED = {"meridian-star": Decimal(1666560), "larkfield": Decimal(5040000)}
ID_COLUMNS = ("entity source target payer payee establishment victim employer creditor accused owner occupier"
              " claim_holder").split()
WINDOWED = {"payments": ["date"], "wages": ["month"], "debts": ["month"], "proceeds": ["from", "to"]}
DATED_EVENTS = ("calls", "inspects", "transports", "hands_over", "harbours")


def read(folder):
    tables = {}
    for path in sorted((ROOT / folder).glob("*.csv")):
        data = path.read_bytes()
        assert b"\r" not in data and data.endswith(b"\n"), path
        with open(path, encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file, strict=True))
    return tables


def group(entity):
    stem = entity.rstrip("0123456789")
    return stem + "*" if stem in ("V", "CREW", "BUYER") and stem != entity else entity


def check_totals(folder, tables, rate):
    wanted = {}
    for cell in TOTALS[folder].replace("\n", ";").split(";"):
        if cell.strip():
            payer, payee, class_, total = cell.split()
            wanted[payer, payee, class_] = Decimal(total)
    found = defaultdict(Decimal)
    for row in tables["payments"]:
        amount = Decimal(row["amount"]) * rate[row["currency"]]
        found[group(row["payer"]), group(row["payee"]), row["class"]] += amount
    assert found == wanted, {key: (found.get(key), wanted.get(key)) for key in found.keys() | wanted.keys()
                             if found.get(key) != wanted.get(key)}
    owed = sum(Decimal(w["rate"]) * (Decimal(w["regular_hours"]) + Decimal(w["overtime_hours"])
               * Decimal(w["overtime_factor"])) - Decimal(w["received"]) - Decimal(w["lawful_deductions"])
               for w in tables["wages"])
    assert owed == OWED[folder], owed


def check_references(tables):
    entities = {row["id"] for row in tables["entities"]}
    exhibits = {row["id"] for row in tables["exhibits"]}
    for table, rows in tables.items():
        ids = [row["id"] for row in rows if "id" in row]
        assert len(ids) == len(set(ids)), table
        for row in rows:
            used = [row[column] for column in ID_COLUMNS if row.get(column)]
            used += [row["id"]] if table == "assets" else []
            assert set(used) <= entities, (table, row)
            assert not any(ch.isspace() for entity in used for ch in entity), (table, row)
            cited = row.get("exhibits", "").split(";") if row.get("exhibits") else []
            assert set(cited) <= exhibits, (table, row)
            if row.get("locator"):
                assert len(row["locator"].split(";")) == len(cited), (table, row)


def check_dates(tables, window):
    inside = lambda text: window[0][:len(text)] <= text <= window[1]
    for table, columns in WINDOWED.items():
        assert all(inside(row[column]) for row in tables.get(table, []) for column in columns), table
    for row in tables["ties"]:
        if row["type"] in DATED_EVENTS:
            assert all(inside(row[end]) for end in ("from", "to") if row[end]), row


def check_people(tables):
    """Every victim is protected; nobody who only recruits or moves people owns or controls anything."""
    protected = {row["id"] for row in tables["entities"] if row["protected"] == "yes"}
    roles = defaultdict(set)
    for row in tables["roles"]:
        roles[row["entity"]].add(row["role"])
    assert protected == {entity for entity, held in roles.items() if "victim" in held}
    for row in tables["ties"]:
        if roles[row["source"]] & {"recruiter", "transporter"}:
            assert row["type"] not in ("owns", "controls", "directs", "sets_pay", "sets_debt"), row


def check_balances(tables, rate):
    """No account whose receipts we hold pays out money it has not yet received."""
    balance = defaultdict(Decimal)
    outside = {row["payer"] for row in tables["payments"]} - {row["payee"] for row in tables["payments"]}
    for row in tables["payments"]:
        amount = Decimal(row["amount"]) * rate[row["currency"]]
        balance[row["payer"]] -= amount
        balance[row["payee"]] += amount
        assert row["payer"] in outside or balance[row["payer"]] >= 0, (row, balance[row["payer"]])


def flow(tables, basis, rate, holder):
    """(retained by entity, lawful, movement): exploitation value pushed along supported payments."""
    value, turnover = defaultdict(float), {}
    for row in tables["proceeds"]:
        z = row["net_value"] if basis == "net" else float(row["turnover"]) * float(row["exploited_share"])
        value[row["establishment"]], turnover[row["establishment"]] = float(z), float(row["turnover"])
    out, inflow, costs = defaultdict(list), defaultdict(float), defaultdict(float)
    for row in (row for row in tables["payments"] if row["exhibits"]):
        payer, payee = holder.get(row["payer"], row["payer"]), holder.get(row["payee"], row["payee"])
        amount = float(Decimal(row["amount"]) * rate[row["currency"]])
        inflow[payee] += amount
        if basis == "net" and row["class"] in ("lawful_cost", "victim_payment", "payroll"):
            costs[payer] += amount
        else:
            out[payer].append((payee, row["class"], amount))
    kept, ended = defaultdict(float), defaultdict(float)
    while any(v > 1e-9 for v in value.values()):
        payer = max(value, key=value.get)
        amount = value.pop(payer)
        paid = sum(a for _, _, a in out[payer])
        funds = max(max(inflow[payer], turnover.get(payer, 0)) - costs[payer], paid) or 1
        kept[payer] += amount * (1 - paid / funds)
        for payee, class_, a in out[payer]:
            if class_ in ("lawful_cost", "victim_payment", "movement_fee"):
                ended["movement" if class_ == "movement_fee" else "lawful"] += amount * a / funds
            elif class_ == "asset_purchase":
                kept[payer] += amount * a / funds
            else:
                value[payee] += amount * a / funds
    return kept, ended


def benefit(tables, basis, rate, missing=()):
    """Benefit by person, and what is unattributed, with the exhibits in missing left out."""
    ties = [row for row in tables["ties"] if set(row["exhibits"].split(";")) - {"", *missing}]
    holder = {row["target"]: row["source"] for row in ties if row["type"] == "holds_account"}
    owners, nominator = defaultdict(list), {}
    for row in ties:
        if row["type"] == "owns" and row["share"]:
            owners[row["target"]].append((row["source"], float(row["share"])))
        elif row["type"] == "nominee_for":
            nominator[row["source"]] = row["target"]
    kept, ended = flow(tables, basis, rate, holder)
    kinds = {row["id"]: row["kind"] for row in tables["entities"]}
    people, unattributed = defaultdict(float), 0.0
    while kept:
        entity, amount = kept.popitem()
        if owners.get(entity) and amount > 1e-9:
            for owner, share in owners[entity]:
                kept[owner] += amount * share
        elif entity in nominator:
            kept[nominator[entity]] += amount
        elif kinds[entity] == "person":
            people[entity] += amount
        else:
            unattributed += amount
    return people, unattributed, ended


def check(folder):
    tables = read(folder)
    case = {row["key"]: row["value"] for row in tables["case"]}
    rate = defaultdict(lambda: Decimal(1), {key[3:]: Decimal(v) for key, v in case.items() if key[:3] == "fx:"})
    check_totals(folder, tables, rate)
    check_references(tables)
    check_dates(tables, (case["window_from"], case["window_to"]))
    check_people(tables)
    check_balances(tables, rate)
    print(f"{folder}: " + ", ".join(f"{len(rows)} {table}" for table, rows in tables.items()))
    for missing in ((), ("E05",)) if folder == "meridian-star" else ((),):
        people, unattributed, ended = benefit(tables, case["exploited_basis"], rate, missing)
        total = sum(people.values()) + unattributed
        print(f"  benefit ({case['exploited_basis']})" + "".join(f", without {e}" for e in missing))
        for person, amount in sorted(people.items(), key=lambda item: -item[1]):
            if amount > 0.005:
                print(f"    {person:4} {amount:14.2f} {amount / total:.4f}")
        print(f"    unattributed {unattributed:.2f} {unattributed / total:.4f},"
              f" movement {ended['movement']:.2f}, lawful {ended['lawful']:.2f}")


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: make_demo_cases.py [--check]")
    for make in (meridian_star, larkfield):
        if arguments:
            check(make.__name__.replace("_", "-"))
        else:
            make().write()


main(sys.argv[1:])
