import type { CardAction, CardElement } from './adaptive-card-types.js';
import { plainLine } from './adaptive-elements.js';
import type { Card } from './card.js';
import { mailtoUrl } from './safe-url.js';

/** A rule of the Teams store. */
const MOST_ACTIONS = 6;
/** No language's word: the button beside a list of choices. Its name for screen readers is the card's title. */
const GO = { ltr: '→', rtl: '←' };

/** The buttons: mail first, then choices, then why. More choices than fit become a list to pick from, with one button. */
export function cardActions(card: Card): CardAction[] {
  const mail = mailAction(card);
  const why = whyAction(card);
  const choices = asList(card)
    ? [pickAction(card)]
    : card.choices.map(({ label, value }) => choiceAction(label, { choice: value }));
  const first = [...mail, ...choices];
  // Without its button the reason is still a question away; a choice would be lost.
  return first.length + why.length > MOST_ACTIONS ? first : [...first, ...why];
}

/** The list of choices where they are too many for buttons. What is picked arrives as `data.choice`, as from a button. */
export function choiceList(card: Card): CardElement[] {
  const [first] = card.choices;
  if (!asList(card) || first === undefined) return [];
  const choices = card.choices.map(({ label, value }) => ({ title: label, value }));
  const label = card.title || card.summary || first.label;
  return [{ type: 'Input.ChoiceSet', id: 'choice', label, style: 'compact', value: first.value, wrap: true, choices }];
}

function asList(card: Card): boolean {
  return card.choices.length + mailAction(card).length > MOST_ACTIONS;
}

function pickAction(card: Card): CardAction {
  const action = choiceAction(card.rightToLeft ? GO.rtl : GO.ltr, {});
  return card.title === '' ? action : { ...action, tooltip: card.title };
}

function choiceAction(title: string, data: Readonly<Record<string, string>>): CardAction & { type: 'Action.Execute' } {
  return { type: 'Action.Execute', title, verb: 'choice', data };
}

function mailAction({ mail, labels }: Card): CardAction[] {
  const url = mail && mailtoUrl(mail);
  return url === undefined ? [] : [{ type: 'Action.OpenUrl', title: labels.writeMail, url }];
}

/** Opens on the card itself. A card to show and no hidden part: its button tells screen readers whether it is open. */
function whyAction({ why, labels, rightToLeft }: Card): CardAction[] {
  if (why === '') return [];
  const card = { type: 'AdaptiveCard' as const, ...(rightToLeft ? { rtl: true as const } : {}), body: [plainLine(why)] };
  return [{ type: 'Action.ShowCard', title: labels.why, card }];
}
