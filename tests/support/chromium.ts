/**
 * Finds a real Chromium for the end-to-end tests: the one named by CHROMIUM_PATH, playwright's own, one on PATH, or
 * Debian's package where we may install it. Without one the tests fail with a sentence; they are never skipped.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const INSTALL_LIMIT_MS = 5 * 60_000;
const isRoot = process.getuid?.() === 0;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run. Correct it, or unset it.`);
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = NAMES.flatMap((name) => onPath.map((folder) => join(folder, name)));
  return [chromium.executablePath(), ...candidates].find((path) => path !== '' && isExecutable(path));
}

/** Answers the path of Chromium; installs Debian's package first where there is none and we are root. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium() ?? (await installFromDebian());
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium was found. Install one (as root: apt-get install chromium), or set CHROMIUM_PATH to where it is.',
  );
}

async function installFromDebian(): Promise<string | undefined> {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stderr.write('Installing Chromium with apt-get ...\n');
  const updated = await run('apt-get', ['update', '-q']);
  const installed = updated && (await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium']));
  return installed ? findChromium() : undefined;
}

function run(command: string, parameters: readonly string[]): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return new Promise((done) => {
    const child = spawn(command, parameters, {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: INSTALL_LIMIT_MS,
    });
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0));
  });
}

/** Chromium must not talk to anyone but us: its own services would make a run depend on the network. */
async function launchOptions(): Promise<LaunchOptions> {
  return {
    executablePath: await ensureChromium(),
    headless: true,
    chromiumSandbox: !isRoot,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  };
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/**
 * A browser with a profile on disk and a working back/forward cache, both of which a person's browser has and
 * playwright's does not: exit tests go back, and search the profile for what must not be there (P2).
 */
export async function launchPersistent(
  profileDir: string,
  person: { readonly javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  const options = { ...(await launchOptions()), ...person, ignoreDefaultArgs: ['--disable-back-forward-cache'] };
  return chromium.launchPersistentContext(profileDir, options);
}

/** Keeps a picture of a page in dist/screenshots; SCREENSHOTS=docs renews those that the README shows instead. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS === 'docs' ? '../../docs/screenshots/' : '../../dist/screenshots/';
  const path = fileURLToPath(new URL(`${folder}${name}.png`, import.meta.url));
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}
