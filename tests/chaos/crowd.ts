/** Visitors and support workers who go on through every fault, over the public protocol alone, and write down what they did. */
import { randomUUID } from 'node:crypto';
import type { QueuePlace } from '../../shared/protocol/conversation.ts';
import type { Entry } from '../../shared/protocol/entry.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import type { TestAccount } from '../support/start-server.ts';
import { createLink, type Link, type LinkOptions } from './link.ts';
import { createRecorder, type Recorder } from './record.ts';
import { createView, type LiveView, type Page } from './view.ts';

type PickNode = LinkOptions['pick'];

export interface CrowdVisitor {
  readonly conversationId: string;
  readonly token: string;
  readonly view: LiveView;
  readonly link: Link;
  /** Sends a line until it is acknowledged or refused for good. */
  say(options?: SayOptions): Promise<Reply<unknown>>;
  leave(): Promise<Reply<unknown>>;
  close(): void;
}

export interface CrowdAgent {
  readonly me: SignedIn;
  /** What this connection follows, by conversation. */
  readonly views: Map<string, LiveView>;
  readonly link: Link;
  say(conversationId: string, options?: SayOptions): Promise<Reply<unknown>>;
  /** Resolves once this connection follows the conversation. */
  follows(conversationId: string): Promise<LiveView>;
  /** What they do when it rings, unless told otherwise. */
  accept(offer: Offer): void;
  close(): void;
}

export interface SayOptions {
  readonly clientId?: string;
  readonly text?: string;
  /** Where one person sends from several places at once: which of them this is. */
  readonly place?: string;
  /** False where several lines of the same author are on their way at once. */
  readonly inOrder?: boolean;
}

export interface Offer {
  readonly offerId: string;
  readonly conversationId: string;
}

export interface AgentOptions {
  /** The session of another connection of the same person; else they sign in. */
  readonly as?: SignedIn;
  readonly pick?: PickNode;
  /** What they do when it rings; accepts, unless told. */
  readonly onOffer?: (offer: Offer, agent: CrowdAgent) => void;
  /** Every event as it comes. */
  readonly onEvent?: (event: string, payload: unknown) => void;
  /** False leaves it as it is. */
  readonly available?: boolean;
  readonly origin?: string;
  readonly builtIn?: boolean;
  readonly handshakeMs?: number;
}

export type VisitorOptions = Pick<AgentOptions, 'pick' | 'onEvent' | 'origin' | 'builtIn' | 'handshakeMs'>;

export interface Crowd {
  readonly recorder: Recorder;
  readonly visitors: readonly CrowdVisitor[];
  readonly agents: readonly CrowdAgent[];
  visitor(options?: VisitorOptions): Promise<CrowdVisitor>;
  agent(account: TestAccount, options?: AgentOptions): Promise<CrowdAgent>;
  close(): void;
}

const FOLLOWS_WITHIN_MS = 60_000;

export function createCrowd(pick: PickNode): Crowd {
  const recorder = createRecorder();
  const visitors: CrowdVisitor[] = [];
  const agents: CrowdAgent[] = [];
  return {
    recorder,
    visitors,
    agents,
    visitor: async (options = {}) => {
      const visitor = await arrive({ pick, ...options }, recorder);
      visitors.push(visitor);
      return visitor;
    },
    agent: async (account, options = {}) => {
      const agent = await comeToWork(account, { pick, ...options }, recorder);
      agents.push(agent);
      return agent;
    },
    close: () => {
      for (const each of [...visitors, ...agents]) each.close();
    },
  };
}

function linkOptions({ pick, origin, builtIn, handshakeMs }: VisitorOptions & { pick: PickNode }) {
  return {
    pick,
    ...(origin === undefined ? {} : { origin }),
    ...(builtIn === undefined ? {} : { builtIn }),
    ...(handshakeMs === undefined ? {} : { handshakeMs }),
  };
}

interface Placed {
  readonly conversation: { readonly queue: QueuePlace | null };
}

