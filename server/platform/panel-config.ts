/** What the panel is told by its own page, so that it can show the service and its numbers before it is connected (V4). */
import type { Service } from '../../shared/protocol/service.ts';

export interface PanelConfig {
  /** The embed key; null where the panel is a page of its own. */
  readonly key: string | null;
  /** The only origins whose messages the panel heeds, and to which it sends any. */
  readonly hostOrigins: readonly string[];
  readonly service: Service;
  /** True where nobody is there: it must be said. */
  readonly demo: boolean;
  readonly protocol: number;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** JSON that cannot end its script element, whatever it holds. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (each) => ESCAPES[each] ?? '');
}

/** The page with its configuration in its head, as data: no script runs inline. */
export function withConfig(html: string, config: PanelConfig): string {
  const element = `<script type="application/json" id="hearthline-config">${jsonForScript(config)}</script>`;
  const at = html.indexOf('</head>');
  return at === -1 ? `${element}${html}` : `${html.slice(0, at)}${element}${html.slice(at)}`;
}
