import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { unicodeForm } from '../../../db/fold.ts'

/** A password that takes fewer guesses than this counts as guessable: what the library calls its highest score. */
const fewestGuesses = 1e10

/** Characters that are judged: the time of an estimate grows with the square of their number (ADR 0017). */
const judgedLength = 32

/** How many readings of digits and signs as letters the library tries, for the same reason */
const mostReadings = 10

/** Words that are common in passwords, beside English words and the list of published passwords */
const otherWords =
  'portico outsystems letmein linkedin changeme changeit changethis temporary benvenuto bemvindo bienvenido bienvenue welkom ' +
  'willkommen contrasena haslo losenord motdepasse parola passwort salasana senha wachtwoord'

export type IsGuessable = typeof isGuessable

/**
 * Whether an attacker who tries likely passwords first soon finds this one. It takes long: a server asks its thread (`createPasswordGuesses`).
 * @param knownWords in lower case: what attackers know about the user
 */
export async function isGuessable(password: string, knownWords: readonly string[] = []): Promise<boolean> {
  const text = unicodeForm(password).slice(0, judgedLength)
  if (new Set(text.toLowerCase()).size <= 4) return true
  const { check } = await openWordLists()
  const variants = new Set([text, withoutOuterRuns(text), withLetters(text)])
  return [...variants].some((one) => check(one, knownWords) < fewestGuesses)
}

let estimator: ReturnType<typeof loadEstimator> | undefined

/** Loaded when a password is chosen for the first time: it takes 0.2 s, and commands never need it. */
export const openWordLists = () => (estimator ??= loadEstimator())

async function loadEstimator() {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const { adjacencyGraphs, dictionary: common } = await import('@zxcvbn-ts/language-common')
  const { dictionary: english } = await import('@zxcvbn-ts/language-en')
  const zxcvbn: ZxcvbnFactory = new ZxcvbnFactory({
    graphs: adjacencyGraphs,
    // Few lists: each is searched for each part of the text.
    dictionary: {
      others: otherWords.split(' '),
      passwords: common['passwords-common'],
      words: english['commonWords-en'],
      names: english['firstnames-en'],
    },
    maxLength: judgedLength,
    l33tMaxSubstitutions: mostReadings,
  })
  return { check: (text: string, knownWords: readonly string[]) => zxcvbn.check(text, [...knownWords]).guesses }
}

/** The text without one sign that is repeated before or after it: `!!!Dragon2020!!!` is no better than `Dragon2020`. */
const withoutOuterRuns = (text: string): string => text.replace(/^([^\p{L}\p{Nd}])\1+|([^\p{L}\p{Nd}])\2+$/gu, '')

const letters: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

/** The text with the usual letters for digits and signs between letters: `J3nnif3r2024` as `Jennifer2024`. */
const withLetters = (text: string): string =>
  text.replace(/\p{L}.*\p{L}/su, (inner) => [...inner].map((character) => letters[character] ?? character).join(''))
