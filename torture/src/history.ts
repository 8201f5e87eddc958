/**
 * What happened in a run, in order, told by the harness and never by the product. A hash names the content of a form;
 * `phone` is any name that stays the same (a device id).
 */
export type HistoryEvent =
  | {
      /** The phone said "đã lưu": from here on the form may not be lost. */
      readonly type: 'finished';
      readonly phone: string;
      /** The device id in its chain, where a copied phone shares it with another; else the phone. */
      readonly device?: string;
      readonly epoch: string;
      readonly seq: number;
      readonly responseId: string;
      readonly revision: number;
      readonly hash: string;
      /** The line as it travels, where the final content tells lines as well. */
      readonly line?: string;
      /**
       * What must become of it on the server, `stored` where nothing is said. A form that breaks a rule on purpose is
       * `kept apart`; `either` is for forms of a copied phone, of which the first to arrive is stored.
       */
      readonly fate?: 'stored' | 'kept apart' | 'either';
    }
  /** Bytes that nobody finished, put on the wire or into a file on purpose. They may be held, and never count. */
  | { readonly type: 'poisoned'; readonly hash: string }
  /** A receipt that a phone or an office saw. One of a store that a restore replaced proves nothing any more. */
  | {
      readonly type: 'receipt';
      readonly hash: string;
      readonly outcome: string;
      readonly receipt: number;
      readonly incarnation: string;
    }
  /** A hello that the server answered, and whose answer came back. */
  | {
      readonly type: 'head-reported';
      readonly phone: string;
      readonly epoch: string;
      readonly headSeq: number;
    }
  /**
   * All that the phone held is gone; a phone that was only cleared goes on in a new epoch. What it found again in
   * another of its stores is told as finished once more.
   */
  | { readonly type: 'phone-destroyed' | 'phone-cleared'; readonly phone: string }
  /** A verified copy that holds all receipts up to this one. */
  | { readonly type: 'backed-up'; readonly backup: string; readonly receipt: number }
  /** The store was lost and came back from this backup, as a new incarnation; null: it began empty. */
  | { readonly type: 'restored'; readonly backup: string | null; readonly incarnation: string };

/** One line as the server holds it at the end. What cannot be read claims no place: its members are null. */
export interface HeldLine {
  readonly hash: string;
  readonly outcome: string;
  readonly phone: string | null;
  readonly epoch: string | null;
  readonly seq: number | null;
  readonly responseId: string | null;
  readonly revision: number | null;
  readonly line?: string;
}

/** What is there at the end, read from the store and the phones by whatever way is surest. */
export interface FinalContent {
  /** Null where the server is lost and not restored: then nothing is said of what it had given receipts for. */
  readonly server: {
    readonly incarnation: string;
    readonly held: readonly HeldLine[];
    /** What a recount, or `verify`, finds different from what is stored. */
    readonly differences: readonly string[];
    /** Numbers that the server says it lacks, both ends included; left out where a harness does not ask. */
    readonly missing?: readonly {
      readonly phone: string;
      readonly epoch: string;
      readonly from: number;
      readonly to: number;
    }[];
  } | null;
  /** Phones that live, with the hashes in their outbox. */
  readonly phones: readonly { readonly phone: string; readonly held: readonly string[] }[];
  /** The faults stopped and every phone had its rounds: all that living phones hold must have arrived. */
  readonly isCalm: boolean;
}

export type ViolationName =
  'lost' | 'duplicated' | 'phantom' | 'false receipt' | 'blocked' | 'counts' | 'gaps';

export interface Violation {
  readonly name: ViolationName;
  readonly what: string;
}

type Finished = Extract<HistoryEvent, { type: 'finished' }>;
type SeenReceipt = Extract<HistoryEvent, { type: 'receipt' }>;
type Server = NonNullable<FinalContent['server']>;

/**
 * Answers: did the product keep its promises in this run?
 * Shape:   what happened, what is there at the end → violations by name, none where all held:
 *
 * | name          | what was promised and is not so                                                                |
 * |---------------|------------------------------------------------------------------------------------------------|
 * | lost          | a finished form lies on a phone that lives, or on the server. Excused is only a form whose     |
 * |               | phone was destroyed or cleared and for which no receipt stands: none was seen, or a restore    |
 * |               | went back behind it                                                                            |
 * | duplicated    | one content is one line; one (response, revision) is stored at most once                       |
 * | phantom       | nothing is there that nobody finished, or with other bytes; poison is never stored             |
 * | false receipt | a receipt that no restore undid stands for a held line; `already-stored` for a stored one; one |
 * |               | number means one content within an incarnation                                                 |
 * | blocked       | a good form is stored, whatever was beside it; what breaks a rule waits; when calm, all arrived    |
 * | counts        | no difference between what is counted and a recount                                            |
 * | gaps          | every number that a phone reported and that did not come is missing; no number is missing that |
 * |               | came or that was never given                                                                   |
 *
 * Missing: `phones` without a phone that was not destroyed means that it holds nothing.
 * Errors:  throws where the history contradicts itself (a restore from a backup that was never made).
 * Source:  contract of the wire, protocol 1: invariants 1 to 6.
 */
