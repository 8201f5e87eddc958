import * as v from 'valibot';
import { countSchema, sequenceSchema, sha256Schema, uuid7Schema } from './scalars.ts';
import { type Receipt, pushAnswerSchema, formerEntries } from './sync.ts';

/** Version of the manifest; a reader that does not know it goes without. */
export const manifestVersion = 1;

/**
 * Answers: what did a batch file hold when the phone wrote it? With it a reader says by number what a cut or altered copy
 *          no longer holds.
 * Shape:   the second line of a file, after its header, or none: a bare push body is as good. As many hashes as lines.
 * Source:  decision 23.
 * Rule:    W-10
 */
export const batchManifestSchema = v.pipe(
  v.object({
    manifest: v.literal(manifestVersion),
    count: countSchema,
    /** Numbers of the chain that the file holds, by epoch. */
    ranges: v.array(v.object({ epoch: v.string(), from: sequenceSchema, to: sequenceSchema })),
    /** Hash of the envelope of each line, in the order of the lines. */
    hashes: v.array(sha256Schema),
  }),
  v.check(({ count, hashes }) => count === hashes.length, 'as many hashes as lines'),
);
export type BatchManifest = v.InferOutput<typeof batchManifestSchema>;

/**
 * Why a line of a batch file did not arrive: `cut` = the file ends within or before it; `altered` = a line is there but is
 * not what the phone wrote; `absent` = the manifest names it, and the file goes on without it.
 */
const missingReasons = ['cut', 'altered', 'absent'] as const;

/** A line that the phone wrote and that did not arrive whole. It still lies on the phone. */
const missingLineSchema = v.object({
  batchId: v.string(),
  deviceId: v.nullable(uuid7Schema),
  /** Place in its batch, header and manifest not counted, from 1. */
  line: sequenceSchema,
  /** Where a manifest names it. */
  hash: v.optional(sha256Schema),
  reason: v.picklist(missingReasons),
});
export type MissingLine = v.InferOutput<typeof missingLineSchema>;

/**
 * Lines of a file that nothing proves and that were too many to keep: no receipt, no row. They lie in the file, and what a
 * phone wrote lies on the phone.
 */
const passedOverSchema = v.object({
  batchId: v.string(),
  deviceId: v.nullable(uuid7Schema),
  /** Places in the batch, as of a missing line; both are of them. */
  from: sequenceSchema,
  to: sequenceSchema,
});
export type PassedOver = v.InferOutput<typeof passedOverSchema>;

/**
 * `cut` = something is missing at the end or in between; `altered`, the worse, = its bytes are not those that were written.
 */
const fileDamages = ['cut', 'altered'] as const;
export type FileDamage = (typeof fileDamages)[number];

/**
 * What a batch file is answered with, and what is carried back as the receipts file: the answer to a push, and what is
 * known to be missing. A phone finds its own receipts by `hash`; a receipt has a hash only where the content is the one
 * that the hash names, so an altered line confirms nothing. The three members are left out where nothing speaks against
 * the file being whole.
 */
export const importAnswerSchema = v.object({
  ...pushAnswerSchema.entries,
  ...formerEntries,
  missingLines: v.optional(v.array(missingLineSchema)),
  passedOver: v.optional(v.array(passedOverSchema)),
  damage: v.optional(v.picklist(fileDamages)),
});
export type ImportAnswer = v.InferOutput<typeof importAnswerSchema>;

/**
 * Answers: what one receipts file says that is carried back for several files?
 * Shape:   answers in the order of their files → one answer: receipts numbered on, all that is missing, the worst damage;
 *          what is known of the store is what the last one says. Null where there is none.
 * Source:  decision 23.
 * Rule:    W-11
 */
export function mergeImportAnswers(answers: readonly ImportAnswer[]): ImportAnswer | null {
  const [first] = answers;
  const last = answers.at(-1);
  if (!first || !last) return null;
  const receipts = numberedOn(answers.map((answer) => answer.receipts));
  const missing = answers.flatMap((answer) => answer.missingLines ?? []);
  const passedOver = answers.flatMap((answer) => answer.passedOver ?? []);
  const damages = new Set(answers.map(({ damage }) => damage));
  const damage = fileDamages.toReversed().find((one) => damages.has(one));
  const { missingLines: _missing, passedOver: _passedOver, damage: _damage, ...known } = last;
  return {
    ...known,
    batchId: first.batchId,
    receipts,
    ...(missing.length === 0 ? {} : { missingLines: missing }),
    ...(passedOver.length === 0 ? {} : { passedOver }),
    ...(damage === undefined ? {} : { damage }),
  };
}

/** The lines of each file behind those of the files before it. */
function numberedOn(files: readonly (readonly Receipt[])[]): Receipt[] {
  let before = 0;
  return files.flatMap((receipts) => {
    const numbered = receipts.map((receipt) => ({ ...receipt, line: before + receipt.line }));
    before += receipts.reduce((most, { line }) => Math.max(most, line), 0);
    return numbered;
  });
}
