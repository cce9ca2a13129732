// Words that carry a question but not what it is about. Folded: no accents, small letters, Arabic letters unified.
const FRAME: Readonly<Record<string, string>> = {
  en: 'who whom whose what which where when why how can could should would will the this that these those and for from with about into are was were has have had does did not you your our their there here please need want know tell contact contacts email mail address write ask reach call get find help someone anyone person responsible charge',
  fr: 'qui que quoi quel quelle quels quelles quand comment pourquoi les des une dans pour par sur avec sans est sont ont fait faire peut pouvez pourrait dois doit vous nous mon mes notre votre leur cette ces aux svp merci besoin veux voudrais savoir dire contacter contact adresse ecrire demander joindre appeler trouver aide personne responsable charge',
  es: 'quien quienes que cual cuales donde cuando como porque los las una unos del por para con sin esta este estan son hay hace hacer puede puedo pueden debo mi mis nuestro nuestra sus favor gracias necesito quiero saber decir contactar contacto correo direccion escribo escribir preguntar llamar encontrar ayuda alguien persona responsable encargado',
  ar: 'من ما ماذا متي اين كيف لماذا هل هذا هذه التي الذي الي علي عن في مع اجل بمن لمن كان هناك احتاج اريد اعرف يمكن يمكنني اتصل التواصل اتواصل بريد عنوان اكتب اسال مساعده شخص مسؤول المسؤول رجاء فضلك',
};

const sets = new Map(Object.entries(FRAME).map(([language, words]) => [language, new Set(words.split(' '))]));

/** Whether a folded word of a language only carries a question. */
export function isFrameWord(language: string, word: string): boolean {
  return sets.get(language)?.has(word) ?? false;
}
