/** The four languages of the assistant, as BCP 47 primary tags. */
export type Language = 'en' | 'fr' | 'es' | 'ar';

export const LANGUAGES: readonly Language[] = ['en', 'fr', 'es', 'ar'];

/** How a question came: a direct message, a mention in a channel, or the text after a slash command. */
export type Via = 'message' | 'mention' | 'slash';

/** What a person asked, with all that may help to understand it. Ids of people or workspaces are not part of it. */
export interface Question {
  readonly via: Via;
  readonly text: string;
  /** Name of the channel, without its sign; absent in direct messages. */
  readonly channel?: string;
  /** Earlier messages of the same person in the thread, oldest first. */
  readonly prior?: readonly string[];
  /** A language the person chose in the settings: it wins over what the text looks like. */
  readonly language?: Language;
  /** The client's locale: it only breaks a tie. */
  readonly localeHint?: Language;
}
