/**
 * The panel's side of the talk with the loader. It announces itself only to the sites of its key, and takes a port only
 * from the window around it and from one of those sites.
 */
import { type Hello, isHello, MARK, type ToLoader, type ToPanel } from './host-messages.ts';

export interface HostLink {
  readonly embedded: boolean;
  readonly linked: () => boolean;
  readonly send: (message: ToLoader) => void;
}

export function linkToHost(
  hostOrigins: readonly string[],
  told: (message: ToPanel) => void,
  linked: (hello: Hello) => void,
): HostLink {
  const embedded = window.parent !== window;
  let port: MessagePort | null = null;
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || !hostOrigins.includes(event.origin) || !isHello(event.data)) return;
    const [given] = event.ports;
    if (given === undefined) return;
    port?.close();
    port = given;
    port.onmessage = ({ data }: MessageEvent<ToPanel>) => told(data);
    linked(event.data);
  });
  if (embedded) for (const origin of likely(hostOrigins)) window.parent.postMessage(MARK, origin);
  return {
    embedded,
    linked: () => port !== null,
    send: (message) => port?.postMessage(message),
  };
}

/** Browsers that name the site around us spare the others a message they would refuse. */
function likely(hostOrigins: readonly string[]): readonly string[] {
  const around = window.location.ancestorOrigins?.[0];
  return around === undefined ? hostOrigins : hostOrigins.filter((origin) => origin === around);
}
