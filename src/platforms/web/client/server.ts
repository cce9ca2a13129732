import type { Answer } from '../../../answer.js';
import type { Language } from '../../../question.js';
import type { AdaptiveCard } from '../../../render/adaptive-card-types.js';
import type { SlackMessage } from '../../../render/block-kit-types.js';
import type { PageTexts, TextKey } from '../page-texts.js';

/** An answer, and how each platform shows it. */
export interface Reply {
  readonly answer: Answer;
  readonly html: string;
  readonly slack: SlackMessage;
  readonly teams: AdaptiveCard;
}

/** What the page says about an answer. */
export interface Remark {
  readonly thread: string;
  readonly helpful: boolean;
  readonly topics: readonly string[];
  readonly language: Language;
  readonly question: string;
  readonly comment?: string;
}

/** Why the server gave no answer, as a text of the page. */
export class ServerTrouble extends Error {
  override readonly name = 'ServerTrouble';

  constructor(readonly text: TextKey) {
    super(text);
  }
}

const PATIENCE = 20_000;

/** Asks a question. @throws {ServerTrouble} */
export function ask(question: { text: string; thread: string; locale: Language }): Promise<Reply> {
  return request('/api/ask', post(question));
}

/** Sends a remark on an answer. @throws {ServerTrouble} */
export function sendRemark(remark: Remark): Promise<object> {
  return request('/api/feedback', post(remark));
}

/** The texts of the page in a language. @throws {ServerTrouble} */
export function fetchTexts(language: string): Promise<PageTexts> {
  return request(`/api/strings?language=${encodeURIComponent(language)}`, {});
}

function post(body: object): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) return (await response.json()) as T;
  } catch {
    throw new ServerTrouble('error-network');
  }
  throw new ServerTrouble(troubleOf(response.status));
}

function troubleOf(status: number): TextKey {
  if (status === 401) return 'error-signed-out';
  if (status === 429) return 'error-fast';
  return status === 400 || status === 413 ? 'error-long' : 'error-server';
}
