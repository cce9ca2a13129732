import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../src/rate-limit.js';

function limitAt(personPerMinute: number, workspacePerMinute: number) {
  let time = 1_000_000;
  const limit = createRateLimit({ personPerMinute, workspacePerMinute, now: () => time });
  const ask = (person: string, workspace = 'T1') => limit.allows({ person, workspace });
  const pass = (seconds: number) => {
    time += seconds * 1000;
  };
  return { ask, pass };
}

describe('the rate limit', () => {
  it('allows a burst, then as many as come back with time', () => {
    const { ask, pass } = limitAt(3, 100);
    expect([ask('a'), ask('a'), ask('a'), ask('a')]).toEqual([true, true, true, false]);
    pass(20);
    expect([ask('a'), ask('a')]).toEqual([true, false]);
    pass(3600);
    expect([ask('a'), ask('a'), ask('a'), ask('a')]).toEqual([true, true, true, false]);
  });

  it('counts each person alone', () => {
    const { ask } = limitAt(1, 100);
    expect([ask('a'), ask('a'), ask('b')]).toEqual([true, false, true]);
  });

  it('holds back a workspace as a whole, and not by what one person was refused', () => {
    const { ask } = limitAt(1, 3);
    for (let i = 0; i < 10; i++) ask('hasty');
    expect([ask('b'), ask('c'), ask('d'), ask('e', 'T2')]).toEqual([true, true, false, true]);
  });

  it('stays small however many people come', () => {
    const { ask } = limitAt(1, 1e9);
    for (let i = 0; i < 120_000; i++) if (!ask(`person ${i}`)) throw new Error(`person ${i} was refused`);
    expect(ask('person 119999')).toBe(false);
    expect(ask('person 0')).toBe(true);
  });
});
