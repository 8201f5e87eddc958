export { type AuditAct, auditActs } from './acts.ts';
export { type ChainFault, checkChain, createChainCheck } from './check-chain.ts';
export {
  type AuditActor,
  type AuditEntry,
  type AuditNote,
  auditHashInput,
  firstPrevHash,
} from './entry.ts';
