import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { dockerfile, IMAGE_ENV, object, SETTINGS, text, yaml } from '../support/deploy-files.js';

const compose = yaml('deploy/compose.yaml');
const assistant = compose.services.assistant;
const [container] = object('Deployment').spec.template.spec.containers;
const example = text('.env.example');

/** Of PostgreSQL's image, and in compose.yaml the one password that is no setting of ours. */
const OF_POSTGRES = ['POSTGRES_DB', 'POSTGRES_PASSWORD', 'POSTGRES_USER'];
const SECRET = /SECRET|TOKEN|PASSWORD|KEYS|SALT|DATABASE_URL/;

/** A block of .env.example: what is said, and the example. */
const blocks = [...example.matchAll(/((?:^#.*\n)+)^#([A-Z_]+)=(.*)$/gm)].map(([, comment, name, value]) => ({
  name: name as string,
  value: value as string,
  meaning: comment?.replace(/^# ?|# Default:[^\n]*\n/gm, '').trim() ?? '',
  default: /^# Default: (.*)$/m.exec(comment ?? '')?.[1],
}));
const examples = Object.fromEntries(blocks.map(({ name, value }) => [name, value]));

describe('.env.example', () => {
  it('describes every setting of the code once, and no other', () => {
    expect(blocks.map(({ name }) => name).sort()).toEqual([...SETTINGS].sort());
    expect([...example.matchAll(/^#?[A-Z_]+=/gm)]).toHaveLength(SETTINGS.length);
  });

  it.each(blocks)('says what $name means and what holds without it', ({ meaning, default: fallback }) => {
    expect(meaning.length).toBeGreaterThan(20);
    expect(fallback).toBeTruthy();
  });

  it('names the defaults that the code has', () => {
    const { production: _, ...defaults } = readConfig({});
    for (const [name, value] of Object.entries(defaults)) {
      if (value !== undefined) expect(blocks.find((b) => b.name === name)?.default).toBe(String(value));
    }
  });

  it('gives examples that the code takes', () => {
    expect(readConfig(examples)).toMatchObject({ production: true, PORT: 8080, METRICS: false });
  });

  it('holds no secret', () => {
    for (const { name, value } of blocks) {
      if (SECRET.test(name)) expect(value).toMatch(/replace-with|^A+=$|:password@/);
    }
  });
});

describe('the names of settings in deploy/', () => {
  const kubernetes = [...(container.env as { name: string }[]).map((e) => e.name), ...Object.keys(object('ConfigMap').data)];

  it.each([
    ['Dockerfile', Object.keys(IMAGE_ENV)],
    ['compose.yaml, the assistant', Object.keys(assistant.environment)],
    ['kubernetes/', kubernetes],
    ['commands', [...text('Dockerfile').matchAll(/process\.env\.(\w+)/g)].map((m) => m[1] as string)],
  ])('are known to the code: %s', (_, names) => {
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });

  it('are known to the code or to PostgreSQL: what compose.yaml and README.md speak of', () => {
    const spoken = [
      ...[...text('deploy/compose.yaml').matchAll(/\$\{(\w+)/g)].map((m) => m[1] as string),
      ...[...text('deploy/README.md').matchAll(/`([A-Z]+_[A-Z_]+)=?`/g)].map((m) => m[1] as string),
      ...Object.keys(compose.services.postgres.environment),
    ];
    expect(spoken.filter((name) => !SETTINGS.includes(name) && !OF_POSTGRES.includes(name))).toEqual([]);
  });

  it('are the keys of the secret, too', () => {
    for (const { name, valueFrom } of container.env) if (valueFrom) expect(valueFrom.secretKeyRef.key).toBe(name);
  });
});

describe('the settings of deploy/', () => {
  const secrets = { DATABASE_URL: 'postgres://a:b@c:5432/d', PERSON_SALT: 'a'.repeat(16), CONSOLE_PASSWORD: 'a'.repeat(8) };
  const plain = (container.env as { name: string; value?: string }[]).flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );

  it.each([
    ['Dockerfile', IMAGE_ENV],
    ['compose.yaml', { ...assistant.environment, DATABASE_URL: secrets.DATABASE_URL }],
    ['kubernetes/', { ...object('ConfigMap').data, ...Object.fromEntries(plain) }],
  ])('start in production, reachable from outside: %s', (_, settings) => {
    expect(readConfig({ ...settings, ...secrets })).toMatchObject({
      production: true,
      HOST: '0.0.0.0',
      PORT: 3978,
      DATA_DIR: '/data',
    });
  });

  it('demand in Kubernetes what production demands, and leave the rest optional', () => {
    const demanded = (container.env as Record<string, { secretKeyRef?: { optional?: boolean } } & string>[])
      .filter(({ valueFrom }) => valueFrom?.secretKeyRef && valueFrom.secretKeyRef.optional !== true)
      .map(({ name }) => name);
    expect(demanded).toEqual(Object.keys(secrets));
  });

  it('give secrets by name only', () => {
    for (const { name, value } of container.env) if (SECRET.test(name)) expect(value).toBeUndefined();
    expect(Object.keys(object('ConfigMap').data).filter((name) => SECRET.test(name))).toEqual([]);
    expect(Object.keys(IMAGE_ENV).filter((name) => SECRET.test(name))).toEqual([]);
    expect(dockerfile('ARG')).toEqual([]);
    const inCompose = Object.values(compose.services).flatMap((s) =>
      Object.entries((s as { environment?: Record<string, string> }).environment ?? {}),
    );
    for (const [name, value] of inCompose) if (SECRET.test(name)) expect(value).toMatch(/^(postgres:\/\/iom:)?\$\{\w+:\?/);
  });
});
