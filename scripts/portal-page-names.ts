import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const pages = 'packages/portal/src/app/pages.tsx'

/** The first names in the paths of the portal's pages, of which the build takes literals alone. */
export function portalPageNames(root: string): [path: string, text: string] {
  const calls = readFileSync(join(root, pages), 'utf8').matchAll(/\b(?:page|publicPage)\(\s*'\/([\w-]+)/g)
  const names = [...new Set(Array.from(calls, ([, name = '']) => name))].sort()
  const text = `// Made by \`npm run docs\` from ${pages}.

/** What the paths of the portal's pages begin with */
export const portalPageNames = [
${names.map((name) => `  '${name}',\n`).join('')}]
`
  return ['packages/server/src/config/portal-page-names.ts', text]
}
