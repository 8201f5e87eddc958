import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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

/** Answers: all lines of a store after this receipt, read beside the server and not through it. */
export function readServerLines(dataDir: string, after = 0): readonly ServerLine[] {
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
    return rows.map((row) => {
      const envelope = envelopeOf(row.line);
      return {
        receipt: row.receipt,
        hash: envelope.hash ?? '',
        outcome: row.outcome,
        code: row.code,
        responseId: row.response_id,
        deviceId: row.device_id,
        epoch: row.epoch,
        seq: row.seq,
        revision: row.revision,
        answers: envelope.body?.answers ?? {},
      };
    });
  } finally {
    db.close();
  }
}

interface LooseEnvelope {
  readonly hash?: string;
  readonly body?: { readonly answers?: Readonly<Record<string, unknown>> };
}

function envelopeOf(line: Uint8Array): LooseEnvelope {
  try {
    return JSON.parse(Buffer.from(line).toString('utf8')) as LooseEnvelope;
  } catch {
    return {};
  }
}
