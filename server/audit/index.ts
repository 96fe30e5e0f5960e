export { type Audit, type AuditEvent, auditSpec, createAudit } from './audit.store.ts';
