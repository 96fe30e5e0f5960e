export { startDemoPartner } from './demo-partner.http.ts';
export { startDemoSite } from './demo-site.http.ts';
export { accountsFileIn, runFileIn, senderFileIn, writeAccounts, writeRunFile, writeSender } from './run-files.ts';
