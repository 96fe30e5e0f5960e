// Builds the script of the public pages, for pages that the server makes.
import { defineConfig } from 'vite';
import { scriptBuild } from './vite.script.config.ts';

export default defineConfig(scriptBuild('page', 'HearthlinePage'));
