/**
 * The form in which texts are compared and sorted: without regard to case and to Unicode form. It is stored beside each
 * text that is searched. Lower case alone would tell a Greek sigma at the end of a word from one within.
 */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')

/** A LIKE pattern (with `escape '\'`) for "contains" on a folded column. */
export const containsPattern = (text: string): string => `%${fold(text).replace(/[\\%_]/g, '\\$&')}%`
