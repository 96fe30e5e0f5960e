export { createLiveWallboard, WALLBOARD_ROOM } from './live-wallboard.ts';
export { supervisionHandlers } from './supervisor.socket.ts';
export { createWallboardStore } from './wallboard.store.ts';
export { noteStopped, stopWatching } from './watch.ts';