interface Bound {
  readonly conversationId: string;
  readonly token: string;
  readonly view: LiveView;
}

async function arrive(options: VisitorOptions & { pick: PickNode }, recorder: Recorder): Promise<CrowdVisitor> {
  const requestId = randomUUID();
  let bound: Bound | null = null;
  let resolve: (found: Bound) => void = () => undefined;
  const arrived = new Promise<Bound>((done) => {
    resolve = done;
  });

  /** The first connection asks for a place; all after it come with the token and ask for what they missed. */
  async function onConnect(tell: Link['tell']): Promise<void> {
    if (bound === null) {
      const request = { clientId: requestId, preChat: { safeToTalk: 'yes' } };
      const { conversation, token } = must<{ conversation: { conversationId: string }; token: string }>(
        await tell('conversation:request', request),
      );
      const { conversationId } = conversation;
      const view = createView(`visitor of ${conversationId}`, conversationId, () => void catchUp());
      bound = { conversationId, token, view };
      resolve(bound);
    }
    bound.view.reconnected();
    await bound.view.catchUp(async (afterSeq) => {
      const page = must<Page & Placed>(await tell('conversation:resume', { afterSeq }));
      showPlace(page.conversation.queue);
      return page;
    });
  }
  function showPlace(place: QueuePlace | null): void {
    if (bound && place) recorder.placeShown(bound.conversationId, place.position);
  }
  async function catchUp(): Promise<void> {
    await bound?.view
      .catchUp(async (afterSeq) => must<Page>(await link.ask('conversation:resume', { afterSeq })))
      .catch(() => undefined);
  }

  const link = createLink({
    ...linkOptions(options),
    namespace: '/visitor',
    auth: () => (bound ? { token: bound.token } : {}),
    onConnect,
    onEvent: (event, payload) => {
      options.onEvent?.(event, payload);
      if (event === 'connection:replaced') recorder.dismissed(event);
      if (event === 'queue:moved') showPlace(payload as QueuePlace);
      if (event === 'conversation:changed') showPlace((payload as Placed).conversation.queue);
      if (event === 'conversation:entry') bound?.view.took((payload as { entry: Entry }).entry);
    },
  });
  const { conversationId, token, view } = await arrived;
  return {
    conversationId,
    token,
    view,
    link,
    say: (line) =>
      say(recorder, { conversationId, author: 'visitor', ...line }, (sent) => link.ask('message:send', sent)),
    leave: () => link.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' }),
    close: () => link.close(),
  };
}

