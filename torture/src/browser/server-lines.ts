import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type SealedLine, openLine } from '../../../e2e/fixtures/open-line.ts';

/** One line as the server keeps it. */
export interface ServerLine {
  readonly receipt: number;
  readonly hash: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly responseId: string | null;
  readonly deviceId: string | null;
  readonly epoch: string | null;
  readonly seq: number | null;
  readonly revision: number | null;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Answers: all lines of a store after this receipt, read and opened beside the server and not through it. */
export async function readServerLines(dataDir: string, after = 0): Promise<readonly ServerLine[]> {
  const db = new DatabaseSync(join(dataDir, 'sipas.sqlite'), { readOnly: true });
  try {
    const rows = db
      .prepare(
        `select receipt, outcome, code, response_id, revision, device_id, epoch, seq, line
           from envelopes where receipt > ? order by receipt`,
      )
      .all(after) as unknown as readonly {
      receipt: number;
      outcome: string;
      code: string | null;
      response_id: string | null;
      device_id: string | null;
      epoch: string | null;
      seq: number | null;
      revision: number | null;
      line: Uint8Array;
    }[];
    const lines: ServerLine[] = [];
    for (const row of rows) {
      const envelope = envelopeOf(row.line);
      lines.push({
        receipt: row.receipt,
        hash: envelope.hash ?? '',
        outcome: row.outcome,
        code: row.code,
        responseId: row.response_id,
        deviceId: row.device_id,
        epoch: row.epoch,
        seq: row.seq,
        revision: row.revision,
        answers: (await bodyOf(envelope, row.outcome, dataDir))?.answers ?? {},
      });
    }
    return lines;
  } finally {
    db.close();
  }
}

interface LooseBody {
  readonly answers?: Readonly<Record<string, unknown>>;
}

interface LooseEnvelope extends Partial<SealedLine> {
  readonly body?: LooseBody;
}

/**
 * Forms of the demonstration, and those of phones that had no key yet, came in clear. What counts must open; what is kept apart
 * may be sealed to a key that nobody has.
 */
async function bodyOf(
  envelope: LooseEnvelope,
  outcome: string,
  dataDir: string,
): Promise<LooseBody | undefined> {
  if (envelope.sealed === undefined) return envelope.body;
  const opened = openLine(envelope as SealedLine, dataDir) as Promise<LooseBody>;
  return outcome === 'stored' ? opened : opened.catch(() => undefined);
}

function envelopeOf(line: Uint8Array): LooseEnvelope {
  try {
    return JSON.parse(Buffer.from(line).toString('utf8')) as LooseEnvelope;
  } catch {
    return {};
  }
}
