import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { findHalfCharacter } from '../api/half-character.ts'
import { findJsonExcess } from '../api/json-excess.ts'
import { findRepeatedField } from '../api/repeated-field.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * RFC 6839, section 3.1, with every character that a subtype may have (RFC 9110, section 5.6.2). Programs made from ODC's
 * contract send `application/*+json` as it stands there.
 */
const structured = /^application\/[\w!#$%&'*+.^`|~-]+\+json(;|$)/

/**
 * Bodies are JSON, as `application/json` or `application/*+json`, and nothing else. A charset has no meaning for JSON (RFC
 * 8259, section 11). An empty body counts as none: many clients send the header with every POST. One with more values,
 * names or levels than any operation takes is refused before it is parsed (RFC 8259, section 9).
 */
export function acceptJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  for (const type of ['application/json', structured]) {
    app.addContentTypeParser(type as string, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
      if (body.length === 0) return done(null, undefined)
      const text = decode(body)
      if (text === undefined) return done(new Problem('malformed_json', 'The body is not encoded in UTF-8.'))
      const excess = findJsonExcess(text)
      if (excess !== undefined) return done(new Problem('invalid_body', `The body ${excess}.`))
      parse(request, text, (error, value) => {
        if (error) return done(explain(text))
        const repeated = findRepeatedField(text)
        if (repeated !== undefined) return done(repeatedField(repeated))
        const half = findHalfCharacter(value, text)
        return half === undefined ? done(null, value) : done(halfCharacter(half))
      })
    })
  }
}

/** Undefined if it is not UTF-8. A lenient decoder would replace characters, and the replacements would be stored. */
function decode(body: Buffer): string | undefined {
  try {
    return utf8.decode(body)
  } catch {
    return undefined
  }
}

function repeatedField(name: string): Problem {
  const detail = `The field ${name.slice(0, 100).toWellFormed()} is there twice in one object. Give it once.`
  return new Problem('invalid_body', detail)
}

function halfCharacter(path: string): Problem {
  const name = path ? `The field ${path.replace(/^\./, '')}` : 'The body'
  return new Problem('invalid_body', `${name} must not hold half a character: a surrogate without its other half.`)
}

/** The framework's parser does not say why it refuses. */
function explain(text: string): Problem {
  try {
    JSON.parse(text)
  } catch (error) {
    return new Problem('malformed_json', `The body is not valid JSON: ${(error as Error).message}.`)
  }
  return new Problem('invalid_body', 'There is no field __proto__ or constructor.prototype.')
}
