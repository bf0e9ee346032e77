import { didYouMean, nearestWords } from '@portico/server/config/nearest-words.ts'
import { InvalidArgumentError, type Option } from 'commander'

const wordsOfOptions = new WeakMap<Option, readonly string[]>()

/**
 * Tells completion which words an option takes, where these are too many for its help, and its own parser refuses others.
 */
export function withWords(option: Option, words: readonly string[]): Option {
  wordsOfOptions.set(option, words)
  return option
}

/**
 * An option that takes these words and no others, which are too many for its help. The command refuses others itself, as it
 * does for `choices()`.
 */
export function withOnlyWords(option: Option, words: readonly string[]): Option {
  option.argParser<string | string[]>((text, former) => {
    if (!words.includes(text)) throw new InvalidArgumentError(choicesText(text, words))
    return option.variadic ? [former ?? [], text].flat() : text
  })
  return withWords(option, words)
}

const choicesText = (text: string, words: readonly string[]): string =>
  words.length <= 20
    ? `Allowed choices are ${words.join(', ')}.${didYouMean(text, words)}`
    : `There are ${words.length} choices; the nearest ones are ${nearestWords(text, words).join(', ')}.`

/** The only words that an option takes; empty where there are others */
export const wordsOf = (option: Option): readonly string[] => option.argChoices ?? wordsOfOptions.get(option) ?? []
