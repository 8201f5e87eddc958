import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { settled } from '../../../client/test/fakes/virtual-page.ts';
import { origin } from '../../../server/test/world/setup-world.ts';
import { type HistoryEvent, judgeHistory, printViolation } from '../history.ts';
import { faults, noteReceipts } from './fault-network.ts';
import {
  type Ground,
  type PhoneImage,
  type SimPhone,
  clearPhone,
  copyPhone,
  createSimPhone,
} from './sim-phone.ts';
import { createSimServer } from './sim-server.ts';
import { type Happening, schedules } from './steps.ts';
import type { Template } from './template.ts';

interface World extends Ground {
  readonly phones: readonly SimPhone[];
  /** Batch files at the office, as the phones wrote them. */
  readonly files: Uint8Array<ArrayBuffer>[];
}

/**
 * Answers: what goes wrong in this schedule?
 * Shape:   steps → violations, judged at the last step as it stands, and again after the faults stopped.
 */
export async function runSchedule(
  template: Template,
  images: readonly PhoneImage[],
  steps: readonly number[],
): Promise<readonly string[]> {
  const history: HistoryEvent[] = [];
  const server = await createSimServer(template, history);
  try {
    const world = await startPhones({ template, server, history, enrolled: images.length }, images);
    for (const step of steps) await live(world, step);
    const now = await judge(world, false);
    if (now.length > 0) return now;
    await calmDown(world);
    return await judge(world, true);
  } finally {
    await server.leave();
  }
}

const names = ['A', 'B'];
/** Dice of a phone that begins from an image must not fall as those fell that made the image. */
const seedBehindImages = 1000;

async function startPhones(ground: Ground, images: readonly PhoneImage[]): Promise<World> {
  const phones = names.map((name, index) => {
    const image = images[index] ?? null;
    const seed = index + 1 + (image === null ? 0 : seedBehindImages);
    return createSimPhone(ground, name, { seed, image });
  });
  const world = Object.assign(ground, { phones, files: [] });
  for (const phone of phones) await phone.start();
  await quiet(world);
  return world;
}

/** Enrolled phones that have their package, made once: a schedule begins in the middle of a working day. */
export async function takeImages(template: Template): Promise<readonly PhoneImage[]> {
  const history: HistoryEvent[] = [];
  const server = await createSimServer(template, history);
  try {
    const { phones } = await startPhones({ template, server, history, enrolled: 0 }, []);
    return phones.map(({ file, view }) => ({ bytes: file.bytes(), content: view.content }));
  } finally {
    await server.leave();
  }
}

interface Given {
  readonly world: World;
  readonly phone: SimPhone;
  readonly die: number;
}

const dayMs = 86_400_000;
const waits = [500, 5_000, 60_000, 3_600_000];

const happen: Record<Happening, (given: Given) => unknown> = {
  finish: ({ phone, die }) => finish(phone, die),
  'send now': ({ phone }) => void phone.outbox().sendNow(),
  'time passes': async ({ world, phone, die }) => {
    await phone.page.pass(waits[die % waits.length] ?? 0);
    await quiet(world);
  },
  'faults ahead': ({ phone, die }) => {
    const next = [die, die >>> 4, die >>> 8].slice(0, 1 + (die % 3));
    phone.network.queue(
      next.map((fallen) => faults[fallen % faults.length] ?? 'none'),
      die,
    );
  },
  'open a draft': ({ phone }) => phone.openDraft(),
  'come online': ({ phone }) => phone.page.comeOnline(),
  'come to the front': ({ phone }) => phone.page.comeToFront(),
  'kill the page': ({ phone }) => phone.restart(),
  'die in a write': ({ world, phone, die }) => dieInWrite(world, phone, die),
  'view stands still': ({ phone }) => {
    phone.view.broken = !phone.view.broken;
  },
  'lose the view': async ({ phone }) => {
    phone.view.content = null;
    await phone.restart();
  },
  'lose the journal': async ({ world, phone }) => {
    // Without a view nothing at all is left, which is another happening.
    if (phone.view.content !== null) await clearPhone(world, phone, false);
  },
  'lose both': async ({ world, phone }) => {
    if (world.enrolled < world.template.enrolments.length) await clearPhone(world, phone, true);
  },
  'destroy a phone': ({ world, phone }) => {
    phone.isAlive = false;
    phone.outbox().stop();
    phone.network.abandon();
    world.history.push({ type: 'phone-destroyed', phone: phone.name });
  },
  'copy a phone': async ({ world, phone }) => {
    const other = world.phones.find((one) => one !== phone);
    if (other?.isAlive === true) await copyPhone(world, phone, other);
  },
  'jump a clock': ({ phone, die }) => {
    phone.offsetMs = ((die % 4000) - 2000) * dayMs;
  },
  'jump the clock of the server': ({ world, die }) =>
    world.server.jumpClock(((die % 2000) - 1000) * dayMs),
  'kill the server': ({ world }) => world.server.kill(),
  'back up': ({ world }) => world.server.backUp(),
  restore: ({ world }) => world.server.restore(),
  'write a file': async ({ world, phone }) => {
    const { bytes } = await phone.outbox().exportFile();
    world.files.push(new Uint8Array(await bytes.arrayBuffer()));
  },
  'import a file': ({ world, die }) => importFile(world, die),
};

