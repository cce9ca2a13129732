import type { Section } from '../answer.js';
import type { Ask } from '../understand/meaning.js';
import { section, type Voice } from './voice.js';

/** What an office is and does, with yes or no where a kind was supposed. */
export function officeSection(ask: Extract<Ask, { kind: 'office' }>, voice: Voice): Section {
  const office = voice.knowledge.offices.get(ask.office);
  if (!office) return section({});
  const kinds = office.kinds.map((kind) => voice.knowledge.wording[voice.language].kinds[kind]);
  const country = voice.knowledge.countries.get(office.country)?.names[voice.language] ?? '';
  const is = voice.say('office', { city: voice.of(office.city), country, kind: voice.list(kinds.flatMap((k) => k?.one ?? [])) });
  const verdict = ask.supposed ? `${voice.say((office.kinds as readonly string[]).includes(ask.supposed) ? 'yes' : 'no')} ` : '';
  return section({
    heading: voice.title('office', { city: voice.of(office.city) }),
    paragraphs: [
      `${verdict}${is}`,
      ...kinds.flatMap((k) => k?.does ?? []),
      ...(office.for ? [voice.say('office-for', { region: voice.region(office.for.region) })] : []),
      ...(office.hosts ? [voice.say('office-hosts', { region: voice.region(office.hosts.region) })] : []),
    ],
    contacts: office.mailbox ? [{ name: voice.title('office', { city: voice.of(office.city) }), address: office.mailbox }] : [],
  });
}
