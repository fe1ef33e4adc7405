#!/usr/bin/env python3
"""Write the Meridian Star demonstration a second time, as the evidence files it was made of, or check the written ones.

    tools/make_demo_evidence.py            writes data/cases/meridian-star/evidence
    tools/make_demo_evidence.py --check    fails where a file differs from what would be written

The case tables beside it (tools/make_demo_cases.py) are the input, so that both tell one story. Every file has the format
that its exhibit names; `tables` holds what no file can carry. Nothing is random, and archives carry a fixed date.
"""
import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

CASE = Path(__file__).resolve().parent.parent / "data" / "cases" / "meridian-star"
OUT = CASE / "evidence"


def table(name):
    with open(CASE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- accounts ---------------------------------------------------------------------------------------

def iban(country, bank, number):
    """An account number of an invented country, with the check digits that ISO 13616 asks for."""
    body = f"{bank}{number:010d}"
    digits = "".join(str(int(c, 36)) for c in body + country + "00")
    return f"{country}{98 - int(digits) % 97:02d}{body}"


OSTREL, COASTAL = "OSTR", "CSTL"
ACCOUNT = {
    "A1": iban("XA", OSTREL, 418001), "A2": iban("XA", OSTREL, 418002), "A3": iban("XA", COASTAL, 70231),
    "A4": iban("XA", COASTAL, 99514), "A5": iban("XA", COASTAL, 51120), "A6": iban("XA", OSTREL, 602277),
    "A7": "XB-WALLET-5550107",
    "CORAL": iban("XA", OSTREL, 220100), "SUPPLIERS": iban("XA", OSTREL, 330450), "STATE": iban("XA", "TRSY", 1),
    "BANK": iban("XA", OSTREL, 9), "CREW1": iban("XA", COASTAL, 61001), "CREW2": iban("XA", COASTAL, 61002),
    "CREW3": iban("XA", COASTAL, 61003), "H1": iban("XA", COASTAL, 48812), "VENDOR": iban("XA", COASTAL, 15077),
}
# As banks print them. The wallet's operator gives no name; A4 is named only in its own statements.
PRINTED = {
    "A1": "BLUEWAKE MARINE LTD", "A2": "HALCYON SHORE HOLDINGS", "A3": "T HALE", "A5": "B OSKO", "A6": "I LIND",
    "CORAL": "CORALLINE FOODS LTD", "SUPPLIERS": "FUEL ICE AND GEAR COLLECTION", "STATE": "SAROVIAN TREASURY",
    "BANK": "OSTREL MARINE BANK", "CREW1": "CREW MEMBER 1", "CREW2": "CREW MEMBER 2", "CREW3": "CREW MEMBER 3",
    "H1": "N QUILL LODGING", "VENDOR": "CLIFF ROAD VENDOR",
}
HOLDER = {"A1": "BLUE", "A2": "HALC", "A3": "N1", "A4": "O1", "A5": "C1", "A6": "P1w"}  # else the payee is the holder
PHONE = {"O1": "99955500101", "C1": "99955500102", "P1": "99955500103", "B1": "99955500201", "H1": "99955500104"}
PHONE_SEIZED = {who: "+" + number for who, number in {**PHONE, "G1": "99955500105"}.items()}  # as the captain's phone has them
OPENING = {"A1": Decimal("18400.00"), "A2": Decimal("2150.50"), "A3": Decimal("910.25"), "A4": Decimal("75.00")}


class Movements:
    """The payments of one account as its bank lists them."""

    def __init__(self, account, exhibit, payments):
        self.account = account
        self.rows = [row for row in payments if exhibit in row["exhibits"].split(";")]
        assert all(account in (row["payer"], row["payee"]) for row in self.rows)

    def __iter__(self):
        """(date, other side, amount with money in above zero, purpose, balance after)."""
        balance = OPENING[self.account]
        for row in self.rows:
            into = row["payee"] == self.account
            amount = Decimal(row["amount"]) * (1 if into else -1)
            balance += amount
            yield date.fromisoformat(row["date"]), row["payer" if into else "payee"], amount, row["purpose"], balance

    def quarters(self):
        """Movements by the first month of their quarter, each with its opening balance."""
        parts, opening = defaultdict(list), OPENING[self.account]
        for moved in self:
            parts[moved[0].year, (moved[0].month - 1) // 3].append(moved)
        for key in sorted(parts):
            yield opening, parts[key]
            opening = parts[key][-1][4]


def comma(amount):
    """1.234,56"""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


# --- E02: a bank's CSV, decimal comma, day first, lines above and below the table ---------------------

BANK_CSV_LINES_ABOVE = 7


def details_of(purpose, other):
    """What the teller wrote; the victims' pay slips carry the number of their sheet in the crew ledger."""
    return f"{purpose}, sheet {other[1:]}" if re.fullmatch(r"V\d\d", other) else purpose


def bank_csv(movements):
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(["Ostrel Marine Bank", "Account statement 2031-02-01 to 2032-03-31"])
    write(["Account number:", ACCOUNT["A1"]])
    write(["Account holder:", "Bluewake Marine Ltd"])
    write(["Currency:", "XTS"])
    write(["Opening balance:", comma(OPENING["A1"])])
    out.write("\r\n")
    write(["Date", "Details", "Counterparty", "Counterparty account", "Debit", "Credit", "Balance"])
    for day, other, amount, purpose, balance in movements:
        sides = ["", comma(amount)] if amount > 0 else [comma(-amount), ""]
        write([f"{day:%d/%m/%Y}", details_of(purpose, other), PRINTED.get(other, ""), ACCOUNT.get(other, ""), *sides, comma(balance)])
    write(["Closing balance:", comma(balance)])
    return out.getvalue().encode()


# --- E03: MT940, a message a quarter ------------------------------------------------------------------

def mt940(movements):
    mark = lambda amount: "C" if amount >= 0 else "D"
    plain = lambda amount: f"{abs(amount):.2f}".replace(".", ",")
    text = ""
    for number, (opening, rows) in enumerate(movements.quarters(), 1):
        first, last = rows[0][0], rows[-1][0]
        text += "{1:F01OSTRXAXXAXXX0000000000}{2:I940OSTRXAXXXXXXN}{4:\r\n"
        text += f":20:HALC{first:%y%m}\r\n:25:{ACCOUNT['A2']}\r\n:28C:{number}/1\r\n"
        text += f":60F:{mark(opening)}{first:%y%m%d}XTS{plain(opening)}\r\n"
        for row, (day, other, amount, purpose, balance) in enumerate(rows, 1):
            text += f":61:{day:%y%m%d%m%d}{mark(amount)}{plain(amount)}NTRFNONREF//OMB{day:%y%m%d}{row:02d}\r\n"
            name = f"?32{PRINTED[other]}" if other in PRINTED else ""
            text += f":86:166?00TRANSFER?20{purpose}?31{ACCOUNT[other]}{name}\r\n"
        text += f":62F:{mark(rows[-1][4])}{last:%y%m%d}XTS{plain(rows[-1][4])}\r\n-}}\r\n"
    return text.encode()


# --- E04: CAMT.053, a statement a quarter -------------------------------------------------------------

def camt_balance(code, amount, day):
    return (f"      <Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"XTS\">{abs(amount):.2f}</Amt>"
            f"<CdtDbtInd>{'CRDT' if amount >= 0 else 'DBIT'}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>\n")


def camt_entry(number, day, other, amount, purpose):
    into = amount > 0
    party = "Dbtr" if into else "Cdtr"
    name = f"<{party}><Pty><Nm>{escape(PRINTED[other])}</Nm></Pty></{party}>" if other in PRINTED else ""
    return (f"      <Ntry><NtryRef>{number}</NtryRef><Amt Ccy=\"XTS\">{abs(amount):.2f}</Amt><CdtDbtInd>{'CRDT' if into else 'DBIT'}</CdtDbtInd>"
            f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>\n"
            f"        <AcctSvcrRef>CCB-{day:%Y%m%d}-{number}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly>"
            f"<Cd>{'RCDT' if into else 'ICDT'}</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n"
            f"        <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties>{name}"
            f"<{party}Acct><Id><IBAN>{ACCOUNT[other]}</IBAN></Id></{party}Acct></RltdPties>"
            f"<RmtInf><Ustrd>{escape(purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n")


def camt053(movements):
    text = ('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">\n  <BkToCstmrStmt>\n'
            "    <GrpHdr><MsgId>CCB-A3</MsgId><CreDtTm>2032-05-24T09:00:00</CreDtTm></GrpHdr>\n")
    for number, (opening, rows) in enumerate(movements.quarters(), 1):
        text += f"    <Stmt><Id>A3-{number}</Id><CreDtTm>2032-05-24T09:00:00</CreDtTm>\n"
        text += f"      <Acct><Id><IBAN>{ACCOUNT['A3']}</IBAN></Id><Ccy>XTS</Ccy><Ownr><Nm>{PRINTED['A3']}</Nm></Ownr></Acct>\n"
        text += camt_balance("OPBD", opening, rows[0][0]) + camt_balance("CLBD", rows[-1][4], rows[-1][0])
        for n, (day, other, amount, purpose, _) in enumerate(rows, 1):
            text += camt_entry(n, day, other, amount, purpose)
        text += "    </Stmt>\n"
    return (text + "  </BkToCstmrStmt>\n</Document>\n").encode()


# --- E05 and E11: workbooks ---------------------------------------------------------------------------

def archive(files):
    """A zip whose bytes depend on nothing but `files`: stored, one date, one system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            target.writestr(info, text)
    return out.getvalue()


def column_name(n):
    return (chr(ord("A") + n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def cell(place, value):
    if value == "":
        return ""
    if isinstance(value, (int, Decimal)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def workbook(sheet, rows):
    lines = "".join(f'<row r="{r}">' + "".join(cell(f"{column_name(c)}{r}", value) for c, value in enumerate(row)) + "</row>\n"
                    for r, row in enumerate(rows, 1))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return archive({
        "[Content_Types].xml": head + f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": head + f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": head + f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": head + f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": head + f'<worksheet xmlns="{main}"><sheetData>\n{lines}</sheetData></worksheet>',
    })


def account_workbook(movements):
    rows = [["Coastal Credit Bank"], ["Account:", ACCOUNT["A4"]], ["Holder:", "Aldo Renquist"], ["Opening balance:", OPENING["A4"]], [],
            ["Date", "Description", "From or to account", "Paid in", "Paid out", "Balance"]]
    for day, other, amount, purpose, balance in movements:
        rows.append([day.isoformat(), purpose, ACCOUNT[other], amount if amount > 0 else "", -amount if amount < 0 else "", balance])
    rows.append(["Closing balance:", balance])
    return workbook("A4", rows)


def crew_ledger(wages, debts):
    opening = {row["victim"]: Decimal(row["opening"]) for row in debts}
    rows = [["Sheet", "Crew", "Month", "Hours", "Overtime", "Rate", "Cash paid", "Paid on", "Debt at start"]]
    for row in wages:
        first = row["month"] == "2031-02"
        rows.append([int(row["victim"][1:]), row["victim"], row["month"], int(row["regular_hours"]), int(row["overtime_hours"]), int(row["rate"]),
                     Decimal(row["received"]), f"{row['month']}-27", opening[row["victim"]] if first else ""])
    return workbook("Crew", rows)


# --- E06: BODS ----------------------------------------------------------------------------------------

REGISTER = {"BLUE": "xa-reg-20118", "HALC": "xa-reg-19877", "N1": "xa-person-5512"}


def statement(n, kind, record, details):
    return {"statementId": f"0000e06{n}-0000-4000-8000-00000000000{n}", "declarationSubject": REGISTER["BLUE"], "statementDate": "2032-05-02",
            "publicationDetails": {"publicationDate": "2032-05-03", "bodsVersion": "0.4", "publisher": {"name": "Company registry of XA"}},
            "recordId": record, "recordStatus": "new", "recordType": kind, "recordDetails": {"isComponent": False, **details}}


def registry(owns):
    company = lambda name: {"entityType": {"type": "registeredEntity"}, "name": name}
    statements = [statement(1, "entity", REGISTER["BLUE"], company("Bluewake Marine Ltd")),
                  statement(2, "entity", REGISTER["HALC"], company("Halcyon Shore Holdings")),
                  statement(3, "person", REGISTER["N1"], {"personType": "knownPerson", "names": [{"type": "legal", "fullName": "Tova Hale"}]})]
    for n, row in enumerate(owns, 4):
        interest = {"type": "shareholding", "beneficialOwnershipOrControl": True, "directOrIndirect": "direct",
                    "share": {"exact": round(float(row["share"]) * 100)}}
        statements.append(statement(n, "relationship", f"xa-interest-{n}", {"subject": REGISTER[row["target"]],
                                                                            "interestedParty": REGISTER[row["source"]], "interests": [interest]}))
    return (json.dumps(statements, indent=2) + "\n").encode()


# --- E09 and E10: call records, crossings ---------------------------------------------------------------

CDR_LINES_ABOVE = 1


def call_records(calls):
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["calling_number", "called_number", "start_utc", "duration_s", "first_cell"])
    row = 0
    for tie in calls:
        for nth in range(int(tie["count"])):
            row += 1
            start = f"{tie['from']} {7 + 11 * row % 13:02d}:{17 * row % 60:02d}:{23 * row % 60:02d}"
            write([PHONE[tie["source"]], PHONE[tie["target"]], start, 20 + 37 * row % 300, f"XA-{100 + 7 * row % 40}"])
    return out.getvalue().encode()


def field(name, value):
    return f'<field name="{name}" type="String"><value type="String"><![CDATA[{value}]]></value></field>'


def model(kind, number, inside):
    return f'<model type="{kind}" id="{number}" deleted_state="Intact">{inside}</model>'


def phone_party(who, saved_as):
    return model("Party", f"party-{who}", field("Identifier", PHONE_SEIZED[who]) + field("Name", saved_as))


def chat(number, other, saved_as, messages):
    """A chat of the captain with `other`; `messages` are (sender, time, text)."""
    told = "".join(
        model("InstantMessage", f"{number}-{n}", f'<modelField name="From" type="Party">{phone_party(who, "")}</modelField>'
              + field("Body", text) + field("TimeStamp", time)) for n, (who, time, text) in enumerate(messages, 1))
    people = phone_party("C1", "me") + phone_party(other, saved_as)
    return model("Chat", number, field("Source", "Messenger") + f'<multiModelField name="Messages" type="InstantMessage">{told}</multiModelField>'
                 + f'<multiModelField name="Participants" type="Party">{people}</multiModelField>')


def phone_report():
    """The captain's phone (E08), as tools that read phones report it."""
    chats = chat("chat-1", "O1", "boss A", [("O1", "2031-03-02T19:14:00Z", "no pay before the boat is full"), ("C1", "2031-03-02T19:20:00Z", "understood"),
                                            ("O1", "2031-06-11T20:02:00Z", "take the fine off their share"), ("C1", "2031-06-11T20:09:00Z", "done")])
    chats += chat("chat-2", "G1", "Pell", [("C1", "2031-04-20T05:31:00Z", "nobody goes ashore"), ("G1", "2031-04-20T05:40:00Z", "ok")])
    report = ('<?xml version="1.0" encoding="utf-8"?>\n<project id="E08" name="Seized phone" xmlns="http://pa.cellebrite.com/report/2.0">'
              f'<metadata section="Device Info"><item name="MSISDN">{PHONE_SEIZED["C1"]}</item></metadata>'
              f'<decodedData><modelType type="Chat">{chats}</modelType></decodedData></project>\n')
    return archive({"report.xml": report})


def crossings(transports):
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["date", "post", "driver_document", "passenger"])
    for tie in sorted(transports, key=lambda tie: (tie["from"], tie["source"], tie["target"])):
        write([tie["from"], "Lower Ferry", {"T1": "XB-DL-4471", "T2": "XB-DL-5093"}[tie["source"]], tie["target"]])
    return out.getvalue().encode()


# --- mappings -------------------------------------------------------------------------------------------

def rules(of, pairs, otherwise=""):
    value = {"of": of, "rules": [[words if isinstance(words, list) else [words], then] for words, then in pairs]}
    return {**value, "else": otherwise} if otherwise else value


CLASSES = [(["fish purchases"], "revenue"), (["cash pay on shore"], "victim_payment"), (["fuel", "licence", "mortgage", "wages"], "lawful_cost"),
           (["salary", "security"], "salary"), (["crew supply", "seaman book", "lodging"], "movement_fee"), (["harbour cleaning"], "protection"),
           (["management fee", "family support"], "transfer"), (["dividend", "director loan"], "drawing"), (["purchase of"], "asset_purchase")]


def mapping(name, about, **parts):
    return (json.dumps({"cuibono_mapping": 1, "name": name, "about": about, **parts}, indent=2) + "\n").encode()


def bank_csv_mapping():
    cash = [(f"sheet {n:02d}", f"V{n:02d}") for n in range(1, 13)] + [("seaman book", "F1"), ("security, cash", "G1")]
    holders = [(PRINTED[key].lower(), HOLDER.get(key, key)) for key in PRINTED if key not in ("A1", "A3", "VENDOR")]
    payment = {"date": "{Date}", "account": "{account}", "counterparty": rules("{Details}", cash, "{Counterparty account|compact}"),
               "debit": "{Debit}", "credit": "{Credit}", "balance": "{Balance}", "currency": "{currency}",
               "class": rules("{Details}", CLASSES, "other"), "purpose": "{Details}"}
    return mapping("Ostrel Marine Bank CSV", "Statements of Ostrel Marine Bank; classes and cash by the words of the details, holders by the names printed",
                   columns={"Date": "Date", "Details": "Details", "Counterparty": "Counterparty", "Counterparty account": "Counterparty account",
                            "Debit": "Debit", "Credit": "Credit", "Balance": "Balance"},
                   values={"date_order": "dmy", "decimal": ","},
                   preamble={"account": ["Account number"], "holder": ["Account holder"], "currency": ["Currency"],
                             "opening_balance": ["Opening balance"], "closing_balance": ["Closing balance"]},
                   records=[{"table": "payments", "fields": payment},
                            {"table": "entities", "fields": {"id": "{account}", "kind": "account"}},
                            {"table": "entities", "when": [{"value": "{Counterparty account}", "filled": True}],
                             "fields": {"id": "{Counterparty account|compact}", "kind": "account"}},
                            {"table": "ties", "fields": {"type": "holds_account", "source": rules("{holder}", [("bluewake", "BLUE")]), "target": "{account}"}},
                            {"table": "ties", "when": [{"value": "{Counterparty}", "filled": True}],
                             "fields": {"type": "holds_account", "source": rules("{Counterparty}", holders), "target": "{Counterparty account|compact}"}}])


def account_workbook_mapping():
    payment = {"date": "{Date}", "account": "{account}", "counterparty": "{From or to account|compact}", "debit": "{Paid out}", "credit": "{Paid in}",
               "balance": "{Balance}", "class": rules("{Description}", CLASSES, "other"), "purpose": "{Description}"}
    return mapping("Coastal Credit Bank workbook", "Statements of Coastal Credit Bank, which name their holder",
                   columns=["Date", "Description", "From or to account", "Paid in", "Paid out", "Balance"],
                   values={"date_order": "ymd", "decimal": "."},
                   preamble={"account": ["Account"], "holder": ["Holder"], "opening_balance": ["Opening balance"], "closing_balance": ["Closing balance"]},
                   rows={"skip": [{"value": "{Date}", "contains": ["closing balance"]}]},
                   records=[{"table": "payments", "fields": payment},
                            {"table": "entities", "fields": {"id": "{account}", "kind": "account"}},
                            {"table": "ties", "fields": {"type": "holds_account", "source": rules("{holder}", [("renquist", "O1")]), "target": "{account}"}}])


def call_records_mapping():
    who = [(number, person) for person, number in PHONE.items()]
    return mapping("Call records", "Who used which number is an attribution of the investigators: subscriber data and the contacts of the captain's phone",
                   columns=["calling_number", "called_number", "start_utc", "duration_s", "first_cell"], values={"date_order": "ymd", "time_zone": "+00:00"},
                   records=[{"table": "ties", "fields": {"type": "calls", "source": rules("{calling_number}", who, "{calling_number|digits}"),
                                                         "target": rules("{called_number}", who, "{called_number|digits}"), "from": "{start_utc}",
                                                         "to": "{start_utc}", "count": "1", "duration": "{duration_s}", "mast": "{first_cell}"}}])


def crossings_mapping():
    return mapping("Border log", "Crossings; the border police hand over pseudonyms instead of the passengers' names",
                   columns=["date", "post", "driver_document", "passenger"], values={"date_order": "ymd"},
                   records=[{"table": "ties", "fields": {"type": "transports", "source": rules("{driver_document}", [("4471", "T1"), ("5093", "T2")]),
                                                         "target": "{passenger}", "stage": "move", "from": "{date}", "to": "{date}", "count": "1",
                                                         "post": "{post}"}}])


def crew_ledger_mapping():
    return mapping("Crew ledger", "Hours, pay and debts of the crew as the bookkeeper kept them",
                   columns=["Sheet", "Crew", "Month", "Hours", "Overtime", "Rate", "Cash paid", "Paid on", "Debt at start"],
                   values={"date_order": "ymd", "decimal": "."}, constants={"operating account": ACCOUNT["A1"]},
                   records=[{"table": "wages", "fields": {"victim": "{Crew}", "employer": "BLUE", "month": "{Month}", "regular_hours": "{Hours}",
                                                          "overtime_hours": "{Overtime}", "rate": "{Rate}", "overtime_factor": "1.5",
                                                          "received": "{Cash paid}", "lawful_deductions": "0", "illegal_deductions": "0", "fee_paid": "0"}},
                            {"table": "payments", "fields": {"date": "{Paid on}", "payer": "{operating account}", "payee": "{Crew}", "amount": "{Cash paid}",
                                                             "currency": "XTS", "class": "victim_payment", "purpose": "cash pay on shore"}},
                            {"table": "debts", "when": [{"value": "{Debt at start}", "filled": True}],
                             "fields": {"victim": "{Crew}", "creditor": "BLUE", "month": "{Month}", "opening": "{Debt at start}", "monthly_rate": "0",
                                        "charges": "0", "fines": "0", "credited": "0", "advance": "0", "fair_wage": "10920", "living_cost": "0"}},
                            {"table": "ties", "fields": {"type": "employs", "source": "BLUE", "target": "{Crew}", "stage": "exploit"}}])


def classes_mapping():
    return mapping("Classes of payments", "Classes of payments in the statements of A2 and A3, by the words of their purpose", sheet="payments",
                   records=[{"table": "payments", "fields": {"class": rules("{purpose}", CLASSES, "other")}}])


# --- what no file can carry -----------------------------------------------------------------------------

FILES = {"E02": "E02-statements-A1.csv", "E03": "E03-statements-A2.sta", "E04": "E04-statements-A3.xml", "E05": "E05-statements-A4.xlsx",
         "E06": "E06-registry.json", "E08": "E08-phone-C1.ufdr", "E09": "E09-calls.csv", "E10": "E10-crossings.csv", "E11": "E11-crew-ledger.xlsx"}
LINES_ABOVE = {"E02": BANK_CSV_LINES_ABOVE, "E09": CDR_LINES_ABOVE}


def in_file(row):
    """Rows of an exhibit as lines of its file."""
    locators = row["locator"].split(";")
    for n, exhibit in enumerate(row["exhibits"].split(";")):
        if exhibit in LINES_ABOVE and locators[n].startswith("row"):
            locators[n] = re.sub(r"\d+", lambda m: str(int(m[0]) + LINES_ABOVE[exhibit]), locators[n])
    return {**row, "locator": ";".join(locators)}


def without_exhibit(row, exhibit):
    """The row as far as other exhibits show it."""
    kept = [(e, place) for e, place in zip(row["exhibits"].split(";"), row["locator"].split(";")) if e != exhibit]
    return {**row, "exhibits": ";".join(e for e, _ in kept), "locator": ";".join(place for _, place in kept)}


def is_in_a_file(tie):
    """Whether an evidence file tells of the tie."""
    if tie["type"] == "holds_account":
        return tie["target"] not in ("A2", "A7")  # A2's statements do not name their holder, nor does anybody the wallet's
    return tie["exhibits"] in ("E09", "E06", "E11") and tie["type"] in ("calls", "owns", "employs")


def remaining_ties(ties):
    for tie in ties:
        if is_in_a_file(tie):
            continue
        if tie["type"] == "transports":
            tie = without_exhibit(tie, "E10")
        yield {**in_file(tie), "target": ACCOUNT.get(tie["target"], tie["target"]) if tie["type"] == "holds_account" else tie["target"]}


def csv_bytes(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def remaining_tables(payments, ties):
    tables = {name: table(name) for name in ("case", "roles", "exhibits", "proceeds", "elements", "indicators", "charges", "assets")}
    for row in tables["exhibits"]:
        row["file"] = FILES.get(row["id"], "")
    tables["entities"] = [{**row, "id": ACCOUNT[row["id"]] if row["kind"] == "account" else row["id"]} for row in table("entities")]
    tables["ties"] = list(remaining_ties(ties))
    tables["payments"] = [{**row, "payer": ACCOUNT["A7"]} for row in payments if not row["exhibits"]]
    assert all(row["payer"] == "A7" for row in payments if not row["exhibits"])
    return {f"tables/{name}.csv": csv_bytes(rows) for name, rows in tables.items()}


# --- how it is imported ----------------------------------------------------------------------------------

MAPPING = {"E02": "E02-bank-csv", "E03": "E03-E04-classes", "E04": "E03-E04-classes", "E05": "E05-bank-workbook", "E09": "E09-calls",
           "E10": "E10-crossings", "E11": "E11-crew-ledger"}


def party(name):
    """The id that an import gives to somebody known by a name alone."""
    return "party-" + hashlib.sha256(" ".join(name.lower().split()).encode()).hexdigest()[:12]


MERGES = [("BLUE", party(PRINTED["A1"]), "the name printed in E03"), ("BLUE", REGISTER["BLUE"], "the company of E06"),
          ("HALC", party(PRINTED["A2"]), "the name printed in E04"), ("HALC", REGISTER["HALC"], "the company of E06"),
          ("N1", party(PRINTED["A3"]), "the holder named in E04"), ("N1", REGISTER["N1"], "the shareholder of E06"),
          ("VENDOR", party(PRINTED["VENDOR"]), "the seller named in E04")]

SCRIPT_HEAD = """#!/usr/bin/env bash
# Makes the Meridian Star case from raw evidence: import.sh CASE. Written by tools/make_demo_evidence.py; a test runs these lines.
set -euo pipefail
CASE=$(realpath -m "$1")
cd "$(dirname "$0")"
PATH=$PATH:$(realpath -m ../../../../build/release)

# What no file can carry: who is who, grades of the exhibits, roles, findings, turnover, ties shown by papers.
cuibono new "$CASE" --unencrypted
cuibono import "$CASE" tables

# Each file cites its exhibit. A transfer that both accounts' statements show is one payment that cites both.
"""


def import_script():
    grades = {row["id"]: row for row in table("exhibits")}
    text = SCRIPT_HEAD
    for exhibit, name in FILES.items():
        told = grades[exhibit]
        options = f" --mapping mappings/{MAPPING[exhibit]}.json" if exhibit in MAPPING else ""
        text += (f"cuibono import \"$CASE\" {name}{options} --exhibit {exhibit} --grade {told['reliability']}{told['credibility']}"
                 f" --lineage {told['lineage']} --handling {told['handling']}\n")
    text += "\n# Names in statements and the register are nobody until somebody decides who they are.\n"
    for lead, other, reason in MERGES:
        text += f"cuibono match \"$CASE\" --merge {lead} {other} --reason '{reason}'\n"
    return text.encode()


def evidence():
    """{path below the evidence folder: bytes}"""
    payments, ties = table("payments"), table("ties")
    of_type = lambda kind, exhibit: [tie for tie in ties if tie["type"] == kind and exhibit in tie["exhibits"].split(";")]
    files = {
        FILES["E02"]: bank_csv(Movements("A1", "E02", payments)),
        FILES["E03"]: mt940(Movements("A2", "E03", payments)),
        FILES["E04"]: camt053(Movements("A3", "E04", payments)),
        FILES["E05"]: account_workbook(Movements("A4", "E05", payments)),
        FILES["E06"]: registry(of_type("owns", "E06")),
        FILES["E08"]: phone_report(),
        FILES["E09"]: call_records(of_type("calls", "E09")),
        FILES["E10"]: crossings(of_type("transports", "E10")),
        FILES["E11"]: crew_ledger(table("wages"), table("debts")),
        "mappings/E02-bank-csv.json": bank_csv_mapping(),
        "mappings/E03-E04-classes.json": classes_mapping(),
        "mappings/E05-bank-workbook.json": account_workbook_mapping(),
        "mappings/E09-calls.json": call_records_mapping(),
        "mappings/E10-crossings.json": crossings_mapping(),
        "mappings/E11-crew-ledger.json": crew_ledger_mapping(),
    }
    return files | remaining_tables(payments, ties) | {"import.sh": import_script()}


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: make_demo_evidence.py [--check]")
    files = evidence()
    for name, content in files.items():
        path = OUT / name
        if arguments:
            if not path.exists() or path.read_bytes() != content:
                sys.exit(f"{path} is not what tools/make_demo_evidence.py writes; run it again")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o755 if name.endswith(".sh") else 0o644)
    if arguments:
        print(f"{len(files)} files of evidence are as written")


main(sys.argv[1:])
