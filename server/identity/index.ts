// The only door to accounts, sessions and access.
export { createAccess } from './access.ts';
export { type Accounts, createAccounts } from './accounts.store.ts';
export { createDemoAccounts, type DemoAccount } from './demo-accounts.ts';
export { createPartnerAccountRoutes } from './partner-accounts.http.ts';
export { createPasswords, type Passwords } from './password.ts';
export { sessionTable } from './session.http.ts';
export { createSessions, type Sessions, sessionsSpec } from './sessions.store.ts';
export { createSignInLimits } from './sign-in-limits.ts';
