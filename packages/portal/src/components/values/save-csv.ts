import { type CsvDelimiter, writeCsv } from '@portico/sdk/users-csv'
import { saveText } from './save-text.ts'

/** Has the browser save a CSV file (RFC 4180) that this page made. */
export const saveCsv = (fileName: string, rows: readonly (readonly string[])[], delimiter?: CsvDelimiter): void =>
  saveText(fileName, writeCsv(rows, delimiter), 'text/csv')
