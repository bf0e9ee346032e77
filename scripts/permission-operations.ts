import type { DescribedOperation } from '@portico/testing/operations.ts'

/** What the portal says of each permission, as TypeScript: the operations that it opens. */
export function permissionOperations(operations: readonly DescribedOperation[]): string {
  const opened = new Map<string, string[]>()
  for (const { method, path, summary, declared } of operations) {
    const shown = `    { method: '${method}', path: '${path}', summary: ${JSON.stringify(summary)} },\n`
    for (const permission of declared) opened.set(permission, [...(opened.get(permission) ?? []), shown])
  }
  return `/** An operation, from the root of the server on */
export interface OpenedOperation {
  method: string
  path: string
  summary: string
}

/** The operations that a permission opens, by its full name. A permission that is not here opens none. */
export const permissionOperations: Readonly<Record<string, readonly OpenedOperation[]>> = {
${[...opened].map(([permission, lines]) => `  '${permission}': [\n${lines.join('')}  ],\n`).join('')}}
`
}
