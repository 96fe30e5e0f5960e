/**
 * The loader's elements in somebody else's page: in an open shadow root beside the body, so that neither the site's
 * styles nor its frameworks reach them, while assistive technology and audits do.
 */
import { style } from './style.ts';

export function createRoot(): ShadowRoot {
  const host = element('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  document.documentElement.append(host);
  return root;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function button(className: string, label: string, press: () => void): HTMLButtonElement {
  const made = element('button', className, label);
  made.onclick = press;
  return made;
}
