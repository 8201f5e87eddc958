import { rm } from 'node:fs/promises';
import Papa from 'papaparse';
import { ok } from '@sipas/shared/kernel';
import { type Product, createWorld, startProduct } from '../../e2e/fixtures/product.ts';
import { signIn } from '../../e2e/fixtures/office.ts';
import { withStorage } from '../../server/src/cli/with-storage.ts';
import { defaultCsvFormat, responsesCsv } from '../../server/src/exports/index.ts';
import { exportResponses } from '../../server/src/use-cases/export-responses.ts';
import { createWaveReader } from '../../server/src/use-cases/waves/index.ts';
import { enrolPhone } from './enrolled-phone.ts';
import { createBatches } from './phone-batches.ts';
import { report } from './report.ts';

/**
 * How fast files leave: rows of counted responses from the store to bytes of CSV, beside a well-known writer of CSV that is
 * given the same cells ready in memory; and how long a whole file of published tables takes over HTTP after a form came in.
 */
const rounds = 7;
const responses = 20_000;
const instrument = 'household-2022';

async function exportOnce(dataDir: string, waveId: string): Promise<{ text: string; ms: number }> {
  const made = await withStorage({ dataDir }, async (storage) => {
    const start = performance.now();
    const needs = { reader: createWaveReader(storage.waves), responses: storage.responses };
    const found = await exportResponses(needs, waveId, instrument);
    if (!found.ok) return found;
    const { definition } = found.value.instrument;
    const parts: Uint8Array[] = [];
    const table = { ...found.value, definition, waveId };
    for await (const part of responsesCsv(table, defaultCsvFormat)) parts.push(part);
    const ms = performance.now() - start;
    return ok({ text: Buffer.concat(parts).toString('utf8'), ms });
  });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

function writeElsewhere(rows: readonly (readonly string[])[]): number {
  const start = performance.now();
  Buffer.from(Papa.unparse(rows as string[][], { escapeFormulae: true }));
  return performance.now() - start;
}

async function measureRows(dataDir: string, waveId: string): Promise<void> {
  const [ours, peer]: [number[], number[]] = [[], []];
  let shape = '';
  for (let round = 0; round <= rounds; round++) {
    const { text, ms } = await exportOnce(dataDir, waveId);
    const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true });
    const elsewhere = writeElsewhere(data);
    shape = `${String(data.length - 1)} rows × ${String(data[0]?.length)} columns`;
    // The first round warms both up.
    if (round === 0) continue;
    ours.push((data.length - 1) / (ms / 1000));
    peer.push((data.length - 1) / (elsewhere / 1000));
  }
  report({
    name: 'Counted responses as CSV',
    ...{ unit: 'rows/s', values: ours, note: shape },
    peer: { name: 'Papa.unparse of ready cells', values: peer },
    goals: [{ of: 'ratio', is: 'at least', bound: 0.5 }],
  });
}

const files = [
  ['scores of communes by criterion, CSV', 'exports/scores.csv?level=commune&by=criterion', 1000],
  ['workbook', 'exports/workbook.xlsx', 2000],
] as const;

async function measureFiles(product: Product): Promise<void> {
  const phone = await enrolPhone(product);
  const analyst = await signIn(product, 'sonoivu');
  const forms = [...createBatches(phone.world, files.length * (rounds + 1), 'files', 1)];
  const sendForm = async (): Promise<void> => {
    await fetch(`${product.origin}/api/v1/sync/push`, {
      method: 'POST',
      headers: { ...phone.headers, 'content-type': 'application/x-ndjson' },
      body: new Uint8Array(forms.shift()?.plain ?? Buffer.alloc(0)),
    });
  };
  for (const [name, path, limitMs] of files) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round <= rounds; round++) {
      await sendForm();
      const start = performance.now();
      bytes = (await (await analyst.get(path)).arrayBuffer()).byteLength;
      if (round > 0) times.push(performance.now() - start);
    }
    report({
      name: `File over HTTP at ${String(responses)} responses: ${name}`,
      ...{ unit: 'ms', values: times, note: `${(bytes / 1024).toFixed(0)} kB` },
      goals: [{ of: 'value', is: 'at most', bound: limitMs }],
    });
  }
}

const world = await createWorld(responses);
try {
  await measureRows(world.dir, world.waveId);
  const product = await startProduct(world);
  await measureFiles(product).finally(product.stop);
} finally {
  await rm(world.dir, { recursive: true, force: true });
}
