import type { App } from '@slack/bolt';
import { LANGUAGES, type Language } from '../../question.js';
import { conversationOf, interfaceLanguage } from './ask.js';
import { orNothing, reasonOf } from './background.js';
import { BROWSE, shelfView } from './browse.js';
import { cut } from './card.js';
import { countryOptions } from './countries.js';
import { HOME, homeView } from './home.js';
import { type Interaction, readInteraction, replaceView, showView } from './interaction.js';
import { type Origin, originOf } from './origin.js';
import { textAt } from './read-payload.js';
import { packReference } from './reference.js';
import { type Shared, say } from './shared.js';
import { answerView, askView, noticeView } from './views.js';

type Person = { readonly origin: Origin; readonly user: string };

/** The Home tab, the Messages tab's suggestions, and the menu of countries. */
export function listenToHome(app: App, shared: Shared): void {
  app.event('app_home_opened', async ({ body, event }) => {
    const person = { origin: originOf(body), user: event.user };
    if (event.tab === 'home') shared.background.run('home tab', () => publishHome(shared, person));
    else if (event.tab === 'messages') shared.background.run('prompts', () => suggestPrompts(shared, person, event.channel));
  });
  app.options(HOME.country, async ({ ack, body }) => {
    const language = await interfaceLanguage(shared, readInteraction(body));
    await ack(countryOptions(shared, language, textAt(body, 'value') ?? ''));
  });
}

/** What is pressed on the Home tab and in the lists that open from it. */
export async function pressOnHome(
  shared: Shared,
  press: Interaction,
  { id, value }: { id: string; value: string },
): Promise<void> {
  if (id === HOME.language) return chooseLanguage(shared, press, value);
  const language = await interfaceLanguage(shared, press);
  const [kind] = id.split(':');
  if (id === HOME.ask) return showView(shared, press, askView(shared, language), '');
  if (id === HOME.country || kind === BROWSE.pick) return showPick(shared, press, value, language);
  const shelf = kind === BROWSE.shelf || kind === BROWSE.page ? shelfView(shared, language, value) : undefined;
  if (shelf === undefined) return;
  if (kind === BROWSE.page) replaceView(shared, press, shelf);
  else showView(shared, press, shelf, '');
}

/** Publishes the Home tab for a person. */
export async function publishHome(shared: Shared, person: Person, language?: Language): Promise<void> {
  const { desk } = shared.context;
  const chosen = await orNothing(desk.languageOf(conversationOf(shared, person).person), shared.timing.extras);
  const spoken = language ?? chosen ?? (await interfaceLanguage(shared, person));
  const api = await shared.workspaces.apiFor(person.origin);
  await api.call('views.publish', { user_id: person.user, view: homeView(shared, spoken, chosen) });
}

async function suggestPrompts(shared: Shared, person: Person, channel: string): Promise<void> {
  const language = await interfaceLanguage(shared, person);
  const prompts = shared.context.assistant().starters(language).slice(0, 4);
  const api = await shared.workspaces.apiFor(person.origin);
  await api.call('assistant.threads.setSuggestedPrompts', {
    channel_id: channel,
    title: say(shared, language, 'prompts-title'),
    prompts: prompts.map(({ label, value }) => ({ title: cut(label, 75), message: value })),
  });
}

function showPick(shared: Shared, press: Interaction, key: string, language: Language): void {
  const answer = shared.context.assistant().answerFor(key, language);
  const gone = say(shared, language, 'gone');
  const view =
    answer === undefined
      ? noticeView(shared, language, gone)
      : answerView(shared, answer, packReference({ key, language: answer.language }));
  showView(shared, press, view, gone);
}

async function chooseLanguage(shared: Shared, press: Interaction, value: string): Promise<void> {
  const language = LANGUAGES.find((one) => one === value);
  try {
    await shared.context.desk.chooseLanguage(conversationOf(shared, press).person, language);
    shared.background.run('home tab', () => publishHome(shared, press, language));
  } catch (error) {
    shared.context.log.error(reasonOf(error), 'A language could not be kept because the store is down. The person was told.');
    const spoken = language ?? (await interfaceLanguage(shared, press));
    const text = say(shared, spoken, 'language-not-kept');
    showView(shared, press, noticeView(shared, spoken, text), text);
  }
}
