import type { Plugin } from 'vite'

/**
 * Writes the paths of the pages to `paths.json`, from which the server knows what to answer with the document. It reads
 * them from the calls `page('/users/$key', …)` and `publicPage(…)` in `src/app/pages.tsx`.
 */
export function writePaths(): Plugin {
  let paths: string[] = []
  return {
    name: 'portico-paths',
    apply: 'build',
    transform: {
      order: 'post',
      filter: { id: /\/src\/app\/pages\.tsx$/ },
      handler(code) {
        paths = pathsIn(this.parse(code))
      },
    },
    generateBundle() {
      if (paths.length === 0) this.error('src/app/pages.tsx calls neither page(…) nor publicPage(…)')
      this.emitFile({ type: 'asset', fileName: 'paths.json', source: JSON.stringify(paths) })
    },
  }
}

/** The paths of all pages in this part of a syntax tree, in the server's notation: `/users/:key`. */
function pathsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { type, callee, arguments: given } = node as Partial<Call>
  if (type !== 'CallExpression' || !['page', 'publicPage'].includes(callee?.name ?? '')) {
    return Object.values(node).flatMap(pathsIn)
  }
  const path = given?.[0]?.value
  if (typeof path !== 'string') throw new Error(`${callee?.name}(…) takes its path as a literal`)
  return [path.replaceAll('$', ':')]
}

interface Call {
  type: string
  callee: { name?: string }
  arguments: { value?: unknown }[]
}
