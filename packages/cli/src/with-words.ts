import type { Option } from 'commander'

const wordsOfOptions = new WeakMap<Option, readonly string[]>()

/**
 * Tells completion which words an option takes, where these are too many for its help, or where the server is the one
 * that refuses others.
 */
export function withWords(option: Option, words: readonly string[]): Option {
  wordsOfOptions.set(option, words)
  return option
}

/** The only words that an option takes; empty where there are others */
export const wordsOf = (option: Option): readonly string[] => option.argChoices ?? wordsOfOptions.get(option) ?? []
