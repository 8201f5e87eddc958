import * as v from 'valibot';

export const auditEntrySchema = v.object({
  seq: v.number(),
  at: v.string(),
  actor: v.object({ kind: v.string(), id: v.string(), name: v.string(), role: v.string() }),
  act: v.string(),
  objectKind: v.string(),
  objectId: v.string(),
  /** Canonical JSON. */
  details: v.string(),
  prevHash: v.string(),
  hash: v.string(),
});

/** `GET /audit`: the newest first. */
export const auditPageSchema = v.object({
  entries: v.array(auditEntrySchema),
  total: v.number(),
});

export type AuditPage = v.InferOutput<typeof auditPageSchema>;

/** `GET /audit/chain` */
export const auditChainSchema = v.object({
  entries: v.number(),
  faults: v.array(v.object({ seq: v.number(), fault: v.string() })),
});
export type AuditChain = v.InferOutput<typeof auditChainSchema>;
