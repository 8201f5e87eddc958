import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFormulas } from './check-formulas.ts';
import { checkMicrodata } from './check-microdata.ts';
import { checkWorkbook } from './check-workbook.ts';
import { sipas } from './tools.ts';

/**
 * `npm run test:oracle:exports [-- RESPONSES]`: the files that the product writes, opened by the programs that people open them
 * with: LibreOffice for the workbook, R and PSPP for the microdata (Debian: libreoffice-calc-nogui, r-base-core, pspp).
 * Texts that try to become formulas are opened as well. Ends with 1 where a figure differs, a cell is an error or a program is not there.
 */
const responses = process.argv[2] ?? '3000';
const folder = mkdtempSync(join(tmpdir(), 'sipas-exports-'));
try {
  const made = sipas(folder, [
    'demo',
    '--responses',
    responses,
    '--earlier',
    '0',
    '--seed',
    '1',
    '--json',
  ]);
  const { waveId } = JSON.parse(made) as { waveId: string };
  const told = [
    ...checkWorkbook(folder),
    ...(await checkFormulas(folder)),
    ...(await checkMicrodata(folder, waveId)),
  ];
  const complaints = told.filter(({ isComplaint }) => isComplaint);
  for (const { text } of told) process.stdout.write(`${text}\n`);
  process.stdout.write(`${String(complaints.length)} complaints\n`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
