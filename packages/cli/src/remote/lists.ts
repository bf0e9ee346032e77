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

type Row<T> = (one: T) => (string | null)[]

const count = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.')
  return Number(text)
}

/** Adds --limit and --all to a command that lists. */
export const addListOptions = (command: Command): Command =>
  command
    .addOption(new Option('--limit <number>', 'how many at most').argParser(count).default(100))
    .addOption(new Option('--all', 'all of them').conflicts('limit'))

/** The page size of the requests. */
export const pageSize = ({ limit, all }: ListOptions): number => (all ? 100 : Math.min(limit, 100))

/**
 * Prints a list up to its limit. Where there are more entries, a line on stderr says so.
 * @param row what a table shows of an entry, or what looks up more for the entries that were found, and answers it
 */
export async function printList<T>(
  list: PageList<T>,
  { limit, all, json }: ListOptions,
  headings: string[],
  row: Row<T> | { of(found: T[]): Promise<Row<T>> },
): Promise<void> {
  const found: T[] = []
  let total = 0
  for await (const { results, page } of list.pages()) {
    found.push(...results)
    total = page.totalResults ?? found.length
    if (!all && found.length >= limit) break
  }
  if (!all) found.splice(limit)
  const shown = json || typeof row === 'function' ? row : await row.of(found)
  print(json, found, () => (found.length === 0 ? 'Nothing found.' : formatTable(headings, found.map(shown as Row<T>))))
  if (found.length < total) printError(`${found.length} of ${total}: --all lists all of them.`)
}
