import { type HelloAnswer, type PushAnswer, bareTag } from '@sipas/shared/wire';
import type { Clock, Dice } from '../ports/clock.ts';
import type { Enrolled, FieldShelf, OutboxItem, ServerContact } from '../ports/field-shelf.ts';
import type { OutboxState } from '../ports/outbox.ts';
import type { Reply, Transport } from '../ports/transport.ts';
import { choosePage } from './choose-page.ts';
import { clockOffsetMs } from './clock-offset.ts';
import { itemsToSend } from './items-to-send.ts';
import type { SendAction, SendEvent } from './next-step.ts';
import { type Senders, ownItems, pageOfOne } from './senders.ts';
import type { OutboxSurroundings } from './surroundings.ts';
import { hashesToCompare, trustedReceipts } from './trusted-receipts.ts';

/** What a sender is made of. */
export interface OutboxParts {
  readonly shelf: FieldShelf;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly surroundings: OutboxSurroundings;
  readonly appVersion: string;
}

type LostBefore = NonNullable<OutboxState['lostBefore']>;

/** What the server said of itself and of this phone, for the screens. */
export type Heard = Partial<
  Pick<OutboxState, 'revoked' | 'lostBefore' | 'lastContactAt' | 'lastContactMonotonicMs'>
>;

export type Request = Exclude<SendAction, { tag: 'wait' | 'rest' }>;

const isUnknown = (reply: Reply<unknown>): boolean =>
  reply.tag === 'problem' && reply.problem.code === 'device.required';
const named = ({ deviceId, surveyor }: Enrolled): LostBefore[number] => ({
  deviceId,
  surveyor: surveyor.name,
});

/** An answer, and how long it took. */
interface Answered<T> {
  readonly value: T;
  readonly roundTripMs: number;
}

/**
 * Answers: one exchange with the server: what is asked, and what is kept of the answer before the next step.
 * Shape:   request and phone → event for `nextStep`. The contact is saved after all that follows from it, so a phone that
 *          dies in between hears it again. After a restore of the server, what it may have lost counts as unsent first.
 * Errors:  throws never: a shelf that could not keep the answer is a failure like any other, tried again later.
 * Rule:    O-08
 */
