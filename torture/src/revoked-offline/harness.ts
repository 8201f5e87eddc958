import { createHash } from 'node:crypto';
import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import { createFetchTransport } from '../../../client/src/net/index.ts';
import { createOutbox } from '../../../client/src/outbox/index.ts';
import type { FieldShelf } from '../../../client/src/ports/field-shelf.ts';
import { createFieldShelf } from '../../../client/src/storage/index.ts';
import { createMemoryFile } from '../../../client/test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../client/test/fakes/seeded-dice.ts';
import { createVirtualPage } from '../../../client/test/fakes/virtual-page.ts';
import type { User } from '../../../server/src/ports/index.ts';
import { askAs } from '../../../server/test/world/restored-store.ts';
import { smallCatalogue, smallVersion } from '../../../server/test/world/small-survey.ts';
import { type World, setupWorld } from '../../../server/test/world/setup-world.ts';
import { createRoll } from '../browser/dice.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

type Ending = 'revoked' | 'another' | 'confirmed' | 'revoked and released';
const endings: readonly Ending[] = ['revoked', 'another', 'confirmed', 'revoked and released'];

/** What the office says of a phone that does not hear it. */
const saidWhileOffline: Readonly<Record<Ending, readonly [path: string, body: object]>> = {
  revoked: ['revocation', { reason: 'mất máy' }],
  another: ['comparison', { matches: false }],
  confirmed: ['comparison', { matches: true }],
  'revoked and released': ['revocation', { reason: 'mất máy' }],
};

interface Scene {
  readonly world: World;
  readonly office: User;
  readonly roll: () => number;
}

/** Takes phones back while they are offline, each with a random past, and looks for every form that they finished. */
export async function run({ budget, seed, tell }: HarnessGiven): Promise<HarnessReport> {
  const roll = createRoll(seed);
  const world = await setupWorld();
  await world.addPerson('lan', 'surveyor', ['86']);
  const office = await world.addPerson('buudien', 'office', ['86']);
  const violations: string[] = [];
  let [forms, counted] = [0, 0];
  try {
    await world.signIn(office);
    for (let number = 1; number <= budget; number += 1) {
      const ending = endings[number % endings.length] ?? 'revoked';
      const life = await liveOnce({ world, office, roll }, ending, seed + number);
      violations.push(
        ...life.violations.map((one) => `phone ${String(number)}, ${ending}: ${one}`),
      );
      forms += life.forms;
      counted += life.counted;
      if (number % 100 === 0) tell(`${String(number)} of ${String(budget)} phones`);
    }
    const verified = await world.storage.keeper.verify();
    if (verified.counted !== counted)
      violations.push(`${String(verified.counted)} forms count, not ${String(counted)}`);
    violations.push(...verified.differences.map((one) => JSON.stringify(one)));
  } finally {
    await world.leave();
  }
  return { done: budget, violations, figures: { forms, counted } };
}

async function liveOnce({ world, office, roll }: Scene, ending: Ending, seed: number) {
  const upTo = (most: number): number => Math.floor(roll() * (most + 1));
  const say = (path: string, body: object) =>
    world.ask(`/api/v1${path}`, askAs(office, 'POST', JSON.stringify(body)));
  const network = { isOnline: true, lost: 0 };
  const phone = await enrol({ world, office, roll }, network, seed);
  const act = (path: string, body: object) => say(`/devices/${phone.deviceId}/${path}`, body);

  // What is finished before the office knows is sent or not, as the network likes.
  const isTrusted = ending !== 'another' && (ending !== 'confirmed' || roll() < 0.3);
  if (isTrusted) await act('comparison', { matches: true });
  for (let n = upTo(3); n > 0; n -= 1) await phone.finish();
  if (roll() < 0.7) await phone.send(upTo(2));
  const heardBefore = await heldByServer(world, phone.shelf);
  network.isOnline = false;
  for (let n = 1 + upTo(3); n > 0; n -= 1) await phone.finish();
  await act(...saidWhileOffline[ending]);
  if (roll() < 0.5) await phone.finish();
  if (roll() < 0.5) await phone.restart();
  network.isOnline = true;
  await phone.send(upTo(3));
  if (roll() < 0.5) await phone.finish();
  await phone.send(0);
  if (ending === 'revoked and released') await act('release', { reason: 'phiếu thật' });

  const items = await phone.shelf.outbox();
  const violations = await lookFor(world, phone);
  const countsAll = ending === 'confirmed' || ending === 'revoked and released';
  const counted = countsAll ? items.length : ending === 'revoked' ? heardBefore.size : 0;
  phone.stop();
  return { violations, forms: items.length, counted };
}

