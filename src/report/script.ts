/**
 * The report's own script, as text: theme switch, account tables (sort, filter, pages), details opened for printing.
 * Without it the page lacks only the later rows of long tables. It creates nodes and sets text, never markup, and makes
 * no request.
 *
 * The text is plain ES2020 and does not pass through a compiler, so that its hash in the content security policy depends
 * on this file alone. ROW_LOGIC contains the pure functions, which have tests of their own.
 */

/** Rows on one page of an account table; the document itself contains the first page. */
export const ROWS_PER_PAGE = 15;

/** A row of an account table in its data block: account, sub-account, risk, action's place on the ladder, reasons. */
export type TableRow = readonly [
  account: string,
  subAccount: string,
  risk: number,
  action: number,
  reasons: readonly number[],
];

/** The data block of an account table. */
export interface TableData {
  /** Words for actions, mildest first. */
  readonly actions: readonly string[];
  /** Every distinct reason once: rows refer to them by place. */
  readonly reasons: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Pure functions of the script: sorting, filtering, and the texts of a table. */
export const ROW_LOGIC = String.raw`
const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sortKeys = {
  account: (a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]),
  risk: (a, b) => a[2] - b[2],
  action: (a, b) => a[3] - b[3],
  reasons: (a, b) => a[4].length - b[4].length,
};
const sortRows = (rows, column, direction) => {
  const by = sortKeys[column];
  const sign = direction === 'descending' ? -1 : 1;
  return rows.slice().sort((a, b) => sign * by(a, b) || compareText(a[0], b[0]) || compareText(a[1], b[1]));
};
const filterRows = (data, text, action) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return data.rows.filter((row) => {
    if (action !== '' && row[3] !== Number(action)) return false;
    if (words.length === 0) return true;
    const all = (row[0] + ' ' + row[1] + ' ' + row[4].map((i) => data.reasons[i]).join(' ')).toLowerCase();
    return words.every((word) => all.includes(word));
  });
};
const sortValues = (rows, valueOf, direction) => {
  const sign = direction === 'descending' ? -1 : 1;
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    return a !== '' && b !== '' && x === x && y === y ? x - y : compareText(a, b);
  };
  return rows.slice().sort((a, b) => sign * compare(valueOf(a), valueOf(b)));
};
const figure = (n) => n.toLocaleString('en-US');
const score = (value) => {
  const text = value.toFixed(2);
  if (value < 1 && text === '1.00') return '>0.99';
  return value > 0 && text === '0.00' ? '<0.01' : text;
};
const shellWord = (text) => (/^[\w./:@%+=,-]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'");
const barWidth = (share) => (share <= 0 ? '0%' : Math.max(1, Math.round(Math.min(1, share) * 1000) / 10) + '%');
const describe = (from, to, found, total) => {
  if (found === 0) return 'No matching accounts.';
  const some = found === total ? '' : ', filtered from ' + figure(total);
  return figure(from) + '–' + figure(to) + ' of ' + figure(found) + some;
};
`;

const PAGE_LOGIC = `
const root = document.documentElement;
root.dataset.script = '';
const el = (name, className, text) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const toggle = document.querySelector('[data-theme-toggle]');
if (toggle) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
  const say = () => {
    toggle.querySelector('span').textContent = isDark() ? 'Light theme' : 'Dark theme';
  };
  toggle.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    say();
  });
  system.addEventListener('change', say);
  say();
  toggle.hidden = false;
}

const SVG = 'http://www.w3.org/2000/svg';
const riskBar = (share) => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  for (const [className, width] of [['bar-track', '100%'], ['bar-fill plain', barWidth(share)]]) {
    const rect = document.createElementNS(SVG, 'rect');
    rect.setAttribute('class', className);
    rect.setAttribute('width', width);
    rect.setAttribute('height', '100%');
    rect.setAttribute('rx', '2');
    svg.append(rect);
  }
  return svg;
};
const cell = (className, text) => {
  const td = el('td', className, text);
  td.setAttribute('role', 'cell');
  return td;
};
const rowNode = (data, row) => {
  const tr = el('tr');
  tr.setAttribute('role', 'row');
  const th = el('th');
  th.setAttribute('role', 'rowheader');
  th.scope = 'row';
  th.append(el('bdi', 'id', row[0]));
  if (row[1] !== '') {
    const sub = el('span', 'sub', 'end user ');
    sub.append(el('bdi', 'id', row[1]));
    th.append(sub);
  }
  const name = row[1] === '' ? row[0] : row[0] + '/' + row[1];
  const copy = el('button', 'copy', 'Copy explain command');
  copy.type = 'button';
  copy.dataset.copy = 'stillwatch explain ' + shellWord(name);
  copy.title = copy.dataset.copy;
  copy.setAttribute('aria-label', 'Copy explain command, ' + name);
  const tools = el('span', 'card-tools');
  tools.append(copy);
  th.append(tools);
  const risk = cell('num');
  risk.append(riskBar(row[2]), score(row[2]));
  tr.append(th, risk, cell('', data.actions[row[3]]), cell('reasons', row[4].map((i) => data.reasons[i]).join('; ')));
  return tr;
};

// Every account table: where it stands, and its rows.
const tables = [];
for (const box of document.querySelectorAll('[data-accounts]')) {
  const data = JSON.parse(document.getElementById(box.dataset.accounts).textContent);
  tables.push({ place: box.closest('.card') || box.closest('section'), data });
  const size = Number(box.dataset.page);
  const body = box.querySelector('tbody');
  const status = box.querySelector('[role=status]');
  const [back, next] = box.querySelectorAll('.pager button');
  const text = box.querySelector('input');
  const action = box.querySelector('select');
  let column = 'risk';
  let direction = 'descending';
  let page = 0;
  let rows = data.rows;
  const show = () => {
    const last = Math.max(0, Math.ceil(rows.length / size) - 1);
    page = Math.min(page, last);
    const part = rows.slice(page * size, (page + 1) * size);
    body.replaceChildren(...part.map((row) => rowNode(data, row)));
    status.textContent = describe(page * size + 1, page * size + part.length, rows.length, data.rows.length);
    back.disabled = page === 0;
    next.disabled = page === last;
  };
  const update = () => {
    rows = sortRows(filterRows(data, text.value, action.value), column, direction);
    page = 0;
    show();
  };
  for (const th of box.querySelectorAll('thead th')) {
    th.querySelector('button').disabled = false;
    th.querySelector('button').addEventListener('click', () => {
      const same = th.dataset.column === column;
      direction = same ? (direction === 'ascending' ? 'descending' : 'ascending') : th.dataset.column === 'account' ? 'ascending' : 'descending';
      column = th.dataset.column;
      for (const other of box.querySelectorAll('thead th')) other.setAttribute('aria-sort', other === th ? direction : 'none');
      update();
    });
  }
  text.addEventListener('input', update);
  action.addEventListener('change', update);
  back.addEventListener('click', () => {
    page -= 1;
    show();
    if (back.disabled) next.focus();
  });
  next.addEventListener('click', () => {
    page += 1;
    show();
    if (next.disabled) back.focus();
  });
  for (const control of box.querySelectorAll('[data-needs-script]')) control.hidden = false;
  show();
}

for (const table of document.querySelectorAll('[data-sortable]')) {
  const body = table.querySelector('tbody');
  const heads = [...table.querySelectorAll('thead th')];
  heads.forEach((th, column) => {
    const button = th.querySelector('button');
    button.disabled = false;
    button.addEventListener('click', () => {
      const direction = th.getAttribute('aria-sort') === 'descending' ? 'ascending' : 'descending';
      for (const other of heads) other.setAttribute('aria-sort', other === th ? direction : 'none');
      body.append(...sortValues([...body.rows], (row) => row.cells[column].dataset.value, direction));
    });
  });
}

for (const button of document.querySelectorAll('[data-print-card]')) {
  button.addEventListener('click', () => {
    const card = button.closest('.card');
    card.dataset.alone = '';
    root.dataset.printOne = '';
    addEventListener('afterprint', () => {
      delete card.dataset.alone;
      delete root.dataset.printOne;
    }, { once: true });
    print();
  });
}

// A page from a file may not be allowed to use the clipboard; a selected field always is.
const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el('textarea', 'visually-hidden');
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
};
document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (!button) return;
  const label = button.textContent;
  if (label === 'Copied' || label === 'Not copied') return;
  button.textContent = (await copyText(button.dataset.copy)) ? 'Copied' : 'Not copied';
  button.focus();
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
});

const find = document.querySelector('[data-find]');
if (find) {
  const found = document.getElementById('found-accounts');
  find.addEventListener('input', () => {
    const text = find.value.trim().toLowerCase();
    const items = [];
    let more = 0;
    if (text !== '')
      for (const { place, data } of tables)
        for (const row of data.rows) {
          if (!row[0].toLowerCase().includes(text) && !row[1].toLowerCase().includes(text)) continue;
          if (items.length >= 12) {
            more += 1;
            continue;
          }
          const item = el('li');
          const link = el('a', '', row[1] === '' ? row[0] : row[0] + ' / ' + row[1]);
          link.href = '#' + place.id;
          item.append(link, el('span', 'muted', ' ' + data.actions[row[3]] + ', risk ' + score(row[2]) + ', ' + (place.classList.contains('card') ? 'campaign ' + place.id : 'in no campaign')));
          items.push(item);
        }
    if (more > 0) items.push(el('li', 'muted', figure(more) + ' more'));
    if (text !== '' && items.length === 0) items.push(el('li', 'muted', 'No account of this name is at an action above allow. accounts.csv has all accounts.'));
    found.replaceChildren(...items);
  });
}
for (const control of document.querySelectorAll('.finder, .card-tools')) control.hidden = false;

let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  for (const node of opened) node.open = true;
});
addEventListener('afterprint', () => {
  for (const node of opened) node.open = false;
  opened = [];
});
`;

/** The whole script, as it is in the document. */
export const CLIENT_SCRIPT = `(() => {\n'use strict';\n${ROW_LOGIC}${PAGE_LOGIC}})();\n`;
