import type { Knowledge } from '../knowledge/knowledge.js';
import type { Question } from '../question.js';
import { placesOfChannel } from './channel.js';
import { cleanText } from './clean.js';
import { interpret } from './interpret.js';
import type { Around, Interpretation } from './interpretation.js';
import { guessLanguage, type LanguageGuess, withLocale, withThread } from './language.js';
import type { Meaning, TraceStep } from './meaning.js';
import type { Models } from './model.js';
import { combineParts } from './parts.js';
import { findPlaces } from './places.js';
import { type Dictionaries, type FirstLook, firstLook, type Reading, readText } from './reading.js';
import { type InThread, interpretInThread, type ThreadState } from './thread.js';
import { classTable, topicClasses } from './topics.js';

/** Understands questions: pure and synchronous, made once for a knowledge and its models. */
export type Understand = (question: Question) => Meaning;

/**
 * The order of the steps, and why this order: markup goes first, since it would be read as words; words are read before
 * the language is told, since names of places must not vote on it; the thread is replayed before the message, since a
 * later message leans on it; parts come last, since most messages ask one thing.
 */
export function createUnderstand(knowledge: Knowledge, models: Models, dictionaries: Dictionaries): Understand {
  const classes = classTable(models.topic.classes, topicClasses(knowledge));
  const englishCommands = new Set(Object.values(knowledge.wording.en.commands).flat());

  /** "/iom doc migof": an English sub-command with a bare name says no more than that. */
  const commandLanguage = (question: Question, look: FirstLook, guess: LanguageGuess): LanguageGuess => {
    const command = question.via === 'slash' && englishCommands.has(look.tokens[0]?.folded ?? '');
    return command && guess.because === 'words' && guess.confidence < 0.8
      ? { ...guess, language: question.localeHint ?? 'en', because: 'default' }
      : guess;
  };

  const read = (text: string, via: Question['via'], thread: LanguageGuess | undefined) => {
    const cleaned = cleanText(text).text;
    const look = firstLook(cleaned, dictionaries);
    const guess = withThread(guessLanguage(look, models.language, knowledge.particles), thread);
    const reading = readText(cleaned, via, guess.language, look, dictionaries);
    return { reading, mentions: findPlaces(reading, knowledge, dictionaries), look, guess };
  };

  return (question) => {
    const earlierMessages: ReturnType<typeof read>[] = [];
    for (const message of (question.prior ?? []).slice(-10))
      earlierMessages.push(read(message, question.via, earlierMessages.at(-1)?.guess));
    const { reading, mentions, look, guess: guessed } = read(question.text, question.via, earlierMessages.at(-1)?.guess);
    const guess = commandLanguage(question, look, withLocale(guessed, question.localeHint));
    const language = question.language ?? guess.language;
    const tools = { knowledge, models, language, nearNames: dictionaries.nearNames };
    const channel = placesOfChannel(question.channel, knowledge, dictionaries);

    let state: ThreadState | undefined;
    for (const earlier of earlierMessages) {
      if (earlier.reading.words.length === 0) continue;
      state = interpretInThread(
        earlier.reading,
        earlier.mentions,
        state,
        { thread: state?.mentions ?? [], channel },
        classes,
        tools,
      ).state;
    }
    const around: Around = { thread: state?.mentions ?? [], channel };
    const whole = interpretInThread(reading, mentions, state, around, classes, tools);
    const parts = combineParts(reading, whole, state, {
      knowledge,
      models,
      understandPart: (part, before) => {
        const near = { thread: before?.mentions ?? [], channel };
        return interpretInThread(part, findPlaces(part, knowledge, dictionaries), before, near, classes, tools);
      },
      interpretAs: (ranking) => interpret(reading, mentions, ranking, around, tools),
    });
    const result = reading.words.length === 0 ? nothingAsked(whole.interpretation) : parts;
    return {
      outcome: result.outcome,
      language,
      asks: result.asks,
      choices: result.choices,
      confidence: result.confidence,
      rule: result.rule,
      ...(result.doubt ? { doubt: result.doubt } : {}),
      // Written only when somebody looks at it.
      get trace() {
        return traceOf(reading, mentions, guess, whole, result);
      },
    };
  };
}

function nothingAsked(interpretation: Interpretation): Interpretation {
  return { ...interpretation, outcome: 'unknown', asks: [], choices: [], rule: 'no-question' };
}

function traceOf(
  reading: Reading,
  mentions: ReturnType<typeof findPlaces>,
  guess: LanguageGuess,
  whole: InThread,
  result: Interpretation,
): TraceStep[] {
  const list = (items: readonly string[]) => items.join(', ') || 'none';
  return [
    { step: 'words', detail: list(reading.words) },
    { step: 'spelling', detail: list(reading.corrected.map((c) => `${c.from} -> ${c.candidates.map((x) => x.word).join('/')}`)) },
    { step: 'language', detail: `${guess.language} ${guess.confidence.toFixed(2)} by ${guess.because}` },
    {
      step: 'places',
      detail: list(
        mentions.map(
          (m) =>
            `${m.excluded ? 'not ' : ''}${m.words} = ${[...m.countries, m.office, m.region].filter(Boolean).join('/')} (${m.form})`,
        ),
      ),
    },
    {
      step: 'concepts',
      detail: list(reading.concepts.map((m) => `${reading.words.slice(m.start, m.end).join(' ')} = ${m.concepts.join('/')}`)),
    },
    { step: 'evidence against', detail: `unexplained ${Math.round(reading.unexplained * 100)} %: ${list(reading.unknownWords)}` },
    {
      step: 'topic',
      detail: `${whole.interpretation.topic?.id ?? 'none'} ${whole.interpretation.confidence.toFixed(2)}${whole.leaned ? ', with the thread' : ''}`,
    },
    { step: 'decision', detail: `${result.outcome} by rule ${result.rule}: ${list(result.asks.map((a) => JSON.stringify(a)))}` },
  ];
}
