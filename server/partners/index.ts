export { createPartners, type Partner, type Partners, type PartnersDeps, partnerSecret } from './partners.ts';
