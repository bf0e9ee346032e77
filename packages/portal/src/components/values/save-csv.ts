import { writeCsv } from '@portico/sdk/users-csv'

/** Has the browser save a CSV file (RFC 4180) that this page made. */
export function saveCsv(fileName: string, rows: readonly (readonly string[])[]): void {
  const url = URL.createObjectURL(new Blob([writeCsv(rows)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // Not before the browser has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
