import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/render/plain-text.js';
import { realEngine } from '../support/engine.js';

const { assistant } = realEngine();

function ask(text: string, prior: readonly string[]) {
  const { answer, trace } = assistant.explain({ via: 'message', text, prior });
  return { answer, text: renderPlainText(answer), trace: trace.map((s) => `${s.step}: ${s.detail}`).join('\n') };
}

describe('a message in a thread', () => {
  it.each([
    ['and for Botswana?', ['who is the RTS for Kenya?'], ['RTS', 'Pretoria']],
    ['sorry, I meant Mali', ["who's the RTS for Malawi?"], ['RTS', 'Dakar']],
    ['I meant Slovakia not Slovenia', ['Which RO covers Slovenia?'], ['Slovakia']],
    ["pardon, l'île Maurice", ['le RTS de la Mauritanie ?'], ['RTS', 'Pretoria']],
    ['who do I write to', ['what is RMM'], ['rmm@iom.int']],
    ['by whom?', ['when was the agreement with the UN signed'], ['2016']],
    ['what does it do', ['is there an office in Manila'], ['Manila']],
    ['the second', ['RTS Congo'], ['Pretoria']],
    ['la deuxième svp', ['RTS Congo'], ['Pretoria']],
    ['2 please', ['RTS Congo'], ['Pretoria']],
    ['non pas PRD, RMM désolé', ['mail de PRD ?'], ['rmm@iom.int']],
    ["Le pays c'est le Cameroun", ["de l'aide pour les latrines, à qui on s'adresse ?"], ['Dakar', 'prdcare@iom.int']],
    ['and who helps with latrines there?', ['RTS for Peru'], ['Buenos Aires', 'prdcare@iom.int']],
    ['their mail?', ['what does RMM do?'], ['rmm@iom.int']],
    ['what do they do?', ['e-mail of RMM'], ['RMM']],
    ['no the other one', ["give me the resettlement division's mailbox"], ['prdcare@iom.int']],
    ['and the one in Africa?', ['what does the liaison office in New York do'], ['Addis Ababa']],
    ['la de África', ['¿dónde está la Oficina Especial de Enlace?'], ['Addis Abeba']],
    ['the crisis one', ['send me the framework'], ['Migration Crisis Operational Framework']],
    ['link?', ['what is MCOF?'], ['Migration Crisis Operational Framework']],
    ['le lien', ["quand a été signé l'accord avec l'ONU ?"], ["Accord sur les relations entre l'ONU et l'OIM"]],
    ['and their emails?', ['who are the divisions of DOE?'], ['prdcare@iom.int', 'rmm@iom.int']],
    ['et au siège ?', ['Problème de latrines à Kassala, qui est le RTS ?'], ['prdcare@iom.int']],
    ['digo, Sudán del Sur', ['¿quién es el RTS para Sudán?'], ['RTS', 'Nairobi']],
    ['can I have the text of it', ['what is MCOF?'], ['Migration Crisis Operational Framework']],
    ['not the region, I meant which HQ mailbox', ['tarpaulins torn in Sittwe, who is the RTS?'], ['prdcare@iom.int']],
    [
      'estamos en Holguín, se me olvidó decirlo',
      ['se contaminó el pozo y la gente anda con vómito'],
      ['San José', 'prdcare@iom.int'],
    ],
    ['so whom do we ask', ['we are in Adré, Chad', 'all the tents have been ripped by the wind'], ['Dakar', 'prdcare@iom.int']],
    ['لا لا، بالإسباني أحسن', ['أرسل لي الاتفاق مع الأمم المتحدة بالفرنسية'], ['Acuerdo']],
    ['for Aden', ['the tents are shredded by the sandstorm, who supports'], ['Cairo', 'prdcare@iom.int']],
    [
      '¿a quién acudimos entonces?',
      ['Soy del equipo de Yamena, en Chad', 'nos faltan materiales para construir refugios'],
      ['Dakar', 'prdcare@iom.int'],
    ],
    ['so whom do I call?', ['the hand pumps are all broken', 'people drink from a swamp'], ['prdcare@iom.int']],
  ])('%s after %j gets %j', (text, prior, parts) => {
    const reply = ask(text, prior);
    expect(reply.answer.outcome, reply.trace).toBe('answer');
    for (const part of parts) expect(reply.text, reply.trace).toContain(part);
  });

  it.each([
    ['And Mali? Also what is MIGOF?', 'Who is the RTS for Chad?', ['Dakar', 'Migration Governance Framework']],
    ['So whom do I call in Kenya?', 'What is the RMM mailbox?', ['Nairobi']],
  ])('%s after %s is no more than it asks: %j', (text, prior, parts) => {
    const reply = ask(text, [prior]);
    for (const part of parts) expect(reply.text, reply.trace).toContain(part);
  });

  it.each([
    ['la de África', '¿dónde está la Oficina Especial de Enlace?', 'es'],
    ['RTS?', 'نحن في الفاشر والمراحيض امتلأت', 'ar'],
    ['merci beaucoup !', 'who is the RTS for Kenya?', 'fr'],
  ])('%s after %s is answered in %s', (text, prior, language) => {
    const { answer, trace } = ask(text, [prior]);
    expect(answer.language, trace).toBe(language);
  });

  it('takes no choice where "first" is part of another question', () => {
    const reply = ask('whom do we turn to first?', ['RTS Congo']);
    expect(reply.answer.topics, reply.trace).not.toContain('country:CG');
  });

  it.each([
    ['and his name?', ['who is the RTS for Ethiopia']],
    ['et leur téléphone', ['contact RMM svp']],
    ['and the weather there?', ['RTS for Kenya']],
    ['and their email?', ['RTS for Kenya']],
    ['Portuguese too?', ['the UN agreement in Spanish please']],
  ])('%s after %j is still not known', (text, prior) => {
    const reply = ask(text, prior);
    expect(reply.answer.outcome, reply.trace).toBe('unknown');
  });
});
