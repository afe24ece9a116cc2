import { expect, test } from 'vitest'
import { tellLanguage } from './language.ts'

test.each([
  [
    'en',
    'Jack turned and looked at him for a long time. He did not know what to say to her about it, and so he said nothing.',
  ],
  [
    'de',
    'Der Nachtzug nach Triest fuhr um elf Uhr ab, und der alte Mann hatte seinen Hut vergessen. Er dachte nicht mehr daran.',
  ],
  [
    'fr',
    'Il dormait derrière le four, sur les sacs. C’était un dragon de la petite espèce, et personne ne savait pourquoi il était là.',
  ],
  [
    'es',
    'El caballo miró a lo lejos. Había en el horizonte treinta o cuarenta molinos, y él sabía muy bien lo que eran.',
  ],
  [
    'pt',
    'Ela não sabia o que dizer. Ele estava à janela, com uma carta na mão, e não olhava para ninguém que passava na rua.',
  ],
  [
    'it',
    'Il burattinaio aveva perso la voce il giorno dei morti, e da allora le marionette parlavano da sole. Non se ne accorse nessuno.',
  ],
  [
    'nl',
    'Hij keek uit het raam en zag dat het regende. Ze had hem niet gezegd wat er aan de hand was, maar hij wist het wel.',
  ],
  [
    'sv',
    'Han såg på henne utan att säga något. Det var sent på kvällen och hon hade inte ätit sedan de kom hem från stan.',
  ],
  [
    'da',
    'Han så på hende uden at sige noget. Det var sent på aftenen, og hun havde ikke spist, siden de kom hjem fra byen af sig selv.',
  ],
  [
    'nb',
    'Han så på henne uten å si noe. Det var sent på kvelden, og hun hadde ikke spist siden de kom hjem fra byen av seg selv.',
  ],
  [
    'fi',
    'Hän katsoi ulos ikkunasta eikä sanonut mitään. Oli jo myöhä, mutta hän ei ollut vielä syönyt, ja se oli hänen oma syynsä.',
  ],
  [
    'pl',
    'Nie wiedział, co powiedzieć. Stał przy oknie i patrzył na deszcz, a ona siedziała na krześle i czytała jego list jak co dzień.',
  ],
  [
    'cs',
    'Žila jednou jedna stará žena, která uměla zastavit déšť, ale nikdy to nedělala. Seděli spolu u okna a on se jí ptal, jak to je.',
  ],
  [
    'hu',
    'Az öreg nem szólt semmit, csak nézte az esőt. A lány még mindig ott ült az asztalnál, és azt gondolta, hogy már késő van.',
  ],
  [
    'tr',
    'Adam hiçbir şey söylemedi, sadece yağmura baktı. Kız ise hâlâ masada oturuyor ve bu saatte ne olacak diye düşünüyordu, ama çok geç.',
  ],
  [
    'ru',
    'Очередь обернулась. Человек в шляпе, стоявший у самой двери, хотел что-то сказать, но посмотрел на неё и не сказал.',
  ],
  [
    'uk',
    'Він подивився на неї і нічого не сказав. Було вже пізно, але вона ще не їла, і це була його провина, що так вийшло.',
  ],
  ['ja', '辞書は黙って頁を拭いた。「愛」の項だけが、どうしても乾かないのだった。'],
  ['zh', '他什么也没说，只是看着窗外。外面的雨还在下个不停。'],
  ['ko', '그는 아무 말도 하지 않고 창밖을 바라보았다. 비가 내리고 있었다.'],
])('%s is told from two sentences', (language, text) => {
  const told = tellLanguage(text)
  expect(told?.language).toBe(language)
  expect(told?.confidence).toBeGreaterThanOrEqual(0.6)
})

test('a few words tell nothing', () => {
  expect(tellLanguage('Jack! Ianto!')).toBeNull()
  expect(tellLanguage('')).toBeNull()
})

test('foreign names and a sentence of another language do not change an English story', () => {
  const story =
    'She took the letter out of the drawer and read it to him. He said that he had not been there. '.repeat(9)
  expect(tellLanguage(`${story}“Je ne sais pas,” Hélène said. ${story}`)?.language).toBe('en')
})

test('a long text takes no longer than a short one', () => {
  const text = 'The morning was cold and he did not want to get up. '.repeat(200_000)
  const start = performance.now()
  expect(tellLanguage(text)?.language).toBe('en')
  expect(performance.now() - start).toBeLessThan(100)
})
