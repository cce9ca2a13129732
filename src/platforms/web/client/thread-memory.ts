import type { Reply } from './server.js';

/** A question and its answer. */
export interface Exchange {
  readonly question: string;
  readonly reply: Reply;
}

interface Kept {
  id: string;
  exchanges: Exchange[];
}

const KEY = 'iom-thread';
const MOST_EXCHANGES = 30;

/** The conversation of this browser tab: it survives a reload and ends with the tab. */
export interface ThreadMemory {
  readonly id: () => string;
  readonly exchanges: () => readonly Exchange[];
  readonly add: (exchange: Exchange) => void;
  /** Begins a conversation that knows nothing of this one. */
  readonly clear: () => void;
}

/** Reads the conversation that this tab keeps, or begins one. */
export function openThread(): ThreadMemory {
  let kept = read() ?? begin();
  return {
    id: () => kept.id,
    exchanges: () => kept.exchanges,
    add(exchange) {
      kept.exchanges = [...kept.exchanges, exchange].slice(-MOST_EXCHANGES);
      write(kept);
    },
    clear() {
      kept = begin();
      write(kept);
    },
  };
}

function begin(): Kept {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), exchanges: [] };
}

// Storage may be switched off or full: the conversation then lasts as long as the page.

function read(): Kept | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept && typeof kept.id === 'string' && Array.isArray(kept.exchanges) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function write(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    return;
  }
}
