import { refusedRecords } from '@portico/sdk'
import type { CsvUser } from '@portico/sdk/users-csv'
import { ApiProblem } from '../../../api/problem.ts'
import type { ImportLine } from './import-lines.ts'

interface Refusal {
  status: 'Error'
  errorCode: string | null
  errorMessage: string
}

interface Sent<T> {
  /** Undefined where every line was refused */
  answer: T | undefined
  /** The lines that the answer is about */
  taken: readonly ImportLine[]
  /** Those that break the schema */
  refused: Map<ImportLine, Refusal>
}

/**
 * Sends lines in one request. Those that break the schema make the server refuse all of them: the others are sent again.
 * @throws what `send` throws where no line is at fault
 */
export async function sendLines<T>(
  lines: readonly ImportLine[],
  send: (records: CsvUser[]) => Promise<T>,
): Promise<Sent<T>> {
  const refused: Sent<T>['refused'] = new Map()
  let taken = lines
  while (taken.length > 0) {
    try {
      return { answer: await send(taken.map(({ record }) => record)), taken, refused }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const before = refused.size
      for (const [index, errorMessage] of refusedRecords(error)) {
        const line = taken[index]
        if (line) refused.set(line, { status: 'Error', errorCode: error.errorCode ?? null, errorMessage })
      }
      if (refused.size === before) throw error
      taken = taken.filter((line) => !refused.has(line))
    }
  }
  return { answer: undefined, taken, refused }
}
