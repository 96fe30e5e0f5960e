export { type CardDoc, type CardsStore, createCardsStore, partnerCardsSpec, presentCard } from './cards.store.ts';
export { createPartners, type Partner, type Partners, partnerSecret, type SendingChannel } from './partners.ts';
