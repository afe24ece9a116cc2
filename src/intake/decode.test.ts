import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodePlainText, decodeText } from './decode.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytesOf = (text: string, encoding: string) => new Uint8Array(iconv.encode(text, encoding))
const rules = (repairs: { rule: string }[]) => repairs.map((repair) => repair.rule)

const ENGLISH =
  '“It’s only the fiancé,” she said – naïve as ever… “Don’t you think?”\nHe didn’t. The café was closed — for good.\n'
const RUSSIAN =
  'Он посмотрел на неё и ничего не сказал. «Пойдём, — решила она, — уже поздно».\nДождь шёл весь день.\n'
const POLISH =
  'Książę spojrzał na nią ze zdziwieniem. „Chodźmy już, jest późno” – powiedział cicho mąż Małgośki.\n'
const CZECH = 'Příliš žluťoučký kůň úpěl ďábelské ódy. Řekla mu, že to není možné, a odešla pryč.\n'
const HUNGARIAN =
  'Az öreg hősök a tűz mellett ültek, és őszintén beszéltek a régi időkről. Nem volt könnyű.\n'
const JAPANESE =
  '彼は何も言わずに窓の外を見ていた。「もう行こう」と彼女は小さな声で言った。雨はまだ降っていた。\n'
const CHINESE = '他什么也没说，只是看着窗外。“我们走吧，”她轻声说道，“已经很晚了。”外面的雨还在下个不停。\n'
const TAIWANESE =
  '他什麼也沒說，只是看著窗外。「我們走吧，」她輕聲說道，「已經很晚了。」外面的雨還在下個不停。\n'

describe('encodings', () => {
  test.each([
    ['windows-1252', ENGLISH, 'windows-1252'],
    ['macintosh', ENGLISH, 'macintosh'],
    ['windows-1251', RUSSIAN, 'windows-1251'],
    ['koi8-r', RUSSIAN.replace(/[«»—]/g, '"'), 'koi8-r'],
    ['cp866', RUSSIAN.replace(/[«»—ё]/g, 'е'), 'cp866'],
    ['windows-1250', POLISH, 'windows-1250'],
    ['iso-8859-2', POLISH.replace(/[„”–]/g, '"'), 'iso-8859-2'],
    ['windows-1250', CZECH, 'windows-1250'],
    ['windows-1250', HUNGARIAN, 'windows-1250'],
    ['shift_jis', JAPANESE, 'shift_jis'],
    ['euc-jp', JAPANESE, 'euc-jp'],
    ['gb18030', CHINESE, 'gb18030'],
    ['big5', TAIWANESE, 'big5'],
  ])('%s is told by its letters', (encoding, text, expected) => {
    const decoded = decodeText(bytesOf(text.repeat(3), encoding))
    expect(decoded.encoding).toBe(expected)
    expect(decoded.text).toBe(text.repeat(3))
  })

  test.each(['cp437', 'cp850'])('the accents of %s are read', (encoding) => {
    const text = 'Le garçon était très fatigué après la fête. Où est-il allé ? À côté, répéta-t-elle.\n'
    expect(decodeText(bytesOf(text.replaceAll('À', 'A'), encoding)).text).toBe(text.replaceAll('À', 'A'))
  })

  test.each(['cp437', 'cp850'])('a frame drawn in %s tells it', (encoding) => {
    const text = `╔${'═'.repeat(30)}╗\n║ Nöel ║\n╚${'═'.repeat(30)}╝\n`
    expect(decodeText(bytesOf(text, encoding)).text).toBe(text)
  })

  test('one curly apostrophe is enough for windows-1252', () => {
    const decoded = decodeText(bytesOf('A long plain story. She didn’t mind at all.', 'windows-1252'))
    expect(decoded.text).toContain('didn’t')
  })

  test.each(['utf-16le', 'utf-16be'])('%s is known without a byte order mark, in any script', (encoding) => {
    for (const text of [ENGLISH, RUSSIAN, JAPANESE.repeat(5)])
      expect(decodeText(bytesOf(text, encoding)).text).toBe(text)
  })

  test('a byte order mark decides', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)).text).toBe('A')
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0)).text).toBe('A')
    expect(decodeText(Uint8Array.of(0xfe, 0xff, 0, 0x41)).encoding).toBe('utf-16be')
  })

  test('a declared charset counts where the bytes are not UTF-8 and it decodes them', () => {
    expect(decodeText(bytesOf('é', 'cp850'), 'IBM850').text).toBe('é')
    expect(decodeText(utf8('é'), 'iso-8859-1').text).toBe('é')
    expect(decodeText(bytesOf('it’s', 'windows-1252'), 'utf-8').text).toBe('it’s')
    expect(decodeText(bytesOf('it’s', 'windows-1252'), 'no-such-charset').text).toBe('it’s')
  })

  test('a UTF-8 file with a few foreign bytes stays UTF-8', () => {
    const mixed = Buffer.concat([utf8('“Déjà vu,” he said. '), bytesOf('“Oh.”', 'windows-1252')])
    const decoded = decodeText(mixed)
    expect(decoded.text).toBe('“Déjà vu,” he said. “Oh.”')
    expect(rules(decoded.repairs)).toEqual(['decode/mixed'])
  })
})