async function comeToWork(
  account: TestAccount,
  options: AgentOptions & { pick: PickNode },
  recorder: Recorder,
): Promise<CrowdAgent> {
  const { onOffer = (offer: Offer) => accept(offer), available = true } = options;
  const me = options.as ?? (await signIn((await options.pick()).url, account));
  const views = new Map<string, LiveView>();
  const following = new Set<() => void>();
  const opening = new Set<string>();

  function viewOf(conversationId: string): LiveView {
    const known = views.get(conversationId);
    if (known) return known;
    const view = createView(`${me.agentId} in ${conversationId}`, conversationId, () => openSoon(conversationId));
    views.set(conversationId, view);
    return view;
  }

  async function open(
    conversationId: string,
    tell: Link['tell'] = (name, input) => link.ask(name, input),
  ): Promise<void> {
    if (opening.has(conversationId)) return;
    opening.add(conversationId);
    const view = viewOf(conversationId);
    try {
      await view.catchUp(async (afterSeq) => {
        const reply = await tell('conversation:open', { conversationId, afterSeq });
        // Somebody else has it now: it is no longer ours to follow.
        if (reply?.ok === false && reply.error.code === 'not_found') {
          view.leave();
          return { entries: [], more: false };
        }
        return must<Page>(reply);
      });
    } finally {
      opening.delete(conversationId);
    }
    for (const each of [...following]) each();
  }

  /** What is refused or goes unanswered is asked for again at the next entry or connection. */
  function openSoon(conversationId: string): void {
    open(conversationId).catch(() => undefined);
  }

  interface Desk {
    readonly agent: { readonly availability: string };
    readonly offers: readonly Offer[];
    readonly conversations: readonly { readonly conversationId: string; readonly state: string }[];
  }
  async function onConnect(tell: Link['tell']): Promise<void> {
    // Before anything is asked: entries may come as soon as the desk is open.
    for (const view of views.values()) view.reconnected();
    const desk = must<Desk>(await tell('desk:open', {}));
    if (available && desk.agent.availability !== 'available')
      must(await tell('availability:set', { availability: 'available' }));
    const held = desk.conversations.filter(({ state }) => state === 'active').map((each) => each.conversationId);
    for (const conversationId of new Set([...held, ...views.keys()])) await open(conversationId, tell);
    for (const offer of desk.offers) onOffer(offer, agent);
  }

  /** Given to us by somebody, or accepted elsewhere: what was said before is asked for. */
  function given({ conversationId, conversation }: Changed): void {
    if (conversation.state === 'active' && !views.has(conversationId)) openSoon(conversationId);
  }

  const link = createLink({
    ...linkOptions(options),
    namespace: '/staff',
    headers: { Cookie: me.cookie },
    onConnect,
    onEvent: (event, payload) => {
      options.onEvent?.(event, payload);
      if (event === 'session:ended') recorder.dismissed(event);
      if (event === 'offer:made') onOffer((payload as { offer: Offer }).offer, agent);
      if (event === 'conversation:closed') views.get((payload as Named).conversationId)?.leave();
      if (event === 'conversation:changed') given(payload as Changed);
      if (event !== 'conversation:entry') return;
      const { conversationId, entry } = payload as { conversationId: string; entry: Entry };
      viewOf(conversationId).took(entry);
      for (const each of [...following]) each();
    },
  });

  function accept({ conversationId, offerId }: Offer): void {
    const accepting = link.ask('offer:accept', { conversationId, offerId });
    // Gone to somebody else, or withdrawn: the queue goes on without us.
    accepting.then((reply) => (reply.ok ? open(conversationId) : undefined)).catch(() => undefined);
  }

  const agent: CrowdAgent = {
    me,
    views,
    link,
    say: (conversationId, line) =>
      say(recorder, { conversationId, author: me.agentId, ...line }, (sent) =>
        link.ask('message:send', { conversationId, ...sent }),
      ),
    follows: (conversationId) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error('Nobody took the conversation in time.')), FOLLOWS_WITHIN_MS);
        const look = (): void => {
          const view = views.get(conversationId);
          if (!view || view.last() === 0) return;
          clearTimeout(limit);
          following.delete(look);
          resolve(view);
        };
        following.add(look);
        look();
      }),
    accept,
    close: () => link.close(),
  };
  await link.connected();
  return agent;
}

interface Named {
  readonly conversationId: string;
}

interface Changed extends Named {
  readonly conversation: { readonly state: string };
}

interface Saying extends SayOptions {
  readonly conversationId: string;
  readonly author: string;
}

async function say(
  recorder: Recorder,
  { conversationId, author, clientId = randomUUID(), text = `line ${clientId}`, place = '', inOrder = true }: Saying,
  send: (sent: { clientId: string; text: string }) => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> {
  recorder.sends({ conversationId, clientId, author: `${author}${place}`, text, inOrder });
  const reply = await send({ clientId, text });
  if (reply.ok) recorder.acknowledges(clientId, (reply.value as { seq: number }).seq);
  else recorder.refuses(reply.error.code, conversationId);
  return reply;
}

/** The value of what must succeed; no answer, or a refusal, and the connection is made anew. */
export function must<T>(reply: Reply<unknown> | null): T {
  if (!reply?.ok) throw new Error(`Refused: ${reply?.error.code ?? 'no answer'}`);
  return reply.value as T;
}
