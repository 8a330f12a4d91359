import { describe, expect, it } from 'vitest';
import type { NetworkPicture } from '../../model/finding.ts';
import { network } from './network.ts';

function star(accounts: number, omitted = 0): NetworkPicture {
  return {
    nodes: [
      { id: 'v', label: 'card 1', type: 'value', family: 'payment', weight: 1 },
      ...Array.from({ length: accounts }, (_, i) => ({
        id: `a${i}`,
        label: `acct ${i}`,
        type: 'account' as const,
        weight: 1,
      })),
    ],
    edges: Array.from({ length: accounts }, (_, i) => ({ from: `a${i}`, to: 'v' })),
    omitted,
  };
}

describe('network', () => {
  it('draws the same picture every time', () => {
    expect(network(star(30))!.text).toBe(network(star(30))!.text);
  });

  it('names the family in the legend and the table, and counts the accounts that are not shown', () => {
    const text = network(star(5, 1_200))!.text.replaceAll('\u00a0', ' ');
    expect(text).toContain('5 accounts and 1 value that link them. 1,200 more accounts of this campaign are not shown.');
    expect(text).toContain('<td>Payment</td><td class="number">5</td>');
    expect(text.match(/<circle class="dot"/g)).toHaveLength(5 * 2 + 1);
  });

  it('counts an account without a link instead of drawing it', () => {
    const picture = star(3);
    picture.nodes.push({ id: 'lone', label: 'lone', type: 'account', weight: 1 });
    expect(network(picture)!.text.replaceAll('\u00a0', ' ')).toContain('1 more account of this campaign is not shown');
  });

  it('survives edges to nowhere, loops, repeated ids and families it does not know', () => {
    const picture = star(3);
    picture.nodes.push({ id: 'a0', label: 'again', type: 'account', weight: 1 });
    picture.nodes.push({ id: 'w', label: 'odd', type: 'value', family: 'constructor', weight: 1 });
    picture.edges.push({ from: 'nobody', to: 'v' }, { from: 'a0', to: 'a0' }, { from: 'a1', to: 'w' });
    const text = network(picture)!.text;
    expect(text).toContain('family-other');
    expect(text).not.toMatch(/NaN|undefined|constructor/);
  });

  it('draws a single value without dividing by nothing', () => {
    expect(network({ nodes: [star(0).nodes[0]!], edges: [], omitted: 4 })!.text).not.toMatch(/NaN|Infinity/);
  });

  it('bounds what it draws', () => {
    const text = network(star(5_000))!.text.replaceAll('\u00a0', ' ');
    expect(text).toContain('179 accounts');
    expect(text).toContain('4,821 more accounts');
  });

  it('has nothing to draw without nodes', () => {
    expect(network({ nodes: [], edges: [], omitted: 0 })).toBeNull();
  });
});
