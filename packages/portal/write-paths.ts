import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** A page, as the server reads it from `paths.json` */
interface Page {
  /** In the server's notation: `/users/:key` */
  path: string
  /** What is around it: that of people who are signed in, or that of the sign-in */
  frame: 'shell' | 'outside'
  /** The files that it needs beside those of the document. The browser asks for them at once. */
  scripts: string[]
}

const shell = join(import.meta.dirname, 'src/app/shell.tsx')

/**
 * Writes the pages to `paths.json`, from which the server knows what to answer with the document, and what this asks for.
 * It reads them from the calls `page('/users/$key', …)` and `publicPage(…)` in `src/app/pages.tsx`.
 */
export function writePaths(): Plugin {
  let pages: (Omit<Page, 'scripts'> & { file: string | undefined })[] = []
  return {
    name: 'portico-paths',
    apply: 'build',
    transform: {
      order: 'post',
      filter: { id: /\/src\/app\/pages\.tsx$/ },
      handler(code, id) {
        pages = pagesIn(this.parse(code)).map(({ file, ...page }) => ({
          ...page,
          file: file && join(dirname(id), file),
        }))
      },
    },
    generateBundle(_options, bundle) {
      if (pages.length === 0) this.error('src/app/pages.tsx calls neither page(…) nor publicPage(…)')
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const withImports = (name: string, found: Set<string>): Set<string> => {
        if (found.has(name)) return found
        found.add(name)
        for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) withImports(next, found)
        return found
      }
      const filesOf = (...modules: (string | undefined)[]): string[] => {
        const found = new Set<string>()
        for (const { fileName, moduleIds } of chunks)
          if (modules.some((id) => id && moduleIds.includes(id))) withImports(fileName, found)
        return [...found]
      }
      const ofDocument = filesOf(join(import.meta.dirname, 'src/main.tsx'))
      const written = pages.map(({ file, path, frame }): Page => {
        const scripts = filesOf(file, ...(frame === 'shell' ? [shell] : [])).filter((one) => !ofDocument.includes(one))
        return { path, frame, scripts }
      })
      this.emitFile({ type: 'asset', fileName: 'paths.json', source: JSON.stringify(written) })
    },
  }
}

/** All pages in this part of a syntax tree. */
function pagesIn(node: unknown): (Omit<Page, 'scripts'> & { file: string | undefined })[] {
  if (typeof node !== 'object' || node === null) return []
  const { type, callee, arguments: given } = node as Partial<Call>
  const name = callee?.name ?? ''
  if (type !== 'CallExpression' || !['page', 'publicPage'].includes(name)) return Object.values(node).flatMap(pagesIn)
  const path = given?.[0]?.value
  if (typeof path !== 'string') throw new Error(`${name}(…) takes its path as a literal`)
  // A former path leads to another one, and loads nothing of its own.
  const file = importedIn(given)
  return [{ path: path.replaceAll('$', ':'), frame: name === 'page' ? 'shell' : 'outside', file }]
}

/** What the first `import('…')` in this part of a syntax tree imports. */
function importedIn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const { type, source } = node as { type?: string; source?: { value?: unknown } }
  if (type === 'ImportExpression' && typeof source?.value === 'string') return source.value
  for (const part of Object.values(node)) {
    const found = importedIn(part)
    if (found) return found
  }
  return undefined
}

interface Call {
  type: string
  callee: { name?: string }
  arguments: { value?: unknown }[]
}
