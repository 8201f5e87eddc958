export {
  type AuditCases,
  type ToldAct,
  accountActor,
  atTheMachine,
  createAuditCases,
  noteOf,
  phoneActor,
} from './audit-cases.ts';
