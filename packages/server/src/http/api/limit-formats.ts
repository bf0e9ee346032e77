import type { FastifyServerOptions } from 'fastify'

/** Longer than any date and time that is written, with as many digits of its seconds as there may be. */
const longestTimestamp = 100

/**
 * Refuses a long text as a date and time at once: the validator's own check splits it at each space, and a body may be a
 * megabyte of them.
 */
export const limitFormats: NonNullable<NonNullable<FastifyServerOptions['ajv']>['onCreate']> = (ajv) => {
  const known = ajv.formats['date-time']
  if (typeof known !== 'object' || known instanceof RegExp || typeof known.validate !== 'function')
    throw new Error('the validator has no format for dates and times')
  const validate = known.validate as (text: string) => boolean
  ajv.addFormat('date-time', { validate: (text: string) => text.length <= longestTimestamp && validate(text) })
}
