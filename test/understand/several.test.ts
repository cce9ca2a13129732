import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/render/plain-text.js';
import { taughtSeveral } from '../../src/understand/several.js';
import { taughtQuestions } from '../../src/understand/taught.js';
import { realEngine } from '../support/engine.js';

const { assistant, knowledge } = realEngine();

function ask(text: string) {
  const { answer, trace } = assistant.explain({ via: 'message', text });
  return { answer, text: renderPlainText(answer), trace: trace.map((s) => `${s.step}: ${s.detail}`).join('\n') };
}

describe('a message that asks several things', () => {
  it.each([
    ['emails for wash and for movements, both please', ['prdcare@iom.int', 'rmm@iom.int']],
    ['what is an RTS and which one is for Bhutan', ['Regional Thematic Specialist', 'Bangkok']],
    ['when was IOM founded, and what is the e-mail of RMM?', ['1951', 'rmm@iom.int']],
    ['what do PRD and RMM do?', ['Preparedness and Response Division', 'Resettlement and Movement Management']],
    ['RTS for Kenya and Haiti', ['Nairobi', 'San José']],
    ["bureau régional de l'Arménie, et RTS de la Géorgie", ['Arménie', 'RTS', 'Géorgie']],
    ['Who runs the institutional emergency procedures, and could I get mails for both divisions as well', ['rmm@iom.int']],
    ['RTS for kenya, goma and juba', ['Nairobi', 'Pretoria']],
    ['Explain me RTS, and which is the one of Tashkent', ['Regional Thematic Specialist', 'Vienna']],
    ['Prepping a school talk: which year did we start out, and are we a UN agency or not?', ['1951', '2016']],
    ['Puerto Príncipe, evacuación por mar: pásame el buzón que la organiza y dime quién es el RTS', ['rmm@iom.int', 'San José']],
    ['list the ROs and the SLOs', ['Vienna', 'Addis Ababa']],
    ['email for resettlement and for emergency response', ['rmm@iom.int', 'prdcare@iom.int']],
    ['متى تأسست المنظمة وكم عدد المكاتب الإقليمية', ['1951', 'نيروبي']],
    ['Quelle différence entre PRD et RMM et leurs mails', ['prdcare@iom.int', 'rmm@iom.int']],
    ['RO canada/usa/mexico', ['San José']],
    ['correo de PRD y también el de RMM', ['prdcare@iom.int', 'rmm@iom.int']],
    ["le mail de PRD et la date de création de l'OIM", ['prdcare@iom.int', '1951']],
    ['بريد شعبة التأهب وكمان بريد شعبة إعادة التوطين', ['prdcare@iom.int', 'rmm@iom.int']],
  ])('%s gets each answer', (question, parts) => {
    const { text, trace } = ask(question);
    for (const part of parts) expect(text, trace).toContain(part);
  });

  it.each([
    ['e-mail and phone number of DOE', 'doe@iom.int'],
    ["courriel et numéro de téléphone de RMM s'il vous plaît", 'rmm@iom.int'],
    ['correo y teléfono de PRD', 'prdcare@iom.int'],
  ])('%s gets the mailbox and is told that the rest is not known', (question, address) => {
    const { answer, text, trace } = ask(question);
    expect(answer.outcome, trace).toBe('answer');
    expect(text, trace).toContain(address);
    expect(answer.topics, trace).toContain('unknown');
  });

  it.each([
    'who helps with water and sanitation?',
    'RTS for Trinidad and Tobago',
    'The wells are dry and the children are ill. Who at HQ can help us?',
    'what does the Preparedness and Response Division do?',
    'somos la misión de La Paz, ¿dónde está nuestro RTS?',
  ])('%s is one question', (question) => {
    const { trace } = ask(question);
    expect(trace).not.toContain('by rule several');
  });
});

describe('a subject that is left out', () => {
  it.each([
    ['the PRD mailbox, not the RMM one', 'prdcare@iom.int', 'rmm@iom.int'],
    ['quiero el correo de preparación y respuesta, no el de reasentamiento', 'prdcare@iom.int', 'rmm@iom.int'],
    ['أبغى إيميل التأهب والاستجابة مو إيميل إعادة التوطين', 'prdcare@iom.int', 'rmm@iom.int'],
  ])('%s gets %s and not %s', (question, wanted, other) => {
    const { text, trace } = ask(question);
    expect(text, trace).toContain(wanted);
    expect(text, trace).not.toContain(other);
  });

  it('is meant after all where it is the only one', () => {
    expect(ask('I do not have the PRD address').text).toContain('prdcare@iom.int');
  });

  it('gives nothing of another agency for the name of a sector', () => {
    expect(ask("UNICEF WASH chief in Juba, what's the email").answer.outcome).toBe('unknown');
  });
});

describe('what teaches it', () => {
  it('joins short questions of one language, the same ones every time', () => {
    const taught = taughtQuestions(knowledge);
    const joined = taughtSeveral(knowledge, taught).filter((s) => s.joined);
    expect(new Set(joined.map((s) => s.language))).toEqual(new Set(['en', 'fr', 'es', 'ar']));
    expect(joined.every((s) => s.topics.length === 2 && s.topics[0] !== s.topics[1])).toBe(true);
    expect(taughtSeveral(knowledge, taught).filter((s) => s.joined)).toEqual(joined);
  });

  it('names topics that exist', () => {
    const unknown = knowledge.several.flatMap((s) => s.topics).filter((id) => !knowledge.topics.has(id));
    expect(unknown).toEqual([]);
  });
});
