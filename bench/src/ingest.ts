import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld, startProduct } from '../../e2e/fixtures/product.ts';
import { enrolPhone } from './enrolled-phone.ts';
import { type Batch, type PhoneWorld, createBatches } from './phone-batches.ts';
import { report } from './report.ts';

/**
 * Batches of 100 real household forms over loopback HTTP: validated, hashed, stored byte for byte with row and
 * counts, receipted by the product, beside bare `node:http` + JSON.parse + one prepared insert. Both servers are
 * processes of their own, take the same bytes over four connections, and are measured turn by turn.
 */
const rounds = 7;
const batchesPerRound = 30;
const connections = 4;
const folder = await mkdtemp(join(tmpdir(), 'sipas-bench-ingest-'));
// Measured is the taking in; a backup that falls into it would be measured with it.
process.env['SIPAS_BACKUP_EVERY_MIN'] = '0';

interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function startBare() {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'bare-server.ts'),
    join(folder, 'bare.sqlite'),
  ]);
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const target: Target = { port: Number(port.toString()), path: '/', headers: {} };
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { target, stop };
}

function send(agent: Agent, target: Target, body: Buffer, isGzip: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: '127.0.0.1',
        port: target.port,
        path: target.path,
        method: 'POST',
        headers: {
          ...target.headers,
          'content-type': 'application/x-ndjson',
          'content-length': body.length,
          ...(isGzip ? { 'content-encoding': 'gzip' } : {}),
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${String(answer.statusCode)}: ${text.slice(0, 300)}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Answers: forms a second. */
async function drive(target: Target, batches: readonly Batch[], isGzip: boolean): Promise<number> {
  // Connections of its own: those of the round before have been closed as idle.
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const queue = [...batches];
  const answers: string[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let batch = queue.shift(); batch !== undefined; batch = queue.shift())
        answers.push(await send(agent, target, isGzip ? batch.gzip : batch.plain, isGzip));
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  for (const answer of answers)
    if (answer.includes('"outcome"') && answer.split('"outcome":"stored"').length !== 101)
      throw new Error(`a batch was not stored whole: ${answer.slice(0, 600)}`);
  return batches.reduce((sum, { forms }) => sum + forms, 0) / seconds;
}

async function measure(bare: Target, target: Target, world: PhoneWorld): Promise<void> {
  for (const isGzip of [false, true]) {
    const ours: number[] = [];
    const limit: number[] = [];
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const batches = createBatches(world, batchesPerRound, `${String(isGzip)}-${String(round)}`);
      const product = await drive(target, batches, isGzip);
      const peer = await drive(bare, batches, isGzip);
      // The first round warms both up.
      if (round === 0) continue;
      ours.push(product);
      limit.push(peer);
      ratios.push(product / peer);
    }
    report({
      name: `Batches of 100 responses over HTTP, ${isGzip ? 'gzip' : 'plain'}`,
      ...{ unit: 'responses/s', values: ours, ratios },
      peer: { name: 'bare node:http + JSON.parse + insert', values: limit },
      goals: [{ of: 'ratio', is: 'at least', bound: 0.4 }],
    });
  }
}

const bare = await startBare();
const empty = await createWorld(0);
const product = await startProduct(empty);
try {
  const { headers, world } = await enrolPhone(product);
  await measure(bare.target, { port: product.port, path: '/api/v1/sync/push', headers }, world);
} finally {
  await bare.stop();
  await product.stop();
  await rm(empty.dir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
