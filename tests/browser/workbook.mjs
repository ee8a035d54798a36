// Writes workbooks as spreadsheet programs do, just enough of one to be read: sheets of texts, numbers and days.
import { crc32, deflateRawSync } from "node:zlib";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const DAY_MS = 86_400_000;
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);
/** The name that files of this kind go by between programs. */
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

function cell(value) {
  if (value === "") return "<c/>";
  if (typeof value === "number") return `<c><v>${value}</v></c>`;
  if (value instanceof Date) return `<c s="1"><v>${(value - SPREADSHEET_EPOCH) / DAY_MS}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

function sheet(rows) {
  const parts = rows.map((row) => `<row>${row.map(cell).join("")}</row>`);
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${parts.join("")}</sheetData></worksheet>`;
}

/** Packs `files`, pairs of name and text, into a zip archive. */
function packed(files) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of files) {
    const plain = Buffer.from(text);
    const body = deflateRawSync(plain, { level: 1 });
    const entry = Buffer.alloc(26);
    entry.writeUInt16LE(20, 0);
    entry.writeUInt16LE(8, 4);
    entry.writeUInt16LE(33, 8);
    entry.writeUInt32LE(crc32(plain), 10);
    entry.writeUInt32LE(body.length, 14);
    entry.writeUInt32LE(plain.length, 18);
    entry.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), entry, place, Buffer.from(name));
    bodies.push(Buffer.from("PK\x03\x04"), entry, Buffer.from(name), body);
    offset += 30 + name.length + body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** Returns the bytes of a workbook of `sheets`, each a name with rows of texts, numbers and `Date`s (UTC). */
export function workbook(sheets) {
  const names = Object.keys(sheets);
  const list = (each) => names.map((name, place) => each(place + 1, escaped(name))).join("");
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (all) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
  const type = (part, kind) =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  return packed([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `${type("workbook", "sheet.main")}${type("styles", "styles")}${list((n) => type(`worksheets/sheet${n}`, "worksheet"))}</Types>`],
    ["_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))],
    ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `${list((n, name) => `<sheet name="${name}" sheetId="${n}" r:id="r${n}"/>`)}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations(
      list((n) => relation(`r${n}`, "worksheet", `worksheets/sheet${n}.xml`)) + relation("styles", "styles", "styles.xml"))],
    ["xl/styles.xml", `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
      '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'],
    ...names.map((name, place) => [`xl/worksheets/sheet${place + 1}.xml`, sheet(sheets[name])]),
  ]);
}
