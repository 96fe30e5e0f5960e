/** The style of the public pages, and their one small script (`widget/page.ts`). They work without either. */
import { Router } from 'express';
import { PUBLIC_ASSETS } from './public-page.ts';
import { bareHeaders, type SurfaceOptions } from './security-headers.http.ts';

const STYLE = `:root{color-scheme:light dark;--ink:#1d2530;--ground:#fdfdfb;--edge:#5d6b7a;--mark:#114b7a;--fault:#a3190f}
@media (prefers-color-scheme:dark){:root{--ink:#eceff3;--ground:#14191f;--edge:#9aa8b6;--mark:#9fd0ff;--fault:#ffb3a7}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:38rem;padding:0 1rem 2rem;background:var(--ground);color:var(--ink);font:1.125rem/1.5 system-ui,sans-serif}
a{color:var(--mark)}
.exit{position:sticky;top:0;margin:0;padding:.5rem 0;background:var(--ground);text-align:end;z-index:1}
.exit a,.exit button{display:inline-block;min-height:2.75rem;padding:.55rem 1rem;border:2px solid var(--mark);border-radius:.5rem;background:transparent;color:var(--mark);font-weight:700;text-decoration:none}
.notice{padding:.75rem 1rem;border:2px solid var(--edge);border-radius:.5rem}
h1{font-size:1.6rem;line-height:1.25}
h2{font-size:1.2rem}
form{margin:1.5rem 0}
fieldset{margin:0 0 1rem;padding:0;border:0}
legend{padding:0;font-size:1.3rem;font-weight:700}
label{display:block;font-weight:700}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.65rem 0;font-weight:400;cursor:pointer}
.choice input{width:1.5rem;height:1.5rem;margin:0;flex:none}
.hint{margin:0 0 .25rem}
.fault{margin:.75rem 0;padding:.5rem .75rem;border-inline-start:.35rem solid var(--fault);color:var(--fault);font-weight:700}
input[type=text],textarea,select{display:block;width:100%;margin:0 0 1.25rem;padding:.6rem;border:2px solid var(--edge);border-radius:.4rem;background:transparent;color:inherit;font:inherit}
:is(input,textarea,select)[aria-invalid]{border-color:var(--fault)}
input.number{max-width:7rem}
input.phone{max-width:16rem}
button{min-height:2.75rem;padding:.6rem 1.4rem;border:0;border-radius:.5rem;background:var(--mark);color:var(--ground);font:inherit;font-weight:700;cursor:pointer}
button.plain{border:2px solid var(--mark);background:transparent;color:var(--mark)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
aside ul{padding:0;list-style:none}
aside li{margin:0 0 .75rem}
aside li p{margin:0}
aside .languages{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
dt{font-weight:700}
dd{margin:0 0 1rem}
dd p{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}
@media print{.exit,aside,footer{display:none}}
`;

/** Short, so that a repaired page is everywhere soon. */
const KEPT_SECONDS = 300;

export function publicAssets(options: SurfaceOptions): Router {
  const router = Router();
  const kept = `public, max-age=${KEPT_SECONDS}`;
  router.get(PUBLIC_ASSETS.style, bareHeaders(options), (_request, response) => {
    response.set('Cache-Control', kept).type('text/css').send(STYLE);
  });
  return router;
}
