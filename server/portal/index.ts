// The only door to the partners' portal: what was sent to a partner, what it answers, and its card.

export { createPortalRoutes } from './portal.http.ts';
export { isAnyPartnerHere, portalRooms, tellPortal } from './portal-news.ts';
export { createPortalRows } from './portal-rows.store.ts';
export { createThreadStore, referralMessagesSpec } from './thread.store.ts';
