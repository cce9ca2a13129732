import type { Assistant } from '../../src/assistant.js';
import { redact } from '../../src/redact.js';
import { renderAdaptiveCard } from '../../src/render/adaptive-card.js';
import { renderBlockKit } from '../../src/render/block-kit.js';
import { renderHtml } from '../../src/render/html.js';
import { HOSTILE_KINDS } from '../../test/support/hostile-texts.js';

/** Processor time of one kind of text at growing lengths, in milliseconds. */
export interface Row {
  readonly name: string;
  readonly times: readonly number[];
  /** From the second length to the fourth: 1 is as fast as the text, 2 its square. Undefined below what can be measured. */
  readonly exponent: number | undefined;
}

/** The last is far beyond what is read, so its time should be that of the one before. */
export const LENGTHS = [500, 1000, 2000, 4000, 1_000_000] as const;
const MEASURABLE_MS = 1.5;
const TRIES = 4;

/** What a text costs in the understanding: bare, asked for as a place, and in a thread and a channel full of its like. */
export function questionRows(assistant: Assistant): Row[] {
  for (let round = 0; round < 400; round += 1) assistant.ask({ via: 'message', text: `who is the RTS for Kenya ${round}` });
  return HOSTILE_KINDS.flatMap(({ name, text }) => {
    // Messages of a thread are kept redacted.
    const prior = Array.from({ length: 10 }, (_, at) => redact(text(500 + at)));
    return [
      rowOf(name, (length) => assistant.ask({ via: 'message', text: text(length) })),
      rowOf(`${name}, as a place`, (length) => assistant.ask({ via: 'slash', text: `who is the RTS for ${text(length)}` })),
      rowOf(`${name}, in a thread`, (length) =>
        assistant.ask({ via: 'mention', text: `and for ${text(length)}`, prior, channel: text(length) }),
      ),
    ];
  });
}

/** What a text costs in what is kept of it and in the cards that may hold its words. */
export function otherRows(assistant: Assistant): Row[] {
  return HOSTILE_KINDS.flatMap(({ name, text }) => [
    rowOf(`${name}, redacted`, (length) => redact(text(length))),
    rowOf(`${name}, searched for`, (length) => assistant.search(text(length).slice(0, 200), 'en', 25)),
    rowOf(`${name}, shown`, (length) => {
      const answer = { ...assistant.ask({ via: 'message', text: 'RTS Kenya' }), title: text(Math.min(length, 4000)) };
      renderHtml(answer);
      renderBlockKit(answer);
      renderAdaptiveCard(answer);
    }),
  ]);
}

function rowOf(name: string, work: (length: number) => unknown): Row {
  const times = LENGTHS.map((length) => leastOf(() => work(length)));
  const [, from = 0, , to = 0] = times;
  return { name, times, exponent: to < MEASURABLE_MS ? undefined : Math.log(to / Math.max(from, 0.05)) / Math.log(4) };
}

/** The least of some tries: what is more than that are other programs on the same core. */
function leastOf(work: () => unknown): number {
  const times = Array.from({ length: TRIES }, () => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
