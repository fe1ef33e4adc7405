"""Makes workbooks for the tests, and says what openpyxl reads in one. workbooks.py make|raw|dump FILE"""
import datetime
import json
import sys
import zipfile
from decimal import Decimal


def make(path):
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Statement"
    sheet.append(["When", "Clock", "Phone", "Amount", "Text", "Flag", "Far"])
    rows = [
        (datetime.datetime(2031, 1, 31), datetime.time(10, 5, 30), 66812345678, 1234.5, "plain", True, "x"),
        (datetime.datetime(2031, 2, 28, 23, 59, 59), datetime.time(0, 0, 1), 1234567890123456, -0.1, "ผู้รับ < & >", False, None),
        (datetime.date(1900, 3, 1), datetime.time(23, 59, 59), 0, 0.1 + 0.2, "  blanks  ", None, "y"),
        (datetime.datetime(1999, 12, 31, 12), None, 6.6812345678e10, 1e-7, "two\nlines", True, None),
        (None, None, 12, 33333.333333333336, "", False, "z"),
    ]
    for row in rows:
        sheet.append(row)
    for line in range(2, 7):
        sheet.cell(line, 1).number_format = ["yyyy-mm-dd", "[$-41E]d mmmm yyyy hh:mm", "dd/mm/yy", "m/d/yyyy h:mm", "General"][line - 2]
        sheet.cell(line, 2).number_format = "hh:mm:ss"
        sheet.cell(line, 4).number_format = ["#,##0.00", '0.00" days"', "General", "0.00E+00", "_(* #,##0.00_)"][line - 2]
    other = book.create_sheet("Secret")
    other.sheet_state = "hidden"
    other.append(["Deep", "Value"])
    for number in range(3, 300):
        other.cell(number * 3, 1, number)
        other.cell(number * 3, 2, "row %d" % (number * 3))
    other.merge_cells("D1:E2")
    book.create_sheet("Nothing")
    book.save(path)


def text(cell):
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        shown = format(Decimal("%.15g" % value) if isinstance(value, float) and value != int(value) else Decimal(int(value)), "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)


def dump(path):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    print(json.dumps({sheet.title: [[text(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}))


SHEET = """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>Inline</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Third</x:t></x:is></x:c></x:row>
<x:row r="4"><x:c r="A4" t="inlineStr"><x:is><x:r><x:t>ri</x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t>ch</x:t></x:r></x:is></x:c><x:c r="C4" t="e"><x:v>#N/A</x:v></x:c></x:row>
<x:row r="5" hidden="1"><x:c r="A5" t="str"><x:f>A4&amp;"x"</x:f><x:v>cached</x:v></x:c><x:c r="B5" s="1"><x:v>1</x:v></x:c><x:c r="C5"><x:f>1+1</x:f></x:c></x:row>
<x:row r="6"><x:c r="A6" t="s"><x:v>99</x:v></x:c><x:c r="B6" s="1"><x:v>44195.5</x:v></x:c><x:c r="C6" s="2"><x:v>1.25</x:v></x:c></x:row>
</x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>"""


def raw(path):
    """A workbook written by hand, with what openpyxl does not write: prefixes, runs, 1904, errors, gaps."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        book.writestr("xl/workbook.xml", f'<workbook {ns} {rel}><workbookPr date1904="1"/><sheets><sheet name="One" sheetId="7" r:id="rId3"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      '<Relationship Id="rId3" Type="worksheet" Target="/xl/worksheets/odd.xml"/></Relationships>')
        book.writestr("xl/worksheets/odd.xml", SHEET)
        book.writestr("xl/sharedStrings.xml", f'<sst {ns}><si><r><t>Sha</t></r><r><t>red</t></r><rPh sb="0" eb="1"><t>aid</t></rPh></si></sst>')
        book.writestr("xl/styles.xml", f'<styleSheet {ns}><numFmts count="1"><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
                      '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>')


if __name__ == "__main__":
    {"make": make, "raw": raw, "dump": dump}[sys.argv[1]](sys.argv[2])
