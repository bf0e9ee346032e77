/** All characters that are, or begin with, a combining mark once a text is decomposed */
const longRunOfMarks = /[\p{M}\uFF9E\uFF9F]{30}(?=[\p{M}\uFF9E\uFF9F])/gu

/**
 * The text in one Unicode form. Putting combining marks in order takes time by the square of how many follow one another:
 * minutes for a text of 1 MB. So each run of more than 30 is parted, as the Stream-Safe Text Process does (UAX #15,
 * section 13); no language has words with so many. Never call `normalize` itself on what a caller sent.
 */
export const unicodeForm = (text: string, form: 'NFC' | 'NFKC' = 'NFKC'): string =>
  text.replace(longRunOfMarks, '$&\u034F').normalize(form)

/**
 * The form in which texts are compared and sorted: without regard to case and to Unicode form. It is stored beside each
 * text that is searched. Lower case alone would tell a Greek sigma at the end of a word from one within.
 */
export const fold = (text: string): string => unicodeForm(unicodeForm(text).toLowerCase().replaceAll('ς', 'σ'))

/** A LIKE pattern (with `escape '\'`) for "contains" on a folded column. */
export const containsPattern = (text: string): string => `%${fold(text).replace(/[\\%_]/g, '\\$&')}%`
