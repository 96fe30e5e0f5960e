export { createPartners, type Partner, type Partners, partnerSecret, type SendingChannel } from './partners.ts';
