import type { RouteOptions } from 'fastify'
import type { Vault } from '../../config/vault.ts'
import { Problem } from '../../problems/problem.ts'

/** A kind of thing that can be edited. Its ETag stands for these fields, by the names that answers give them. */
export interface Edited {
  /** Part of the hashes: equal values of different kinds have different ones. */
  kind: string
  fields: readonly string[]
}

/** An operation that changes without comparing, and why */
interface Unconditional {
  unconditional: string
}

/** What others have added or removed meanwhile stays. */
export const addsAndRemoves: Unconditional = { unconditional: 'it adds and removes what it names' }

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What the path holds: the ETag of a GET's answer is made of it, and PATCH and PUT compare If-Match with it. A PATCH or
     * PUT that does not say it stops the start.
     */
    edited?: Edited | Unconditional
  }
}

export const isEdited = (edited: Edited | Unconditional | undefined): edited is Edited =>
  edited !== undefined && 'fields' in edited

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** Whether the route only reads: then it has nothing to compare If-Match with. */
export const onlyReads = ({ method }: Pick<RouteOptions, 'method'>): boolean => [method].flat().every(isRead)

/** 48 bits: an ETag shows that something differs, and proves nothing. */
const characters = 8

/**
 * A strong ETag (RFC 9110, section 8.8.3) of the fields that can be edited: a keyed hash of each, so that a later one
 * tells which of them differ, without any history. Nobody can guess values from it without the deployment's key, and it
 * is the same on every node. Fields that change by themselves, such as the last sign-in, are no part of it.
 */
export const entityTag = (vault: Vault, organizationKey: string, edited: Edited, state: object): string =>
  `"${hashesOf(vault, organizationKey, edited, state).join('')}"`

const hashesOf = (vault: Vault, organizationKey: string, { kind, fields }: Edited, state: object): string[] =>
  fields.map((field) => {
    const value = JSON.stringify((state as Record<string, unknown>)[field] ?? null)
    return vault.hash('entity tags', `${organizationKey} ${kind} ${field} ${value}`).slice(0, characters)
  })

/** What If-Match takes: any state, or one of those that the tags name */
type IfMatch = '*' | EntityTag[]

interface EntityTag {
  isWeak: boolean
  text: string
}

/**
 * An entity tag or nothing, and the comma after it: lists may have empty elements (RFC 9110, section 5.6.1.2). White space
 * has one place to match without a tag, so that much of it costs no more than its length.
 */
const element = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*)?(,|$)/y

/** Reads the header (RFC 9110, section 13.1.1). @throws Problem bad_request */
export function parseIfMatch(header: string | undefined): IfMatch | undefined {
  if (header === undefined) return undefined
  if (header.trim() === '*') return '*'
  const tags: EntityTag[] = []
  for (element.lastIndex = 0; ; ) {
    const [found, weak, text, end] = element.exec(header) ?? []
    if (found === undefined) break
    if (text !== undefined) tags.push({ isWeak: weak !== undefined, text })
    if (end === '' && tags.length > 0) return tags
    if (end === '') break
  }
  throw new Problem('bad_request', 'The header If-Match takes * or ETags in double quotes, separated by commas.')
}

/**
 * Requires that the state is one that the tags of If-Match name. The comparison is the strong one: a weak tag never matches.
 * @throws Problem changed_meanwhile with the fields that differ
 */
export function requireMatch(
  vault: Vault,
  organizationKey: string,
  edited: Edited,
  state: object,
  tags: readonly EntityTag[],
): void {
  const hashes = hashesOf(vault, organizationKey, edited, state)
  if (tags.some(({ isWeak, text }) => !isWeak && text === hashes.join(''))) return
  const changedFields = tags
    .map(({ text }) => fieldsOutside(text, edited.fields, hashes))
    .reduce((fewest, fields) => (fields.length < fewest.length ? fields : fewest))
  const detail =
    changedFields.length > 0
      ? `Changed since it was read: ${changedFields.join(', ')}. Nothing was done. Read it again, and send the change with the new ETag.`
      : 'If-Match has to hold the ETag as it was answered, without W/ and without any addition. Nothing was done.'
  throw new Problem('changed_meanwhile', detail, {}, { changedFields })
}

/** The fields whose hashes a tag doesn't have: all, where it is of something else */
function fieldsOutside(text: string, fields: readonly string[], hashes: readonly string[]): string[] {
  const known = new Set(text.match(new RegExp(`.{${characters}}`, 'g')))
  return fields.filter((_, at) => !known.has(hashes[at] ?? ''))
}

/** How the OpenAPI documents describe the two headers */
export const entityTagHeaders = {
  ETag: {
    title: 'EntityTag',
    type: 'string',
    description:
      'Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it',
  },
  'If-Match': {
    type: 'string',
    description:
      'The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared',
  },
} as const
