import type { Plugin } from 'vite';
export declare function leanSocket(): Plugin;
