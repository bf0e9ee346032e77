import { exampleOf } from './example-of.ts'

type Json = Record<string, unknown>
interface Document {
  paths?: object
  components?: object
}

/** The document with an example in each named object and each parameter of the URL. */
export function withExamples<D extends Document>(document: D): D {
  const { schemas = {}, parameters = {} } = (document.components ?? {}) as Record<string, Record<string, Json>>
  const resolve = (reference: string): Json => {
    const schema = schemas[reference.slice(reference.lastIndexOf('/') + 1)]
    if (!schema) throw new Error(`The document has no ${reference}`)
    return schema
  }
  const ofSchema = (schema: Json, within: string): Json =>
    schema.properties === undefined ? schema : { ...schema, examples: [exampleOf(schema, { resolve, within })] }
  const ofParameter = (parameter: Json): Json =>
    // The one that the schema of a parameter has stands beside that schema already.
    (parameter.in === 'query' || parameter.in === 'path') && !('example' in parameter)
      ? { ...parameter, example: exampleOf(parameter.schema as Json, { resolve, within: '' }, String(parameter.name)) }
      : parameter
  const ofOperation = (operation: Json): Json =>
    Array.isArray(operation.parameters)
      ? { ...operation, parameters: operation.parameters.map(ofParameter) }
      : operation
  return {
    ...document,
    paths: mapValues(document.paths ?? {}, (item) => mapValues(item as Json, (one) => ofOperation(one as Json))),
    components: {
      ...document.components,
      schemas: mapValues(schemas, (one, name) => ofSchema(one as Json, name)),
      parameters: mapValues(parameters, (one) => ofParameter(one as Json)),
    },
  }
}

const mapValues = (object: object, map: (value: unknown, name: string) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]))
