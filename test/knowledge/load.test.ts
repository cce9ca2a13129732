import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { KnowledgeError } from '../../src/knowledge/read-yaml.js';

const folders: string[] = [];

function copyWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  folders.push(folder);
  cpSync('knowledge', folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return folder;
}

function faultsOf(folder: string) {
  try {
    loadKnowledge(folder);
    return [];
  } catch (error) {
    if (error instanceof KnowledgeError) return error.faults;
    throw error;
  }
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('loadKnowledge', () => {
  it('holds every country, office, mailbox and unit of the handbook', () => {
    const k = loadKnowledge('knowledge');
    expect(k.countries.size).toBe(197);
    expect([...k.mailboxes.values()].map((m) => m.address)).toEqual(['doe@iom.int', 'prdcare@iom.int', 'rmm@iom.int']);
    expect([...k.units.values()].filter((u) => u.mailbox === 'prd')).toHaveLength(6);
    const kinds = (kind: string) => [...k.offices.values()].filter((o) => (o.kinds as string[]).includes(kind)).length;
    expect({ ro: kinds('ro'), slo: kinds('slo'), ac: kinds('ac'), coord: kinds('coord'), rm: kinds('rm') }).toEqual({
      ro: 9,
      slo: 2,
      ac: 2,
      coord: 4,
      rm: 4,
    });
  });

  it('reads the codes of Namibia and Norway as codes', () => {
    const k = loadKnowledge('knowledge');
    expect(k.countries.get('NA')?.names.en).toBe('Namibia');
    expect(k.countries.get('NO')?.names.en).toBe('Norway');
  });

  it('names file, line, fault and cure for a code without quotes', () => {
    const folder = copyWith('countries.yaml', (t) => t.replace('code: "NO"', 'code: false'));
    const [fault] = faultsOf(folder);
    expect(fault).toMatchObject({ file: 'countries.yaml', cure: expect.stringContaining('quotes') });
    const line =
      readFileSync(join(folder, 'countries.yaml'), 'utf8')
        .split('\n')
        .findIndex((l) => l.includes('code: false')) + 1;
    expect(fault?.line).toBe(line);
  });

  it.each([
    ['contacts.yaml', (t: string) => t.replace('rmm@iom.int', 'rmm@iom.example'), 'iom.int'],
    ['contacts.yaml', (t: string) => t.replace('mailbox: prd', 'mailbox: prx'), 'no mailbox "prx"'],
    ['countries.yaml', (t: string) => t.replace('office: nairobi', 'office: mombasa'), 'not a Regional Office'],
    ['documents.yaml', (t: string) => t.replace('https://www.iom.int/', 'https://iom.evil.example/'), 'iom.int'],
    ['topics/un-signed.yaml', (t: string) => t.replace('source: handbook', '').replace('title:', 'titel:'), 'titel'],
    ['wording/fr.yaml', (t: string) => t.replace('{city}', '{ville}'), 'fills in'],
    ['wording/ar.yaml', (t: string) => t.replace(/^ {2}yes:.*\n/m, ''), 'sentences.yes'],
    ['topics/list-divisions.yaml', (t: string) => t.replace('[prd, rmm]', '[prd, wash]'), 'no mailbox "wash"'],
    ['topics/un-signed.yaml', (t: string) => t.replace('[un-agreement]', '[un-treaty]'), 'no document "un-treaty"'],
    ['several.yaml', (t: string) => t.replace('topics: [compacts, iasc]', 'topics: [compacts, isac]'), 'no topic "isac"'],
    [
      'patterns.yaml',
      (t: string) => t.replace('    shelter: [shelter', '    shelters: [shelter'),
      'no unit or mailbox "shelters"',
    ],
    ['patterns.yaml', (t: string) => t.replace('{subject} contact', '{sector} contact'), 'must hold {subject}'],
    ['particles.yaml', (t: string) => t.replace('[to, ', '[To, '), 'without accents'],
    ['uncovered.yaml', (t: string) => t.replace('- [Guam]', '- [Guam, Nairobi]'), '"Nairobi" also stands in countries.yaml'],
    ['regions.yaml', (t: string) => `${t}\n  - [`, 'not valid YAML'],
    ['offices.yaml', (t: string) => t.replace('region: pacific', 'region: atlantic'), 'no region "atlantic"'],
  ])('refuses a fault planted in %s', (file, change, says) => {
    const faults = faultsOf(copyWith(file, change));
    expect(faults.map((f) => `${f.what} ${f.cure}`).join('\n')).toContain(says);
    for (const fault of faults)
      expect(fault).toMatchObject({ file, line: expect.any(Number), cure: expect.stringMatching(/\w+/) });
  });

  it('covers every row of the coverage with its office', () => {
    const k = loadKnowledge('knowledge');
    const count = (office: string) => [...k.countries.values()].filter((c) => c.office === office).length;
    expect(
      Object.fromEntries(
        ['dakar', 'nairobi', 'cairo', 'pretoria', 'san-jose', 'buenos-aires', 'bangkok', 'brussels', 'vienna'].map((o) => [
          o,
          count(o),
        ]),
      ),
    ).toEqual({
      dakar: 23,
      nairobi: 10,
      cairo: 18,
      pretoria: 15,
      'san-jose': 25,
      'buenos-aires': 10,
      bangkok: 40,
      brussels: 36,
      vienna: 20,
    });
  });
});