describe('mojibake', () => {
  const spoil = (text: string) => iconv.decode(Buffer.from(utf8(text)), 'windows-1252')

  test('UTF-8 read as windows-1252 is put right, once or twice spoiled', () => {
    const text = '“I don’t know…” she said – to the café’s owner. Où ? À Liège. Coûte £5'
    const once = spoil(text).replace(/\ufffd/g, '\u009d')
    expect(decodeText(utf8(once)).text).toBe(text)
    expect(rules(decodeText(utf8(once)).repairs)).toContain('decode/mojibake')
    expect(decodeText(utf8(spoil(once).replace(/\ufffd/g, '\u009d'))).text).toBe(text)
  })

  test('a closing quote that lost its last byte is put back', () => {
    expect(decodeText(utf8('â€œNo,â€ he said.')).text).toBe('“No,” he said.')
  })

  test('Russian and Japanese are put right', () => {
    for (const text of [RUSSIAN, JAPANESE]) {
      const spoiled = Buffer.from(utf8(text)).toString('latin1')
      expect(decodeText(utf8(spoiled)).text).toBe(text)
    }
  })

  test('MacRoman mojibake is put right', () => {
    expect(decodeText(utf8('It‚Äôs a caf√© ‚Äî mine')).text).toBe('It’s a café — mine')
  })

  test.each(['“Le café…”', '«IRMû', 'MINHA IRMÔ', 'Der Spaß“ war', 'Å…', '‘passé’”', 'un café» ', 'PÃO'])(
    '%s is left alone',
    (text) => expect(decodeText(utf8(text)).text).toBe(text),
  )

  test('good and broken runs in one file are told apart', () => {
    expect(decodeText(utf8('“Good.” â€œBad.â€\u009d')).text).toBe('“Good.” “Bad.”')
  })
})

describe('clean text', () => {
  test('line ends of every system become one', () => {
    expect(decodeText(utf8('a\r\nb\rc\nd\r\r\ne')).text).toBe('a\nb\nc\nd\ne')
    expect(decodeText(utf8('a\r\rb')).text).toBe('a\n\nb')
  })

  test('controls and invisible characters go, tabs and page breaks stay', () => {
    expect(decodeText(utf8('a\0b\x1a\u200b\ufeffc\u00ad\td\fe')).text).toBe('abc\td\fe')
  })

  test('joiners stay between emoji and in scripts that need them', () => {
    expect(decodeText(utf8('👩\u200d🚀 a\u200db')).text).toBe('👩\u200d🚀 ab')
  })

  test('U+0080 to U+009F are read as windows-1252', () => {
    expect(decodeText(utf8('don\u0092t\u0085')).text).toBe('don’t…')
  })

  test('lone surrogates become the replacement character', () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0, 0xd8, 0x42, 0)).text).toBe('A\ufffdB')
  })
})

describe('plain text', () => {
  test('entities are decoded, doubled ones too, and code is left', () => {
    const decoded = decodePlainText(utf8('it&#8217;s &amp;quot;x&amp;quot; &#146; R&amp;R AT&T; a &zzz; b'))
    expect(decoded.text).toBe('it’s "x" ’ R&R AT&T; a &zzz; b')
    expect(decodeText(utf8('&lt;b&gt;')).text).toBe('&lt;b&gt;')
  })

  test('quoted-printable is decoded where it certainly is that', () => {
    expect(decodePlainText(utf8('I don=92t know=20\nwhat =\nthis=2C is =3D')).text).toBe(
      'I don’t know \nwhat this, is =',
    )
    expect(decodePlainText(utf8('2+2=42 and x=20')).text).toBe('2+2=42 and x=20')
  })

  test('lost apostrophes are put back where it is certain', () => {
    expect(decodePlainText(utf8('I don�t')).text).toBe('I don’t')
    expect(decodePlainText(utf8('I don?t know, it?s odd, I?m sure of Jack?s hat. Really?')).text).toBe(
      'I don’t know, it’s odd, I’m sure of Jack’s hat. Really?',
    )
    expect(decodePlainText(utf8('What?s that')).text).toBe('What?s that')
  })
})

test('any bytes decode without an error and to clean text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { text } = decodePlainText(bytes)
      expect(text).not.toMatch(/[\0\r\x1a\x80-\x9f\ufeff]/)
    }),
  )
})

test('UTF-8 text comes through letter by letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, '')
      fc.pre(!/[\xc2-\xf4â‚√&=]/.test(text))
      expect(letters(decodePlainText(utf8(text)).text)).toBe(letters(text))
    }),
  )
})
