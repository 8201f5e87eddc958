import { inflateRawSync } from 'node:zlib';

/** A cell as a spreadsheet would take it. */
export interface ReadCell {
  readonly value: string | number;
  /** Format code of a number, as the styles name it. */
  readonly format: string;
  readonly hasFormula: boolean;
}
interface ReadSheet {
  readonly name: string;
  readonly cells: ReadonlyMap<string, ReadCell>;
  /** The whole part of the file, for what stands beside the cells. */
  readonly xml: string;
}

/**
 * Answers: what stands in a workbook, read by other means than those that wrote it.
 * Shape:   bytes → sheets in order, cells by their place (`B3`), and the part that names areas to be printed.
 */
export function readWorkbook(bytes: Uint8Array): {
  readonly sheets: readonly ReadSheet[];
  readonly definedNames: string;
} {
  const parts = readZip(Buffer.from(bytes));
  const part = (name: string): string => parts.get(name)?.toString('utf8') ?? '';
  const workbook = part('xl/workbook.xml');
  const strings = all(/<si>(.*?)<\/si>/gs, part('xl/sharedStrings.xml')).map(([, inner = '']) =>
    all(/<t[^>]*>(.*?)<\/t>/gs, inner)
      .map(([, text = '']) => plain(text))
      .join(''),
  );
  const formats = readFormats(part('xl/styles.xml'));
  const sheets = all(/<sheet name="([^"]*)"/g, workbook).map(([, name = ''], index) => {
    const xml = part(`xl/worksheets/sheet${String(index + 1)}.xml`);
    const cells = new Map(
      all(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs, xml).map(
        ([, place = '', marks = '', inner = '']) => {
          const raw = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? '';
          const value = marks.includes('t="s"') ? (strings[Number(raw)] ?? '') : Number(raw);
          const style = Number(/ s="(\d+)"/.exec(marks)?.[1] ?? 0);
          const cell = {
            value,
            format: formats[style] ?? '',
            hasFormula: inner.includes('<f'),
          };
          return [place, cell] as const;
        },
      ),
    );
    return { name: plain(name), cells, xml };
  });
  return {
    sheets,
    definedNames: plain(/<definedNames>.*<\/definedNames>/s.exec(workbook)?.[0] ?? ''),
  };
}

const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)];

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

function readFormats(styles: string): readonly string[] {
  const codes = new Map(
    all(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g, styles).map(([, id, code = '']) => [
      id,
      code,
    ]),
  );
  const builtIn: Readonly<Record<string, string>> = { 0: 'General', 2: '0.00', 3: '#,##0' };
  const used = /<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '';
  return all(/<xf numFmtId="(\d+)"/g, used).map(
    ([, id = '']) => codes.get(id) ?? builtIn[id] ?? id,
  );
}

/** Files of an archive by name, from its directory at the end. */
export function readZip(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const head = bytes.readUInt32LE(at + 42);
    const begin = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const packed = bytes.subarray(begin, begin + size);
    files.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}
