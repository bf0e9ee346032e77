import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { InvalidRecords } from '../api/schemas.ts'
import { type ValidationFault, validationDetail } from '../api/validation-detail.ts'

/** As in the example of RFC 9457, section 3 */
type RecordErrors = Static<typeof InvalidRecords>['errors']

/**
 * What is wrong with each record of a body that breaks the schema, by its first fault. The validation itself stops at the first
 * of them, and whoever sends many would learn of one with each request. Undefined where the fault is in no record.
 */
export function recordErrorsOf(request: FastifyRequest, { instancePath }: ValidationFault): RecordErrors {
  if (!/^\/records\/\d/.test(instancePath)) return undefined
  const { records } = request.body as { records: unknown[] }
  const schema = request.routeOptions.schema?.body as { properties: { records: { items: object } } }
  const validate = request.compileValidationSchema(schema.properties.records.items, 'body')
  return records.flatMap((record, index) => {
    if (validate(record)) return []
    const [fault] = (validate.errors ?? []) as ValidationFault[]
    if (!fault) return []
    const path = `/records/${index}${fault.instancePath}`
    return [{ detail: validationDetail('body', { ...fault, instancePath: path }), pointer: `#${path}` }]
  })
}
