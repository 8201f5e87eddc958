import { type TestPhone, pushBody } from '../../../server/test/world/phone.ts';
import { type World, newId, setupWorld } from '../../../server/test/world/setup-world.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

const yearMs = 365.25 * 24 * 3_600_000;
const minuteMs = 60_000;
const years = [1970, 2017, 2026, 2038, 2099];
const zonesMin = Array.from({ length: 27 }, (_, place) => (place - 12) * 60);
/** By how much the clock is set between one form and the next. */
const jumpsMs = [0, -5 * yearMs, 5 * yearMs, -60 * minuteMs];

interface Clock {
  readonly name: string;
  readonly startMs: number;
  readonly zoneMin: number;
  readonly jumpMs: number;
}

const clocks: readonly Clock[] = years.flatMap((year) =>
  zonesMin.flatMap((zoneMin) =>
    jumpsMs.map((jumpMs) => ({
      name: `${String(year)}, zone ${String(zoneMin)} min, jump ${String(jumpMs)} ms`,
      startMs: Date.UTC(year, 0, 2) - zoneMin * minuteMs,
      zoneMin,
      jumpMs,
    })),
  ),
);
/** Coprime to the number of clocks, so that a part of them is spread over years, zones and jumps alike. */
const stride = 97;

export async function run({ budget, tell }: HarnessGiven): Promise<HarnessReport> {
  const world = await setupWorld();
  const violations: string[] = [];
  const trusts: Record<string, number> = {};
  try {
    const right: Clock = { name: 'right', startMs: Date.now(), zoneMin: 420, jumpMs: 0 };
    const wanted = await interviewBy(world, right, violations, trusts);
    for (let place = 0; place < budget; place++) {
      const clock = clocks[(place * stride) % clocks.length];
      if (clock === undefined) throw new Error('there is no such clock');
      const found = await interviewBy(world, clock, violations, trusts);
      if (found !== wanted) violations.push(`${clock.name}: ${found} where ${wanted} was counted`);
      if (place % 100 === 99) tell(`${String(place + 1)} clocks`);
    }
    const { differences } = await world.storage.keeper.verify();
    for (const { check, where } of differences) violations.push(`${check} ${where}`);
  } finally {
    await world.leave();
  }
  return { done: budget, violations, figures: { ...trusts } };
}

let waves = 0;

/** A wave of its own for each clock, and all of it that may not depend on a clock, as one text. */
async function interviewBy(
  world: World,
  clock: Clock,
  violations: string[],
  trusts: Record<string, number>,
): Promise<string> {
  const [mould] = await world.storage.waves.waves();
  if (mould === undefined) throw new Error('the world has no wave');
  const waveId = newId();
  waves += 1;
  await world.storage.waves.addWave(
    { ...mould, id: waveId, name: `Đợt ${String(waves)}`, status: 'open' },
    [],
    new Date().toISOString(),
  );
  const surveyor = await world.addPerson(`nguoi-${String(waves)}`, 'surveyor', ['29551']);
  const phone = await world.addPhone(surveyor);
  const lines = formsOf(phone, waveId, clock);
  // In two batches, between which the clock is set once more.
  for (const [place, batch] of [lines.slice(0, 3), lines.slice(3)].entries()) {
    const sentAt = new Date(clock.startMs + place * clock.jumpMs).toISOString();
    const answer = await world.push(phone, pushBody(phone, batch, { sentAt }));
    const { receipts } = (await answer.json()) as { receipts: { outcome: string }[] };
    for (const { outcome } of receipts)
      if (outcome !== 'stored') violations.push(`${clock.name}: a form is ${outcome}`);
  }
  const { times } = await world.storage.devices.lines(phone.deviceId);
  for (const [trust, forms] of Object.entries(times)) trusts[trust] = (trusts[trust] ?? 0) + forms;
  return stateOf(world, waveId);
}

/** Two rivals for one household, a form that is corrected, and one more; the clock is set after each. */
function formsOf(phone: TestPhone, waveId: string, clock: Clock): string[] {
  let step = 0;
  const at = () => {
    const wall = new Date(clock.startMs + step * (10 * minuteMs + clock.jumpMs)).toISOString();
    step += 1;
    return {
      waveId,
      clock: { wall, utcOffsetMin: clock.zoneMin, activeMs: 60_000, sinceContactMs: step * 1000 },
    };
  };
  const corrected = newId();
  return [
    phone.line({ envelope: at(), body: { household: 'H1' }, answers: { q1: '5' } }),
    phone.line({ envelope: at(), body: { household: 'H1' }, answers: { q1: '1', why: 'x' } }),
    phone.line({ envelope: { ...at(), responseId: corrected }, answers: { q2: '2' } }),
    phone.line({
      envelope: { ...at(), responseId: corrected, revision: 2, kind: 'correction' },
      answers: { q2: '4' },
    }),
    phone.line({ envelope: at(), answers: { sex: '1' } }),
  ];
}

async function stateOf({ storage }: World, waveId: string): Promise<string> {
  const rows: unknown[] = [];
  for await (const row of storage.responses.countedResponses(waveId, 1, 'all')) {
    const { responseId: _id, finishedAt: _finishedAt, ...rest } = row;
    rows.push(rest);
  }
  const counts = (await storage.responses.villageCounts(waveId, 1, 'all')).map((village) => ({
    ...village,
    counts: [...village.counts],
  }));
  const progress = (await storage.responses.progress(waveId, 'all')).map(
    ({ accepted, refused, excluded }) => ({ accepted, refused, excluded }),
  );
  return JSON.stringify({ rows, counts, progress });
}
