import AjvCompiler from '@fastify/ajv-compiler'
import SerializerSelector from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

/**
 * Fastify's own compilers of schemas, but each schema is compiled when something has to be checked or written by it for
 * the first time: a server starts without those of two hundred operations, a third of its start, and the first request
 * of each takes a few milliseconds longer.
 */
export function compileOnFirstUse(): FastifyServerOptions['schemaController'] {
  const buildValidator = AjvCompiler()
  const buildSerializer = SerializerSelector()
  return {
    compilersFactory: {
      buildValidator(...environment: Parameters<typeof buildValidator>) {
        const compile = buildValidator(...environment)
        return (route: Parameters<typeof compile>[0]) => {
          let compiled: ReturnType<typeof compile> | undefined
          // Fastify reads nothing else of a compiled function, such as its schema.
          const validate = ((data: unknown) => {
            compiled ??= compile(route)
            const isValid = compiled(data)
            validate.errors = compiled.errors
            return isValid
          }) as ReturnType<typeof compile>
          return validate
        }
      },
      buildSerializer(...environment) {
        const compile = buildSerializer(...environment)
        return (route) => {
          let compiled: ReturnType<typeof compile> | undefined
          return (data) => {
            compiled ??= compile(route)
            return compiled(data)
          }
        }
      },
    },
  }
}
