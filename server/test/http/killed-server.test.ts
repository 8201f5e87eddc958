import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import type { PushAnswer, Receipt } from '@sipas/shared/wire';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';

const place = (dataDir: string) => ({
  dataDir,
  clock: { now: () => new Date().toISOString() as Instant },
  ids: { uuid7: newId },
});

/** Serves the store by the product's own command, in a process that can be killed. */
async function start(dataDir: string): Promise<{ process: ChildProcess; url: string }> {
  const command = join(import.meta.dirname, '../../src/cli.ts');
  const server = spawn(process.execPath, [command, 'serve', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, SIPAS_PORT: '0' },
  });
  const [text] = (await once(server.stdout, 'data')) as [Buffer];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text.toString())?.[0];
  if (url === undefined) throw new Error(`no address in ${text.toString()}`);
  return { process: server, url };
}

/** Answers: the receipts; null where the server is dead or sheds, so that nothing is known. */
async function push(
  url: string,
  phone: TestPhone,
  lines: readonly string[],
): Promise<readonly Receipt[] | null> {
  try {
    const response = await fetch(`${url}/api/v1/sync/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${phone.token}` },
      body: pushBody(phone, lines),
    });
    return response.status === 200 ? ((await response.json()) as PushAnswer).receipts : null;
  } catch {
    // The connection broke: whatever was under way is sent again.
    return null;
  }
}

it('keeps every form that it acknowledged, killed ten times in the middle of pushes [A-11]', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-killed-'));
  const planting = await createSqliteStorage(place(dataDir));
  const { waveId } = await plantSurvey(planting);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  const now = '2026-11-23T08:00:00.000Z';
  await planting.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const phone = createTestPhone({ ...(await enrolPhone(planting, user, now)), waveId, newId });
  await planting.keeper.close();

  const acknowledged = new Map<string, Receipt>();
  let unsure: string[] = [];
  for (let death = 1; death <= 10; death++) {
    const server = await start(dataDir);
    const died = once(server.process, 'exit');
    // On a slow machine too some batches go through; the blow then falls at another moment of the next one.
    for (let batch = 0; server.process.signalCode === null; batch++) {
      if (batch === death % 4) void pause(death * 3).then(() => server.process.kill('SIGKILL'));
      // What was under way when the server died is sent again, in another grouping.
      unsure = unsure.length > 60 ? unsure : [...unsure, phone.line(), phone.line(), phone.line()];
      const receipts = await push(server.url, phone, unsure);
      if (receipts === null) continue;
      unsure.forEach((line, index) => {
        const receipt = receipts[index];
        if (receipt) acknowledged.set(line, receipt);
      });
      unsure = [];
    }
    await died;
  }

  const survivor = await start(dataDir);
  const all = [...acknowledged];
  for (let from = 0; from < all.length; from += 100) {
    const chunk = all.slice(from, from + 100);
    const lines = chunk.map(([line]) => line);
    const again = await push(survivor.url, phone, lines);
    expect(again?.map(({ outcome, receipt, hash }) => [outcome, receipt, hash])).toEqual(
      chunk.map(([, first]) => ['already-stored', first.receipt, first.hash]),
    );
  }
  survivor.process.kill('SIGKILL');
  await once(survivor.process, 'exit');
  expect(acknowledged.size).toBeGreaterThan(10);

  const storage = await createSqliteStorage(place(dataDir));
  const report = await storage.keeper.verify();
  expect(report.differences).toEqual([]);
  // Besides what was acknowledged only a batch whose answer was lost can be here.
  expect(report.counted - acknowledged.size).toBeLessThanOrEqual(unsure.length);
  expect(report.counted).toBeGreaterThanOrEqual(acknowledged.size);
  await storage.keeper.close();
  rmSync(dataDir, { recursive: true, force: true });
}, 120_000);
