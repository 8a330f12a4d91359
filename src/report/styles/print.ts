/**
 * Paper: no controls, every detail open, blocks kept whole where they fit, page numbers. Column names of account
 * tables come from an attribute here, because Chromium does not paint buttons in a header that repeats on a page.
 */
/** CSS, without colours: those are in palette.ts. */
export const PRINT_RULES = `
@page{size:A4;margin:15mm 14mm 17mm;@bottom-right{content:counter(page) ' / ' counter(pages);font:8.5pt sans-serif}}
@media print{
  html{font-size:10pt;scroll-behavior:auto}
  body{background:#fff;-webkit-print-color-adjust:exact;print-color-adjust:exact}
  .frame{max-width:none;padding:0}
  .toc,.skip,.toggle,.table-tools,.pager button{display:none!important}
  .columns{display:block}
  main{padding:1rem 0 0}
  main>section{margin-top:2rem}
  .card{border:0;border-top:2pt solid #000;border-radius:0;padding:.9rem 0 0}
  .card+.card{break-before:page}
  .scroller{overflow:visible;border:0;border-radius:0}
  .panel.long{border:0;padding:0}
  .accounts .sort,.finder,.card-tools,.screen-only{display:none}
  .compare .sort::after{content:''}
  #summary{break-after:page;margin-top:0}
  #summary h1{font-size:18pt}
  .compare{font-size:8.5pt;min-width:0}
  [data-print-one] main>section:not(#campaigns),[data-print-one] .card:not([data-alone]),[data-print-one] #campaigns>.section-head,[data-print-one] #campaigns>.panel{display:none}
  [data-print-one] .card[data-alone]{break-before:auto}
  .accounts thead th::before{content:attr(data-name)}
  .accounts table{min-width:0}
  thead{display:table-header-group;break-inside:avoid}
  tr,.evidence>li,.segments li,.left>li,.reason-group>div,.panel,.action,.kpis,.facts,figure,.share,.card-head,.calm{break-inside:avoid}
  .panel.long{break-inside:auto}
  h2,h3,h4,.section-head,figcaption,.reason-group h3{break-after:avoid}
  details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
  summary{list-style:none;color:var(--muted);font-weight:600}
  summary::-webkit-details-marker{display:none}
  a{color:inherit;text-decoration:none}
  p,li{orphans:3;widows:3}
}
`;
