import type { Fact, Section } from '../answer.js';
import type { Ask, PlaceRef } from '../understand/meaning.js';
import { contactOf } from './contact.js';
import { section, type Voice } from './voice.js';

type RtsAsk = Extract<Ask, { kind: 'rts' }>;
type OfficeAsk = Extract<Ask, { kind: 'regional-office' }>;

/** The Regional Office that serves a place. */
export function officeOfPlace(place: PlaceRef, voice: Voice): string {
  if (place.kind === 'office') return place.id;
  if (place.kind === 'country') return voice.knowledge.countries.get(place.id)?.office ?? '';
  return voice.knowledge.regions.get(place.id)?.covers[0] ?? '';
}

/** How a sentence calls a place. */
export function placeName(place: PlaceRef, voice: Voice): string {
  if (place.kind === 'country') return voice.country(place.id);
  return place.kind === 'region' ? voice.region(place.id) : voice.city(place.id);
}

/** Where the RTS for a place sits. `alone`: no mailbox is given elsewhere in the answer, so the department's is offered. */
export function rtsSection(ask: RtsAsk, alone: boolean, voice: Voice): Section {
  const officeId = officeOfPlace(ask.place, voice);
  const city = voice.city(officeId);
  const office = voice.knowledge.offices.get(officeId);
  const own = office?.rtsMailbox ?? office?.mailbox;
  const department = voice.knowledge.mailboxes.get('doe');
  const sentence =
    ask.place.kind === 'office'
      ? voice.say('rts-office', { city })
      : voice.say('rts', { place: placeName(ask.place, voice), city });
  return section({
    heading: voice.title('rts', { city }),
    paragraphs: own || !alone ? [sentence] : [sentence, voice.say('no-own-address')],
    facts: placeFacts(ask.place, city, voice),
    contacts: own
      ? [{ name: voice.title('rts', { city }), address: own }]
      : alone && department
        ? [contactOf(department, voice)]
        : [],
    notes: certaintyNotes(ask.place, voice),
  });
}

/** Which Regional Office covers a place, with yes or no where one was supposed. */
export function regionalOfficeSection(ask: OfficeAsk, voice: Voice): Section {
  const officeId = officeOfPlace(ask.place, voice);
  const city = voice.city(officeId);
  const key = ask.place.kind === 'region' ? 'regional-office-region' : 'regional-office';
  const name =
    ask.place.kind === 'country'
      ? (voice.knowledge.countries.get(ask.place.id)?.names[voice.language] ?? '')
      : placeName(ask.place, voice);
  const sentence = voice.say(key, { place: name, city });
  const verdict = ask.supposed ? `${voice.say(ask.supposed === officeId ? 'yes' : 'no')} ` : '';
  return section({
    heading: voice.title('regional-office', { city }),
    paragraphs: [`${verdict}${sentence}`],
    facts: placeFacts(ask.place, city, voice),
    notes: certaintyNotes(ask.place, voice),
  });
}

function placeFacts(place: PlaceRef, city: string, voice: Voice): Fact[] {
  const office = { label: voice.label('regional-office'), value: city };
  if (place.kind === 'office') return [office];
  const name =
    place.kind === 'country' ? (voice.knowledge.countries.get(place.id)?.names[voice.language] ?? '') : voice.region(place.id);
  return [{ label: voice.label(place.kind), value: name }, office];
}

function certaintyNotes(place: PlaceRef, voice: Voice): string[] {
  const confidence = place.kind === 'country' ? voice.knowledge.countries.get(place.id)?.confidence : 'high';
  return confidence === 'low' || confidence === 'medium' ? [voice.say(confidence)] : [];
}
