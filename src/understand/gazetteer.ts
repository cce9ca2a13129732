import type { Knowledge } from '../knowledge/knowledge.js';
import type { Language } from '../question.js';
import { LANGUAGES } from '../question.js';
import { hasArabic } from './fold.js';
import { arabicStems, type Token, tokenize } from './tokens.js';

/** How a name refers to its place. Codes and abbreviations count in capitals only, where a word of any language looks like them. */
export type NameForm = 'name' | 'code' | 'abbreviation' | 'capital' | 'place' | 'demonym' | 'city' | 'region' | 'shared';

/** What a name stands for. */
export interface NameEntry {
  readonly kind: 'country' | 'office' | 'region' | 'shared' | 'uncovered';
  readonly id: string;
  readonly form: NameForm;
  /** The languages in which the place is called so. */
  readonly languages: readonly Language[];
}

/** All names of places, in four languages, for longest match. */
export interface Gazetteer {
  /** Folded words of a name, joined by a blank -> what it may stand for. */
  readonly names: ReadonlyMap<string, readonly NameEntry[]>;
  /** First word of a name -> most words a name beginning with it has: most words of a text begin none. */
  readonly starts: ReadonlyMap<string, number>;
  /** Folded single words of all names: known words, so nobody corrects them. */
  readonly words: ReadonlySet<string>;
}

/** Builds the gazetteer from countries, offices, regions and shared names. */
export function createGazetteer(knowledge: Knowledge): Gazetteer {
  const names = new Map<string, NameEntry[]>();
  const words = new Set<string>();
  const starts = new Map<string, number>();
  const add = (name: string, languages: readonly Language[], entry: Omit<NameEntry, 'languages'>) => {
    const tokens = tokenize(name);
    if (tokens.length === 0) return;
    const key = tokens.map((t) => keyOf(t.folded)).join(' ');
    const first = key.split(' ')[0] as string;
    starts.set(first, Math.max(starts.get(first) ?? 0, tokens.length));
    for (const token of tokens) words.add(token.folded);
    const same = names.get(key) ?? [];
    const at = same.findIndex((e) => e.kind === entry.kind && e.id === entry.id);
    const old = same[at];
    if (old) same[at] = { ...old, languages: [...new Set([...old.languages, ...languages])] };
    else same.push({ ...entry, languages });
    names.set(key, same);
  };
  const shared = new Set(
    knowledge.sharedNames.flatMap((s) =>
      s.names.map((n) =>
        tokenize(n)
          .map((t) => keyOf(t.folded))
          .join(' '),
      ),
    ),
  );
  for (const { id, names: own } of knowledge.sharedNames) {
    for (const name of own) add(name, languagesOfScript(name), { kind: 'shared', id, form: 'shared' });
  }
  for (const own of knowledge.uncovered) {
    for (const name of own) add(name, languagesOfScript(name), { kind: 'uncovered', id: own[0] as string, form: 'name' });
  }
  for (const country of knowledge.countries.values()) {
    const put = (name: string, languages: readonly Language[], form: NameForm) => {
      if (
        !shared.has(
          tokenize(name)
            .map((t) => keyOf(t.folded))
            .join(' '),
        )
      )
        add(name, languages, { kind: 'country', id: country.code, form });
    };
    for (const language of LANGUAGES) {
      put(country.names[language], [language], 'name');
      for (const name of country.also[language]) put(name, [language], isCode(name) ? 'abbreviation' : 'name');
      for (const name of country.demonyms[language]) put(name, [language], 'demonym');
      for (const name of country.capital[language]) put(name, [language], 'capital');
      for (const name of country.places[language]) put(name, language === 'en' ? ['en', 'fr', 'es'] : [language], 'place');
    }
    put(country.code, LANGUAGES, 'code');
    put(country.iso3, LANGUAGES, 'code');
  }
  for (const office of knowledge.offices.values()) {
    const entry = { kind: 'office', id: office.id, form: 'city' } as const;
    for (const language of LANGUAGES) add(office.city[language], [language], entry);
    for (const alias of knowledge.officeAliases[office.id] ?? []) add(alias, languagesOfScript(alias), entry);
  }
  for (const region of knowledge.regions.values()) {
    const entry = { kind: 'region', id: region.id, form: 'region' } as const;
    for (const language of LANGUAGES) {
      add(withoutArticle(region.name[language]), [language], entry);
      for (const name of region.also[language]) add(withoutArticle(name), [language], entry);
    }
  }
  return { names, starts, words };
}

/** The dictionary form of one folded word: Arabic words lose their article. */
export function keyOf(folded: string): string {
  return folded.length > 4 && folded.startsWith('ال') ? folded.slice(2) : folded;
}

/** A name found in the text, from token `start` up to, not including, `end`. */
export interface NameMatch {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly NameEntry[];
  /** The Arabic prefix before the name, without its article: "ب" of بحمص. */
  readonly prefix: string;
}

/** Finds the longest names in a row of words, left to right, without overlaps. */
export function findNames(tokens: readonly Pick<Token, 'folded'>[], gazetteer: Gazetteer): NameMatch[] {
  const matches: NameMatch[] = [];
  let i = 0;
  while (i < tokens.length) {
    const match = longestAt(tokens, i, gazetteer);
    // "le Cap-Vert" is not "Le Cap": a name that begins inside another and goes on behind it is the one that is meant.
    const next = match && match.end - match.start > 1 ? longestAt(tokens, i + 1, gazetteer) : undefined;
    const meant = match && next && next.end > match.end ? next : match;
    if (meant) matches.push(meant);
    i = meant ? meant.end : i + 1;
  }
  return matches;
}

function longestAt(tokens: readonly Pick<Token, 'folded'>[], start: number, gazetteer: Gazetteer): NameMatch | undefined {
  const first = tokens[start]?.folded as string;
  const forms = hasArabic(first) ? arabicStems(first).map(keyOf) : [first];
  const longest = Math.max(...forms.map((form) => gazetteer.starts.get(form) ?? 0));
  for (let length = Math.min(longest, tokens.length - start); length >= 1; length--) {
    let tail = '';
    for (let i = start + 1; i < start + length; i++) tail += ` ${keyOf(tokens[i]?.folded as string)}`;
    for (const form of forms) {
      const entries = gazetteer.names.get(form + tail);
      if (entries)
        return { start, end: start + length, entries, prefix: first.slice(0, first.length - form.length).replace(/ال$/, '') };
    }
  }
  return undefined;
}

/** "l'Afrique" would hide "l'Afrique du Sud": the longest name must begin at the same word. */
function withoutArticle(name: string): string {
  return name.replace(/^(?:the |les? |la |l'|el |los |las )/i, '');
}

function isCode(name: string): boolean {
  return /^[A-Z][A-Z&.]{1,5}$/.test(name);
}

function languagesOfScript(name: string): readonly Language[] {
  return hasArabic(name) ? ['ar'] : ['en', 'fr', 'es'];
}
