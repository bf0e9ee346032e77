import type { CsvUser } from '@portico/sdk/users-csv'
import { useEffect, useState } from 'react'
import { ApiProblem, asProblem } from '../../../api/problem.ts'
import { wordsOfProblem } from '../../../components/feedback/words-of-problem.ts'
import { wordsOfResult } from '../../../components/feedback/words-of-result.ts'
import { pageI18n } from '../../../components/language/page-language.ts'
import type { ImportLine } from './import-lines.ts'
import { type Preview, readPreviews } from './read-previews.ts'
import { sendLines } from './send-lines.ts'

export interface Previews {
  /** What is known of a line so far */
  of(line: ImportLine): Preview | undefined
  asked: number
  total: number
  /** Lines of users who exist already */
  existing: number
  /** Lines that the server would refuse, with its reason as their problem */
  refused: readonly ImportLine[]
  /** Why the rest was not asked */
  error: string | undefined
}

/** As many as the server takes at once */
const blockSize = 100
const usualWait = 5

/**
 * Asks the server what it would do with the lines that have no problem, a hundred in each request, one request after the
 * other: ten for a thousand lines.
 */
export function usePreviews(lines: readonly ImportLine[]): Previews {
  const [previews, setPreviews] = useState<Previews>(() => nothing(lines))
  useEffect(() => {
    const abort = new AbortController()
    ask(lines, abort.signal, setPreviews).catch((error) => {
      if (!abort.signal.aborted)
        setPreviews((before) => ({ ...before, error: wordsOfProblem(asProblem(error), pageI18n()).detail }))
    })
    return () => abort.abort()
  }, [lines])
  return previews
}

const nothing = (lines: readonly ImportLine[]): Previews => ({
  of: () => undefined,
  asked: 0,
  total: readyOf(lines).length,
  existing: 0,
  refused: [],
  error: undefined,
})

const readyOf = (lines: readonly ImportLine[]): ImportLine[] => lines.filter(({ problem }) => problem === undefined)

async function ask(
  lines: readonly ImportLine[],
  signal: AbortSignal,
  onChange: (previews: Previews) => void,
): Promise<void> {
  const ready = readyOf(lines)
  // Added to rather than copied: there may be hundreds of thousands.
  const known = new Map<ImportLine, Preview>()
  const refused: ImportLine[] = []
  let existing = 0
  const show = (asked: number): void =>
    onChange({
      of: (line) => known.get(line),
      asked,
      total: ready.length,
      existing,
      refused: [...refused],
      error: undefined,
    })
  show(0)
  for (let next = 0; next < ready.length && !signal.aborted; next += blockSize) {
    const block = ready.slice(next, next + blockSize)
    const read = (records: CsvUser[]) => patiently(() => readPreviews(records, signal), signal)
    const sent = await sendLines(block, read)
    if (signal.aborted) return
    for (const line of block) {
      const refusal = sent.refused.get(line)
      const result = refusal ? { ...refusal, userKey: null } : sent.answer?.[sent.taken.indexOf(line)]
      if (!result) continue
      known.set(line, result)
      if (result.status === 'Updated') existing++
      if (result.status === 'Error') refused.push({ ...line, problem: wordsOfResult(result, pageI18n()) })
    }
    show(next + block.length)
  }
}

/** Asks again where the server says "not now": as late as it wants. */
async function patiently<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await request()
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 429 || signal.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? usualWait) * 1_000))
    }
  }
}
