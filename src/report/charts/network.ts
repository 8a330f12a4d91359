/**
 * The network picture: accounts as rings, the values that link them as filled shapes, one shape and colour per family.
 * d3-force computes the layout once, from fixed positions and with its own fixed generator, so the same finding always
 * gives the same drawing. A table repeats what the picture shows: value, family, accounts.
 */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import { count, plural } from '../../base/format.ts';
import type { NetworkPicture } from '../../model/finding.ts';
import { type Html, html } from '../escape.ts';
import { capital, shorten, spacedWords } from '../words.ts';

/** Most nodes drawn; the model promises a few dozen, and a mistake there must not make a page of megabytes. */
const MOST_NODES = 180;
const MOST_LABELS = 12;
const LABEL_CHARS = 22;
const ROUNDS = 260;

interface Mark {
  readonly type: SymbolType;
  readonly rotate?: number;
  readonly hollow?: boolean;
}

/** Families that link accounts by a value. A family without an entry is drawn as `other`. */
const MARKS: Readonly<Record<string, Mark>> = {
  payment: { type: symbolSquare },
  registration: { type: symbolDiamond },
  network: { type: symbolTriangle },
  client: { type: symbolCross },
  timing: { type: symbolWye },
  failover: { type: symbolStar },
  sharding: { type: symbolTriangle, rotate: 180 },
  segment: { type: symbolCircle },
  replay: { type: symbolSquare, hollow: true },
  other: { type: symbolDiamond, hollow: true },
};

interface Placed extends SimulationNodeDatum {
  readonly id: string;
  readonly label: string;
  readonly family: string | null;
  readonly degree: number;
  x: number;
  y: number;
}

interface Layout {
  readonly nodes: readonly Placed[];
  readonly edges: readonly { readonly source: Placed; readonly target: Placed }[];
  readonly cut: number;
}

/** The picture for a wide and a narrow page, its legend, its caption and its table; nothing when it is empty. */
export function network(picture: NetworkPicture): Html | null {
  const layout = place(picture);
  if (layout.nodes.length === 0) return null;
  const accounts = layout.nodes.filter((node) => node.family === null);
  const values = layout.nodes
    .filter((node) => node.family !== null)
    .sort((a, b) => b.degree - a.degree || order(a.id, b.id));
  const families = [...new Set(values.map((node) => node.family as string))].sort();
  const omitted = picture.omitted + layout.cut;
  const caption = `${plural(accounts.length, 'account')} and ${plural(values.length, 'value')} that link them. ${
    omitted > 0 ? `${plural(omitted, 'more account')} of this campaign ${omitted === 1 ? 'is' : 'are'} not shown. ` : ''
  }A larger shape links more of the accounts shown.`;
  return html`<figure>
${draw(layout, 860, 430, 'wide', caption)}${draw(layout, 320, 340, 'narrow', caption)}
<ul class="legend"><li><svg viewBox="0 0 16 16" aria-hidden="true"><circle class="dot" cx="8" cy="8" r="4.5"/></svg>account</li>${families.map(
    (family) => html`<li><svg viewBox="-8 -8 16 16" aria-hidden="true">${shape(family, 62)}</svg>${familyName(family)}</li>`,
  )}</ul>
<figcaption>${caption}</figcaption>
</figure>
${
  values.length === 0
    ? null
    : html`<details><summary>Links as a table</summary><div class="scroller" tabindex="0" role="region" aria-label="Links between accounts"><table><thead><tr><th scope="col">Value</th><th scope="col">Family</th><th scope="col" class="number">Accounts shown</th></tr></thead><tbody>${values.map(
        (node) =>
          html`<tr><th scope="row"><bdi class="id">${node.label}</bdi></th><td>${familyName(node.family as string)}</td><td class="number">${count(node.degree)}</td></tr>`,
      )}</tbody></table></div></details>`
}`;
}

function familyName(family: string): string {
  return capital(spacedWords(family));
}

