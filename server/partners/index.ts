export { createPartners, type Partner, type Partners, partnerSecret } from './partners.ts';
