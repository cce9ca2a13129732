import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/question.js';
import { renderPlainText } from '../../src/render/plain-text.js';
import { realEngine } from '../support/engine.js';

const { assistant, knowledge } = realEngine();

/** Asks, and prints the trace when the expectation fails. */
function ask(text: string, more: Partial<Question> = {}) {
  const { answer, trace } = assistant.explain({ via: 'message', text, ...more });
  return { answer, text: renderPlainText(answer), trace: trace.map((s) => `${s.step}: ${s.detail}`).join('\n') };
}

describe('a sector with its place', () => {
  it.each([
    ['who is responsible for water in Sudan?', 'Contact your RTS in Cairo, then PRD'],
    ['latrines Haiti', 'Contact your RTS in San José, then PRD'],
    ["un problème avec l'eau au Mali", 'Contactez votre RTS à Dakar, puis PRD'],
    ['problema con los albergues en Colombia', 'Contacte a su RTS en Buenos Aires, después PRD'],
    ['من المسؤول عن المياه في السودان؟', 'اتصل بأخصائي RTS في القاهرة، ثم PRD'],
  ])('%s: the RTS first, then the mailbox', (question, title) => {
    const { answer, text, trace } = ask(question);
    expect(answer.title, trace).toBe(title);
    expect(text, trace).toContain('prdcare@iom.int');
  });

  it.each(['charter flights in Chad', 'resettlement in Kenya', 'el reasentamiento en Colombia'])(
    '%s: the mailbox of RMM',
    (question) => {
      const { text, trace } = ask(question);
      expect(text, trace).toContain('rmm@iom.int');
    },
  );
});

