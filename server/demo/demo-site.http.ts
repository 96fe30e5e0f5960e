/**
 * The website of an invented victims' service, on an origin of its own, which embeds the widget as a real one would:
 * with the snippet, and under a content security policy that names the chat's origin twice.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { escapeHtml, fillIn } from '../platform/html.ts';
import { listenOn } from '../platform/listen.ts';
import { demoHeaders, servePages, siteFolder } from './serve-pages.http.ts';

export type DemoSiteOrder = Readonly<{
  port: number;
  host: string;
  widgetOrigin: string;
  staffOrigin: string;
  partnerUrl: string;
  accountsFile: string;
}>;
export type DemoSite = Readonly<{ url: string; close(): Promise<void> }>;

/** Every page by its address. The wording and the menu around it are in layout.html. */
const pages = [
  { path: '/', file: 'home.html', title: 'Support after a crime', label: 'Home' },
  { path: '/our-help', file: 'our-help.html', title: 'Our help', label: 'Our help' },
  {
    path: '/cover-your-tracks',
    file: 'cover-your-tracks.html',
    title: 'Cover your tracks',
    label: 'Cover your tracks',
  },
  { path: '/cookies', file: 'cookies.html', title: 'Cookies', label: 'Cookies' },
] as const;

/** What a service copies into its own website; the page's policy names its hash. */
const snippetCode = 'window.Helpline=window.Helpline||function(){(Helpline.q=Helpline.q||[]).push(arguments)}';
const snippetFrom = (widgetOrigin: string): string =>
  `<script>${snippetCode}</script><script async src="${escapeHtml(`${widgetOrigin}/loader.js`)}" data-helpline-key="pk_demo" data-exit-escape="page" data-locale="auto"></script>`;

const choices = ['accepted', 'rejected'] as const;
const halfAYearMs = 182 * 24 * 3_600_000;

export async function startDemoSite(order: DemoSiteOrder): Promise<DemoSite> {
  const server = createServer(await demoSiteApp(order));
  await listenOn(server, { host: order.host, port: order.port, variable: 'DEMO_SITE_PORT' });
  return {
    url: `http://${order.host.includes(':') ? `[${order.host}]` : order.host}:${order.port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function demoSiteApp(order: DemoSiteOrder): Promise<Express> {
  const snippetHash = createHash('sha256').update(snippetCode).digest('base64');
  const app = express();
  app.disable('x-powered-by');
  app.use(
    demoHeaders(
      [
        "default-src 'self'",
        `script-src 'self' 'sha256-${snippetHash}' ${order.widgetOrigin}`,
        `frame-src ${order.widgetOrigin}`,
        "frame-ancestors 'none'",
      ].join('; '),
    ),
  );
  const layout = await readFile(join(siteFolder, 'layout.html'), 'utf8');
  for (const { path, file, title } of pages) {
    const forms = escapeHtml(`${order.widgetOrigin}/refer`);
    const withdraw = escapeHtml(`${order.widgetOrigin}/withdraw`);
    const content = fillIn(await readFile(join(siteFolder, file), 'utf8'), { forms, withdraw });
    const values = {
      title,
      content,
      snippet: snippetFrom(order.widgetOrigin),
      menu: menuOn(path),
    };
    app.get(path, (request, response) => {
      const banner = request.get('cookie')?.includes('cookie-choice=') === true ? 'answered' : 'open';
      response.type('html').send(fillIn(layout, { ...values, banner }));
    });
  }
  const start = fillIn(await readFile(join(siteFolder, 'start.html'), 'utf8'), {
    staff: escapeHtml(`${order.staffOrigin}/staff/`),
    wallboard: escapeHtml(`${order.staffOrigin}/staff/wallboard`),
    partner: escapeHtml(`${order.partnerUrl}/`),
    forms: escapeHtml(`${order.widgetOrigin}/refer`),
    withdraw: escapeHtml(`${order.widgetOrigin}/withdraw`),
    accountsFile: escapeHtml(order.accountsFile),
  });
  app.get('/start', (_request, response) => {
    response.type('html').send(start);
  });
  takeCookieChoices(app);
  app.use(servePages());
  return app;
}

function menuOn(current: string): string {
  const items = pages.map(({ path, label }) => {
    const mark = path === current ? ' aria-current="page"' : '';
    return `<li><a href="${path}"${mark}>${label}</a></li>`;
  });
  return items.join('\n      ');
}

/** Works as a plain form too, for people whose browser runs no scripts. */
function takeCookieChoices(app: Express): void {
  app.post('/cookie-choice', express.urlencoded({ extended: false, limit: '1kb' }), (request, response) => {
    const choice = choices.find((each) => each === request.body?.choice);
    if (choice !== undefined) response.cookie('cookie-choice', choice, { maxAge: halfAYearMs, sameSite: 'lax' });
    const saved = choice !== undefined;
    if (request.accepts(['html', 'json']) === 'json') response.status(saved ? 204 : 400).end();
    else response.redirect(303, saved ? '/cookies#saved' : '/cookies#not-saved');
  });
}
