// How values are kept, the same on both engines: times as ISO 8601 text in UTC with milliseconds (so that text order is
// time order), booleans as 0 and 1, JSON as text, and beside each searched text its folded form.

/** 0 or 1 */
export type Flag = 0 | 1

export const toFlag = (value: boolean): Flag => (value ? 1 : 0)
export const fromFlag = (value: number): boolean => value === 1

/** Milliseconds since 1970 → `2026-11-23T15:00:00.000Z` */
export const toTimestamp = (milliseconds: number): string => new Date(milliseconds).toISOString()

/**
 * The form in which texts are compared and sorted: without regard to case and to Unicode form. Lower case alone would
 * tell a Greek sigma at the end of a word from one within.
 */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC')

/** A LIKE pattern (with `escape '\'`) for "contains" on a folded column. */
export const containsPattern = (text: string): string => `%${fold(text).replace(/[\\%_]/g, '\\$&')}%`