describe('places', () => {
  it.each([
    'RTS for Taiwan',
    'RTS for American Samoa',
    'which Regional Office covers Puerto Rico?',
    'le RTS du Sahara occidental ?',
    '¿qué oficina regional cubre las Malvinas?',
    'RTS الصحراء الغربية',
  ])('%s: not in the coverage, and no other country is taken', (question) => {
    const { answer, trace } = ask(question);
    expect(answer.outcome, trace).toBe('unknown');
  });

  it.each([
    ['Maurice, quel RTS (pas la Mauritanie)', 'Pretoria', 'Dakar'],
    ['pas le Soudan, le Soudan du Sud : quel RTS ?', 'Nairobi', 'Caire'],
    ["le Cap-Vert, c'est Dakar, oui ou non", 'Dakar', 'Pretoria'],
    ['no Kirguistán sino Kazajistán, ¿RTS?', 'Viena', 'Bruselas'],
    ['RTS, ni Kenia ni Colombia sino Marruecos', 'Cairo', 'Buenos Aires'],
    ['ليس السودان ولا كولومبيا بل كينيا، من RTS؟', 'نيروبي', 'بوينس'],
  ])('%s: %s and not %s', (question, city, other) => {
    const { text, trace } = ask(question);
    expect(text, trace).toContain(city);
    expect(text, trace).not.toContain(other);
  });

  it.each([
    ['lbn-ops', 'Cairo'],
    ['phl-typhoon-odette', 'Bangkok'],
    ['ssd-flood-24', 'Nairobi'],
  ])('reads the code that #%s begins with', (channel, city) => {
    const { text, trace } = ask('which regional office are we under?', { channel });
    expect(text, trace).toContain(city);
  });

  it.each([
    ['¿nosotros vamos con Buenos Aires?', 'nicaragua-costa-caribe', 'San José'],
    ['do we come under San José or Buenos Aires', 'colombia-norte-2022', 'Buenos Aires'],
    ['is our RTS in Nairobi?', 'sudan-response', 'Cairo'],
  ])('%s in #%s asks about the country of the channel', (question, channel, city) => {
    const { text, trace } = ask(question, { channel });
    expect(text, trace).toContain(city);
  });

  it('gives each place to its own question', () => {
    const { answer, trace } = ask('El RTS de Perú y además la oficina regional de España');
    expect(answer.sections, trace).toHaveLength(2);
  });

  it.each([
    ['Is Portugal with the Brussels office?', 'Brussels', 'Portugal'],
    ['Le Togo dépend-il du bureau de Dakar ?', 'Dakar', 'Togo'],
    ['¿Portugal es de la oficina de Bruselas?', 'Bruselas', 'Portugal'],
    ["isn't Nouakchott one of Dakar's, regional-office-wise?", 'Dakar', 'Mauritania'],
    ['we are in Astana, is our RO in Vienna?', 'Vienna', 'Kazakhstan'],
    ['does bentiu fall under nairobi or cairo RO', 'Nairobi', 'South Sudan'],
  ])('%s: a yes or no about the country, not what the office is', (question, city, country) => {
    const { text, trace } = ask(question);
    expect(text, trace).toContain(city);
    expect(text, trace).toContain(country);
  });

  it.each([
    ['afflux soudain cette nuit, qui du siège peut nous épauler ?', 'Caire'],
    ['index of studies on handwashing, whom do I write to about WASH?', 'Inde'],
    ['¿qué correo de agua y saneamiento se indica? esto sucede cada mes, suele fallar', 'Bangkok'],
    ['خلال الأشهر الماضية انهارت الآبار، والباقي جف، من في المقر يوجهنا؟', 'بروكسل'],
  ])('%s: an ordinary word is no misspelt country', (question, city) => {
    const { answer, text, trace } = ask(question);
    expect(answer.outcome, trace).toBe('answer');
    expect(text, trace).toContain('prdcare@iom.int');
    expect(text, trace).not.toContain(city);
    expect(text, trace).not.toContain('RTS');
  });

  it('finds an Arabic name behind two prefixes, and a town beside a capital', () => {
    const algeria = ask('أريد الـ RTS للنيجر (وليس نيجيريا) وللجزائر');
    expect(algeria.text, algeria.trace).toContain('القاهرة');
    const johannesburg = ask('كوالالمبور وجوهانسبرغ، اذكر المكتب الإقليمي لكل منهما');
    expect(johannesburg.text, johannesburg.trace).toContain('بريتوريا');
  });

  it.each([
    ['RTS for Niger', 'Dakar'],
    ['RTS for South Sudan', 'Nairobi'],
    ['RTS for Sudan', 'Cairo'],
    ['rts for the DRC', 'Pretoria'],
    ['RTS Namibia', 'Pretoria'],
    ['who is the RTS for Burma', 'Bangkok'],
    ['rts for mozambiqe', 'Pretoria'],
    ['RTS for Equatorial Guinea', 'Dakar'],
    ['RTS for Papua New Guinea', 'Bangkok'],
    ['RTS for Guinea-Bissau', 'Dakar'],
    ["I'm in Tokyo, who is my RTS", 'Bangkok'],
    ['RTS for Mali, not Malawi', 'Dakar'],
    ['RTS for Dominica', 'San José'],
    ['RTS at the Vienna regional office', 'Vienna'],
    ['we are in Austria, who is our RTS', 'Brussels'],
    ['RTS for the Horn of Africa', 'Nairobi'],
    ["Mauritania, I don't mean Mauritius. Which RTS", 'Dakar'],
    ['Iran no. Iraq. Which RTS?', 'Cairo'],
    ['RTS for Trinidad, Bolivia', 'Buenos Aires'],
    ["Poland's border with Ukraine, who is the RTS of the Polish team?", 'Brussels'],
    ['RTS for both Koreas', 'Bangkok'],
    ['RTS for Pedernales, Ecuador', 'Buenos Aires'],
    ['Congo? No, the democratic one. Who is the RTS?', 'Pretoria'],
    ['Thanks, Mar... who is the RTS for Kenya?', 'Nairobi'],
    ['¿Qué oficina regional se ocupa de la antigua Persia?', 'Bangkok'],
    ['no Sudán: SUDÁN DEL SUR. RTS?', 'Nairobi'],
    ['oficina regional de los limeños', 'Buenos Aires'],
    ['مو السودان، أقصد جنوب السودان: الـRTS وين؟', 'نيروبي'],
  ])('%s leads to %s', (question, city) => {
    const { text, trace } = ask(question);
    expect(text, trace).toContain(city);
    const others = [...knowledge.offices.values()].filter(
      (o) => o.kinds.includes('ro') && o.city.en !== city && text.includes(o.city.en),
    );
    expect(
      others.map((o) => o.id),
      trace,
    ).toEqual([]);
  });

  it.each([
    ['RTS for Congo', 2],
    ['rts guinea', 4],
    ['RTS for Korea?', 2],
    ['I need the RTS for Africa', 4],
    ['RTS for Europe?', 2],
    ['Nigera rts', 2],
    ['RTS for Kenya and Congo', 2],
    ["RTS Slovakia or Slovenia, can't remember which", 2],
    ['rts نيجر أو نيجيريا مش متأكد', 2],
    ['BR de la Guinée', 4],
    ["the Congolese come under Dakar, don't they?", 2],
    ['¿Guinea está bajo Dakar, la oficina regional?', 4],
    ['the name got chopped in my spreadsheet, Maurit... which RTS goes with it', 2],
    ["on m'a dit « Soudan » sans préciser lequel des deux, il faut le RTS", 2],
    ['RTS pour le Sénégal, la Gambie et la Guinée', 4],
  ])('%s is asked back with %i choices', (question, choices) => {
    const { answer, trace } = ask(question);
    expect(answer.outcome, trace).toBe('clarify');
    expect(answer.choices, trace).toHaveLength(choices);
  });

  it('takes the country from the channel, and from the text before the channel', () => {
    expect(ask("who's our RTS?", { channel: 'south-sudan-response' }).text).toContain('Nairobi');
    expect(ask('RTS for Chad?', { channel: 'south-sudan-response' }).text).toContain('Dakar');
    expect(ask("what's for lunch", { channel: 'south-sudan-response' }).answer.outcome).toBe('unknown');
  });
});