export function createExchange(
  { shelf, transport, clock, dice, surroundings, appVersion }: OutboxParts,
  onHeard: (heard: Heard) => void,
): (request: Request, senders: Senders) => Promise<SendEvent> {
  /** Pushes after which a line had no receipt that counts, by hash. */
  const failures = new Map<string, number>();
  /** Lines that were answered in this round. */
  const answered = new Set<string>();
  /** Surveyors before who had something unsent when the office last heard of it, or whom a restored server has not heard. */
  const toGreet = new Set<string>();
  let missing: HelloAnswer['missing'] = [];
  let hasAsked = false;

  /** An app from before forms were sealed kept a package without its keys, under the tag of the whole: asked for once anew. */
  const etagOf = (kept: Awaited<ReturnType<FieldShelf['fieldPackage']>>): string | null =>
    hasAsked || kept?.value.waves.every(({ ingestKey }) => ingestKey !== undefined)
      ? (kept?.etag ?? null)
      : null;

  const wallText = () => new Date(clock.wallMs()).toISOString();

  const toSend = async () =>
    itemsToSend(await shelf.outbox(), missing).filter(({ hash }) => !answered.has(hash));

  const noteFailed = (items: readonly OutboxItem[]) => {
    for (const { hash } of items) failures.set(hash, (failures.get(hash) ?? 0) + 1);
  };

  const failed = (
    problem: (SendEvent & { tag: 'failed' })['problem'],
    retryAfterMs: number | null,
    lines: number,
  ): SendEvent => ({ tag: 'failed', problem, retryAfterMs, lines, share: dice.share() });

  const unanswered = (reply: Exclude<Reply<never>, { tag: 'answer' }>, lines = 0): SendEvent =>
    reply.tag === 'problem'
      ? failed(reply.problem, reply.retryAfterMs, lines)
      : failed(null, null, lines);

  async function timed<T>(
    asking: Promise<Reply<T>>,
  ): Promise<Exclude<Reply<T>, { tag: 'answer' }> | ({ readonly tag: 'answer' } & Answered<T>)> {
    const from = clock.monotonicMs();
    const reply = await asking;
    if (reply.tag !== 'answer') return reply;
    return { ...reply, roundTripMs: clock.monotonicMs() - from };
  }

  async function keep(
    {
      value,
      roundTripMs,
    }: Answered<Pick<HelloAnswer | PushAnswer, 'serverTime' | 'incarnation' | 'safeReceipt'>>,
    more: Partial<ServerContact>,
    keepFirst: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const { serverTime, incarnation, safeReceipt } = value;
    const wallMs = clock.wallMs();
    const before = await shelf.contact();
    // A restored server gives its numbers anew, and may have made them safe before it is heard of: what was safe then counts.
    if (before !== null && before.incarnation !== incarnation) {
      await shelf.unsendAbove(Math.min(before.safeReceipt, safeReceipt), incarnation);
      for (const { deviceId } of await shelf.former()) toGreet.add(deviceId);
    }
    await keepFirst();
    await shelf.saveContact({
      packageEtag: before?.packageEtag ?? null,
      lastReceipt: before?.lastReceipt ?? null,
      pullCursor: before?.pullCursor ?? null,
      at: new Date(wallMs).toISOString(),
      serverTime,
      incarnation,
      safeReceipt,
      clockOffsetMs: clockOffsetMs(serverTime, wallMs, roundTripMs),
      ...more,
    });
  }

  const heardNow = (more: Partial<Heard> = {}) =>
    onHeard({ lastContactAt: wallText(), lastContactMonotonicMs: clock.monotonicMs(), ...more });

  async function hello({ deviceId, deviceToken }: Enrolled, senders: Senders) {
    const unsent = ownItems(await shelf.unsent(Number.POSITIVE_INFINITY), deviceId, senders);
    const oldest = unsent.map(({ finishedAt }) => finishedAt).sort()[0] ?? null;
    const reply = await timed(
      transport.hello(deviceToken, {
        protocol: 1,
        deviceId: deviceId as never,
        appVersion,
        epochs: [...(await shelf.heads(deviceId))],
        lastReceipt: (await shelf.contact())?.lastReceipt ?? null,
        unsent: unsent.length,
        oldestUnsentAt: oldest as never,
        storage: await surroundings.storageFacts(),
      }),
    );
    return { reply, unsent: unsent.length };
  }

  /**
   * Answers: under which enrolments of surveyors before something is to be said, which the server knows no more?
   * Shape:   speaks for each of them while there is something to say; whom the office does not answer is asked next time.
   * Source:  decision 61: the office can only make a code for a phone that somebody names to it.
   * Rule:    O-27
   */
  async function helloOfOthers(senders: Senders): Promise<LostBefore> {
    const lost: LostBefore[number][] = [];
    for (const other of senders.others) {
      const unsentNow = await shelf.unsent(Number.POSITIVE_INFINITY);
      const has = ownItems(unsentNow, other.deviceId, senders).length > 0;
      if (!has && !toGreet.has(other.deviceId)) continue;
      const { reply, unsent } = await hello(other, senders);
      if (isUnknown(reply)) lost.push(named(other));
      if (reply.tag !== 'answer') continue;
      missing = [...missing, ...reply.value.missing];
      if (unsent > 0) toGreet.add(other.deviceId);
      else toGreet.delete(other.deviceId);
    }
    return lost;
  }

  async function sayHello(senders: Senders): Promise<SendEvent> {
    const { speaker } = senders;
    const { reply } = await hello(speaker, senders);
    // Nobody has the phone, so that no screen of theirs says it.
    if (!senders.isCurrent && isUnknown(reply)) {
      const held = ownItems(await shelf.outbox(), speaker.deviceId, senders);
      const last = held.some(({ line }) => line !== null) ? [named(speaker)] : [];
      onHeard({ lostBefore: [...last, ...(await helloOfOthers(senders))] });
    }
    if (reply.tag !== 'answer') return unanswered(reply);
    const { packageEtag, status } = reply.value;
    missing = reply.value.missing;
    answered.clear();
    await keep(reply, senders.isCurrent ? { packageEtag } : {});
    heardNow({ revoked: senders.isCurrent && status === 'revoked' });
    heardNow({ lostBefore: await helloOfOthers(senders) });
    const kept = await shelf.fieldPackage();
    const packageDiffers =
      senders.isCurrent &&
      status === 'ok' &&
      packageEtag !== null &&
      bareTag(packageEtag) !== bareTag(etagOf(kept) ?? '');
    return { tag: 'greeted', toSend: (await toSend()).length, packageDiffers };
  }

  async function push(senders: Senders, limit: number): Promise<SendEvent> {
    const { page, sender } = pageOfOne(choosePage(await toSend(), failures, limit), senders);
    const batchId = dice.uuid7();
    const lines = page.map(({ line }) => line);
    const { deviceId, deviceToken } = sender;
    const batch = { batchId, deviceId, sentAt: wallText(), lines };
    const reply = await timed(transport.push(deviceToken, batch));
    if (reply.tag !== 'answer') {
      noteFailed(page);
      const isOther = sender !== senders.speaker;
      // The office may have forgotten a surveyor before: that holds up nobody else's forms.
      if (!isOther || reply.tag === 'offline' || reply.problem.recovery === 'later')
        return unanswered(reply, page.length);
      if (reply.problem.recovery === 'split-batch' && page.length > 1)
        return unanswered(reply, page.length);
      for (const { hash } of page) answered.add(hash);
      return { tag: 'pushed', toSend: (await toSend()).length };
    }
    const hashes = await hashesToCompare(page, reply.value);
    const receipts = trustedReceipts(page, batchId, reply.value, hashes);
    const held = new Set<string | undefined>(receipts.map(({ hash }) => hash));
    const lastReceipt = receipts.reduce((last, { receipt }) => Math.max(last, receipt), 0);
    const isOwn = sender === senders.speaker && lastReceipt > 0;
    await keep(reply, isOwn ? { lastReceipt } : {}, () =>
      shelf.saveReceipts(receipts, reply.value.incarnation),
    );
    heardNow();
    for (const { hash } of page) answered.add(hash);
    noteFailed(page.filter(({ hash }) => !held.has(hash)));
    return { tag: 'pushed', toSend: (await toSend()).length };
  }

  async function fetchPackage({ speaker }: Senders): Promise<SendEvent> {
    const etag = etagOf(await shelf.fieldPackage());
    const reply = await transport.fieldPackage(speaker.deviceToken, etag);
    if (reply.tag !== 'answer') return unanswered(reply);
    hasAsked = true;
    if (reply.value !== 'not-modified')
      await shelf.savePackage(reply.value.value, reply.value.etag);
    return { tag: 'fetched' };
  }

  async function pull({ speaker, isCurrent }: Senders): Promise<SendEvent> {
    if (isCurrent) {
      const contact = await shelf.contact();
      const reply = await transport.pull(speaker.deviceToken, contact?.pullCursor ?? null);
      if (reply.tag !== 'answer') return unanswered(reply);
      const { items, cursor } = reply.value;
      await shelf.saveInbox(items);
      if (contact !== null && contact.pullCursor !== cursor)
        await shelf.saveContact({ ...contact, pullCursor: cursor });
    }
    return { tag: 'pulled', unsent: (await shelf.safety()).unsent, share: dice.share() };
  }

  const ask = (request: Request, senders: Senders): Promise<SendEvent> => {
    switch (request.tag) {
      case 'hello':
        return sayHello(senders);
      case 'push':
        return push(senders, request.limit);
      case 'package':
        return fetchPackage(senders);
      case 'pull':
        return pull(senders);
    }
  };

  return async (request, senders) => {
    try {
      return await ask(request, senders);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return failed({ recovery: 'later', code: 'storage', detail }, null, 0);
    }
  };
}
