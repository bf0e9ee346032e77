/**
 * Writes packages/sdk/src/generated: the types of the APIs, from the OpenAPI documents of the server as it is in this
 * folder, the codes of its problems, the actions of its audit trail, the permissions that control access, and what its
 * operations take and need. `node scripts/sdk-types.ts` writes them; with `--check` it changes nothing, prints which are
 * stale, and fails if there are any.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ApiDocument, type DescribedOperation, operationsOf } from '@portico/testing/operations.ts'
import { typesOfDocument } from '../packages/sdk/scripts/types-of-document.ts'
import { apis } from '../packages/server/src/http/api/apis.ts'
import { auditActions, auditEntityTypes } from '../packages/server/src/modules/foundation/audit/audit-actions.ts'
import { permissions } from '../packages/server/src/modules/foundation/permissions/permission-catalogue.ts'
import { catalogue } from '../packages/server/src/problems/catalogue.ts'
import { readApiDocuments } from './api-documents.ts'
import { operationFacts } from './operation-facts.ts'
import { permissionOperations } from './permission-operations.ts'

const folder = 'packages/sdk/src/generated'

const note = '// Made by `npm run sdk:types` from the server. Do not edit.\n'

/** The files that are made, by their paths from the project's root. */
export async function madeTypes(): Promise<Map<string, string>> {
  const files = new Map([
    [`${folder}/problem-codes.ts`, problemCodes()],
    [`${folder}/audit-actions.ts`, auditActionList()],
    [`${folder}/controlling-permissions.ts`, controllingPermissionList()],
  ])
  const operations: DescribedOperation[] = []
  for (const [name, document] of await readApiDocuments<ApiDocument>()) {
    // Nobody should write anything new for it.
    if ('deprecated' in apis[name as keyof typeof apis]) continue
    operations.push(...operationsOf(apis[name as keyof typeof apis].prefix, document))
    files.set(`${folder}/${name}.ts`, `${note}\n${await typesOfDocument(document)}`)
  }
  files.set(
    `${folder}/operation-facts.ts`,
    `${note}
${operationFacts(operations)}`,
  )
  files.set(`${folder}/permission-operations.ts`, `${note}\n${permissionOperations(operations)}`)
  return files
}

/** What is wrong with the files under `root`, one line for each. */
export async function staleTypes(root: string): Promise<string[]> {
  return [...(await madeTypes())].flatMap(([path, text]) => {
    const found = read(root, path)
    if (found === text) return []
    return [`${path}: ${found === undefined ? 'is missing' : 'is stale'}: run npm run sdk:types`]
  })
}

const auditActionList = (): string => `${note}
/** The actions of audit entries, by entity type: \`user\` with \`created\` is the action \`user.created\`. */
export const auditActions = {
${Object.entries(auditActions)
  .map(([entity, verbs]) => `  '${entity}': [${verbs.map((verb) => `'${verb}'`).join(', ')}],\n`)
  .join('')}} as const

/** What an entry may be about */
export const auditEntityTypes = [${auditEntityTypes.map((type) => `'${type}'`).join(', ')}] as const
`

const controllingPermissionList = (): string => `${note}
/** Permissions with which one can give access to others, or take it: nobody gives one of them without holding it. */
export const controllingPermissions: readonly string[] = [
${permissions
  .filter(({ controlsAccess }) => controlsAccess)
  .map(({ fullName }) => `  '${fullName}',\n`)
  .join('')}]
`

function problemCodes(): string {
  const entries = Object.entries(catalogue)
    .sort(([, one], [, another]) => (one.code < another.code ? -1 : 1))
    .map(([name, { code, status, title }]) => `  /** ${status}: ${title} */\n  ${name}: '${code}',\n`)
  return `${note}
/** The codes of Portico's problems, by their names: what \`PorticoError.errorCode\` is compared with. */
export const problemCodes = {
${entries.join('')}} as const

/** A code of Portico's. ODC has its own, such as OS-ID-BIZ-40001. */
export type ProblemCode = (typeof problemCodes)[keyof typeof problemCodes]
`
}

function read(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (process.argv.includes('--check')) {
    const stale = await staleTypes(root)
    for (const line of stale) console.error(line)
    if (stale.length > 0) process.exitCode = 1
  } else {
    for (const [path, text] of await madeTypes()) {
      mkdirSync(join(root, dirname(path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
}