/** What of all that the phone finished lacks on it, a receipt, or at the server? */
async function lookFor(
  world: World,
  { shelf, finished }: { readonly shelf: FieldShelf; finished(): number },
): Promise<readonly string[]> {
  const items = await shelf.outbox();
  const held = await heldByServer(world, shelf);
  const lacks = items.flatMap(({ seq, line, receipt, hash }) => [
    ...(line === null ? [`form ${String(seq)} lost its line`] : []),
    ...(receipt === null ? [`form ${String(seq)} has no receipt`] : []),
    ...(held.has(hash) ? [] : [`form ${String(seq)} is not at the server byte for byte`]),
  ]);
  return items.length === finished()
    ? lacks
    : [...lacks, `${String(finished())} forms were finished, ${String(items.length)} are here`];
}

/** Answers: the hashes of the forms of this phone that the server holds byte for byte. */
async function heldByServer({ storage }: World, shelf: FieldShelf): Promise<ReadonlySet<string>> {
  const deviceId = (await shelf.enrolled())?.deviceId ?? '';
  const lines = await storage.deviceActs.firstLines(deviceId, 1000);
  const there = new Set(lines.map(({ line }) => digestOf(Buffer.from(line).toString('utf8'))));
  const items = await shelf.outbox();
  return new Set(
    items.flatMap(({ line, hash }) => (line !== null && there.has(digestOf(line)) ? [hash] : [])),
  );
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function enrol(
  { world, office }: Scene,
  network: { isOnline: boolean; lost: number },
  seed: number,
) {
  const file = createMemoryFile();
  const view = createMemoryView();
  const page = createVirtualPage();
  const dice = createSeededDice(seed);
  const transport = createFetchTransport({
    baseUrl: 'http://sipas/api/v1',
    clock: page.clock,
    language: () => 'vi',
    async fetch(asked, init) {
      if (!network.isOnline) throw new TypeError('fetch failed');
      const address = new URL(asked instanceof Request ? asked.url : asked);
      const answer = await world.ask(`${address.pathname}${address.search}`, init);
      // It arrived, and nobody hears so.
      if (network.lost > 0 && address.pathname.endsWith('/push')) {
        network.lost -= 1;
        throw new TypeError('fetch failed');
      }
      return answer;
    },
  });
  const open = () =>
    createFieldShelf({ journal: openMemoryJournal(file, dice.hex(8)), view, dice });
  let shelf = await open();
  const made = await world.ask(
    '/api/v1/enrolments',
    askAs(office, 'POST', JSON.stringify({ surveyor: 'lan' })),
  );
  const { code } = (await made.json()) as { code: string };
  const reply = await transport.redeem({ code, deviceName: 'A12', platform: 'Android' });
  if (reply.tag !== 'answer') throw new Error('the phone was not enrolled');
  const { compares: _compares, ...answer } = reply.value;
  const now = () => new Date(page.clock.wallMs()).toISOString() as Instant;
  await shelf.enrol(answer, now());
  const outboxOf = () =>
    createOutbox({
      ...{ shelf, transport, dice, appVersion: '1' },
      ...{ clock: page.clock, surroundings: page.surroundings },
    });
  let outbox = outboxOf();
  let finished = 0;
  return {
    deviceId: answer.deviceId,
    get shelf() {
      return shelf;
    },
    finished: () => finished,
    async finish() {
      finished += 1;
      await shelf.finish(formAt(now(), { responseId: dice.uuid7(), waveId: world.waveId }));
    },
    /** Sends until it rests; as many answers are lost on the way. */
    async send(lost: number) {
      network.lost = lost;
      for (let n = 0; n <= lost + 1; n += 1) await outbox.sendNow();
      network.lost = 0;
    },
    async restart() {
      outbox.stop();
      file.revive();
      shelf = await open();
      outbox = outboxOf();
    },
    stop: () => {
      outbox.stop();
    },
  };
}

const formAt = (at: Instant, { responseId, waveId }: Record<'responseId' | 'waveId', string>) => ({
  responseId: responseId as Uuid7,
  waveId: waveId as Uuid7,
  revision: 1,
  kind: 'final' as const,
  instrument: { id: 'small', version: smallVersion as never },
  catalogue: smallCatalogue,
  clock: { wall: at, utcOffsetMin: 420, activeMs: 600_000, sinceContactMs: null },
  body: {
    unit: { commune: '29551', village: 'Khóm 1' },
    mode: 'interview' as const,
    language: 'vi',
    consent: { given: true, at, textVersion: '1' },
    answers: { sex: '2', q1: '4', q2: '3', age: 40 },
  },
});
