import { UnreadableCsvError } from './unreadable-csv-error.ts'

const howToSave = 'In Excel, save it as “CSV UTF-8”. In other programs, choose the character set UTF-8 when saving.'

/**
 * The text of a file: UTF-8, or UTF-16. What is neither is refused: in the character sets of one region, such as
 * Windows-1252, the same bytes are other letters elsewhere, and a guess would spoil names.
 * @throws UnreadableCsvError
 */
export function decodeCsv(bytes: Uint8Array): string {
  if (isZip(bytes))
    throw new UnreadableCsvError('workbook', `The file is a workbook or an archive, and no CSV file. ${howToSave}`)
  if (isBinary(bytes))
    throw new UnreadableCsvError(
      'binary',
      'The file is no text file. Choose the CSV file that another program has saved.',
    )
  const text = decoded(bytes)
  if (text === undefined || text.includes('\0'))
    throw new UnreadableCsvError('encoding', `The file is not in UTF-8. ${howToSave}`)
  return text
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** By the mark in front. Without one, a zero beside the first character tells: UTF-8 has none in a text. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be'
  return 'utf-8'
}

const looked = 1024
/** Tabulator, line feed, vertical tabulator, form feed, carriage return, and the sign that ends texts of old */
const blanks = new Set([9, 10, 11, 12, 13, 26])

/**
 * Whether it begins as pictures, documents and programs do, with bytes that no text has, in whatever character set of one
 * byte. A file in UTF-16, whose marks and zeros look alike, is none.
 */
function isBinary(bytes: Uint8Array): boolean {
  if (encodingOf(bytes) !== 'utf-8') return false
  const controls = bytes.subarray(0, looked).filter((byte) => byte < 32 && !blanks.has(byte))
  return controls.length > 1
}

/** Workbooks of Excel and LibreOffice are ZIP archives. */
const isZip = ([first, second, third, fourth]: Uint8Array): boolean =>
  first === 0x50 && second === 0x4b && third === 3 && fourth === 4
