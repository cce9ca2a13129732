import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/render/plain-text.js';
import { taughtQuestions } from '../../src/understand/taught.js';
import { topicClasses } from '../../src/understand/topics.js';
import { realEngine } from '../support/engine.js';
import { type Case, createJudge } from '../support/judge.js';

const { assistant, knowledge } = realEngine();
const judge = createJudge(assistant, knowledge);

function cases(set: string): Case[] {
  return readFileSync(`test/questions/${set}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}

describe('the questions that teach', () => {
  it('exist for every topic in every language', () => {
    const lacking = [...knowledge.topics.values()].flatMap((topic) =>
      (['en', 'fr', 'es', 'ar'] as const).filter((l) => !topic.questions[l]?.length).map((l) => `${topic.id} ${l}`),
    );
    expect(lacking).toEqual([]);
  });

  it('are at least 2,500, with at least 500 in each language', () => {
    const count = (language: string) => taughtQuestions(knowledge).filter((q) => q.language === language).length;
    for (const language of ['en', 'fr', 'es', 'ar']) expect(count(language)).toBeGreaterThanOrEqual(500);
  });

  it('hold none of the held-out questions', () => {
    const taught = new Set(taughtQuestions(knowledge).map((q) => q.text.trim().toLowerCase()));
    const held = [...cases('held-out'), ...cases('held-out-hard')];
    const seen = held.filter((c) => !c.context && c.text.length > 25 && taught.has(c.text.trim().toLowerCase()));
    expect(seen.map((c) => c.text)).toEqual([]);
  });

  it('name topics that the matcher knows', () => {
    const classes = topicClasses(knowledge);
    expect(taughtQuestions(knowledge).filter((q) => !classes.has(q.topic))).toEqual([]);
  });
});

describe('the question sets', () => {
  it('hold enough that must get "I do not know" and enough that must be asked back', () => {
    const all = [...cases('train'), ...cases('validation'), ...cases('held-out')];
    expect(all.length).toBeGreaterThanOrEqual(2500);
    expect(all.filter((c) => c.outcome === 'unknown').length).toBeGreaterThanOrEqual(600);
    expect(all.filter((c) => c.outcome === 'clarify').length).toBeGreaterThanOrEqual(150);
  });

  it('never get an address that is not in the knowledge', () => {
    const known = new Set([...knowledge.mailboxes.values()].map((m) => m.address));
    const strange = cases('validation').flatMap((c) => {
      const { answer } = judge(c);
      return (renderPlainText(answer).match(/[\w.+-]+@[\w.-]+\w/g) ?? []).filter((a) => !known.has(a));
    });
    expect(strange).toEqual([]);
  });
});
