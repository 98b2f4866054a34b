import { primaryLanguage } from '../../model/text/primary-language.js';

/**
 * Some plain news in each language: sentences of everyday length, without figures, names or anything else that
 * is said otherwise than it is written. Every word counts, for what is measured on them is kept.
 */
const CALIBRATION_TEXTS: Readonly<Record<string, readonly string[]>> = {
  de: [
    'Der Stadtrat hat am Abend beschlossen, die alte Brücke noch in diesem Jahr zu erneuern.',
    'Die Arbeiten beginnen nach den Ferien und dauern bis in den Winter.',
    'Viele Händler fürchten, dass ihre Kunden in dieser Zeit ausbleiben.',
    'Die Verwaltung verspricht, dass Busse und Räder immer einen Weg finden.',
  ],
  en: [
    'The city council decided last night to rebuild the old bridge before the end of the year.',
    'Work will begin after the holidays and is expected to last until the winter.',
    'Many shop owners fear that their customers will stay away while the road is closed.',
    'Officials say that buses and bicycles will always find a way across.',
  ],
  es: [
    'El ayuntamiento decidió anoche reconstruir el viejo puente antes de que termine el año.',
    'Las obras empezarán después de las vacaciones y durarán hasta el invierno.',
    'Muchos comerciantes temen que sus clientes no vuelvan mientras la calle esté cerrada.',
    'La alcaldía promete que los autobuses y las bicicletas siempre podrán pasar.',
  ],
  fr: [
    'Le conseil municipal a décidé hier soir de reconstruire le vieux pont avant la fin de cette année.',
    'Les travaux commenceront après les vacances et dureront jusque dans le courant de cet hiver.',
    'Beaucoup de commerçants craignent que leurs clients ne viennent plus pendant ce temps.',
    'La mairie promet que les bus et les vélos pourront toujours passer.',
  ],
  it: [
    'Il consiglio comunale ha deciso ieri sera di ricostruire il vecchio ponte prima della fine di questo anno.',
    'I lavori cominceranno dopo le vacanze e dureranno fino a tutto il prossimo inverno.',
    'Molti negozianti temono che i loro clienti non vengano più quando la strada sarà chiusa.',
    'Il comune promette che gli autobus e le biciclette potranno sempre passare.',
  ],
  nl: [
    'De gemeenteraad heeft gisteravond besloten de oude brug nog dit jaar te vernieuwen.',
    'Het werk begint na de vakantie en duurt tot diep in de winter.',
    'Veel winkeliers zijn bang dat hun klanten in die tijd zullen wegblijven.',
    'De gemeente belooft dat bussen en fietsen altijd een weg zullen vinden.',
  ],
  pl: [
    'Rada miasta zdecydowała wczoraj wieczorem, że stary most zostanie odbudowany jeszcze w tym roku.',
    'Prace zaczną się po wakacjach i potrwają aż do zimy.',
    'Wielu kupców boi się, że klienci nie będą przychodzić, kiedy ulica będzie zamknięta.',
    'Urząd obiecuje, że autobusy i rowery zawsze znajdą drogę.',
  ],
  pt: [
    'A câmara municipal decidiu ontem à noite reconstruir a velha ponte antes do fim deste ano.',
    'As obras vão começar depois das férias e vão durar até ao inverno.',
    'Muitos comerciantes receiam que os clientes não voltem enquanto a rua estiver fechada.',
    'As autoridades prometem que os autocarros e as bicicletas poderão sempre passar.',
  ],
  ru: [
    'Городской совет вчера вечером решил восстановить старый мост ещё до конца этого года.',
    'Работы начнутся после каникул и продлятся до самой зимы.',
    'Многие торговцы боятся, что покупатели не придут, пока улица будет закрыта.',
    'Власти обещают, что автобусы и велосипеды всегда смогут проехать.',
  ],
};

/** What a voice is measured with in a language; nothing where there is no text. */
export function calibrationText(language: string): readonly string[] {
  return CALIBRATION_TEXTS[primaryLanguage(language)] ?? [];
}
