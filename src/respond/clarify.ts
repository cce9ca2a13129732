import type { Section } from '../answer.js';
import type { Meaning } from '../understand/meaning.js';
import { officeOfPlace, placeName } from './route.js';
import { section, type Voice } from './voice.js';

/** The question that is asked back. */
export function clarifySection(meaning: Meaning, voice: Voice): Section {
  return section({ paragraphs: sentences(meaning, voice) });
}

function sentences({ doubt, choices }: Meaning, voice: Voice): string[] {
  if (!doubt) return [];
  if (doubt.kind === 'which-place') return [voice.say(doubt.wanted === 'rts' ? 'which-place-rts' : 'which-place-ro')];
  if (doubt.kind === 'which-topic') {
    const answer = voice.knowledge.topics.get(doubt.topic)?.answer;
    return answer ? [voice.of(answer)] : [];
  }
  const places = choices.flatMap(([ask]) => (ask?.kind === 'rts' || ask?.kind === 'regional-office' ? [ask.place] : []));
  const list = voice.list(places.map((place) => placeName(place, voice)));
  if (doubt.about.kind === 'which-office') return [voice.say('which-office', { region: voice.region(doubt.about.region), list })];
  const offices = new Set(places.map((place) => officeOfPlace(place, voice)));
  const shared = offices.size === 1 ? [voice.say('all-under', { city: voice.city([...offices][0] as string) })] : [];
  return [voice.say('which-country', { list }), ...shared];
}