/** Places the nodes in an abstract plane. Ends of edges that are not among the nodes, and repeated ids, are left out. */
function place(picture: NetworkPicture): Layout {
  const degree = new Map<string, number>();
  for (const edge of picture.edges) {
    degree.set(edge.from, (degree.get(edge.from) ?? 0) + 1);
    degree.set(edge.to, (degree.get(edge.to) ?? 0) + 1);
  }
  const byId = new Map<string, Placed>();
  let cut = 0;
  for (const node of picture.nodes) {
    if (byId.has(node.id)) continue;
    // An account without a drawn tie says nothing in a picture of ties: it is counted, not drawn.
    if (byId.size >= MOST_NODES || (node.type === 'account' && !degree.has(node.id))) {
      if (node.type === 'account') cut++;
      continue;
    }
    // Starting places on a sunflower spiral: spread out, and the same every time.
    const i = byId.size;
    const [radius, angle] = [14 * Math.sqrt(i + 0.5), i * Math.PI * (3 - Math.sqrt(5))];
    byId.set(node.id, {
      id: node.id,
      label: node.label,
      family:
        node.type === 'account'
          ? null
          : node.family !== undefined && Object.hasOwn(MARKS, node.family)
            ? node.family
            : 'other',
      degree: degree.get(node.id) ?? 0,
      x: radius * Math.cos(angle) * 1.6,
      y: radius * Math.sin(angle),
    });
  }
  const nodes = [...byId.values()];
  const edges = picture.edges.flatMap((edge) => {
    const [source, target] = [byId.get(edge.from), byId.get(edge.to)];
    return source && target && source !== target ? [{ source, target }] : [];
  });
  const simulation = forceSimulation(nodes).stop();
  simulation
    .force('link', forceLink<Placed, { source: Placed; target: Placed }>(edges).distance(42).strength(0.35))
    .force('charge', forceManyBody().strength(-95).distanceMax(320))
    .force(
      'collide',
      forceCollide<Placed>((node) => (node.family === null ? 9 : 15)),
    )
    // A stronger pull up and down than sideways: the picture is wider than tall.
    .force('x', forceX(0).strength(0.035))
    .force('y', forceY(0).strength(0.085))
    .tick(ROUNDS);
  return { nodes, edges, cut };
}

function draw(layout: Layout, width: number, height: number, variant: 'wide' | 'narrow', caption: string): Html {
  const margin = variant === 'wide' ? 26 : 18;
  const [x0, x1] = extent(layout.nodes.map((node) => node.x));
  const [y0, y1] = extent(layout.nodes.map((node) => node.y));
  // One factor for both directions up to a point, so that shapes of the layout are kept without wasting the frame.
  const fx = (width - 2 * margin) / Math.max(60, x1 - x0);
  const fy = (height - 2 * margin) / Math.max(60, y1 - y0);
  const sx = Math.min(fx, fy * 1.7);
  const sy = Math.min(fy, fx * 1.7);
  const at = (node: Placed): [number, number] => [
    px(width / 2 + (node.x - (x0 + x1) / 2) * sx),
    px(height / 2 + (node.y - (y0 + y1) / 2) * sy),
  ];
  const title = (node: Placed): string =>
    node.family === null
      ? `Account ${node.label}`
      : `${familyName(node.family)}: ${node.label}, links ${plural(node.degree, 'account')}`;
  const radius = variant === 'wide' ? 4.5 : 3.4;
  return html`<svg class="plot ${variant}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Network picture. ${caption}"><g>${layout.edges.map(
    (edge) => {
      const [[ax, ay], [bx, by]] = [at(edge.source), at(edge.target)];
      return html`<line class="edge" x1="${ax}" y1="${ay}" x2="${bx}" y2="${by}"/>`;
    },
  )}</g>${layout.nodes.map((node) => {
    const [x, y] = at(node);
    return node.family === null
      ? html`<circle class="dot" cx="${x}" cy="${y}" r="${radius}"><title>${title(node)}</title></circle>`
      : html`<g transform="translate(${x} ${y})">${shape(node.family, Math.min(420, 70 + 14 * node.degree) * (variant === 'wide' ? 1 : 0.6), title(node))}</g>`;
  })}${labels(layout.nodes, at, width, variant === 'wide' ? MOST_LABELS : 4)}</svg>`;
}

/** Names of the values that tie most, where there is room: a label that would touch one already there is left out. */
function labels(nodes: readonly Placed[], at: (node: Placed) => [number, number], width: number, most: number): Html[] {
  const taken: [number, number, number, number][] = [];
  const out: Html[] = [];
  const candidates = nodes.filter((node) => node.family !== null).sort((a, b) => b.degree - a.degree || order(a.id, b.id));
  for (const node of candidates) {
    if (out.length === most) break;
    const text = shorten(node.label, LABEL_CHARS);
    const [x, y] = at(node);
    const long = [...text].length * 6.6 + 4;
    const right = x + 12 + long < width;
    if (!right && x - 12 - long < 0) continue;
    const box: [number, number, number, number] = right
      ? [x + 12, y - 8, x + 12 + long, y + 8]
      : [x - 12 - long, y - 8, x - 12, y + 8];
    if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    out.push(
      html`<text class="halo" x="${right ? x + 12 : x - 12}" y="${px(y + 4)}" text-anchor="${right ? 'start' : 'end'}">${text}</text>`,
    );
  }
  return out;
}

function shape(family: string, size: number, title?: string): Html {
  const mark = MARKS[family] as Mark;
  const path = symbol().type(mark.type).size(size)() ?? '';
  const rounded = path.replace(/-?\d+\.\d+/g, (text) => String(px(Number(text))));
  return html`<path class="mark family-${family}${mark.hollow ? ' hollow' : ''}" d="${rounded}" transform="rotate(${mark.rotate ?? 0})">${
    title === undefined ? null : html`<title>${title}</title>`
  }</path>`;
}

function extent(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One decimal: small files, and the last bits of sine and cosine stay out of the bytes. */
function px(value: number): number {
  return Math.round(value * 10) / 10;
}
