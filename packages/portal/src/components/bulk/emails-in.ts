const email = /[^\s<>"',;:()]+@[^\s<>"',;:()]+/g

/** Whether a text that `emailsIn` found has the form of an e-mail */
export const isEmail = (text: string): boolean => text.match(email)?.[0] === text

/**
 * The e-mails in a text, as people paste them: one a line, columns of a spreadsheet, a list of recipients. A line without
 * any is taken as it is, so that it is told to be nobody's, but for the names of columns: a first line that speaks of mail.
 */
export function emailsIn(text: string): string[] {
  const found = new Map<string, string>()
  const lines = text.split(/\r\n|\r|\n/)
  const several = lines.filter((line) => line.trim() !== '').length > 1
  for (const [index, line] of lines.entries()) {
    const emails = line.match(email)
    const isHeader = several && index === 0 && !emails && /mail/i.test(line)
    const texts = emails ?? (line.trim() === '' || isHeader ? [] : [line.trim().slice(0, 256)])
    for (const one of texts) if (!found.has(one.toLowerCase())) found.set(one.toLowerCase(), one)
  }
  return [...found.values()]
}
