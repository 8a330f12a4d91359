/** What stands inside the sections: key figures, cards, bars, plots, evidence rows, tables. */
/** CSS, without colours: those are in palette.ts. */
export const COMPONENTS = `
.eyebrow{font-size:.8125rem;color:var(--muted);margin-bottom:.6rem}
.lead{margin-top:.9rem;max-width:46rem;font-size:1.0625rem;color:var(--ink-2)}
.kpis{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden;margin-top:1.75rem}
.kpis>div{background:var(--surface);padding:.95rem 1.1rem 1rem;display:grid;grid-row:span 3;grid-template-rows:subgrid;row-gap:.1rem}
.kpis dt{font-size:.8125rem;color:var(--muted);line-height:1.35}
.kpis dd{font-size:1.625rem;font-weight:600;letter-spacing:-.02em;line-height:1.25;font-variant-numeric:tabular-nums}
.kpis dd.note{font-size:.8125rem;font-weight:400;letter-spacing:0;color:var(--muted);line-height:1.4}
.calm{display:flex;gap:1rem;align-items:flex-start;background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.4rem}
.calm svg{width:1.75rem;height:1.75rem;color:var(--low);flex:none;margin-top:.1rem}
.calm p{max-width:44rem;color:var(--ink-2)}
.calm p strong{color:var(--ink)}

.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:1.6rem 1.75rem 1.75rem;margin-top:1.5rem}
.card>*+*{margin-top:1.6rem}
.card-head{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.75rem 2rem;align-items:start}
.card-head .marks{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;margin-bottom:.5rem;font-size:.8125rem}
.card-head .what{margin-top:.5rem;color:var(--ink-2);max-width:40rem}
.severity{display:inline-flex;gap:.4rem;align-items:center;font-weight:600}
.level{width:1rem;height:.8rem}
.level .off{fill:var(--track)}
.level .on{fill:currentColor}
.tone-critical{color:var(--critical)}.tone-high{color:var(--high)}.tone-medium{color:var(--medium)}.tone-low{color:var(--low)}
.confidence{min-width:11.5rem}
.confidence .figure{display:flex;align-items:baseline;gap:.5rem}
.confidence .figure strong{font-size:1.625rem;font-weight:600;letter-spacing:-.02em;line-height:1.2;font-variant-numeric:tabular-nums}
.confidence svg{display:block;width:100%;height:.9rem;margin-top:.25rem}

.bar-track{fill:var(--track)}
.bar-fill{fill:var(--accent)}
.bar-fill.relational{fill:var(--relational)}.bar-fill.content{fill:var(--content)}
.tick{stroke:var(--surface);stroke-width:1.5}

.action{border:1px solid var(--line);border-radius:10px;background:var(--sunken);padding:1rem 1.15rem 1.1rem}
.action .verdict{display:flex;flex-wrap:wrap;gap:.2rem .75rem;align-items:baseline}
.action .verdict strong{font-size:1.0625rem}
.action .why{color:var(--ink-2);max-width:50rem;margin-top:.9rem;overflow-wrap:anywhere}
.action .kinds{margin-top:.65rem;display:grid;gap:.2rem;font-size:.8125rem;color:var(--ink-2)}
.ladder{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:.3rem;margin-top:.85rem;font-size:.75rem}
.ladder li{padding-top:.4rem;border-top:3px solid var(--track);color:var(--muted)}
.ladder li.passed{border-color:var(--line-strong)}
.ladder li[aria-current]{border-color:var(--accent);color:var(--ink);font-weight:650}

.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.75rem,1fr));gap:1rem 1.5rem}
.facts dt{font-size:.8125rem;color:var(--muted)}
.facts dd{font-size:1.0625rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.35}
.two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.6rem 2.5rem}
.share{display:grid;grid-template-columns:minmax(0,10.5rem) minmax(3rem,1fr) minmax(3.2rem,max-content);gap:.32rem .75rem;align-items:center;margin-top:.6rem;font-size:.875rem}
.share>li{display:contents}
.share svg{width:100%;height:.6rem;display:block}
.share .value{text-align:right;font-variant-numeric:tabular-nums}
.share .name{overflow-wrap:anywhere;line-height:1.3}

.plot{display:block;width:100%;height:auto;margin-top:.5rem;overflow:visible}
.plot text{font-size:11.5px;fill:var(--muted);font-variant-numeric:tabular-nums}
.plot .axis{stroke:var(--line-strong);stroke-width:1;shape-rendering:crispEdges}
.plot .grid{stroke:var(--line);stroke-width:1;shape-rendering:crispEdges}
.plot .bars{fill:var(--accent)}
.plot .bars.second{fill:var(--line-strong)}
.plot .bars rect:hover{opacity:.75}
.plot .edge{stroke:var(--line-strong);stroke-opacity:.55;stroke-width:1}
.plot .dot{fill:var(--surface);stroke:var(--ink-2);stroke-width:1.4}
.plot .halo{paint-order:stroke;stroke:var(--surface);stroke-width:3.5px;stroke-linejoin:round;fill:var(--ink);font-size:11px}
.leak-passed,.leak-unnamed{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.leak-unnamed{stroke:var(--high);stroke-dasharray:5 3}
.so-far{fill:none;stroke:var(--high);stroke-width:2;stroke-linejoin:round}
.raised{stroke:var(--line-strong);stroke-width:1;stroke-dasharray:2 3}
.raised-mark{fill:var(--surface);stroke:var(--ink);stroke-width:1.6}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:1rem;margin-top:1rem}
.charts>.panel{margin:0}
.charts+.panel,.scroller+.panel{margin-top:1rem}
.plot.narrow{display:none}
figcaption{font-size:.8125rem;color:var(--muted);margin-top:.5rem;max-width:48rem}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin-top:.6rem;font-size:.8125rem;color:var(--ink-2)}
.legend li{display:inline-flex;gap:.4rem;align-items:center}
.legend svg{width:.95rem;height:.95rem;flex:none}
.legend .dot{fill:var(--surface);stroke:var(--ink-2);stroke-width:1.4}

.evidence{margin-top:.35rem}
.evidence>li{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:.25rem 1.5rem;padding:.95rem 0;border-top:1px solid var(--line)}
.evidence>li:first-child{border-top:0}
.evidence .family{font-weight:650}
.kind{display:flex;align-items:center;gap:.4rem}
.kind svg{width:.7rem;height:.7rem;flex:none}
.evidence .kind{font-size:.8125rem}
.kind.relational{color:var(--relational)}.kind.content{color:var(--content)}
.evidence .strength{display:grid;grid-template-columns:4.25rem auto;gap:.5rem;align-items:center;white-space:nowrap;font-size:.8125rem;color:var(--muted);margin-top:.3rem;justify-content:start}
.evidence .strength svg{width:100%;height:.5rem}
.evidence .summary{overflow-wrap:anywhere}
details{margin-top:.5rem}
summary{cursor:pointer;color:var(--accent);font-size:.8125rem;width:fit-content;padding:.15rem 0}
summary:hover{text-decoration:underline;text-underline-offset:.18em}
.figures{display:grid;grid-template-columns:fit-content(14rem) minmax(0,1fr);gap:.15rem 1.25rem;margin-top:.35rem;font-size:.8125rem}
.figures dt{color:var(--muted);overflow-wrap:anywhere}
.figures dd{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}

.seen{font-size:.8125rem;color:var(--muted);margin-top:.6rem}
.segments{display:grid;gap:.9rem;margin-top:.7rem}
.segments li{border-left:3px solid var(--family-segment);padding-left:1rem}
.segments .meta{font-size:.8125rem;color:var(--muted);display:flex;flex-wrap:wrap;gap:.1rem .9rem}
.outline{font-family:ui-monospace,'SF Mono',SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;font-size:.8125rem;line-height:1.6;white-space:pre-wrap;overflow-wrap:anywhere;margin-top:.3rem;color:var(--ink-2)}

.table-tools{display:flex;flex-wrap:wrap;gap:.6rem .9rem;align-items:end;margin-top:.7rem}
.table-tools label{display:grid;gap:.2rem;font-size:.8125rem;color:var(--muted)}
.table-tools input,.table-tools select,.pager button{font:inherit;font-size:.875rem;color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:6px;padding:.4rem .6rem;min-width:0}
.table-tools input,.table-tools select{height:2.35rem}
.table-tools .grow{flex:1 1 12rem}
.table-tools input{width:100%}
.pager{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;margin-top:.6rem;font-size:.8125rem;color:var(--muted)}
.pager .said{margin-right:auto}
.pager button{padding:.3rem .8rem;font-size:.8125rem;cursor:pointer}
.pager button:hover:not(:disabled){border-color:var(--accent);color:var(--accent)}
.pager button:disabled{color:var(--muted);border-color:var(--line);cursor:default}
.scroller{overflow-x:auto;margin-top:.7rem;border:1px solid var(--line);border-radius:8px;background:var(--surface)}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{overflow-wrap:break-word;text-align:left;padding:.5rem .8rem;vertical-align:top;border-top:1px solid var(--line)}
thead th{border-top:0;background:var(--sunken);font-size:.8125rem;font-weight:600;color:var(--ink-2);white-space:nowrap}
tbody th{font-weight:400}
:is(th,td) .id{overflow-wrap:break-word}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.accounts table{min-width:38rem;table-layout:fixed}
.accounts table{font-size:.8125rem}.accounts tbody :is(td,th){padding:.42rem .8rem}
.accounts .c-account{width:max(27%,12.5rem)}.accounts .c-risk{width:8.25rem}.accounts .c-action{width:6.25rem}
:is(.share,.segments)+p{margin-top:.5rem}
.accounts .sub{display:block;color:var(--muted)}
.accounts td svg{width:3.6rem;height:.5rem;margin-right:.5rem;vertical-align:middle}
.accounts td.reasons{overflow-wrap:anywhere;color:var(--ink-2)}
.sort{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer;display:inline-flex;align-items:center;gap:.35rem}
.sort:hover{color:var(--accent)}
.sort::after{content:'\\2195';opacity:.55;font-size:.85em}
[aria-sort=ascending] .sort::after{content:'\\2191';opacity:1}
[aria-sort=descending] .sort::after{content:'\\2193';opacity:1}
.actions-split{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.875rem;margin-top:.4rem;color:var(--ink-2)}
.actions-split b{font-weight:650;color:var(--ink);font-variant-numeric:tabular-nums}

.glance{margin-top:1.5rem;display:grid;gap:1.5rem}
.compare{font-size:.875rem;min-width:44rem}
.compare .severity,.compare th a{white-space:nowrap}
.answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:1rem 2rem}
.answers dt{font-weight:600}
.answers dd{margin-top:.25rem;font-size:.9375rem;color:var(--ink-2)}
.finder{margin-top:1.5rem}
.finder label{display:grid;gap:.3rem;max-width:26rem;font-size:.875rem;color:var(--muted)}
.finder input{font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:6px;padding:.4rem .6rem}
.finder ul{margin-top:.5rem;display:grid;gap:.2rem;font-size:.875rem;list-style:none;padding:0}
.card-tools{margin-top:.5rem}
span.card-tools{display:none;margin-top:.15rem}
[data-script] span.card-tools{display:block}
.names p{overflow-wrap:anywhere}
.card-tools button{font:inherit;font-size:.8125rem;color:var(--accent);background:none;border:1px solid var(--line-strong);border-radius:6px;padding:.2rem .6rem;cursor:pointer}
span.card-tools button,.evidence .card-tools button{border-color:transparent;padding:.05rem .25rem;margin-left:-.25rem;font-weight:400}
.evidence .card-tools{margin-top:.1rem}
.copy:hover{text-decoration:underline;text-underline-offset:.18em}

.plain-title{font-size:1rem;letter-spacing:0;overflow-wrap:anywhere}
.reason-group{display:grid;grid-template-columns:13.5rem minmax(0,1fr);gap:.75rem 2rem;padding:1.4rem 0;border-top:1px solid var(--line)}
.reason-group:last-child{padding-bottom:0}
.reason-group h3{font-size:1rem}
.reason-group .sum{font-size:.8125rem;color:var(--muted);margin-top:.15rem}
.reason-group .meaning{font-size:.875rem;color:var(--ink-2);margin-top:.45rem}
.left{display:grid;gap:1.25rem}
.left h4{text-transform:none;letter-spacing:0;font-size:.9375rem;color:var(--ink);overflow-wrap:anywhere}
.left .meta{font-size:.8125rem;color:var(--muted);display:flex;flex-wrap:wrap;gap:0 .9rem;margin-top:.1rem}
.points{margin-top:.45rem;display:grid;gap:.35rem;font-size:.875rem;color:var(--ink-2)}
.left ul{margin-top:.35rem;display:grid;gap:.2rem;font-size:.875rem;color:var(--ink-2)}
:is(.left ul,.points) li{padding-left:1.1rem;position:relative;overflow-wrap:anywhere}
:is(.left ul,.points) li::before{content:'';position:absolute;left:.15rem;top:.6em;width:.3rem;height:.3rem;border-radius:50%;background:var(--line-strong)}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:1rem;margin-top:1rem}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.4rem}
.panel+.panel,.two+.panel,.panel+.two,.kpis+.panel,.kpis+.two{margin-top:1rem}
:is(.two,.three)>.panel{margin-top:0}
.two:has(>.panel){gap:1rem}
.terms{display:grid;grid-template-columns:fit-content(11rem) minmax(0,1fr);gap:.35rem 1.5rem;font-size:.875rem;margin-top:.6rem}
.terms.pairs{grid-template-columns:repeat(2,minmax(8rem,11rem) minmax(0,1fr))}
.terms dt{font-weight:600;overflow-wrap:anywhere}
.terms dd{color:var(--ink-2);overflow-wrap:anywhere}
.reading{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.75rem 2.75rem}
.reading h3{font-size:1rem;margin-bottom:.35rem}
.reading p{color:var(--ink-2)}
.reading p+p{margin-top:.5rem}

@media screen and (max-width:60rem){.reading{grid-template-columns:minmax(0,1fr)}}
@media screen and (max-width:45rem){
  .two,.reason-group{grid-template-columns:minmax(0,1fr)}
  .card{padding:1.15rem 1rem 1.25rem;border-radius:10px}
  .card-head{grid-template-columns:minmax(0,1fr)}
  .evidence>li{grid-template-columns:minmax(0,1fr)}
  .evidence .about{display:grid;grid-template-columns:auto auto;gap:.15rem .9rem;justify-content:start;align-items:center}
  .evidence .strength{grid-column:1/-1}
  .ladder{grid-template-columns:repeat(3,minmax(0,1fr))}
  .share{grid-template-columns:minmax(0,8.5rem) minmax(2rem,1fr) minmax(3.2rem,max-content)}
  .plot.wide{display:none}
  .plot.narrow{display:block}
  .accounts table,.accounts thead,.accounts tbody,.accounts th,.accounts td{display:block;min-width:0;width:auto}
  .accounts tr{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1rem;padding:.55rem .8rem;border-top:1px solid var(--line)}
  .accounts thead tr{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;border-top:0;background:var(--sunken)}
  .accounts :is(thead,tbody) :is(th,td){padding:0;border:0;background:none}
  .accounts thead :is(.c-account,.c-risk,.c-action){width:auto}
  .accounts td.reasons{grid-column:1/-1}
  .kpis{grid-template-columns:repeat(2,minmax(0,1fr))}
  .kpis>div{padding:.8rem .9rem}
  .kpis dd{font-size:1.375rem}
  .terms,.terms.pairs,.figures{grid-template-columns:minmax(0,1fr);gap:0}
  .terms dd,.figures dd{margin-bottom:.45rem}
}
`;
