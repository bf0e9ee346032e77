import { parse } from 'node:querystring'
import type { FastifyInstance } from 'fastify'

/** Far more than any form here has. What comes behind them is not read. */
const mostFields = 100

/** Makes a plugin take forms, as browsers send them from pages of other sites. */
export function acceptForms(app: FastifyInstance, bodyLimit: number): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, readForm(String(body))),
  )
}

/**
 * The fields of a form; of one that comes several times, the last one.
 *
 * Anybody sends these, up to the limit of a body. `URLSearchParams` looks for the equals sign of each field in all that
 * follows: 700 KB of fields without one take more than a second of the event loop.
 */
export const readForm = (text: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parse(text, '&', '=', { maxKeys: mostFields })).map(([name, value]) => [
      name,
      [value].flat().at(-1) ?? '',
    ]),
  )
