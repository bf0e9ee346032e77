import type { PageList } from '@portico/sdk'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { printError } from '../io.ts'
import { formatTable, print } from '../print.ts'

/** How many entries of a list to print. */
export interface ListOptions {
  limit: number
  all?: boolean
  json?: boolean
}

/** The value of an option that counts from 1 */
export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.')
  return Number(text)
}

/** Adds --limit and --all to a command that lists. */
export const addListOptions = (command: Command): Command =>
  command
    .addOption(new Option('--limit <number>', 'how many at most').argParser(wholeNumber).default(100))
    .addOption(new Option('--all', 'all of them').conflicts('limit'))

/** The page size of the requests. */
export const pageSize = ({ limit, all }: ListOptions): number => (all ? 100 : Math.min(limit, 100))

/**
 * Prints a list up to its limit. Where there are more entries, a line on stderr says so.
 * @param row what a table shows of an entry, with the names that were looked up
 * @param lookUp finds the names that the table shows of the entries that were found
 */
export async function printList<T, Names = undefined>(
  list: PageList<T>,
  { limit, all, json }: ListOptions,
  headings: string[],
  row: (one: T, names: Names) => (string | null)[],
  lookUp?: (found: T[]) => Promise<Names>,
): Promise<void> {
  const found: T[] = []
  let total = 0
  for await (const { results, page } of list.pages()) {
    found.push(...results)
    total = page.totalResults ?? found.length
    if (!all && found.length >= limit) break
  }
  if (!all) found.splice(limit)
  const names = json ? undefined : await lookUp?.(found)
  print(json, found, () => {
    if (found.length === 0) return 'Nothing found.'
    return formatTable(
      headings,
      found.map((one) => row(one, names as Names)),
    )
  })
  if (found.length < total) printError(`${found.length} of ${total}: --all lists all of them.`)
}
