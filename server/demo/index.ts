export { startDemoPartner } from './demo-partner.http.ts';
export { startDemoSite } from './demo-site.http.ts';
export { accountsFileIn, runFileIn, writeAccounts, writeRunFile } from './run-files.ts';
