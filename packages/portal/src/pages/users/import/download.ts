import { writeCsv } from '@portico/sdk/users-csv'

/** Has the browser save a CSV file that this page made. */
export function download(fileName: string, rows: readonly (readonly string[])[]): void {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', writeCsv(rows)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // Not before the browser has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
