import { apis } from '@portico/server/http/api/apis.ts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { DescribedOperation } from '../operations.ts'
import { withoutReferences } from '../references.ts'
import { send } from '../requests.ts'

interface AnsweringDocument {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema?: object }> }> }>
  >
}

/** What an answer is held against. */
export interface Answer {
  status: number
  contentType: string
  text: string
}

/** Says what is wrong with an answer; undefined where nothing is. */
export type CheckAnswer = (operation: DescribedOperation, answer: Answer) => string | undefined

/** Holds answers against the statuses and shapes that the server's OpenAPI documents declare. */
export async function createAnswerCheck(url: string): Promise<CheckAnswer> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const shapes = new Map<string, ValidateFunction>()
  for (const { prefix } of Object.values(apis)) {
    const { body } = await send<AnsweringDocument>(url, 'GET', `${prefix}/openapi.json`)
    for (const [path, item] of Object.entries(withoutReferences(body).paths)) {
      for (const [method, { responses }] of Object.entries(item)) {
        for (const [status, { content }] of Object.entries(responses)) {
          const schema = content?.['application/json']?.schema
          if (schema) shapes.set(`${method.toUpperCase()} ${prefix}${path} ${status}`, ajv.compile(schema))
        }
      }
    }
  }
  return ({ method, path, statuses }, { status, contentType, text }) => {
    if (status >= 500) return `answers ${status}`
    if (!statuses.includes(status)) return `answers ${status}, which it does not declare`
    const shape = shapes.get(`${method} ${path} ${status}`)
    if (!shape || !contentType.startsWith('application/json')) {
      return status >= 400 && text !== '' ? `answers ${status} as ${contentType}` : undefined
    }
    const isRight = shape(JSON.parse(text))
    return isRight ? undefined : `answers ${status} in another shape: ${ajv.errorsText(shape.errors)}`
  }
}
