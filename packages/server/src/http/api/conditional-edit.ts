import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../../db/parts.ts'
import { transaction } from '../../db/transaction.ts'
import { Problem } from '../../problems/problem.ts'
import { entityTag, isEdited, parseIfMatch, requireMatch } from './entity-tag.ts'

type Principal = FastifyRequest['principal']

/** `change` alone says what the key is: `NoInfer` loses how many parts it has. */
type KeyOf<Key> = Key extends unknown[] ? Key : never

/** The operations of one edit. `key` says which thing is edited: nothing where the organization has only one. */
interface Edit<P, Key extends unknown[], Body, T> {
  /** Nobody else changes the thing before the transaction ends. */
  lock(parts: P, principal: Principal, ...key: KeyOf<Key>): Promise<unknown>
  /** What the GET answers */
  read(parts: P, principal: Principal, ...key: KeyOf<Key>): Promise<object>
  change(parts: P, principal: Principal, ...keyAndBody: [...key: Key, body: Body]): Promise<T>
}

type EditRequest<Body> = Pick<FastifyRequest, 'headers' | 'principal' | 'routeOptions'> & { body: Body }

/**
 * Makes the operation of a route that declares `config.edited`: `const editGroup = conditionalEdit({ lock: lockGroup, …})`.
 *
 * Without If-Match it is `change` and nothing else. With If-Match, the thing is changed only if its state is still one
 * that the header names: compared under the lock, so that of two who start from the same state one wins. The answer then
 * has the ETag of the new state, except where the caller cannot read it any more.
 * @returns an operation that returns what `change` returns
 * @throws Problem bad_request, changed_meanwhile, and what the operations throw
 */
export const conditionalEdit =
  <P extends Parts, Key extends unknown[], Body, T>({ lock, read, change }: Edit<P, Key, Body, T>) =>
  async (
    parts: P & Parts<'vault'>,
    request: EditRequest<Body>,
    reply: FastifyReply,
    ...key: Key & KeyOf<Key>
  ): Promise<T> => {
    const { headers, principal, body, routeOptions } = request
    const { edited } = routeOptions.config
    if (!isEdited(edited)) throw new Error(`${routeOptions.url} declares nothing that it edits: set config.edited`)
    const condition = parseIfMatch(headers['if-match'])
    if (!condition) return change(parts, principal, ...(key as Key), body)

    const { organizationKey } = principal
    const { result, tag } = await transaction(parts, async (parts) => {
      await lock(parts, principal, ...key)
      if (condition !== '*') {
        requireMatch(parts.vault, organizationKey, edited, await read(parts, principal, ...key), condition)
      }
      const result = await change(parts, principal, ...(key as Key), body)
      const after = await ifReadable(() => read(parts, principal, ...key))
      return { result, tag: after && entityTag(parts.vault, organizationKey, edited, after) }
    })
    if (tag !== undefined) reply.header('etag', tag)
    return result
  }

/** Whoever takes a permission from themselves cannot read what they have changed. */
async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