export function judgeHistory(
  history: readonly HistoryEvent[],
  final: FinalContent,
): readonly Violation[] {
  const story = readStory(history);
  const { server } = final;
  return [
    ...findLost(story, final),
    ...findPhantoms(story, final),
    ...findTwiceOnPhones(final),
    ...(server === null
      ? []
      : [
          ...findDuplicates(server),
          ...findFalseReceipts(story, server),
          ...findBlocked(story, server, final),
          ...server.differences.map((what): Violation => ({ name: 'counts', what })),
          ...findWrongGaps(story, server),
        ]),
  ];
}

export const printViolation = ({ name, what }: Violation): string => `${name}: ${what}`;

/** What the history adds up to. */
type Story = PhoneStory & ServerStory & { readonly poisoned: ReadonlySet<string> };

interface PhoneStory {
  readonly finished: ReadonlyMap<string, Finished>;
  /** Hashes that lie on no phone any more: each that held them was destroyed or cleared. */
  readonly gone: ReadonlySet<string>;
  /** Highest number that a phone gave out, by phone and epoch. */
  readonly given: ReadonlyMap<string, number>;
}

interface ServerStory {
  /** Receipts that no restore went back behind, the last of each hash. */
  readonly standing: ReadonlyMap<string, SeenReceipt>;
  readonly receipts: readonly SeenReceipt[];
  /** Heads that the server was told and has not forgotten by a restore, by phone and epoch. */
  readonly reported: ReadonlyMap<string, number>;
}

function readStory(history: readonly HistoryEvent[]): Story {
  const poison = history.filter((event) => event.type === 'poisoned');
  return {
    ...readPhones(history),
    ...readServer(history),
    poisoned: new Set(poison.map(({ hash }) => hash)),
  };
}

function readPhones(history: readonly HistoryEvent[]): PhoneStory {
  const finished = new Map<string, Finished>();
  const gone = new Set<string>();
  const given = new Map<string, number>();
  const onPhone = new Map<string, Set<string>>();

  const lose = (phone: string): void => {
    const lost = onPhone.get(phone) ?? [];
    onPhone.delete(phone);
    const others = [...onPhone.values()];
    for (const hash of lost) if (!others.some((held) => held.has(hash))) gone.add(hash);
  };

  for (const event of history)
    if (event.type === 'phone-destroyed' || event.type === 'phone-cleared') lose(event.phone);
    else if (event.type === 'finished') {
      finished.set(event.hash, event);
      gone.delete(event.hash);
      onPhone.set(event.phone, (onPhone.get(event.phone) ?? new Set()).add(event.hash));
      raise(given, chainOf(event), event.seq);
    }
  return { finished, gone, given };
}

function readServer(history: readonly HistoryEvent[]): ServerStory {
  const receipts: SeenReceipt[] = [];
  const backups = new Map<string, { receipt: number; heads: ReadonlyMap<string, number> }>();
  let standing = new Map<string, SeenReceipt>();
  let reported = new Map<string, number>();
  let incarnation: string | null = null;

  for (const event of history)
    if (event.type === 'receipt') {
      receipts.push(event);
      if ((incarnation ?? event.incarnation) === event.incarnation) standing.set(event.hash, event);
    } else if (event.type === 'head-reported') raise(reported, chainName(event), event.headSeq);
    else if (event.type === 'backed-up')
      backups.set(event.backup, { receipt: event.receipt, heads: new Map(reported) });
    else if (event.type === 'restored') {
      const from = event.backup === null ? emptyBackup : backups.get(event.backup);
      if (from === undefined) throw new Error(`there is no backup ${String(event.backup)}`);
      standing = new Map([...standing].filter(([, { receipt }]) => receipt <= from.receipt));
      reported = new Map(from.heads);
      ({ incarnation } = event);
    }
  return { standing, receipts, reported };
}

const emptyBackup = { receipt: 0, heads: new Map<string, number>() };

const chainName = ({ phone, epoch }: { readonly phone: string; readonly epoch: string }) =>
  `${phone} ${epoch}`;

const chainOf = ({ phone, device = phone, epoch }: Finished) => chainName({ phone: device, epoch });

function raise(heights: Map<string, number>, name: string, height: number): void {
  if (height > (heights.get(name) ?? 0)) heights.set(name, height);
}

function findLost({ finished, gone, standing }: Story, { server, phones }: FinalContent) {
  const there = new Set([
    ...phones.flatMap(({ held }) => held),
    ...(server?.held ?? []).map(({ hash }) => hash),
  ]);
  return [...finished.values()]
    .filter(({ hash }) => !there.has(hash))
    .filter(({ hash }) => (standing.has(hash) ? server !== null : !gone.has(hash)))
    .map((form): Violation => ({ name: 'lost', what: nameOf(form) }));
}

