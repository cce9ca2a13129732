import { createAnnouncer } from './announcer.js';
import { startComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { part } from './make-element.js';
import { startPreferences } from './preferences-bar.js';
import { readTexts } from './texts.js';
import { openThread } from './thread-memory.js';

const texts = readTexts();
const announce = createAnnouncer();
const composer = startComposer((question) => void conversation.ask(question, false));
const conversation = createConversation({ texts, memory: openThread(), announce, setBusy: composer.setBusy });

startPreferences(texts, announce);
conversation.restore();

part('starters', HTMLElement).addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action="choice"]') : null;
  if (button?.dataset.value) void conversation.ask(button.dataset.value, true);
});
part('new', HTMLButtonElement).addEventListener('click', () => {
  conversation.clear();
  announce(texts.say('new'));
  composer.focus();
});
