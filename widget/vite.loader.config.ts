// Builds the loader, for pages of other people.
import { defineConfig } from 'vite';
import { scriptBuild } from './vite.script.config.ts';

export default defineConfig(scriptBuild('loader', 'HearthlineLoader'));
