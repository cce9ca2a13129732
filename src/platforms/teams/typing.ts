import type { TurnContext } from 'botbuilder';

/** An answer that takes longer than this is announced. */
const SOON = 1_000;

/** Shows that we are writing, should the answer not be there a second after the message was accepted. */
export function startTyping(turn: TurnContext, acceptedAt: number, now: () => number): { stop(): void } {
  const wait = Math.max(0, acceptedAt + SOON - now());
  const timer = setTimeout(() => {
    // Only a courtesy: that it fails is no matter, the answer is still to come.
    turn.sendActivity({ type: 'typing' }).catch(() => undefined);
  }, wait);
  return { stop: () => clearTimeout(timer) };
}
