#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { printGaps, withDesk } from './admin.js';
import type { Assistant } from './assistant.js';
import { compiledCopies } from './compiled-copy.js';
import { type Config, ConfigError, processEnvironment, readConfig } from './config.js';
import { loadEngine } from './engine.js';
import { loadKnowledge } from './knowledge/load.js';
import { KnowledgeError } from './knowledge/read-yaml.js';
import { checkSlack } from './platforms/slack/doctor.js';
import { printManifest } from './platforms/slack/manifest.js';
import { writeTeamsPackage } from './platforms/teams/package.js';
import { runBatch } from './platforms/terminal/batch.js';
import { chat, terminalText } from './platforms/terminal/chat.js';

const HELP = `iom: whom to contact at IOM, and what the handbook entry "About IOM" says

  iom ask "<question>"      answer one question   [--json] [--explain] [--channel NAME] [--via message|mention|slash]
  iom chat                  talk in the terminal
  iom batch                 JSON Lines in, JSON Lines out   [--cards]
  iom knowledge check       validate the knowledge folder
  iom compile               learn from the knowledge now, so that the next start is quick
  iom gaps                  what people asked and nobody could answer   [--json | --csv] [--days N]
  iom slack manifest        the Slack app manifest, ready to paste   [--url https://… | --socket]
  iom teams package         write the Teams app package
  iom doctor                check tokens, scopes, endpoints and clocks
  iom forget <platform> <workspace> <user id>    delete all that is kept about a person   [--export]

Settings come from the environment; README.md describes them.
`;

/** Version of the Teams package: raise it when the manifest changes. */
const VERSION = '1.0.0';

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
      explain: { type: 'boolean' },
      cards: { type: 'boolean' },
      socket: { type: 'boolean' },
      export: { type: 'boolean' },
      channel: { type: 'string' },
      via: { type: 'string' },
      url: { type: 'string' },
      days: { type: 'string' },
    },
  });
  const [command, ...rest] = positionals;
  if (values.help || !command) {
    console.log(HELP);
    return command || values.help ? 0 : 2;
  }
  const config = readConfig({ ...processEnvironment(), NODE_ENV: 'development' });
  switch (command) {
    case 'ask':
      return ask(load(config), rest.join(' '), values);
    case 'chat':
      await chat(load(config), process.stdin, process.stdout);
      return 0;
    case 'batch':
      return (await runBatch(load(config), process.stdin, process.stdout, { cards: values.cards ?? false })) > 0 ? 1 : 0;
    case 'compile':
      load(config);
      return 0;
    case 'knowledge':
      return rest[0] === 'check' ? check(config) : unknown(`knowledge ${rest[0] ?? ''}`);
    case 'gaps':
      return gaps(config, values);
    case 'forget':
      return forget(config, rest, values.export ?? false);
    case 'slack':
      if (rest[0] !== 'manifest') return unknown(`slack ${rest[0] ?? ''}`);
      process.stdout.write(printManifest(values.socket ? 'socket' : (values.url ?? config.PUBLIC_URL ?? '')));
      return 0;
    case 'teams':
      if (rest[0] !== 'package') return unknown(`teams ${rest[0] ?? ''}`);
      console.log(`The Teams package is ${writeTeamsPackage(config, VERSION)}.`);
      return 0;
    case 'doctor':
      return doctor(config);
    default:
      return unknown(command);
  }
}

function load(config: Config): Assistant {
  return loadEngine(config.KNOWLEDGE_DIR, ...compiledCopies(config.DATA_DIR)).assistant;
}

function ask(
  assistant: Assistant,
  text: string,
  options: { json?: boolean; explain?: boolean; channel?: string; via?: string },
): number {
  if (text.trim() === '') {
    console.error('There is no question. Write it in quotes: iom ask "who is the RTS for Kenya?"');
    return 2;
  }
  const via = options.via === 'slash' || options.via === 'mention' ? options.via : 'message';
  const { answer, trace } = assistant.explain({ via, text, ...(options.channel ? { channel: options.channel } : {}) });
  if (options.json) console.log(JSON.stringify(options.explain ? { answer, trace } : answer, null, 2));
  else {
    console.log(terminalText(answer));
    if (options.explain) console.log(`\n${trace.map((s) => `${s.step.padEnd(18)}${s.detail}`).join('\n')}`);
  }
  return 0;
}

function check(config: Config): number {
  const knowledge = loadKnowledge(config.KNOWLEDGE_DIR);
  const questions = [...knowledge.topics.values()]
    .flatMap((t) => Object.values(t.questions))
    .reduce((sum, list) => sum + (list?.length ?? 0), 0);
  console.log(
    `The knowledge is valid: ${knowledge.countries.size} countries, ${knowledge.offices.size} offices, ${knowledge.topics.size} topics, ${questions} example questions.`,
  );
  return 0;
}

async function gaps(config: Config, options: { json?: boolean; csv?: boolean; days?: string }): Promise<number> {
  const format = options.json ? 'json' : options.csv ? 'csv' : 'table';
  const days = options.days === undefined ? {} : { days: Number(options.days) };
  console.log(printGaps(await withDesk(config, (desk) => desk.gaps(days)), format));
  return 0;
}

/** Deletes, or with `--export` prints, what is kept about a person whom the platform calls by an id. */
async function forget(config: Config, [platform, workspace, id]: readonly string[], exporting: boolean): Promise<number> {
  if (!platform || !workspace || !id) {
    console.error('Say whose records: iom forget <platform> <workspace> <user id>.');
    return 2;
  }
  await withDesk(config, async (desk) => {
    const person = desk.personKey(platform, workspace, id);
    console.log(
      exporting ? JSON.stringify(await desk.exportPerson(person), null, 2) : `${await desk.forget(person)} records were deleted.`,
    );
  });
  return 0;
}

async function doctor(config: Config): Promise<number> {
  const findings = await checkSlack({ settings: config, assistant: load(config), now: () => Date.now() });
  for (const finding of findings) console.log(`${finding.state.padEnd(8)}${finding.text}`);
  return findings.some((f) => f.state === 'fault') ? 1 : 0;
}

function unknown(command: string): number {
  console.error(`There is no command "${command.trim()}". iom --help lists them.`);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known =
    error instanceof KnowledgeError || error instanceof ConfigError || (error instanceof TypeError && 'code' in error);
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
