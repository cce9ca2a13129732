import type { Choice } from '../answer.js';
import type { Ask, PlaceRef } from '../understand/meaning.js';
import { contactName } from './contact.js';
import { placeName } from './route.js';
import type { Voice } from './voice.js';

/** An ask as a button: what it says, and the complete question that is asked when it is pressed. */
export function choiceOf(asks: readonly Ask[], voice: Voice): Choice {
  const [first, second] = asks;
  if (first?.kind === 'rts' && second?.kind === 'contact') {
    const unit = voice.knowledge.units.get(second.target);
    const name = unit ? voice.of(unit.names) : contactName(second.target, voice);
    return {
      label: placeName(first.place, voice),
      value: voice.say('ask-both', { name, place: distinctName(first.place, voice) }),
    };
  }
  const listed = asks.filter((ask) => ask.kind === 'rts' || ask.kind === 'regional-office');
  if (first && listed.length > 1) {
    const place = voice.list(listed.map((ask) => distinctName(ask.place, voice)));
    return { ...oneChoice(first, voice), value: voice.say(`ask-${listed[0]?.kind ?? 'rts'}`, { place }) };
  }
  return first ? oneChoice(first, voice) : { label: '', value: '' };
}

function oneChoice(ask: Ask, voice: Voice): Choice {
  switch (ask.kind) {
    case 'contact': {
      const mailbox = voice.knowledge.mailboxes.get(ask.target);
      const label = mailbox ? `${mailbox.acronym} – ${voice.of(mailbox.names)}` : contactName(ask.target, voice);
      return { label, value: voice.say('ask-contact', { name: mailbox?.acronym ?? contactName(ask.target, voice) }) };
    }
    case 'rts':
    case 'regional-office': {
      const name = placeName(ask.place, voice);
      if (ask.kind === 'rts' && ask.place.kind === 'office')
        return { label: name, value: voice.say('ask-rts-office', { city: name }) };
      return { label: name, value: voice.say(`ask-${ask.kind}`, { place: distinctName(ask.place, voice) }) };
    }
    case 'office': {
      const city = voice.city(ask.office);
      return { label: city, value: voice.say('ask-office', { city }) };
    }
    case 'document': {
      const title = voice.knowledge.documents.get(ask.document)?.title ?? ask.document;
      return { label: title, value: voice.say('ask-document', { title }) };
    }
    case 'topic': {
      const title = voice.knowledge.topics.get(ask.topic)?.title;
      return { label: title ? voice.of(title) : ask.topic, value: title ? voice.of(title) : ask.topic };
    }
    case 'not-known':
      return { label: '', value: '' };
  }
}

/** The name of a place; where several countries share the name, the capital says which one is meant. */
function distinctName(place: PlaceRef, voice: Voice): string {
  const name = placeName(place, voice);
  const country = place.kind === 'country' ? voice.knowledge.countries.get(place.id) : undefined;
  const shared = country && voice.knowledge.sharedNames.some((s) => s.names.includes(country.names[voice.language]));
  return shared ? `${name} (${country.capital[voice.language][0] ?? country.iso3})` : name;
}
