import type { Icon } from '@tabler/icons-react'

/** A page or an action, which the portal finds without the server */
export interface FoundByWords {
  /** The same in all languages */
  id: string
  label: string
  /** Below the label, where that does not say enough */
  description?: string
  /** Other words by which it is found */
  keywords: string
  icon: Icon
  /** The search stays open for what comes next. */
  staysOpen?: boolean
  open(): unknown
}

/** 'É' and 'e' are the same letter. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * How well something fits a text: 0 where its label begins with it, 1 where that contains it, 2 where each word begins
 * one of label or keywords; undefined where one does not.
 */
export function rankOf(
  { label, keywords }: Pick<FoundByWords, 'label' | 'keywords'>,
  text: string,
): number | undefined {
  const [name, asked] = [folded(label), folded(text.trim())]
  if (name.startsWith(asked)) return 0
  if (name.includes(asked)) return 1
  const words = wordsOf(`${name} ${folded(keywords)}`)
  const wanted = wordsOf(asked)
  return wanted.length > 0 && wanted.every((word) => words.some((one) => one.startsWith(word))) ? 2 : undefined
}

/** What fits the text, the best first and otherwise in its order */
export function foundByWords<T extends FoundByWords>(all: readonly T[], text: string): { rank: number; one: T }[] {
  return all
    .map((one) => ({ one, rank: rankOf(one, text) }))
    .filter((found): found is { one: T; rank: number } => found.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
}
