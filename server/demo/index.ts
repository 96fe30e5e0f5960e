export { type DemoPartner, startDemoPartner } from './demo-partner.http.ts';
export { type DemoSite, startDemoSite } from './demo-site.http.ts';
export { accountsFileIn, runFileIn, writeAccounts, writeRunFile } from './run-files.ts';
