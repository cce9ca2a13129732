import type { Contact, MailDraft, Section } from '../answer.js';
import type { Mailbox } from '../knowledge/schema.js';
import { section, type Voice } from './voice.js';

/** The mailbox behind a target: a unit is reached through its division. */
export function mailboxOf(target: string, voice: Voice): Mailbox | undefined {
  const { mailboxes, units } = voice.knowledge;
  return mailboxes.get(units.get(target)?.mailbox ?? target);
}

/** A mailbox as a card shows it. */
export function contactOf(mailbox: Mailbox, voice: Voice): Contact {
  return { name: `${voice.of(mailbox.names)} (${mailbox.acronym})`, address: mailbox.address };
}

/** Name of what is written to: the unit where one is meant, else the mailbox's. */
export function contactName(target: string, voice: Voice): string {
  const unit = voice.knowledge.units.get(target);
  const mailbox = mailboxOf(target, voice);
  if (!mailbox) return target;
  return unit ? `${voice.of(unit.names)} (${mailbox.acronym})` : mailbox.acronym;
}

/** Whom to write to. */
export function contactSection(target: string, voice: Voice): Section {
  if (target === 'all') {
    return section({
      heading: voice.title('mailboxes'),
      paragraphs: [voice.say('contact-all')],
      contacts: [...voice.knowledge.mailboxes.values()].map((m) => contactOf(m, voice)),
    });
  }
  const mailbox = mailboxOf(target, voice);
  if (!mailbox) return section({});
  const unit = voice.knowledge.units.get(target);
  const paragraph = unit
    ? voice.say('contact-unit', {
        covers: voice.of(unit.covers),
        unit: voice.of(unit.names),
        division: voice.of(mailbox.names),
        acronym: mailbox.acronym,
      })
    : voice.say('contact-mailbox', { name: voice.of(mailbox.names), acronym: mailbox.acronym, covers: voice.of(mailbox.covers) });
  return section({
    heading: voice.title('contact', { name: contactName(target, voice) }),
    paragraphs: [paragraph],
    contacts: [contactOf(mailbox, voice)],
  });
}

/** A mail to begin with: the right address, a subject, and what the reader will want to know. */
export function mailDraft(target: string, voice: Voice): MailDraft | undefined {
  const mailbox = mailboxOf(target, voice);
  if (!mailbox) return undefined;
  const unit = voice.knowledge.units.get(target);
  const topic = unit ? voice.of(unit.names) : voice.of(mailbox.names);
  return { to: mailbox.address, subject: voice.say('mail-subject', { topic }), body: voice.say('mail-body', { topic }) };
}
