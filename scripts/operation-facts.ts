import type { DescribedOperation, FieldSchema } from '@portico/testing/operations.ts'
import { sortFields } from '../packages/server/src/http/api/schemas.ts'

/** What the command says of the operations that it calls, as TypeScript. */
export const operationFacts = (operations: readonly DescribedOperation[]): string => `/**
 * Of each operation, the permissions of which the caller needs one, and the parameters of its query that take one of a
 * few words. Where any permission will do, \`permissions\` is \`any\`; where none is needed, it is empty.
 */
export const operationFacts = {
${operations.map(factsOf).join('')}} as const
`

function factsOf({ operationId, declared, anyPermission, query }: DescribedOperation): string {
  const words = query.flatMap(({ name, schema }) => {
    const values = wordsOf(schema)
    return values ? `'${name}': ${listOf(values)}` : []
  })
  const needed = anyPermission ? "'any'" : listOf(declared)
  return `  ${operationId}: { permissions: ${needed}, words: {${words.length > 0 ? ` ${words.join(', ')} ` : ''}} },\n`
}

/** The words that a parameter takes, where there are no others: those of an enumeration, or the fields to sort by */
function wordsOf({ enum: words, items, pattern = '' }: FieldSchema): string[] | undefined {
  const fields = sortFields(pattern)
  return fields ? fields.flatMap((field) => [field, `-${field}`]) : (words ?? (items && wordsOf(items)))
}

const listOf = (words: readonly string[]): string =>
  `[${words.map((word) => `'${word.replaceAll("'", "\\'")}'`).join(', ')}]`
