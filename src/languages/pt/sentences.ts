import { sentences } from '../notation.js';

export const PORTUGUESE_SENTENCES = sentences({
  neverLast: `Sr Sra Srs Sras Srta Dr Dra Drs Prof Profa Eng Gen Cel Cap Ten Av Sto Sta p.ex cf Exmo Exma`,
  sometimesLast: `etc Ltda s.a Cia a.c d.c a.m p.m e.u.a`,
  beforeNumber: `n nº num núm p pp pág págs vol art cap fig tel séc jan fev mar abr mai jun jul ago set out nov dez`,
  starters: `o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela isto isso ele ela
    eles elas eu nós você vocês se em no na nos nas de do da dos das ao à por pelo pela para com sem sobre após
    segundo desde até mas e ou nem quando como embora porque enquanto também além porém contudo agora hoje ontem
    amanhã aqui ali que quem seu sua não depois antes`,
  conjunctions: 'e o ou mas porque',
});
