import { createRequire } from 'node:module'
import type { FastifyServerOptions } from 'fastify'

type ValidatorCompiler = ReturnType<typeof import('@fastify/ajv-compiler').default>
type SerializerCompiler = ReturnType<typeof import('@fastify/fast-json-stringify-compiler').default>

const require = createRequire(import.meta.url)

/**
 * Fastify's own compilers of schemas, but each schema is compiled when something has to be checked or written by it for
 * the first time: a server starts without those of two hundred operations, a third of its start, and the first request
 * of each takes a few milliseconds longer. The compilers themselves, a hundred files, are loaded then as well.
 */
export function compileOnFirstUse(): FastifyServerOptions['schemaController'] {
  const buildValidator = onFirstUse<ValidatorCompiler>(() => require('@fastify/ajv-compiler')())
  const buildSerializer = onFirstUse<SerializerCompiler>(() => require('@fastify/fast-json-stringify-compiler')())
  return {
    compilersFactory: {
      buildValidator(...environment: Parameters<ValidatorCompiler>) {
        const compiler = onFirstUse(() => buildValidator()(...environment))
        return (route: Parameters<ReturnType<ValidatorCompiler>>[0]) => {
          const compiled = onFirstUse(() => compiler()(route))
          // Fastify reads nothing else of a compiled function, such as its schema.
          const validate = ((data: unknown) => {
            const check = compiled()
            const isValid = check(data)
            validate.errors = check.errors
            return isValid
          }) as ReturnType<ReturnType<ValidatorCompiler>>
          return validate
        }
      },
      buildSerializer(...environment) {
        const compiler = onFirstUse(() => buildSerializer()(...environment))
        return (route) => {
          const compiled = onFirstUse(() => compiler()(route))
          return (data) => compiled()(data)
        }
      },
    },
  }
}

/** What Fastify writes an answer of this schema with, for where there is no Fastify */
export function serializerOf(schema: object): (answer: unknown) => string {
  const build = require('@fastify/fast-json-stringify-compiler')() as SerializerCompiler
  return build({}, undefined as never)({ schema, method: 'GET', url: '', httpStatus: '200' })
}

/** Makes the value when it is first asked for, and once. */
function onFirstUse<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
