/** Type, page frame, landmarks, navigation: everything that is not inside a section. */
/** CSS, without colours: those are in palette.ts. */
export const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1.5rem}
body{margin:0;overflow-wrap:anywhere;background:var(--page);color:var(--ink);line-height:1.55;font-size:.9375rem;
  font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',system-ui,sans-serif}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,blockquote{margin:0;padding:0}
ul,ol{list-style:none}
h1,h2,h3{letter-spacing:-.012em;line-height:1.2;font-weight:650;text-wrap:balance}
h1{font-size:clamp(1.625rem,1.2rem + 1.9vw,2.375rem);letter-spacing:-.022em;line-height:1.14}
h2{font-size:1.375rem}
h3{font-size:1.1875rem}
h4{font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);font-weight:650;line-height:1.4}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
code,.id,.mono{font-family:ui-monospace,'SF Mono',SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;font-size:.92em}
.id{overflow-wrap:anywhere;unicode-bidi:isolate}
.num{font-variant-numeric:tabular-nums}
.muted{color:var(--muted)}
.small{font-size:.8125rem}
.visually-hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;z-index:9;background:var(--surface);color:var(--accent);padding:.6rem 1rem;border-radius:6px;border:1px solid var(--accent)}
.skip:focus{top:1rem}

.frame{max-width:78rem;margin:0 auto;padding:0 2rem}
.top{display:flex;align-items:center;gap:.75rem;padding:1.25rem 0;border-bottom:1px solid var(--line)}
.brand{display:flex;align-items:center;gap:.55rem;font-weight:650;letter-spacing:-.01em}
.brand svg{width:1.5rem;height:1.5rem;color:var(--accent);flex:none}
.top .made{margin-left:auto;color:var(--muted);font-size:.8125rem;text-align:right}
.toggle{font:inherit;font-size:.8125rem;color:var(--ink-2);background:var(--surface);border:1px solid var(--line-strong);border-radius:999px;
  padding:.35rem .8rem;display:inline-flex;gap:.45rem;align-items:center;cursor:pointer;white-space:nowrap}
.toggle:hover{border-color:var(--accent);color:var(--accent)}
.toggle svg{width:.875rem;height:.875rem}
[hidden]{display:none!important}

.columns{display:grid;grid-template-columns:12.5rem minmax(0,1fr);gap:3rem;align-items:start}
.toc{position:sticky;top:0;padding:2.25rem 0;max-height:100vh;overflow-y:auto;font-size:.8125rem;line-height:1.4}
.toc a{display:flex;gap:.5rem;align-items:baseline;padding:.28rem 0;color:var(--ink-2);text-decoration:none}
.toc a:hover{color:var(--accent);text-decoration:underline}
.toc ol ol{margin:.1rem 0 .4rem .1rem;padding-left:.75rem;border-left:1px solid var(--line)}
.toc .level{width:.8rem;height:.7rem;flex:none;align-self:center}
.toc .id{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
main{padding:2.25rem 0 4rem;min-width:0}
main>section{margin-top:3.5rem}
main>section:first-child{margin-top:0}
.section-head{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline;margin-bottom:1.25rem}
.section-head p{color:var(--muted);max-width:46rem;flex-basis:100%}
footer p{border-top:1px solid var(--line);padding:1.25rem 0 2.5rem;color:var(--muted);font-size:.8125rem}

@media screen and (max-width:60rem){
  .columns{display:block}
  .toc{position:static;max-height:none;padding:1.25rem 0 0}
  .toc>ol{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}
  .toc ol ol{display:none}
  main{padding-top:1.75rem}
}
@media screen and (max-width:45rem){
  .frame{padding:0 1rem}
  .top{flex-wrap:wrap;padding:.9rem 0}
  .top .made{order:3;margin:0;flex-basis:100%;text-align:left}
  .toggle{margin-left:auto}
  main>section{margin-top:2.75rem}
}
@media (prefers-reduced-motion:reduce){
  html{scroll-behavior:auto}
  *,*::before,*::after{transition:none!important;animation:none!important}
}
`;
