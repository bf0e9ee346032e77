import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

const folder = 'packages/server/src/db/migrations'

/**
 * The list of migrations: each file `<number>-<name>.ts` exports one by its name. `<number>-tables.ts` is a part of the
 * first one.
 */
export function migrationsIndex(root: string): [path: string, text: string] {
  const files = globSync('[0-9]*.ts', { cwd: join(root, folder) })
    .map((file) => basename(file, '.ts'))
    .filter((name) => !name.endsWith('.test') && !name.endsWith('-tables'))
    .sort()
  const text = `// Made by \`npm run docs\` from the files of this folder.

import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
${files.map((file) => `import { ${nameOf(file)} } from './${file}.ts'\n`).join('')}
/**
 * Every migration, in order. One that was released is never changed: a later one corrects it. Some numbers are missing:
 * before the first release, changes were made side by side under numbers of their own, and some were joined. A database
 * knows its migrations by these names, so they keep them. A new one takes the number after the last one.
 */
export const migrations = (engine: Engine): Record<string, Migration> => ({
${files.map((file) => `  '${file}': ${nameOf(file)}(engine),\n`).join('')}})
`
  return [`${folder}/index.ts`, text]
}

/** `claimMappings` for 0002-claim-mappings */
const nameOf = (file: string): string =>
  file.replace(/^\d+-/, '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
