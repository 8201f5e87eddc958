const localMark = 0x04034b50;
const directoryMark = 0x02014b50;
const endMark = 0x06054b50;
const endLength = 22;
const noon = 12 << 11;

/**
 * Answers: a zip archive with every file in it dated at noon of one day, so that the same content is the same bytes.
 * Shape:   archive without a comment, day YYYY-MM-DD from 1980 on → the same archive, changed in place.
 * Errors:  throws RangeError for what is no such archive.
 * Source:  PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16 and 4.4.6.
 */
export function stampZip<T extends Uint8Array>(archive: T, day: string): T {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const dosDate = (Math.max(0, year - 1980) << 9) | (month << 5) | date;
  const stamp = (at: number): void => {
    view.setUint16(at, noon, true);
    view.setUint16(at + 2, dosDate, true);
  };
  const expect = (at: number, mark: number): void => {
    if (view.getUint32(at, true) !== mark) throw new RangeError('this is no plain zip archive');
  };
  const end = archive.byteLength - endLength;
  expect(end, endMark);
  const count = view.getUint16(end + 10, true);
  let entry = view.getUint32(end + 16, true);
  for (let file = 0; file < count; file += 1) {
    expect(entry, directoryMark);
    stamp(entry + 12);
    const local = view.getUint32(entry + 42, true);
    expect(local, localMark);
    stamp(local + 10);
    const lengths = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
    entry += lengths.reduce((sum, length) => sum + length, 46);
  }
  return archive;
}
