/** The part of a JSON schema that tells fields and their kinds. */
export interface FieldSchema {
  type?: string | string[]
  format?: string
  pattern?: string
  properties?: Record<string, FieldSchema>
  items?: FieldSchema
}

/** An operation as the OpenAPI documents describe it. */
export interface DescribedOperation {
  operationId: string
  method: string
  /** From the root of the server on */
  path: string
  query: { name: string; schema: FieldSchema }[]
  body?: FieldSchema
  /** The statuses that it declares, smallest first */
  statuses: number[]
}

interface Described {
  operationId: string
  parameters?: { name: string; in: string; schema: FieldSchema }[]
  requestBody?: { content: { 'application/json': { schema: FieldSchema } } }
  responses: Record<string, unknown>
}

/** Every operation of the three OpenAPI documents that the server publishes. */
export async function readOperations(url: string): Promise<DescribedOperation[]> {
  const operations: DescribedOperation[] = []
  for (const api of ['identity/v1', 'portfolios/v2', 'management/v1']) {
    const response = await fetch(`${url}/api/${api}/openapi.json`)
    const document = (await response.json()) as { paths: Record<string, Record<string, Described>> }
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, { operationId, parameters = [], requestBody, responses }] of Object.entries(item)) {
        const body = requestBody?.content['application/json'].schema
        operations.push({
          operationId,
          method: method.toUpperCase(),
          path: `/api/${api}${path}`,
          query: parameters.filter((parameter) => parameter.in === 'query'),
          ...(body && { body }),
          statuses: Object.keys(responses).map(Number),
        })
      }
    }
  }
  return operations
}

/** Reading comes before changing, and what hangs on another row goes before that one. */
const order = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

/** Sorts operations so that each finds the rows of the examples still there. */
export const inOrder = (one: DescribedOperation, other: DescribedOperation): number =>
  order.indexOf(one.method) - order.indexOf(other.method) ||
  Number(one.path.includes('/assets')) - Number(other.path.includes('/assets')) ||
  other.path.split('/').length - one.path.split('/').length ||
  one.path.localeCompare(other.path)
