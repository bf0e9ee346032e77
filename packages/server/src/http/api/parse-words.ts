import { Problem } from '../../problems/problem.ts'

/** The word of a fixed set that a text means, without regard to case; undefined where it means none. */
export function findWord<W extends string>(words: readonly W[], text: string): W | undefined {
  const wanted = text.toLowerCase()
  return words.find((word) => word.toLowerCase() === wanted)
}

/**
 * The words that a parameter lists, for parameters that ODC's contract describes as texts.
 * @throws Problem invalid_parameter naming the words
 */
export const parseWords = <W extends string>(
  parameter: string,
  words: readonly W[],
  texts: readonly string[] | undefined,
): W[] | undefined =>
  texts?.map((text) => {
    const word = findWord(words, text)
    if (word) return word
    throw new Problem('invalid_parameter', `The parameter ${parameter} must be one of ${words.join(', ')}.`)
  })
