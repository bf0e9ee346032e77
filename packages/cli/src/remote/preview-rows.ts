import type { BulkRecord, Portico, UserPreview } from '@portico/sdk'
import { batchSize, sendBatch, type Valid } from './import-rows.ts'
import type { Row } from './users-file.ts'

/** What an import would do with a line */
export interface PreviewedRow {
  line: number
  name: string
  status: UserPreview['status']
  errorCode: string | null
  reason: string | null
}

/** What an import would do with the rows, asked a hundred at a time. Changes nothing. */
export async function previewRows(portico: Portico, rows: Row[], defaults: BulkRecord): Promise<PreviewedRow[]> {
  const previewed: PreviewedRow[] = rows.flatMap(({ line, name, user, fault = '' }) =>
    user ? [] : [{ line, name, status: 'Error' as const, errorCode: null, reason: fault }],
  )
  const waiting = rows.filter((row): row is Valid => row.user !== undefined)
  while (waiting.length > 0) {
    const batch = waiting.splice(0, batchSize)
    const { accepted, failed, stopped } = await sendBatch(batch, defaults, portico.management.userPreviews.read)
    if (stopped) throw stopped
    previewed.push(...failed.map((failure) => ({ ...failure, status: 'Error' as const })))
    for (const [index, { line, name }] of batch.entries()) {
      const result = accepted?.[index]
      if (!result) continue
      previewed.push({ line, name, status: result.status, errorCode: result.errorCode, reason: result.errorMessage })
    }
  }
  return previewed.sort((one, another) => one.line - another.line)
}
