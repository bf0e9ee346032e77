import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const page = join(import.meta.dirname, '../../docs/verify-tokens.md')

/** The snippets of the page *Verify tokens*, by the name in the comment before each. */
export async function snippetsOf(): Promise<Map<string, string>> {
  const found = (await readFile(page, 'utf8')).matchAll(/^<!-- snippet: (\w+) -->\n```\w+\n(.*?)^```$/gms)
  return new Map([...found].map(([, name = '', text = '']) => [name, text]))
}
