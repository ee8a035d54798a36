"""Makes the sample workbooks beside it with software other than ours.

Needs openpyxl, xlsxwriter, xlwt, odfpy and msoffcrypto-tool; run it from this folder.
"""

import datetime
import io
import zipfile

import msoffcrypto.format.ooxml
import odf.opendocument
import odf.table
import odf.text
import openpyxl
import openpyxl.utils.datetime
import xlsxwriter
import xlwt

MOMENT = datetime.datetime(2024, 5, 1, 8, 26)
DAY = datetime.date(2010, 12, 1)


def openpyxl_orders(path):
    """A title merged over all columns, an order merged over its lines, Chinese names, a hidden sheet, an empty one."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "订单明细"
    sheet["A1"] = "2024 年订单"
    sheet.merge_cells("A1:E1")
    sheet.append(["订单号", "客户", "日期", "金额", "已付"])
    sheet.append(["PO-001", "上海贸易有限公司", MOMENT, 1234.5, True])
    sheet.append([None, None, DAY, 0.1 + 0.2, False])
    sheet.append(["0012", "=1+1 as text", DAY, -8, None])
    sheet["B5"].data_type = "s"
    sheet.append([])
    sheet.append(["合计", None, None, 8613812345678])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    hidden = book.create_sheet("参数")
    hidden["C3"] = "hidden"
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    book.save(path)


def openpyxl_1904(path):
    """The date system of early Macintoshes."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["Date"])
    book.active.append([DAY])
    book.save(path)


def xlsxwriter_formulas(path):
    """Formulas with the values they had, errors old and new, a chart sheet, times and spans."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("Figures")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Name", "Total", "Due", "Fault", "New fault", "Time", "Span"])
    sheet.write_formula(1, 0, '="Ab"&"c"', None, "Abc")
    sheet.write_formula(1, 1, "=2*21", None, 42)
    sheet.write_formula(1, 2, "=DATE(2024,5,1)", day, 45413)
    sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 4, "=SEQUENCE(3)", None, "#SPILL!")
    sheet.write(1, 5, datetime.time(14, 30), book.add_format({"num_format": "hh:mm"}))
    sheet.write(1, 6, datetime.timedelta(hours=36, minutes=30), book.add_format({"num_format": "[h]:mm"}))
    sheet.write_row(2, 0, ["after the faults", 7])
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Figures!$B$2:$B$3"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()
    mark_as_error(path, "#SPILL!")


def mark_as_error(path, value):
    """Gives a cell the type of an error, which xlsxwriter does for the oldest errors alone."""
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in parts.items():
            before, found, after = content.partition(f"<v>{value}</v>".encode())
            start, kind, formula = before.rpartition(b't="str"')
            archive.writestr(info, start + b't="e"' + formula + found + after if found and kind else content)


def xlwt_orders(path):
    """A workbook of before 2007."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("客户")
    sheet.write_merge(0, 0, 0, 2, "客户清单")
    for column, text in enumerate(["名称", "首单", "金额"]):
        sheet.write(1, column, text)
    sheet.write(2, 0, "Müller & Söhne")
    sheet.write(2, 1, DAY, xlwt.easyxf(num_format_str="yyyy/m/d"))
    sheet.write(2, 2, 12345.67)
    hidden = book.add_sheet("hidden")
    hidden.write(0, 0, 1)
    hidden.visibility = 1
    book.save(path)


def odfpy_orders(path):
    """A workbook of LibreOffice's kind."""
    book = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Bestellungen")
    for cells in [
        [("string", "Kunde"), ("string", "Datum"), ("string", "Betrag")],
        [("string", "Ähnlich GmbH"), ("date", "2024-05-01"), ("float", "99.5")],
    ]:
        row = odf.table.TableRow()
        for kind, value in cells:
            named = {"string": {}, "date": {"datevalue": value}, "float": {"value": value}}[kind]
            cell = odf.table.TableCell(valuetype=kind, **named)
            cell.addElement(odf.text.P(text=value))
            row.addElement(cell)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(path)


def encrypted(path):
    """A workbook that opens with a password only."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    with open(path, "wb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", file)


openpyxl_orders("openpyxl-orders.xlsx")
openpyxl_1904("openpyxl-1904.xlsx")
xlsxwriter_formulas("xlsxwriter-formulas.xlsx")
xlwt_orders("xlwt-orders.xls")
odfpy_orders("odfpy-orders.ods")
encrypted("msoffcrypto-encrypted.xlsx")