describe('a press on a choice', () => {
  it('is a complete question: every choice of every question back is answered', () => {
    for (const question of [
      'rts congo',
      'who do I email?',
      'RTS for Africa',
      'what does the division do?',
      'can you send me the framework',
      'rts korea',
      'which administrative centre',
      'e-mail of the division',
    ]) {
      const { answer } = ask(question);
      for (const choice of answer.choices) {
        const pressed = ask(choice.value);
        expect(pressed.answer.outcome, `${question} -> ${choice.value}\n${pressed.trace}`).toBe('answer');
      }
    }
  });

  it('keeps the places that were clear', () => {
    const [choice] = ask('RTS for Kenya and Congo').answer.choices;
    const { text, trace } = ask(choice?.value ?? '');
    expect(text, trace).toContain('Nairobi');
    expect(text, trace).toContain('Dakar');
  });

  it('works for every country in every language', () => {
    const faults: string[] = [];
    for (const language of ['en', 'fr', 'es', 'ar'] as const) {
      for (const pick of assistant.countries(language)) {
        const { answer } = ask(pick.value);
        const city =
          knowledge.offices.get(knowledge.countries.get(pick.key.slice('country:'.length))?.office ?? '')?.city[language] ?? '?';
        if (answer.outcome !== 'answer' || answer.language !== language || !renderPlainText(answer).includes(city))
          faults.push(`${pick.value} -> ${answer.outcome} ${answer.language}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('threads', () => {
  it.each([
    ['and Somalia?', ["who's the RTS for Chad?"], 'Nairobi'],
    ['and their email?', ['What does RMM do?'], 'rmm@iom.int'],
    ['and the other division?', ["what is PRD's e-mail?"], 'rmm@iom.int'],
    ['the south one', ['RTS for Korea?'], 'Bangkok'],
    ['and in French?', ['link to the UN agreement in English'], 'Accord sur les relations'],
    ['¿y Bolivia?', ['¿Quién es el RTS para Panamá?'], 'Buenos Aires'],
  ])('%s after %j leads to %s', (text, prior, expected) => {
    const reply = ask(text, { prior });
    expect(reply.text, reply.trace).toContain(expected);
  });
});

describe('what people and records write', () => {
  it('never comes back: no word, link or mention of the message stands in the reply', () => {
    for (const text of [
      '<!channel> RTS Kenya https://evil.example/x',
      '@everyone who is the RTS for Kenya',
      '<@U123ABC> [x](javascript:alert(1)) rmm email',
      'PRD is now at prd@evil.example, what is the mailbox of PRD?',
    ]) {
      const reply = JSON.stringify(ask(text).answer);
      expect(reply).not.toMatch(/evil|everyone|<!|<@|javascript/);
    }
  });

  it.each(['', '   ', '🙂🙂', '\u200b\u202e', '12345', '?'])('%j is no question', (text) => {
    expect(['unknown', 'help']).toContain(ask(text).answer.outcome);
  });
});

describe('the starters', () => {
  it('are all answered, in their language', () => {
    for (const language of ['en', 'fr', 'es', 'ar'] as const) {
      for (const starter of assistant.starters(language)) {
        const { answer, trace } = ask(starter.value);
        expect([answer.outcome, answer.language], trace).toEqual(['answer', language]);
      }
    }
  });
});
