// The console's pages. Everything but sign-in needs an account; pages for few people are loaded when they are opened.
import type { ComponentType } from 'react';
import { createBrowserRouter, redirect } from 'react-router';
import { SignIn } from '../identity/sign-in.tsx';
import { withWords } from '../ui/later.ts';
import { DeskPage } from './desk-page.tsx';
import { PageError } from './page-error.tsx';
import { currentAccount } from './session.ts';
import { Shell } from './shell.tsx';

/** Whoever is at a partner has the portal, and nothing of the console. */
async function needsAccount(): Promise<Response | null> {
  const account = await currentAccount();
  if (account === null) return redirect('/sign-in');
  return account.role === 'partner' ? redirect('/partner') : null;
}

async function needsPartner(): Promise<Response | null> {
  const account = await currentAccount();
  if (account === null) return redirect('/sign-in');
  return account.role === 'partner' ? null : redirect('/');
}

async function needsNoAccount(): Promise<Response | null> {
  return (await currentAccount()) === null ? null : redirect('/');
}

const page = (load: () => Promise<ComponentType>) => async () => ({ Component: await withWords(load) });

export const router = createBrowserRouter(
  [
    { path: '/sign-in', loader: needsNoAccount, Component: SignIn, HydrateFallback: Nothing },
    {
      path: '/',
      loader: needsAccount,
      Component: Shell,
      ErrorBoundary: PageError,
      HydrateFallback: Nothing,
      children: [
        { index: true, Component: DeskPage },
        {
          path: 'wallboard',
          lazy: page(async () => (await import('../supervision/wallboard-page.tsx')).WallboardPage),
        },
        {
          path: 'messages',
          lazy: page(async () => (await import('../referrals/messages-page.tsx')).MessagesPage),
        },
        {
          path: 'triage',
          lazy: page(async () => (await import('../triage/triage-page.tsx')).TriagePage),
        },
        {
          path: 'triage/files/:importId?',
          lazy: page(async () => (await import('../triage/files-page.tsx')).FilesPage),
        },
        {
          path: 'work',
          lazy: page(async () => (await import('../work/work-page.tsx')).WorkPage),
        },
        {
          path: 'cases',
          lazy: page(async () => (await import('../cases/cases-page.tsx')).CasesPage),
        },
        {
          path: 'cases/new',
          lazy: page(async () => (await import('../cases/new-case-page.tsx')).NewCasePage),
        },
        {
          path: 'cases/:caseId/:part?',
          lazy: page(async () => (await import('../cases/case-page.tsx')).CasePage),
        },
        {
          path: 'team/:tab?',
          lazy: page(async () => (await import('./team-page.tsx')).TeamPage),
        },
        {
          path: 'approvals',
          lazy: page(async () => (await import('../approvals/approvals-page.tsx')).ApprovalsPage),
        },
      ],
    },
    {
      path: '/partner',
      loader: needsPartner,
      lazy: page(async () => (await import('../portal/portal-shell.tsx')).PortalShell),
      ErrorBoundary: PageError,
      HydrateFallback: Nothing,
      children: [
        { path: 'card', lazy: page(async () => (await import('../portal/own-card-page.tsx')).OwnCardPage) },
        { path: ':referralId?', lazy: page(async () => (await import('../portal/portal-page.tsx')).PortalPage) },
      ],
    },
    { path: '*', loader: () => redirect('/') },
  ],
  { basename: '/staff' },
);

function Nothing() {
  return null;
}