function findPhantoms({ finished, poisoned }: Story, { server, phones }: FinalContent) {
  const phantom = (what: string): Violation => ({ name: 'phantom', what });
  const found: Violation[] = [];
  for (const { phone, held } of phones)
    for (const hash of held)
      if (!finished.has(hash)) found.push(phantom(`${hash} on phone ${phone}`));
  for (const { hash, outcome, line } of server?.held ?? []) {
    const form = finished.get(hash);
    if (form === undefined && !poisoned.has(hash)) found.push(phantom(`${hash} on the server`));
    else if (form === undefined && outcome === 'stored') found.push(phantom(`poison ${hash}`));
    else if (form?.line !== undefined && line !== undefined && form.line !== line)
      found.push(phantom(`${hash} with other bytes`));
  }
  return found;
}

function findTwiceOnPhones({ phones }: FinalContent): Violation[] {
  return phones.flatMap(({ phone, held }) =>
    repeated(held).map((hash) => ({ name: 'duplicated', what: `${hash} on phone ${phone}` })),
  );
}

function findDuplicates({ held }: Server): Violation[] {
  const stored = held.filter(({ outcome }) => outcome === 'stored');
  const revisions = stored.map(
    ({ responseId, revision }) => `${String(responseId)} revision ${String(revision)}`,
  );
  return [...repeated(held.map(({ hash }) => hash)), ...repeated(revisions)].map((what) => ({
    name: 'duplicated',
    what,
  }));
}

const repeated = (names: readonly string[]): string[] => {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size);
};

function findFalseReceipts({ standing, receipts }: Story, { held }: Server): Violation[] {
  const outcomes = new Map(held.map(({ hash, outcome }) => [hash, outcome]));
  const found: Violation[] = [];
  const report = ({ hash, outcome, receipt, incarnation }: SeenReceipt, why: string) =>
    found.push({
      name: 'false receipt',
      what: `${outcome} ${String(receipt)} of ${incarnation} for ${hash}: ${why}`,
    });
  for (const seen of standing.values()) {
    const outcome = outcomes.get(seen.hash);
    if (outcome === undefined) report(seen, 'nothing is held');
    else if (seen.outcome === 'already-stored' && outcome !== 'stored')
      report(seen, `it is ${outcome}`);
  }
  const numbers = new Map<string, string>();
  for (const seen of receipts) {
    const number = `${seen.incarnation} ${String(seen.receipt)}`;
    const known = numbers.get(number) ?? seen.hash;
    if (known !== seen.hash) report(seen, `the number is that of ${known}`);
    numbers.set(number, known);
  }
  return found;
}

function findBlocked(
  { finished }: Story,
  { held }: Server,
  { phones, isCalm }: FinalContent,
): Violation[] {
  const outcomes = new Map(held.map(({ hash, outcome }) => [hash, outcome]));
  const found: Violation[] = [];
  for (const form of finished.values()) {
    const outcome = outcomes.get(form.hash);
    const became = outcome === 'stored' ? 'stored' : 'kept apart';
    const { fate = 'stored' } = form;
    if (outcome !== undefined && fate !== 'either' && fate !== became)
      found.push({ name: 'blocked', what: `${nameOf(form)} is ${outcome}` });
  }
  if (!isCalm) return found;
  for (const { phone, held: left } of phones)
    for (const hash of left)
      if (!outcomes.has(hash))
        found.push({ name: 'blocked', what: `${hash} never left phone ${phone}` });
  return found;
}

function findWrongGaps({ reported, given }: Story, { held, missing }: Server): Violation[] {
  if (missing === undefined) return [];
  const placeOf = (chain: string, seq: number) => `${chain} ${String(seq)}`;
  const came = new Set<string>();
  for (const { phone, epoch, seq } of held)
    if (phone !== null && epoch !== null && seq !== null)
      came.add(placeOf(chainName({ phone, epoch }), seq));

  const found: Violation[] = [];
  const listed = new Set<string>();
  for (const { from, to, ...chain } of missing) {
    const name = chainName(chain);
    for (let seq = from; seq <= to; seq += 1) {
      const place = placeOf(name, seq);
      listed.add(place);
      if (came.has(place)) found.push({ name: 'gaps', what: `${place} is missing and came` });
      else if (seq > (given.get(name) ?? 0))
        found.push({ name: 'gaps', what: `${place} is missing and was never given` });
    }
  }
  for (const [name, headSeq] of reported)
    for (let seq = 1; seq <= headSeq; seq += 1) {
      const place = placeOf(name, seq);
      if (!came.has(place) && !listed.has(place))
        found.push({
          name: 'gaps',
          what: `${place} was reported, did not come, and is not missing`,
        });
    }
  return found;
}

const nameOf = ({ phone, epoch, seq, hash }: Finished): string =>
  `${hash} (phone ${phone}, epoch ${epoch}, number ${String(seq)})`;
