/**
 * How the loader's few elements look. One string, adopted as a sheet: no site has to allow inline styles for it. The
 * transparent borders are what forced colours draw.
 */
export const style = `:host{all:initial}
*{box-sizing:border-box;font:600 16px/1.4 system-ui}
button,div{position:fixed;z-index:2147483647;inset-inline-end:16px;border:2px solid #0000;border-radius:14px;background:#1d5560;color:#fff}
button{min-height:48px;padding:0 16px;cursor:pointer}
.exit{top:calc(8px + var(--top));background:#1f2a2c;border-color:#fff}
.say{top:calc(64px + var(--top));padding:8px 16px}
.say:empty{clip-path:inset(50%)}
.chat{bottom:16px}
:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #1f2a2c}
.box{bottom:16px;width:400px;height:min(680px,100dvh - 84px);overflow:auto;color-scheme:light dark;background:Canvas;color:CanvasText;box-shadow:0 9px 48px #0006}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0}
section{padding:64px 16px}
section button{position:static}
.over{inset:0;background:#fff}
@media(max-width:600px),(max-height:480px){.box{inset:var(--top) 0 auto;width:auto;height:var(--height);border:0;border-radius:0}}`;
