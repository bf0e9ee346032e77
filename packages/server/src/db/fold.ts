/** All characters that are, or begin with, a combining mark once a text is decomposed */
const longRunOfMarks = /[\p{M}\uFF9E\uFF9F]{30}(?=[\p{M}\uFF9E\uFF9F])/gu

/**
 * The text in one Unicode form. Putting combining marks in order takes time by the square of how many follow one another:
 * minutes for a text of 1 MB. So each run of more than 30 is parted, as the Stream-Safe Text Process does (UAX #15,
 * section 13); no language has words with so many. Never call `normalize` itself on what a caller sent.
 */
export const unicodeForm = (text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD' = 'NFKC'): string =>
  text.replace(longRunOfMarks, '$&\u034F').normalize(form)

/** What nobody sees, but for spaces. The Braille pattern without dots is a space to the eye. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu
const spaces = /[\s\u2800]+/gu

/**
 * The form in which texts are compared: without regard to case, to Unicode form, to characters that cannot be seen and
 * to how many spaces there are. Lower case alone would tell a Greek sigma at the end of a word from one within.
 */
export const fold = (text: string): string => foldedWords(text).trim()

/** Most names and nearly all e-mails are. It takes a tenth of the time. */
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text)

const foldedWords = (text: string): string =>
  isAscii(text) ? text.toLowerCase().replace(spaces, ' ') : foldedUnicode(text)

const foldedUnicode = (text: string): string =>
  unicodeForm(unicodeForm(text.replace(ignorable, '')).toLowerCase().replaceAll('ς', 'σ')).replace(spaces, ' ')

/**
 * Marks that may be left out in writing: those of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowels and
 * the hamza on a letter, and the line that stretches Arabic words. The marks of other scripts are letters to their
 * readers: が is not か, नि is not न. So are those that make й, ў, ї, ѓ and ќ of и, у, і, г and к, which stay.
 */
const accents =
  /([иу]\u0306|і\u0308|[гк]\u0301)|[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED]/gu

/** What stands for letters that have no decomposition, and for signs that keyboards write in several ways */
const plainLetters: Record<string, string> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ø: 'o', đ: 'd', ð: 'd', ɖ: 'd', ɗ: 'd', ł: 'l', ƚ: 'l', ı: 'i', ɨ: 'i' },
  ...{ ħ: 'h', ĸ: 'k', ƙ: 'k', ŋ: 'n', ɲ: 'n', ŧ: 't', ⱦ: 't', ƀ: 'b', ɓ: 'b', ƈ: 'c', ȼ: 'c', ɛ: 'e', ə: 'e', ǝ: 'e' },
  ...{ ɇ: 'e', ƒ: 'f', ǥ: 'g', ɠ: 'g', ɉ: 'j', ȷ: 'j', ɔ: 'o', ɵ: 'o', ɍ: 'r', ʉ: 'u', ƴ: 'y', ɏ: 'y', ƶ: 'z', ȥ: 'z' },
  ...{ ⱥ: 'a', ی: 'ي', ى: 'ي', ک: 'ك', '’': "'", '‘': "'", ʼ: "'", ʻ: "'", '‐': '-', '–': '-', '—': '-', '−': '-' },
}
const letterWithPlainOne = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu')

/** The form in which texts are searched and sorted: that in which they are compared, without accents. */
export const searchForm = (text: string): string => searchWords(text).trim()

/** The same, with the spaces that it begins and ends with: for a part of a text */
export function searchWords(text: string): string {
  const folded = foldedWords(text)
  return isAscii(folded) ? folded : withoutAccents(folded)
}

const withoutAccents = (folded: string): string =>
  unicodeForm(
    unicodeForm(folded, 'NFKD')
      .replace(accents, '$1')
      .replace(letterWithPlainOne, (letter) => plainLetters[letter] ?? letter),
    'NFC',
  ).replace(spaces, ' ')
