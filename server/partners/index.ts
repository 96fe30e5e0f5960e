export { createPartners, type Partner, type Partners, partnerSecret } from './partners.ts';
export { type CardDoc, type CardsStore, createCardsStore, partnerCardsSpec, presentCard } from './cards.store.ts';
