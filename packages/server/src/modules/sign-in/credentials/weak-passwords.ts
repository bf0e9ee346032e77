import { commonPasswords } from './common-passwords.ts'
import { commonWords } from './common-words.ts'

// What is tried first everywhere is one common word with digits and signs around it: the rules about length, digits and
// capitals turn `password` into `Password1234`, and nothing more. So it is the word that is looked for.

const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
let lists: { words: ReadonlySet<string>; passwords: ReadonlySet<string> } | undefined
const known = () => {
  lists ??= { words: listOf(commonWords), passwords: listOf(commonPasswords) }
  return lists
}

/** What is commonly written for a letter. */
const substitutes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Neighbours on keyboards, in the alphabet and in numbers, forwards and backwards. */
const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
]
const walks = rows.flatMap((row) => [row, [...row].reverse().join('')])
const shortestWalk = 4

/** Fewer letters and digits than this, beside what is guessed at once, are guessed as well. */
const fewest = 6

/** Whether somebody who tries the usual ones finds it. */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  if (new Set(text).size <= 4) return true
  if (plainLength(withoutWalks(text)) < fewest) return true
  const { words, passwords } = known()
  return variantsOf(text).some((variant) => {
    const word = repeatedPart(variant)
    return passwords.has(variant) || passwords.has(word) || words.has(word)
  })
}

/**
 * Whether it is made of what everybody knows about the user: the name, the e-mail, the organization.
 * @param facts texts about the user
 */
export function isMadeOf(password: string, facts: readonly (string | null)[]): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  const parts = facts
    .flatMap((fact) =>
      (fact ?? '')
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{Nd}]+/u),
    )
    .filter((part) => part.length >= 4)
    .sort((a, b) => b.length - a.length)
  const rest = parts.reduce((left, part) => left.replaceAll(part, ''), text)
  if (rest === text) return false
  return (
    plainLength(withoutWalks(rest)) < fewest || variantsOf(rest).some((one) => known().words.has(repeatedPart(one)))
  )
}

/** The letters and digits of a text, which count; signs between them are guessed along. */
const plainLength = (text: string): number => text.replace(/[^\p{L}\p{Nd}]/gu, '').length

/** The text, its letters, and its letters once those that are written as digits or signs are read as letters. */
function variantsOf(text: string): string[] {
  const inner = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const read = (signs: string) => [...signs].map((character) => substitutes[character] ?? character).join('')
  const onlyLetters = (one: string): string => one.replace(/[^\p{L}]/gu, '')
  return [
    text,
    text.replace(/[^\p{L}\p{Nd}]/gu, ''),
    onlyLetters(text),
    onlyLetters(read(inner)),
    onlyLetters(read(inner.replaceAll('!', ''))),
    inner,
  ]
}

/** `word` for `wordword`: the shortest text of which it is a repetition. */
const repeatedPart = (text: string): string => /^(.+?)\1*$/u.exec(text)?.[1] ?? text

/** The text without the runs of neighbours in it, such as `qwertz` and `4321`. */
function withoutWalks(text: string): string {
  let rest = ''
  for (let start = 0; start < text.length; ) {
    let end = start + shortestWalk
    while (end <= text.length && walks.some((walk) => walk.includes(text.slice(start, end)))) end++
    const length = end - 1 - start
    if (length >= shortestWalk) start += length
    else rest += text[start++]
  }
  return rest
}
