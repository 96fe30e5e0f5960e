/**
 * The whole demonstration as `npm start` shows it: the server, the website of the invented service on an origin of its
 * own, and the partner that receives referrals; with one browser for everybody in the story.
 */
import type { Browser } from 'playwright-core';
import type { Config } from '../../../server/config.ts';
import { startDemoPartner, startDemoSite } from '../../../server/demo/index.ts';
import { launchBrowser } from '../../support/chromium.ts';
import { type StartOptions, startServer, type TestServer } from '../../support/start-server.ts';

export interface Demonstration {
  readonly server: TestServer;
  readonly siteUrl: string;
  readonly partnerUrl: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

export async function startDemonstration(
  config: Partial<Config> = {},
  app: NonNullable<StartOptions['app']> = {},
): Promise<Demonstration> {
  const [server, browser] = await Promise.all([startServer({ config, app }), launchBrowser()]);
  const { host, widgetOrigin, staffOrigin, demoSitePort, demoPartnerPort } = server.config;
  const partner = await startDemoPartner({ port: demoPartnerPort, host, secret: server.app.demoPartnerSecret });
  const site = await startDemoSite({
    port: demoSitePort,
    host,
    widgetOrigin,
    staffOrigin,
    partnerUrl: partner.url,
    accountsFile: 'demo-accounts.json',
  });
  return {
    server,
    siteUrl: site.url,
    partnerUrl: partner.url,
    browser,
    close: async () => {
      await browser.close();
      await Promise.all([site.close(), partner.close()]);
      await server.close();
    },
  };
}