async function live(world: World, step: number): Promise<void> {
  const die = schedules.dieOf(step);
  const phone = world.phones[die % world.phones.length];
  if (phone?.isAlive !== true) return;
  await happen[schedules.happeningOf(step)]({ world, phone, die: die >>> 1 });
  await quiet(world);
}

async function finish(phone: SimPhone, die: number): Promise<void> {
  await phone.finish(die);
  phone.outbox().wake();
}

/** The phone dies in one of the next writes, of a finish or of what it keeps of an answer. */
async function dieInWrite(world: World, phone: SimPhone, die: number): Promise<void> {
  phone.file.dieAfterWrites(die % 4, ((die >>> 2) % 1000) / 1000);
  try {
    if ((die >>> 1) % 2 === 0) await finish(phone, die);
    else void phone.outbox().sendNow();
  } catch {
    // The write was refused: nothing was shown as finished.
  }
  await quiet(world);
  await phone.restart();
}

const spoiling = ['whole', 'whole', 'cut', 'with a broken line', 'lines turned round'] as const;

/** A file that the office takes in: whole, cut, with a line that nobody wrote, or its lines in another order. */
async function importFile({ server, template, files, history }: World, die: number) {
  const file = files[die % Math.max(1, files.length)];
  if (file === undefined) return;
  const how = spoiling[(die >>> 3) % spoiling.length] ?? 'whole';
  const response = await server.ask('/api/v1/sync/import', {
    method: 'POST',
    headers: { cookie: template.cookie, origin, 'content-type': 'application/x-ndjson' },
    body: spoiled(file, how, { die, history }),
  });
  if (response.status === 200) noteReceipts(await response.text(), history);
}

function spoiled(
  file: Uint8Array<ArrayBuffer>,
  how: (typeof spoiling)[number],
  { die, history }: { readonly die: number; readonly history: HistoryEvent[] },
): Uint8Array<ArrayBuffer> {
  if (how === 'whole') return file;
  const text = gunzipSync(file).toString('utf8');
  if (how === 'cut') return Uint8Array.from(Buffer.from(text).subarray(0, die % text.length));
  const [header = '', ...lines] = text.trimEnd().split('\n');
  if (how === 'lines turned round') lines.reverse();
  else {
    const broken = `{"broken":${String(die)}`;
    lines.splice(die % (lines.length + 1), 0, broken);
    const hash = `raw:${createHash('sha256').update(broken).digest('hex')}`;
    history.push({ type: 'poisoned', hash });
  }
  return Uint8Array.from(gzipSync([header, ...lines, ''].join('\n')));
}

/** Everything that runs by itself has run: no request is under way and nobody is about to make one. */
async function quiet({ phones }: World): Promise<void> {
  for (let still = 0; still < 3;) {
    await settled();
    const isBusy = phones.some(
      ({ isAlive, network, outbox }) =>
        network.inFlight() > 0 ||
        (isAlive && !network.isPageDead() && outbox().state().activity === 'sending'),
    );
    still = isBusy ? 0 : still + 1;
  }
  for (const phone of phones)
    if (phone.isAlive && phone.network.isPageDead()) await phone.restart();
}

const mostCalmRounds = 4;

async function calmDown(world: World): Promise<void> {
  const living = world.phones.filter(({ isAlive }) => isAlive);
  for (const phone of living) {
    phone.network.clear();
    phone.view.broken = false;
    await phone.restart();
    for (let round = 0; round < mostCalmRounds; round += 1) {
      await phone.outbox().sendNow();
      await quiet(world);
      if ((await phone.shelf().safety()).unsent === 0) break;
      await phone.page.pass(1_800_000);
    }
  }
}

async function judge(world: World, isCalm: boolean): Promise<string[]> {
  const { history, server, phones } = world;
  const content = await server.content(world.enrolled);
  // What a cut left of a line is kept beside, under a hash that nobody can foretell.
  const remains = content.held.filter(
    ({ hash, outcome }) => hash.startsWith('raw:') && outcome !== 'stored',
  );
  const poison = remains.map(({ hash }): HistoryEvent => ({ type: 'poisoned', hash }));
  const living = phones.filter(({ isAlive }) => isAlive);
  const held = await Promise.all(
    living.map(async ({ name, shelf }) => ({
      phone: name,
      held: (await shelf().outbox()).flatMap(({ hash, line }) => (line === null ? [] : [hash])),
    })),
  );
  const final = { server: content, phones: held, isCalm };
  const found = judgeHistory([...history, ...poison], final).map(printViolation);
  if (!isCalm) return found;
  for (const { name, shelf } of living) {
    const { unsent } = await shelf().safety();
    if (unsent > 0) found.push(`blocked: phone ${name} still has ${String(unsent)} unsent forms`);
  }
  return found;
}
