import type { JudgedLine } from '../ports/index.ts';
import type { Held } from '../storage-rules/envelope-place.ts';
import type { Writing } from './transaction.ts';
import { fromStoredText, toStoredText } from './stored-text.ts';

type Claim = NonNullable<JudgedLine['claim']>;

/** The lines that are here as far as a batch may meet them; those that it adds are known at once. */
export interface HeldLines {
  keptApart(contentHash: string): Held | undefined;
  inChain(claim: Claim): Held | undefined;
  ofRevision(claim: Claim): Held | undefined;
  /** Whether another phone asked for this response. */
  isOfOther(claim: Claim): boolean;
  add(line: Held): void;
}

const columns = `receipt, content_hash as "contentHash", outcome, code, detail, response_id as "responseId", revision,
  device_id as "deviceId", epoch, seq, holds_seq as "holdsSeq", received_at as "receivedAt"`;

/** One question for all lines of a batch, in each of the three ways in which a line can be here. */
const question = `
  select ${columns} from envelopes
    where province = $1 and content_hash = any($2) and outcome <> 'stored'
  union
  select ${columns} from envelopes
    where province = $1 and response_id = any($3) and outcome in ('stored', 'quarantined')
  union
  select ${columns} from envelopes join unnest($4::text[], $5::text[], $6::bigint[]) as asked (d, e, s)
    on device_id = d and epoch = e and seq = s
    where province = $1 and holds_seq`;

/** Reads what is here of all that a batch names. */
export async function readHeldLines(
  { connection, province }: Writing,
  lines: readonly JudgedLine[],
): Promise<HeldLines> {
  const claims = lines.flatMap(({ claim }) => claim ?? []);
  const { rows } = await connection.query<Held>({
    name: 'held-lines',
    text: question,
    values: [
      province,
      lines.map(({ contentHash }) => contentHash),
      claims.map(({ responseId }) => toStoredText(responseId)),
      claims.map(({ deviceId }) => toStoredText(deviceId)),
      claims.map(({ epoch }) => toStoredText(epoch)),
      claims.map(({ seq }) => seq),
    ],
  });
  const held = createHeldLines();
  for (const row of rows)
    held.add({
      ...row,
      detail: asRead(row.detail),
      responseId: asRead(row.responseId),
      deviceId: asRead(row.deviceId),
      epoch: asRead(row.epoch),
    });
  return held;
}

const asRead = (text: string | null): string | null =>
  text === null ? null : fromStoredText(text);

function createHeldLines(): HeldLines {
  const byHash = new Map<string, Held>();
  const byChain = new Map<string, Held>();
  const byRevision = new Map<string, Held>();
  const phonesOf = new Map<string, Set<string>>();
  return {
    keptApart: (contentHash) => byHash.get(contentHash),
    inChain: (claim) => byChain.get(chainOf(claim)),
    ofRevision: (claim) => byRevision.get(revisionOf(claim)),
    isOfOther: ({ responseId, deviceId }) =>
      [...(phonesOf.get(responseId) ?? [])].some((phone) => phone !== deviceId),
    add(line) {
      const isKeptApart = line.outcome !== 'stored';
      if (isKeptApart) byHash.set(line.contentHash, line);
      const { responseId, revision, deviceId, epoch, seq } = line;
      if (deviceId !== null && epoch !== null && seq !== null && line.holdsSeq)
        byChain.set(chainOf({ deviceId, epoch, seq }), line);
      if (responseId === null || !isHolder(line.outcome)) return;
      if (revision !== null) byRevision.set(revisionOf({ responseId, revision }), line);
      const phones = phonesOf.get(responseId) ?? new Set<string>();
      phonesOf.set(responseId, phones.add(deviceId ?? ''));
    },
  };
}

/** Only such a line keeps others from its revision. */
export const isHolder = (outcome: Held['outcome']): boolean =>
  outcome === 'stored' || outcome === 'quarantined';

const chainOf = ({ deviceId, epoch, seq }: Pick<Claim, 'deviceId' | 'epoch' | 'seq'>): string =>
  JSON.stringify([deviceId, epoch, seq]);
const revisionOf = ({ responseId, revision }: Pick<Claim, 'responseId' | 'revision'>): string =>
  `${String(revision)} ${responseId}`;
