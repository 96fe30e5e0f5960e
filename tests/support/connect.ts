/** The two kinds of people who connect: visitors without a name, and staff who sign in first. */
import { staffCommands, staffEvents } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { visitorCommands, visitorEvents } from '../../shared/protocol/visitor.ts';
import { connect, type Handshake, type Peer } from './peer.ts';

const deskCommands = { ...staffCommands, ...supervisorCommands } as const;

export type Visitor = Peer<typeof visitorCommands, typeof visitorEvents>;
export type Staff = Peer<typeof deskCommands, typeof staffEvents>;
export type Account = Readonly<{ email: string; password: string }>;
export type SignedIn = Readonly<{ agentId: string; name: string; role: string; teamId: string; cookie: string }>;

/** Without a token a visitor has no conversation until `conversation:request`. */
export function asVisitor(url: string, options: Handshake & { token?: string } = {}): Promise<Visitor> {
  const { token, ...handshake } = options;
  const auth = token === undefined ? handshake.auth : { token, ...handshake.auth };
  return connect(`${url}/visitor`, visitorCommands, visitorEvents, { ...handshake, ...(auth ? { auth } : {}) });
}

export async function signIn(url: string, { email, password }: Account): Promise<SignedIn> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify({ email, password }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(`Signing in as ${email} was refused: ${body?.error?.code ?? response.status}`);
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .join('; ');
  return { ...body.value.account, cookie };
}

/** Signs in, connects, and opens the desk, as every staff client does after every connect. */
export async function asAgent(
  url: string,
  account: Account,
  handshake: Handshake = {},
): Promise<Staff & { me: SignedIn }> {
  const me = await signIn(url, account);
  const headers = { Cookie: me.cookie, ...handshake.headers };
  const peer = await connect(`${url}/staff`, deskCommands, staffEvents, { ...handshake, headers });
  await peer.ask('desk:open', {});
  return { ...peer, me };
}
